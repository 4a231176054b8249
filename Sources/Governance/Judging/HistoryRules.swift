package import Diagnostics
package import PlanModel

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

    /// A first policy that landed elsewhere than the one that somebody named.
    package static func otherTrustRoot(expected: String, found: String) -> Diagnostic {
        Diagnostic(
            .otherTrustRoot,
            "the first policy of this history landed in \(found.prefix(7)); expected \(expected.prefix(7)), which `--trust-root` names",
            at: Location(path: "commit:\(found)"),
            notes: ["either the history was rewritten from its beginning, or this is another one"],
            helps: ["compare with a clone from before: `git log --first-parent --reverse -- plans/policy.yaml`"])
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

    /// How far a commit's date may lie behind the moment at which it is judged, in seconds: clocks differ.
    package static let skew: Int64 = 300
    /// How far the date of a landing may lie before that of its first parent, in seconds.
    package static let backwards: Int64 = 86_400

    /// The date of a landing, or of a proposal, against now and against its first parent's.
    ///
    /// Nothing is ever put in order by dates. They say by which keys, roles and days a landing is judged.
    package static func dates(
        _ commit: String, committed: Timestamp, parent: (id: String, committed: Timestamp)?, now: Timestamp
    ) -> [Diagnostic] {
        var result: [Diagnostic] = []
        if committed.seconds > now.seconds + skew {
            result.append(
                Diagnostic(
                    .dateInTheFuture, "commit \(commit.prefix(7)) is dated \(committed), and now is \(now)",
                    at: Location(path: "commit:\(commit)"),
                    notes: ["by its date it would be judged by keys and roles that are not valid yet"],
                    helps: [
                        "set the clock right, then make the commit again: `git commit --amend --no-edit --reset-author`"
                    ]))
        }
        if let parent, committed.seconds < parent.committed.seconds - backwards {
            result.append(
                Diagnostic(
                    .landingDatesRunBackwards,
                    "commit \(commit.prefix(7)) is dated \(committed), more than a day before its first parent \(parent.id.prefix(7)), \(parent.committed)",
                    at: Location(path: "commit:\(commit)"),
                    notes: ["keys are judged at the later of the two, so that nothing is gained by an old date"],
                    helps: [
                        "find out whose clock was wrong; what has not landed is made again with `git commit --amend --no-edit`"
                    ]))
        }
        return result
    }
}
