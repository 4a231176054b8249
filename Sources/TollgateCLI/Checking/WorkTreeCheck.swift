import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// Judges the files of the work tree, and the steps they would take against HEAD.
struct WorkTreeCheck {
    let context: CheckContext
    let workTree: WorkTree
    let head: ObjectID?
    let headLabel: String

    func run() throws(CommandFailure) -> (Judgement, [String]) {
        let index = try git { () throws(GitError) in try context.repository.index() }
        let after = StateFiles(files: try listing(index), repository: context.repository, workTree: workTree)
        let before = StateFiles(files: try headFiles(), repository: context.repository)
        let judgesSteps = context.stepBase(head) != nil
        var judgement = try ChangeJudging(context: context, asOf: context.today).judge(
            from: before, to: after, base: headLabel,
            .init(judgesSteps: judgesSteps, judgesEverything: true, historyTip: context.historyTip))
        judgement.diagnostics += context.indexState(index)
        var remarks: [String] = []
        if !judgesSteps {
            remarks.append(context.withoutSteps)
        } else if judgement.counts.changed > 0 {
            remarks.append(CheckContext.needsHistory)
        }
        return (judgement, remarks)
    }

    private func headFiles() throws(CommandFailure) -> GovernedFiles {
        guard let head else { return GovernedFiles([], scope: context.scope) }
        return try git { () throws(GitError) in
            var reader = GovernedTreeReader(context.repository, scope: context.scope)
            return try reader.files(ofTree: try context.repository.objects.commit(head).tree, at: head)
        }
    }

    /// The governed files on disk, without those that git ignores and does not know; those that git keeps out of a sparse
    /// work tree stand in by their index entries.
    private func listing(_ index: [IndexEntry]) throws(CommandFailure) -> GovernedFiles {
        let known = Set(index.map(\.path))
        return try git { () throws(GitError) in
            var files: [GovernedFiles.Entry] = []
            for folder in context.scope.folders {
                for file in try workTree.files(below: folder) where context.scope.governs(file.path) {
                    if !known.contains(file.path),
                        try context.repository.isIgnored(String(decoding: file.path, as: UTF8.self))
                    {
                        continue
                    }
                    files.append(GovernedFiles.Entry(path: file.path, mode: file.mode, id: .zero))
                }
            }
            let present = Set(files.map(\.path))
            for entry in index where entry.isSkippedInWorkTree && entry.stage == 0 && context.scope.governs(entry.path)
            {
                if !present.contains(entry.path) {
                    files.append(GovernedFiles.Entry(path: entry.path, mode: entry.mode, id: entry.id))
                }
            }
            return GovernedFiles(sorting: files)
        }
    }
}
