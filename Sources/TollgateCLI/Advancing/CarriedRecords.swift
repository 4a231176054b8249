import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel

/// The records of sign-offs for a step that lie in the work tree or are staged and are not committed yet: the commit that takes the
/// step carries them, so that it lands with them however it is merged.
struct CarriedRecords {
    private(set) var files: [CommittedFile] = []

    /// More than a statement and a signature can have, in bytes.
    private static let limit = 32 << 10

    /// `step` is the step of the initiative with this id.
    init(
        of id: String, step: String, _ context: CheckContext, head: StateFiles, workTree: StateFiles,
        index: [IndexEntry]
    ) throws(CommandFailure) {
        guard let folder = SignOffReading.recordFolder(context.scope), let top = workTree.workTree else { return }
        let prefix = Array((folder + id + "/").utf8)
        let staged = index.filter { $0.path.starts(with: prefix) && $0.stage == 0 && $0.mode == .file }
        let present = workTree.files.entries(startingWith: prefix).filter { $0.mode == .file }.map(\.path)
        for path in Set(present + staged.map(\.path)).sorted(by: PathOrder.precedes) {
            guard head.files.entry(at: path) == nil else { continue }
            let written = try git { () throws(GitError) in try top.read(path, limit: Self.limit) }
            var content = written
            if content == nil, let entry = staged.first(where: { $0.path == path }) {
                content = try git { () throws(GitError) in
                    try context.repository.objects.blob(entry.id, limit: Self.limit)
                }
            }
            guard case .bytes(let bytes) = content, let text = SignOffText(record: bytes),
                let statement = try? Statement(line: text.statement), statement.initiative == id,
                SigningRequest.step(statement.gate).name == step
            else { continue }
            files.append(CommittedFile(path: path, mode: .file, before: written == nil ? nil : bytes, after: bytes))
        }
    }

    /// A state with them.
    func added(to files: GovernedFiles, _ repository: Repository) throws(CommandFailure) -> GovernedFiles {
        var result = files
        for file in self.files {
            let id = try git { () throws(GitError) in try repository.objects.blobName(of: file.after) }
            result = result.replacing(GovernedFiles.Entry(path: file.path, mode: file.mode, id: id))
        }
        return result
    }

    /// Their contents by path, which are no objects yet.
    var drafts: [[UInt8]: [UInt8]] {
        Dictionary(files.map { ($0.path, $0.after) }, uniquingKeysWith: { first, _ in first })
    }
}
