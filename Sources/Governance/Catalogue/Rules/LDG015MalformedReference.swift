import Diagnostics

extension Rule {
    static let malformedReference = Rule(
        code: .malformedReference,
        name: "malformed-reference",
        severity: .error,
        summary: "What begins like a reference to evidence is one.",
        rationale: """
            A shortened commit id may stand for another commit next year, and `evidence/../../x` for a file that \
            nobody governs. Such a reference looks like proof and cannot be followed.
            """,
        remedy: """
            Write a file as `evidence/<name>`, a commit as `commit:` with all 40 digits, a tag as `tag:<name>@` \
            with the 40 digits of the commit.
            """,
        failing: .ledger(
            "2026-04-20,deployment,portal,,done,↓commit:3f2c1d9,"),
        passing: .ledger(
            "2026-04-20,deployment,portal,,done,https://git.example.com/portal/v2.3.0,"),
        since: "0.1")
}
