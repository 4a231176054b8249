import Diagnostics

extension Rule {
    static let ratesChanged = Rule(
        code: .ratesChanged,
        name: "rates-changed",
        severity: .error,
        summary: "Exchange rates that have landed are neither changed nor removed; new ones stand below them.",
        rationale: """
            Every figure in the reporting currency rests on them. A rate that is exchanged in silence changes \
            what was reported for months that are closed.
            """,
        remedy: """
            Restore the file, and add a line for the same month and currency that names the source of the \
            corrected rate.
            """,
        failing: .ratesChange(
            from: "2026-04,USD,0.9187,ECB",
            to: """
                2026-04,USD,↓0.9817,ECB
                2026-05,USD,0.9214,ECB
                """),
        passing: .ratesChange(
            from: "2026-04,USD,0.9187,ECB",
            to: """
                2026-04,USD,0.9187,ECB
                2026-05,USD,0.9214,ECB
                """),
        since: "0.1")
}
