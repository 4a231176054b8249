import Diagnostics

extension Rule {
    static let unresolvedReference = Rule(
        code: .unresolvedReference,
        name: "unresolved-reference",
        severity: .error,
        summary: "A commit or tag that is named as evidence is in the repository and is what it was.",
        rationale: """
            Forty digits are easily copied from the wrong place. A deployment that names a commit which nobody \
            has, or a tag that was moved since, shows nothing about what was deployed.
            """,
        remedy: """
            Fetch the commit or tag, or correct the reference. Where it lies in another repository, name that \
            one in the policy under `repositories`.
            """,
        failing: .ledger(
            "2026-04-20,deployment,portal,,done,↓tag:portal-v2.3.0@3f2c1d9e8b7a6f5e4d3c2b1a09f8e7d6c5b4a392,"),
        passing: .ledger(
            "2026-04-20,deployment,portal,,done,evidence/cutover.txt,",
            more: ["plans/service-desk/evidence/cutover.txt": "portal-v2.3.0 is live on all nodes\n"]),
        since: "0.1")
}
