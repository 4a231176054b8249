package import Diagnostics

/// What git objects in the examined range must keep to.
package enum HistoryRules {
    /// The objects are named by location: the commit's id as path.
    package static func commit(_ id: String, _ irregularities: [String]) -> [Diagnostic] {
        irregularities.map {
            Diagnostic(
                .malformedCommit, "commit \(id.prefix(7)) is irregular: \($0)", at: Location(path: "commit:\(id)"),
                notes: ["some readers of git see another commit than others"],
                helps: ["make the commit again with git itself, then check again"])
        }
    }

    package static func tree(commit: String, folder: String, _ text: String) -> Diagnostic {
        Diagnostic(
            .malformedTree, "in commit \(commit.prefix(7)), \(text)",
            at: Location(path: folder.isEmpty ? "commit:\(commit)" : folder),
            notes: ["some readers of git see other files than others"],
            helps: ["make the commit again with git itself: `git fsck` names the object"])
    }

    /// A base that is not on the first-parent chain of the tip that is to replace it.
    package static func reparented(base: String, tip: String) -> Diagnostic {
        Diagnostic(
            .reparentedHistory,
            "\(base.prefix(7)) is not on the first-parent chain of \(tip.prefix(7)): landings that were judged would no longer be landings",
            at: Location(path: "commit:\(tip)"),
            notes: ["this is what a merge of the governed branch into a topic gives when it is fast-forwarded"],
            helps: ["merge the topic into the governed branch with `git merge --no-ff`, or rebase it"])
    }
}
