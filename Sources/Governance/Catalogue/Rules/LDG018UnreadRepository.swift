import Diagnostics

extension Rule {
    static let unreadRepository = Rule(
        code: .unreadRepository,
        name: "unread-repository",
        severity: .warning,
        summary: "A commit or tag that is named as evidence, and the deployment of a go-live, could be looked up.",
        rationale: """
            The policy names other repositories, and the commit may lie in one that cannot be read here: an address, which is \
            not followed, or a folder without a complete clone. Whether it exists was not checked, which is not the same as a \
            check that found it. A go-live without a deployment in its ledger (`VAL001`) cannot be judged either while one of \
            them is unread.
            """,
        remedy: """
            Name a clone by its path in the policy's `repositories`, absolute or from the top of this repository, or keep a \
            file about the deployment under `evidence/` and name that. A gate that asks for evidence cannot decide on such a line.
            """,
        failing: .ledger(
            "2026-04-20,deployment,portal,,done,↓tag:portal-v2.3.0@3f2c1d9e8b7a6f5e4d3c2b1a09f8e7d6c5b4a392,",
            more: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                repositories: {portal: ../portal}
                """
            ]),
        passing: .ledger(
            "2026-04-20,deployment,portal,,done,evidence/cutover.txt,",
            more: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                repositories: {portal: ../portal}
                """,
                "plans/service-desk/evidence/cutover.txt": "portal-v2.3.0 is live on all nodes\n",
            ]),
        since: "0.1")
}
