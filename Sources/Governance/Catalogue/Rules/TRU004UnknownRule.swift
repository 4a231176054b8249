import Diagnostics

extension Rule {
    static let unknownRule = Rule(
        code: .unknownRule,
        name: "unknown-rule",
        severity: .error,
        summary: "Entries of the policy's `rules` name rules that exist and whose severity may be changed.",
        rationale: """
            A mistyped code changes nothing, while its author believes that it does. And rules about gates, sign-offs, \
            trust and history weigh the same everywhere: where skipping a stage is a mere warning, no gate is worth \
            its sign-offs.
            """,
        remedy: "Remove the line, or correct the code. `tollgate explain --all` lists the rules.",
        failing: .change(
            from: """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                """,
            to: """
                schema: tollgate/policy/v1
                version: 4
                stages: [defined, identified, detailed, decided, implemented, closed]
                rules: {↓GAT002: warning}
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
                rules: {REF004: warning}
                """,
            path: RuleExample.policyPath),
        since: "0.1")
}
