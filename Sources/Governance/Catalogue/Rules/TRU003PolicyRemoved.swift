import Diagnostics

extension Rule {
    static let policyRemoved = Rule(
        code: .policyRemoved,
        name: "policy-removed",
        severity: .error,
        summary: "The policy is never removed.",
        rationale: """
            Without a policy nothing is governed: no stages, no gates, no sign-offs. Whoever takes it away for one \
            landing and puts it back in the next could bring in anything in between.
            """,
        remedy: "Restore the file. To stop governing a branch, take it out of the policy's `branches`.",
        failing: .landing(
            before: [
                "plans/policy.yaml": """
                ↓schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                branches: [main, pilot]
                """
            ],
            after: [:]),
        passing: .change(
            from: """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                branches: [main, pilot]
                """,
            to: """
                schema: tollgate/policy/v1
                version: 4
                stages: [defined, identified, detailed, decided, implemented, closed]
                branches: [main]
                """,
            path: RuleExample.policyPath),
        since: "0.1")
}
