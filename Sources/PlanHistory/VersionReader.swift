import Diagnostics
import GitStore
import PlanModel
import PlanText
import Timeline

/// Reads the versions of documents that a walk finds, each distinct blob once.
///
/// Blobs are read where the walk runs, since a repository belongs to one task. Parsing is a pure computation: batches of it run
/// beside the walk, and their results are put in place when it has ended.
struct VersionReader {
    private struct Key: Hashable {
        let blob: ObjectID
        let entry: Int
        let isMarkdown: Bool
    }

    /// A version that was asked for; what it says is known when the walk has ended.
    struct Request {
        let blob: Int
        fileprivate let content: Int
    }

    /// Texts to parse, with the places of their results.
    struct Batch: Sendable {
        fileprivate var items: [(content: Int, text: PlanSource)] = []
        fileprivate let readsPromises: Bool

        /// What the documents of the batch say.
        func parsed() -> [Parsed] {
            items.map { item in
                let document = item.text.document
                return Parsed(
                    content: item.content, result: VersionReader.content(of: document),
                    promise: readsPromises ? document.content.map(Promise.init) : nil)
            }
        }
    }

    /// What one document says.
    struct Parsed: Sendable {
        fileprivate let content: Int
        fileprivate let result: FileVersion.Content
        fileprivate let promise: Promise?
    }

    /// A document before it is parsed.
    fileprivate struct PlanSource: Sendable {
        let path: String
        let entry: DocumentEntry
        let blob: ObjectDatabase.Blob

        var document: PlanDocument {
            switch blob {
            case .bytes(let bytes): PlanDocument.read(SourceText(path: path, bytes: bytes), entry: entry)
            case .tooLarge(let bytes):
                PlanDocument(path: path, entry: entry, text: .tooLarge(SourceText(path: path, bytes: []), bytes: bytes))
            }
        }
    }

    /// How many documents are parsed in one go: enough that starting a task costs nothing beside it.
    private static let batchSize = 64

    /// The blobs by the numbers that the timeline knows them by.
    private(set) var blobs: [ObjectID] = []
    private var numbers: [ObjectID: Int] = [:]
    private var contents: [FileVersion.Content?] = []
    private var places: [Key: Int] = [:]
    private var batch: Batch
    private let objects: ObjectDatabase
    private let documents: [DocumentEntry]
    /// By content, where promises are read. Equal ones are kept once: most landings leave the promise as it was.
    private var promises: [Int: Promise] = [:]
    private var distinct: Set<Promise> = []

    init(_ repository: Repository, policy: Policy, readsPromises: Bool = false) {
        objects = repository.objects
        documents = policy.documents
        batch = Batch(readsPromises: readsPromises)
    }

    /// Asks for a version. A full batch is given to `start`.
    mutating func request(
        _ blob: ObjectID, mode: FileMode, path: ChangeWalk.Path, start: (Batch) -> Void
    ) throws(GitError) -> Request {
        let number = number(of: blob)
        guard mode.isFile else {
            let what =
                mode.isLink ? "a symbolic link" : mode == .submodule ? "a submodule" : "no file (mode \(mode.octal))"
            contents.append(.unreadable("it is \(what)"))
            return Request(blob: number, content: contents.count - 1)
        }
        let isMarkdown = path.text.utf8.suffix(3).elementsEqual(".md".utf8)
        let key = Key(blob: blob, entry: path.entry, isMarkdown: isMarkdown)
        if let known = places[key] { return Request(blob: number, content: known) }
        let bytes = try objects.blob(blob, limit: TextLimits.bytes)
        contents.append(nil)
        places[key] = contents.count - 1
        batch.items.append((contents.count - 1, PlanSource(path: path.text, entry: documents[path.entry], blob: bytes)))
        if batch.items.count == Self.batchSize { start(takeBatch()) }
        return Request(blob: number, content: contents.count - 1)
    }

    /// What has been asked for and not been given out yet.
    mutating func takeBatch() -> Batch {
        defer { batch = Batch(readsPromises: batch.readsPromises) }
        return batch
    }

    mutating func put(_ results: [Parsed]) {
        for item in results {
            contents[item.content] = item.result
            if let promise = item.promise { promises[item.content] = distinct.insert(promise).memberAfterInsert }
        }
    }

    /// What the version of a request promises; nothing where it cannot be read, or promises are not asked for.
    func promise(_ request: Request) -> Promise? { promises[request.content] }

    /// The version of a request, once every batch has been put in place.
    func version(_ request: Request) -> FileVersion {
        guard let content = contents[request.content] else { preconditionFailure("a batch was not parsed") }
        return FileVersion(blob: request.blob, content: content)
    }

    private mutating func number(of blob: ObjectID) -> Int {
        if let known = numbers[blob] { return known }
        blobs.append(blob)
        numbers[blob] = blobs.count - 1
        return blobs.count - 1
    }

    fileprivate static func content(of document: PlanDocument) -> FileVersion.Content {
        if let initiative = document.initiative { return .readable(initiative) }
        return .unreadable(document.text.unreadable ?? "the document is no mapping")
    }

    /// Reads one document from its blob.
    static func read(
        _ blob: ObjectID, path: String, entry: DocumentEntry, from objects: ObjectDatabase
    ) throws(GitError) -> PlanDocument {
        PlanSource(path: path, entry: entry, blob: try objects.blob(blob, limit: TextLimits.bytes)).document
    }
}
