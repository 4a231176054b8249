import Diagnostics

extension Rule {
    static let evidenceChanged = Rule(
        code: .evidenceChanged,
        name: "evidence-changed",
        severity: .error,
        summary: "Evidence keeps its bytes from the landing on that first named it.",
        rationale: """
            Whoever signs signs a line that names a file. If the file can be exchanged afterwards a summary is \
            approved and the details are written later; nobody would see it, since neither plan nor ledger \
            changes.
            """,
        remedy: """
            Restore the file as it was. Newer evidence is a file of its own, which a line of its own names.
            """,
        failing: .ledgerChange(
            from: "2026-06-01,actual,portal-share,2026-05,46,evidence/itsm-2026-05.csv,",
            to: "2026-06-01,actual,portal-share,2026-05,46,↓evidence/itsm-2026-05.csv,",
            moreBefore: ["plans/service-desk/evidence/itsm-2026-05.csv": "resets,share\n2184,46\n"],
            moreAfter: ["plans/service-desk/evidence/itsm-2026-05.csv": "resets,share\n2184,64\n"]),
        passing: .ledgerChange(
            from: "2026-06-01,actual,portal-share,2026-05,46,evidence/itsm-2026-05.csv,",
            to: """
                2026-06-01,actual,portal-share,2026-05,46,evidence/itsm-2026-05.csv,
                2026-06-08,actual,portal-share,2026-05,47,evidence/itsm-2026-05b.csv,two sites were missing
                """,
            moreBefore: ["plans/service-desk/evidence/itsm-2026-05.csv": "resets,share\n2184,46\n"],
            moreAfter: [
                "plans/service-desk/evidence/itsm-2026-05.csv": "resets,share\n2184,46\n",
                "plans/service-desk/evidence/itsm-2026-05b.csv": "resets,share\n2204,47\n",
            ]),
        since: "0.1")
}
