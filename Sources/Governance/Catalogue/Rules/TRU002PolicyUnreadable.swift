import Diagnostics

extension Rule {
    static let policyUnreadable = Rule(
        code: .policyUnreadable,
        name: "policy-unreadable",
        severity: .error,
        summary: "A landing leaves a policy that can be read.",
        rationale: """
            A landing is judged by the policy of its first parent, so that a policy which cannot be read leaves \
            everything after it undecided. A reader that passed over what it does not understand would judge by less \
            than what was signed.
            """,
        remedy: "Mend what the other findings in the policy name.",
        failing: .change(
            from: """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                """,
            to: """
                ↓schema: tollgate/policy/v1
                version: 4
                stages: [defined, identified, detailed, decided, implemented, closed]
                merge-styles: [squashed]
                """,
            path: RuleExample.policyPath),
        passing: .change(
            from: """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                """,
            to: """
                schema: tollgate/policy/v1
                version: 4
                stages: [defined, identified, detailed, decided, implemented, closed]
                merge-styles: [squash]
                """,
            path: RuleExample.policyPath),
        since: "0.1")
}
