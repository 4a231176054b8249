import Diagnostics

extension Rule {
    static let malformedCommit = Rule(
        code: .malformedCommit,
        name: "malformed-commit",
        severity: .error,
        summary: "Commits in the examined range are written the way git writes them.",
        rationale: """
            git, libgit2 and the forges make different things of a commit that is not: of two author lines, of a \
            second signature further down, of a message with NUL in it. One tool then shows an author or an approval \
            that another one does not see.
            """,
        remedy: "Find out which tool made the commit, and make it again with git itself.",
        failing: .situation(
            "A commit object has two `author` lines, and which of the two a tool shows depends on the tool."),
        passing: .situation("The same change, committed with `git commit`."),
        since: "0.1")
}
