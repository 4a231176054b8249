import Diagnostics
package import GitStore
package import PlanModel
import PlanText
package import Timeline

/// The history of a branch with its promises and ledgers, replayed: the facts that figures are worked out from.
package struct ValueHistory: Sendable {
    package let tip: ObjectID
    package let history: BranchHistory
    package let problems: [HistoryProblem]

    /// Replays a branch from its root to a tip, oldest landing first; with `until`, only what was recorded by then.
    ///
    /// `root` is the folder of the policy; nothing where that lies outside the repository.
    package init(
        _ repository: Repository, tip: ObjectID, policy: Policy, root: String?, until: Timestamp? = nil,
        progress: (Int) -> Void = { _ in }
    ) async throws(GitError) {
        var chain = FirstParentChain(from: tip)
        if let until {
            chain = try FirstParentChain.read(repository, from: tip, progress: progress).chain.cut(at: until.seconds)
        }
        var walk = ChangeWalk(repository, policy: policy, others: OtherFiles(policy, root: root))
        var reader = VersionReader(repository, policy: policy, readsPromises: true)
        let rows = try await LandingRows.read(&chain, repository, &walk, &reader, policy, withOthers: true, progress)
        self.tip = chain.ids.first ?? tip
        problems = walk.problems
        var files = FileFold(repository, policy: policy, paths: walk.paths)
        for row in rows.reversed() { try files.apply(row, at: chain.landing(at: row.row), reader) }
        history = files.fold.history(
            landings: chain.count, tip: chain.count > 0 ? chain.landing(at: 0) : nil)
    }

    /// Who made the commits of some landings: the addresses of their authors, by commit.
    package static func authors(
        _ repository: Repository, of landings: some Sequence<Landing>
    ) throws(GitError) -> [String: String] {
        var result: [String: String] = [:]
        for landing in landings where result[landing.commit] == nil {
            guard let id = ObjectID(hex: landing.commit) else { continue }
            result[landing.commit] = try repository.objects.commit(id).author?.email
        }
        return result
    }
}

/// Follows the files of a branch, and tells the fold which bytes stand where.
private struct FileFold {
    private(set) var fold: HistoryFold
    private let objects: ObjectDatabase
    private let documents: [DocumentEntry]
    private let paths: [ChangeWalk.Path]
    private let entries: [String: Int]
    /// The blobs of ledgers as they stand, by path.
    private var ledgers: [String: ObjectID] = [:]
    /// Which ledger each living initiative has, and whose a ledger is.
    private var ledgerPath: [Int: String] = [:]
    private var owner: [String: Int] = [:]
    /// The blob of each initiative's ledger as it was read last.
    private var known: [Int: ObjectID] = [:]

    init(_ repository: Repository, policy: Policy, paths: [ChangeWalk.Path]) {
        objects = repository.objects
        documents = policy.documents
        self.paths = paths
        entries = Dictionary(paths.map { ($0.text, $0.entry) }, uniquingKeysWith: { first, _ in first })
        fold = HistoryFold(ladder: policy.ladder, locks: LockTerms(policy))
    }

    mutating func apply(_ row: LandingRows.Row, at landing: Landing, _ reader: VersionReader) throws(GitError) {
        var affected: Set<Int> = []
        if !row.versions.isEmpty {
            var promises: [String: Promise] = [:]
            var changes: [PathChange] = []
            for (path, request) in row.versions {
                let text = paths[path].text
                if let request { promises[text] = reader.promise(request) }
                changes.append(PathChange(path: text, version: request.map(reader.version)))
            }
            for place in fold.apply(landing, changes, promises: promises) {
                follow(place)
                affected.insert(place)
            }
        }
        for (path, blob) in row.others {
            let text = paths[path].text
            switch OtherFiles.Kind(rawValue: paths[path].entry - documents.count) {
            case .ledger:
                ledgers[text] = blob
                if let place = owner[text] { affected.insert(place) }
            case .rates: fold.setRates(text, try blob.flatMap(bytes), at: landing)
            case .trust: fold.noteTrustChange(text, at: landing)
            case nil: try setPlan(paths[path], blob, at: landing)
            }
        }
        for place in affected.sorted() { try readLedger(of: place, at: landing) }
    }

    /// Which ledger an initiative has from now on.
    private mutating func follow(_ place: Int) {
        if let old = ledgerPath[place], owner[old] == place { owner[old] = nil }
        ledgerPath[place] = nil
        guard let path = fold.path(of: place), let entry = entries[path], entry < documents.count,
            let beside = Ledger.path(beside: Array(path.utf8), documents[entry])
        else { return }
        let ledger = String(decoding: beside, as: UTF8.self)
        ledgerPath[place] = ledger
        owner[ledger] = place
    }

    private mutating func readLedger(of place: Int, at landing: Landing) throws(GitError) {
        guard let path = ledgerPath[place] else { return known[place] = nil }
        let blob = ledgers[path]
        guard blob != known[place] else { return }
        known[place] = blob
        guard let blob else { return fold.setLedger(of: place, path, nil, at: landing) }
        if let bytes = try bytes(blob) {
            fold.setLedger(of: place, path, bytes, at: landing)
        } else {
            fold.noteUnreadLedger(path)
        }
    }

    private mutating func setPlan(
        _ path: ChangeWalk.Path, _ blob: ObjectID?, at landing: Landing
    ) throws(GitError) {
        let folder = InitiativeHistory.folder(of: path.text)
        guard let blob else { return fold.setPlan(ofFolder: folder, nil, at: landing) }
        let document = try VersionReader.read(blob, path: path.text, entry: documents[path.entry], from: objects)
        fold.setPlan(ofFolder: folder, document.changePlan.map(PlanTerms.init), at: landing)
    }

    /// Nothing for what is too large to be read.
    private func bytes(_ blob: ObjectID) throws(GitError) -> [UInt8]? {
        guard case .bytes(let bytes) = try objects.blob(blob, limit: TextLimits.bytes) else { return nil }
        return bytes
    }
}
