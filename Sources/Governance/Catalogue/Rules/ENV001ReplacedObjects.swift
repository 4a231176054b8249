import Diagnostics

extension Rule {
    static let replacedObjects = Rule(
        code: .replacedObjects,
        name: "replaced-objects",
        severity: .warning,
        summary: "The clone has no replace refs and no grafts.",
        rationale: """
            With them `git log` and `git show` present other commits and other files than those that were committed. \
            Tollgate reads the objects themselves and its verdict stands, but whoever looks up the commit it names \
            sees something else.
            """,
        remedy: """
            List the refs with `git replace --list` and delete each with `git replace -d <object>`; remove \
            `info/grafts` in the git directory.
            """,
        failing: .situation(
            """
            After `git replace 9ab31f0 4f1c9e2` git shows the second commit wherever it is asked for the first.
            """),
        passing: .situation("`git replace --list` prints nothing, and there is no file `info/grafts`."),
        since: "0.1")
}
