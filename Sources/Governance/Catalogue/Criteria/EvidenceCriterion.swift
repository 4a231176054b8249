extension CriterionDescription {
    static let evidence = CriterionDescription(
        name: "evidence",
        key: "evidence",
        form: "evidence: {for: actual}",
        summary: "Every actual line of the ledger has evidence that exists, or an address.",
        detail: """
            A line that a later one has restated does not count, the later one does. A file below `evidence/` must \
            be in the same tree; a commit or tag must be found; an address is taken as it is. A ledger without an \
            actual line does not hold.
            """,
        readsLedger: true,
        rationale: """
            A reading that nobody can look up is a claim. After a year the report it came from is gone, and only \
            what lies in the repository, or behind an address, can still be checked.
            """,
        remedy: """
            Put the report into `evidence/` and record the reading with it; a line that stands already is restated \
            with its evidence and a note.
            """,
        failing: Example(
            "evidence: {for: actual}",
            plan: """
                metrics:
                  - id: reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    baseline: {value: 6000, from: 2025-10, to: 2025-12}
                    target: {value: 1500, by: 2026-09}
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            ledger: """
                2026-05-04,actual,reset-contacts,2026-04,2400,↓evidence/itsm-2026-04.csv,
                2026-06-03,actual,reset-contacts,2026-05,1500,https://itsm.example.com/r/10,
                """,
            found: """
                the reading of `reset-contacts` for 2026-04 names `evidence/itsm-2026-04.csv`, which is not there
                """),
        passing: Example(
            "evidence: {for: actual}",
            plan: """
                metrics:
                  - id: reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    baseline: {value: 6000, from: 2025-10, to: 2025-12}
                    target: {value: 1500, by: 2026-09}
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            ledger: """
                2026-05-04,actual,reset-contacts,2026-04,2400,evidence/itsm-2026-04.csv,
                2026-06-03,actual,reset-contacts,2026-05,1500,https://itsm.example.com/r/10,
                """,
            files: [
                "evidence/itsm-2026-04.csv": """
                month,contacts
                2026-04,2400
                """
            ],
            found: """
                the reading of `reset-contacts` for 2026-04 has evidence; the reading of `reset-contacts` for \
                2026-05 has an address as evidence
                """))
}
