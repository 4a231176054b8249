package import Diagnostics

/// What a clone's own state says about how far its other tools can be believed.
package enum EnvironmentRules {
    /// Objects that git shows in place of others, and Tollgate does not.
    package static func replacements(refs: [String], hasGrafts: Bool) -> [Diagnostic] {
        var result: [Diagnostic] = []
        if !refs.isEmpty {
            result.append(
                Diagnostic(
                    .replacedObjects,
                    "\(refs.count) replace ref\(refs.count == 1 ? "" : "s") make git show other objects than those that were committed",
                    at: Location(path: Printable.line(refs[0])),
                    notes: ["Tollgate reads the objects themselves"],
                    helps: ["list them with `git replace --list`, delete one with `git replace -d <object>`"]))
        }
        if hasGrafts {
            result.append(
                Diagnostic(
                    .replacedObjects, "grafts make git show other parents than those that were committed",
                    at: Location(path: "info/grafts"), notes: ["Tollgate reads the commits themselves"],
                    helps: ["remove the file info/grafts in the git directory"]))
        }
        return result
    }

    /// An attribute that makes work tree, diff and blob of a plan differ.
    package static func attributes(_ found: [(name: String, value: String)], path: String) -> [Diagnostic] {
        found.map { attribute in
            let meaning =
                switch attribute.name {
                case "filter": "a filter changes its bytes between work tree and commit"
                case "ident": "git writes an object name into it"
                case "working-tree-encoding": "it has another encoding in the work tree"
                case "diff": "`git diff` does not show its text as it is"
                case "merge": "merges of it follow a rule of their own"
                default: "git treats it in a special way"
                }
            return Diagnostic(
                .attributes, "the attribute `\(attribute.name)` is \(attribute.value) for `\(path)`: \(meaning)",
                at: Location(path: path),
                helps: ["take the path out of .gitattributes: what is reviewed must be what lands"])
        }
    }

    /// An index entry that git does not compare with the work tree, or that has no content yet.
    package static func index(
        path: String, isAssumedUnchanged: Bool, isSkipped: Bool, isIntentToAdd: Bool, isUnmerged: Bool
    ) -> [Diagnostic] {
        var result: [Diagnostic] = []
        func add(_ code: RuleCode, _ message: String, _ help: String) {
            result.append(Diagnostic(code, message, at: Location(path: path), helps: [help]))
        }
        if isAssumedUnchanged {
            add(
                .indexFlags, "`\(path)` is marked assume-unchanged: git does not notice changes of it",
                "run `git update-index --no-assume-unchanged \(path)`")
        }
        if isSkipped {
            add(
                .indexFlags, "`\(path)` is marked skip-worktree: git does not notice changes of it",
                "run `git update-index --no-skip-worktree \(path)`")
        }
        if isIntentToAdd {
            add(
                .indexFlags, "`\(path)` is only announced (`git add --intent-to-add`) and will not be in the commit",
                "run `git add \(path)`")
        }
        if isUnmerged {
            let how =
                path.hasSuffix(".csv")
                ? "resolve it, of a ledger with `tollgate merge-ledger` (see `tollgate merge-ledger --help`)"
                : "resolve it"
            add(.unmergedPath, "`\(path)` has a merge conflict", "\(how), then run `git add \(path)`")
        }
        return result
    }
}
