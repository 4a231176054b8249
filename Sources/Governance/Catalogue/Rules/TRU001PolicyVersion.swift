import Diagnostics

extension Rule {
    static let policyVersion = Rule(
        code: .policyVersion,
        name: "policy-version",
        severity: .error,
        summary: "The policy's `version` rises by exactly one with each change of the file.",
        rationale: """
            The number makes the policies that were ever in force countable, and shows which one a branch was cut \
            under. Without it, a branch from the days of version 3 that is merged under version 5 brings its older and \
            weaker rules back as if they were new.
            """,
        remedy: "Set `version` to the number that the finding expects.",
        failing: .change(
            from: """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                """,
            to: """
                schema: tollgate/policy/v1
                version: ↓3
                stages: [defined, identified, detailed, decided, implemented, closed]
                merge-styles: [squash]
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
