import Diagnostics

extension Rule {
    static let baselineUnreadable = Rule(
        code: .baselineUnreadable,
        name: "baseline-unreadable",
        severity: .error,
        summary: "The baseline has its header, and each line an entry for a rule that can be set aside.",
        rationale: """
            The baseline makes findings disappear. It is written by `check --write-baseline`, and one that cannot be \
            read completely sets nothing aside, so that no half of it is taken for the whole.
            """,
        remedy: "Write it anew: `tollgate check --write-baseline`.",
        failing: .tree([
            "plans/baseline.csv": """
            ↓rule,path
            REF004,plans/service-desk/SD-104.yaml
            """
        ]),
        passing: .tree([
            "plans/baseline.csv": """
            rule,initiative,path,fingerprint
            REF004,SD-104,plans/service-desk/SD-104.yaml,4ad1c0e2b7f39a58
            """
        ]),
        since: "0.1")
}
