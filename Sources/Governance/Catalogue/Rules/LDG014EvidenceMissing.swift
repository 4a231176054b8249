import Diagnostics

extension Rule {
    static let evidenceMissing = Rule(
        code: .evidenceMissing,
        name: "evidence-missing",
        severity: .error,
        summary: "A file that a plan or ledger names as evidence lands together with what names it.",
        rationale: """
            A name of a file proves nothing. If the file may follow later it can be written to fit, and whoever \
            approves in between approves on the word of the person who typed the name.
            """,
        remedy: """
            Add the file in the same landing, under the name that the line gives, beside the plan.
            """,
        failing: .ledger(
            "2026-06-01,actual,portal-share,2026-05,46,↓evidence/itsm-2026-05.csv,"),
        passing: .ledger(
            "2026-06-01,actual,portal-share,2026-05,46,evidence/itsm-2026-05.csv,",
            more: ["plans/service-desk/evidence/itsm-2026-05.csv": "resets,share\n2184,46\n"]),
        since: "0.1")
}
