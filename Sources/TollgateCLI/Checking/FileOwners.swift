import PlanHistory
import PlanModel

/// The initiatives of one state by their ledgers, and by the folders that their evidence lies in.
///
/// Everything goes by the bytes of paths. A folder is looked through once, however many of its files differ.
struct FileOwners {
    private struct Folder {
        var initiatives: [[UInt8]] = []
        var byLedger: [[UInt8]: [[UInt8]]] = [:]
    }

    private let state: StateFiles
    private let policy: Policy
    private var folders: [[UInt8]: Folder] = [:]

    init(_ state: StateFiles, policy: Policy) {
        self.state = state
        self.policy = policy
    }

    /// The paths of the initiatives whose ledger a file is. A ledger lies in the folder of its plan.
    mutating func owners(ofLedger path: [UInt8]) -> [[UInt8]] {
        let end = path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
        return folder(Array(path[..<end])).byLedger[path] ?? []
    }

    /// The paths of the initiatives that can name a file as evidence. A folder of evidence can lie in another one.
    mutating func owners(ofEvidence path: [UInt8]) -> [[UInt8]] {
        Self.evidenceFolders(of: path).flatMap { folder($0).initiatives }
    }

    /// The folders, each empty or with a `/` at its end, below which a path lies as evidence.
    static func evidenceFolders(of path: [UInt8]) -> [[UInt8]] {
        let name = Array(EvidenceReference.folder.utf8)
        var result: [[UInt8]] = []
        for start in path.indices where start == 0 || path[start - 1] == 0x2F {
            if path[start...].starts(with: name) { result.append(Array(path[..<start])) }
        }
        return result
    }

    private mutating func folder(_ prefix: [UInt8]) -> Folder {
        if let known = folders[prefix] { return known }
        var folder = Folder()
        for entry in state.files.entries(startingWith: prefix) where !entry.path[prefix.count...].contains(0x2F) {
            guard let documentEntry = policy.entry(for: entry.path), documentEntry.kind == .initiative else { continue }
            folder.initiatives.append(entry.path)
            if let ledger = Ledger.path(beside: entry.path, documentEntry) {
                folder.byLedger[ledger, default: []].append(entry.path)
            }
        }
        folders[prefix] = folder
        return folder
    }
}
