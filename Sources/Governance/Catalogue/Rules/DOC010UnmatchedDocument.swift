import Diagnostics

extension Rule {
    static let unmatchedDocument = Rule(
        code: .unmatchedDocument,
        name: "unmatched-document",
        severity: .error,
        summary: "Every YAML, Markdown and CSV file in the governed folder belongs to an entry of `documents`.",
        rationale: """
            A plan that no entry matches is judged by nobody. One folder too deep, or with the ending `.yml`, it looks \
            like any other initiative on the forge and passes every gate unseen.
            """,
        remedy: """
            Move the file to where an entry matches it, or have the policy's `documents` name it. The policy's own \
            files, `fx.csv`, ledgers of plans, and what lies in `evidence/`, `signoffs/` or `schema/` need no entry.
            """,
        failing: .listing([
            "plans/service-desk/SD-104.yaml": .regular,
            "↓plans/service-desk/portal/SD-105.yaml": .regular,
        ]),
        passing: .listing([
            "plans/service-desk/SD-104.yaml": .regular,
            "plans/service-desk/SD-105.yaml": .regular,
            "plans/service-desk/evidence/itsm-2026q1.csv": .regular,
        ]),
        since: "0.1")
}
