package import GitStore
package import PlanModel

/// Finds which initiatives the commits of a landing touch, and under which paths: plans by what the policy takes for one,
/// ledgers by the plans beside them.
package struct TouchedFiles {
    /// An initiative, followed by the name of its file.
    package struct Touched: Sendable {
        /// The id that stands in the document; the file's stem where it has none, as documents of our own must.
        package let id: String
        package let interest: ContentAuthors.Interest
    }

    private struct Found {
        var id: String?
        var plans: Set<String> = []
        var ledgers: Set<String> = []

        mutating func add(_ other: Found) {
            id = id ?? other.id
            plans.formUnion(other.plans)
            ledgers.formUnion(other.ledgers)
        }
    }

    private struct Side {
        let tree: ObjectID
        let commit: ObjectID

        func folder(_ entry: RawTree.Entry?) -> Side? {
            guard let entry, entry.mode.isTree else { return nil }
            return Side(tree: entry.id, commit: commit)
        }
    }

    private let objects: ObjectDatabase
    private let documents: [DocumentEntry]
    private var scope: PlanScope
    private var trees: TreeReader

    /// The initiatives that some commit changes against every parent, in the order of their files' stems.
    package static func find(
        _ repository: Repository, _ commits: [LandingCommit], policy: Policy
    ) throws(GitError) -> [Touched] {
        var walk = TouchedFiles(repository, policy)
        var all: [String: Found] = [:]
        for commit in commits {
            for (stem, found) in try walk.touched(by: commit.raw) { all[stem, default: Found()].add(found) }
        }
        return all.sorted { $0.key < $1.key }.map { stem, found in
            Touched(
                id: found.id ?? stem,
                interest: ContentAuthors.Interest(planPaths: found.plans, ledgerPaths: found.ledgers))
        }
    }

    private init(_ repository: Repository, _ policy: Policy) {
        objects = repository.objects
        documents = policy.documents
        scope = PlanScope(policy)
        trees = TreeReader(repository.objects)
    }

    private mutating func touched(by commit: RawCommit) throws(GitError) -> [String: Found] {
        let new = Side(tree: commit.tree, commit: commit.id)
        var result: [String: Found] = [:]
        if commit.parents.isEmpty { try compare(nil, new, [], 0, &result) }
        for (index, parent) in commit.parents.enumerated() {
            let tree = try objects.commit(parent).tree
            var found: [String: Found] = [:]
            if tree != commit.tree { try compare(Side(tree: tree, commit: parent), new, [], 0, &found) }
            if index == 0 {
                result = found
            } else {
                result = result.filter { found[$0.key] != nil }
                for (stem, more) in found where result[stem] != nil { result[stem]?.add(more) }
            }
            if result.isEmpty { return [:] }
        }
        return result
    }

    private mutating func compare(
        _ before: Side?, _ after: Side?, _ folder: [UInt8], _ depth: Int, _ result: inout [String: Found]
    ) throws(GitError) {
        let (old, new) = (try load(before, folder, depth), try load(after, folder, depth))
        for difference in RawTree.differences(from: old, to: new) {
            let path = folder.isEmpty ? Array(difference.name) : folder + [0x2F] + difference.name
            if difference.old?.mode.isTree ?? false || difference.new?.mode.isTree ?? false {
                guard scope.canEnter(path) else { continue }
                try compare(
                    before?.folder(difference.old), after?.folder(difference.new), path, depth + 1, &result)
            }
            let files = [difference.new, difference.old].compactMap { $0 }.filter { !$0.mode.isTree }
            guard !files.isEmpty else { continue }
            if let number = scope.entry(for: path) {
                guard documents[number].kind == .initiative else { continue }
                var found = Found()
                found.plans = [String(decoding: path, as: UTF8.self)]
                if documents[number].isAdapted { found.id = try id(files, path, documents[number]) }
                result[stem(path), default: Found()].add(found)
                continue
            }
            for owner in owners(ofLedger: path, folder, [new, old]) {
                result[owner, default: Found()].ledgers.insert(String(decoding: path, as: UTF8.self))
            }
        }
    }

    /// The stems of the initiatives in these folders whose ledger a file is.
    private mutating func owners(ofLedger path: [UInt8], _ folder: [UInt8], _ trees: [RawTree]) -> Set<String> {
        var result: Set<String> = []
        let name = path[(folder.isEmpty ? 0 : folder.count + 1)...]
        for stem in Set(documents.compactMap { Self.stem(ofLedger: name, $0) }) {
            for tree in trees {
                for entry in tree.entries where !entry.mode.isTree {
                    let plan = tree.name(of: entry)
                    // Few names have one stem, and the folder may be large.
                    guard Self.hasStem(stem, plan) else { continue }
                    let planPath = folder.isEmpty ? Array(plan) : folder + [0x2F] + plan
                    guard let number = scope.entry(for: planPath),
                        Ledger.path(beside: planPath, documents[number]) == path
                    else { continue }
                    result.insert(self.stem(planPath))
                }
            }
        }
        return result
    }

    /// Whether a name can have a stem; any name where that is empty.
    private static func hasStem(_ stem: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        guard name.starts(with: stem) else { return false }
        return stem.isEmpty || name.count == stem.count || name[name.startIndex + stem.count] == 0x2E
    }

    /// What stands for the stem in a file's name, where it can be the ledger of a document of an entry; empty where the entry
    /// gives all its documents one ledger.
    private static func stem(ofLedger name: ArraySlice<UInt8>, _ entry: DocumentEntry) -> ArraySlice<UInt8>? {
        guard entry.kind == .initiative, let ledger = entry.ledger.map({ Array($0.utf8) }) else { return nil }
        guard let place = ledger.firstRange(of: Array(DocumentEntry.stem.utf8)) else {
            return name.elementsEqual(ledger) ? [] : nil
        }
        let (prefix, suffix) = (ledger[..<place.lowerBound], ledger[place.upperBound...])
        guard name.count > prefix.count + suffix.count, name.starts(with: prefix),
            name.suffix(suffix.count).elementsEqual(suffix)
        else { return nil }
        return name.dropFirst(prefix.count).dropLast(suffix.count)
    }

    private func id(_ files: [RawTree.Entry], _ path: [UInt8], _ entry: DocumentEntry) throws(GitError) -> String? {
        for file in files where file.mode.isFile {
            let document = try VersionReader.read(
                file.id, path: String(decoding: path, as: UTF8.self), entry: entry, from: objects)
            if let id = document.initiative?.id { return id }
        }
        return nil
    }

    private func stem(_ path: [UInt8]) -> String {
        String(decoding: GovernedFiles.Entry(path: path, mode: .file, id: .zero).stem, as: UTF8.self)
    }

    private mutating func load(_ side: Side?, _ folder: [UInt8], _ depth: Int) throws(GitError) -> RawTree {
        guard let side else { return .empty }
        let tree = try trees.tree(side.tree, at: folder, depth: depth, of: side.commit)
        return tree.irregularities.isEmpty ? tree : tree.unambiguous
    }
}
