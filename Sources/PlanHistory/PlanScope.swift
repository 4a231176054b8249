import PlanModel

/// Which paths of a repository hold documents, answered once for each path and folder.
struct PlanScope {
    private let entries: [DocumentEntry]
    private let others: OtherFiles?
    private var paths: [PathKey: Int] = [:]
    private var folders: [PathKey: Bool] = [:]

    /// `others` are files beside documents that are looked at too.
    init(_ policy: Policy, others: OtherFiles? = nil) {
        entries = policy.documents
        self.others = others
    }

    /// The index of the document entry that a file belongs to, behind all of them that of its kind among the other files;
    /// nothing for any other file.
    mutating func entry(for path: [UInt8]) -> Int? {
        let key = PathKey(path)
        if let known = paths[key] { return known < 0 ? nil : known }
        let index =
            entries.firstIndex { $0.matches(path) } ?? others?.kind(of: path).map { entries.count + $0.rawValue }
        paths[key] = index ?? -1
        return index
    }

    /// Whether documents can lie below a folder.
    mutating func canEnter(_ folder: [UInt8]) -> Bool {
        let key = PathKey(folder)
        if let known = folders[key] { return known }
        let parts = folder.split(separator: 0x2F)
        let answer =
            entries.contains { entry in entry.matches.contains { $0.canMatch(below: parts) } }
            || others?.folder.map { $0 == folder || $0.starts(with: folder + [0x2F]) } ?? false
        folders[key] = answer
        return answer
    }
}
