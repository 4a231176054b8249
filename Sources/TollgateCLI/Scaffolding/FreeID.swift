import Diagnostics
import GitStore
import PlanHistory
import PlanModel

/// Which ids of initiatives are free: in the work tree, and in history as far as the clone has it.
struct FreeID {
    /// Every id that is or was in use.
    let used: Set<String>
    /// Why the past was not looked at; nothing where it was.
    let withoutHistory: String?

    init(_ workspace: Workspace, _ loaded: Workspace.LoadedPolicy, _ workTree: WorkTree) throws(CommandFailure) {
        let context = CheckContext(workspace: workspace, loaded: loaded, paths: .everything)
        let index = try git { () throws(GitError) in try workspace.repository.index().entries }
        let files = try context.workTreeState(workTree, index: index)
        let listed = files.files.entries.map(\.path) + index.map(\.path)
        var used = Set(
            listed.filter { loaded.policy.entry(for: $0)?.kind == .initiative }
                .map { GovernedFiles.Entry(path: $0, mode: .file, id: .zero).stem }
                .map { String(decoding: $0, as: UTF8.self) })
        if let reason = workspace.incompleteness.first {
            withoutHistory = "\(reason.reason), so that ids of the past were not compared; \(reason.help)"
        } else {
            withoutHistory = nil
            var tips = Set([workspace.repository.facts.head].compactMap { $0 })
            // On a topic branch, main may have used an id since.
            if !tips.isEmpty, let branch = try? workspace.branch() { tips.insert(branch.tip) }
            for tip in tips {
                used.formUnion(
                    try git { () throws(GitError) in
                        try FormerIDs.all(workspace.repository, tip: tip, policy: loaded.policy)
                    })
            }
        }
        self.used = used
    }

    /// The id itself; for a prefix such as `SD`, the prefix with the number after the highest that was ever used.
    func resolve(_ word: String) throws(CommandFailure) -> String {
        if !word.isEmpty, !word.contains("-"),
            word.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
        {
            let numbers = used.filter { $0.hasPrefix(word + "-") }.map { $0.dropFirst(word.count + 1) }
                .filter { !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            let highest = numbers.max { (Int($0) ?? 0, $0.count) < (Int($1) ?? 0, $1.count) }
            let next = String((highest.flatMap { Int($0) } ?? 0) + 1)
            guard next.count <= 6 else {
                throw .usage(
                    "no number is free behind `\(word)-`: the highest was \(highest ?? "0"), and an id has at most six digits",
                    help: "take another prefix, or name a number below it that was never used, such as `\(word)-2000`")
            }
            let width = highest.map { $0.hasPrefix("0") ? $0.count : 0 } ?? 0
            return word + "-" + String(repeating: "0", count: max(0, width - next.count)) + next
        }
        guard !used.contains(word) else {
            throw .usage(
                "the id `\(Printable.line(word))` is or was in use",
                help: "an id is never used again; `\(word.prefix { $0 != "-" })` alone takes the next free number")
        }
        return word
    }
}
