import Diagnostics
import GitStore
import PlanModel
import PlanText
import Timeline

/// Reads the versions of documents that a walk found, each distinct blob once.
struct VersionReader {
    private struct Key: Hashable {
        let blob: ObjectID
        let entry: Int
        let layout: UInt8
    }

    /// The blobs by the numbers that the timeline knows them by.
    private(set) var blobs: [ObjectID] = []
    private var numbers: [ObjectID: Int] = [:]
    private var contents: [Key: FileVersion.Content] = [:]
    private let objects: ObjectDatabase
    private let documents: [DocumentEntry]

    init(_ repository: Repository, policy: Policy) {
        objects = repository.objects
        documents = policy.documents
    }

    mutating func version(_ blob: ObjectID, mode: FileMode, path: ChangeWalk.Path) throws(GitError) -> FileVersion {
        let number: Int
        if let known = numbers[blob] {
            number = known
        } else {
            number = blobs.count
            blobs.append(blob)
            numbers[blob] = number
        }
        guard mode.isFile else {
            let what = mode.isLink ? "a symbolic link" : mode == .submodule ? "a submodule" : "no file (mode \(mode.octal))"
            return FileVersion(blob: number, content: .unreadable("it is \(what)"))
        }
        let isMarkdown = path.text.utf8.suffix(3).elementsEqual(".md".utf8)
        let key = Key(blob: blob, entry: path.entry, layout: isMarkdown ? 1 : 0)
        if let known = contents[key] { return FileVersion(blob: number, content: known) }
        let document = try Self.read(blob, path: path.text, entry: documents[path.entry], from: objects)
        let content: FileVersion.Content
        if let initiative = document.initiative {
            content = .readable(initiative)
        } else {
            content = .unreadable(document.text.unreadable ?? "the document is no mapping")
        }
        contents[key] = content
        return FileVersion(blob: number, content: content)
    }

    /// Reads one document from its blob.
    static func read(
        _ blob: ObjectID, path: String, entry: DocumentEntry, from objects: ObjectDatabase
    ) throws(GitError) -> PlanDocument {
        switch try objects.blob(blob, limit: TextLimits.bytes) {
        case .bytes(let bytes): PlanDocument.read(SourceText(path: path, bytes: bytes), entry: entry)
        case .tooLarge(let bytes):
            PlanDocument(
                path: path, entry: entry, text: .tooLarge(SourceText(path: path, bytes: []), bytes: bytes))
        }
    }
}
