import GitStore
import PlanModel

/// What the landings of a branch changed in initiatives and, where they are asked for, in the files beside them.
struct LandingRows {
    struct Row {
        let row: Int
        /// The versions of initiatives; nothing where one was removed.
        let versions: [(path: Int, request: VersionReader.Request?)]
        /// Other files with their blobs; nothing where one was removed, or is no file.
        let others: [(path: Int, blob: ObjectID?)]
    }

    /// How many commits are read before their landings are walked: they lie side by side in packs, and while the first of them
    /// are walked there is something to parse already.
    private static let blockSize = 256

    /// The landings that touch initiatives, newest first: the order in which git packs objects. The chain is read on the way.
    static func read(
        _ chain: inout FirstParentChain, _ repository: Repository, _ walk: inout ChangeWalk,
        _ reader: inout VersionReader, _ policy: Policy, withOthers: Bool = false, _ progress: (Int) -> Void
    ) async throws(GitError) -> [Row] {
        let isInitiative =
            policy.documents.map { $0.kind == .initiative } + OtherFiles.Kind.allCases.map { _ in false }
        let outcome: Result<[Row], GitError> = await withTaskGroup { group in
            var rows: [Row] = []
            repository.objects.reserveMemory()
            do throws(GitError) {
                var row = 0
                while true {
                    // A landing is compared with the one behind it.
                    if row + 1 >= chain.count { try chain.extend(by: blockSize, repository) }
                    guard row < chain.count else { break }
                    var found: [(path: Int, request: VersionReader.Request?)] = []
                    var others: [(path: Int, blob: ObjectID?)] = []
                    for change in try walk.changes(at: row, of: chain) {
                        let path = walk.paths[change.path]
                        guard isInitiative[path.entry] else {
                            if withOthers { others.append((change.path, change.mode.isFile ? change.blob : nil)) }
                            continue
                        }
                        guard let blob = change.blob else {
                            found.append((change.path, nil))
                            continue
                        }
                        let request = try reader.request(blob, mode: change.mode, path: path) { batch in
                            group.addTask { batch.parsed() }
                        }
                        found.append((change.path, request))
                    }
                    if !found.isEmpty || !others.isEmpty { rows.append(Row(row: row, versions: found, others: others)) }
                    row += 1
                    if row & 1023 == 0 { progress(row) }
                }
                reader.put(reader.takeBatch().parsed())
                for await results in group { reader.put(results) }
                return .success(rows)
            } catch {
                group.cancelAll()
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
