import Diagnostics

extension Rule {
    static let attributes = Rule(
        code: .attributes,
        name: "git-attributes",
        severity: .warning,
        summary: "No git attribute changes how a plan is stored, shown or merged.",
        rationale: """
            `filter`, `ident` and `working-tree-encoding` make the file that people edit differ from the one that is \
            committed and signed, `-diff` hides its changes in a review, and a `merge` driver settles conflicts by a \
            rule of its own. What is reviewed must be what lands.
            """,
        remedy: "Take the path out of `.gitattributes`.",
        failing: .situation(
            """
            `.gitattributes` has the line `plans/** -diff`, and reviews show a changed plan as a binary file.
            """),
        passing: .situation("No line of `.gitattributes` matches a path under `plans/`."),
        since: "0.1")
}
