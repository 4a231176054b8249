import Diagnostics

extension Rule {
    static let lockedFieldChanged = Rule(
        code: .lockedFieldChanged,
        name: "locked-field-changed",
        severity: .error,
        summary: "What a gate has locked changes only by a re-baseline, which says why and is signed for.",
        rationale: """
            A target that is lowered a little every quarter is always reached. Once the decision has been taken on certain \
            figures, they stand: adding, removing, renaming and altering anything under a locked field is a new promise, \
            which those who decided have to accept.
            """,
        remedy: """
            Restore the field; or land a re-baseline: the new figures, the reason in `because`, and the sign-offs of the \
            gate `rebaseline`. Names, titles, notes, order and comments are free.
            """,
        failing: .landing(
            before: ["plans/policy.yaml": lockingPolicy, "plans/service-desk/SD-104.yaml": promise("1500")],
            after: ["plans/policy.yaml": lockingPolicy, "plans/service-desk/SD-104.yaml": promise("↓2500")]),
        passing: .landing(
            before: ["plans/policy.yaml": lockingPolicy, "plans/service-desk/SD-104.yaml": promise("1500")],
            after: [
                "plans/policy.yaml": lockingPolicy,
                "plans/service-desk/SD-104.yaml": promise(
                    "2500", because: "because: The connector covers two of three directories.\n"),
            ]),
        since: "0.1")

    private static let lockingPolicy = """
        schema: tollgate/policy/v1
        version: 3
        stages: [defined, decided, implemented]
        gates:
          decided: {lock: [metrics]}
          rebaseline: {require: [{fields: [because]}]}
        """

    private static func promise(_ target: String, because: String = "") -> String {
        """
        schema: tollgate/initiative/v1
        id: SD-104
        title: Move password resets to self-service
        stage: decided
        \(because)metrics:
          - id: reset-contacts
            class: outcome
            unit: contacts/month
            direction: decrease
            baseline: {value: 6000, from: 2025-10, to: 2025-12}
            target: {value: \(target), by: 2026-09}
            guardrail: reopen-rate
          - id: reopen-rate
            class: guardrail
            unit: percent
            direction: decrease
            limit: 10
        """
    }
}
