import Diagnostics

extension Rule {
    static let malformedTree = Rule(
        code: .malformedTree,
        name: "malformed-tree",
        severity: .error,
        summary: "Folders in git list each name once, in git's order.",
        rationale: """
            A tree written by hand can list `SD-104.yaml` twice, with different content. git and libgit2 take \
            different ones of the two, so that the file which was reviewed need not be the file which is judged.
            """,
        remedy: """
            `git fsck` names the object. Check the files out, compare them with what was meant, and commit them again.
            """,
        failing: .situation(
            """
            The tree of `plans/service-desk` has two entries `SD-104.yaml`, one at stage `detailed` and one at \
            `closed`.
            """),
        passing: .situation("The same folder, committed with `git commit`: it has one entry of that name."),
        since: "0.1")
}
