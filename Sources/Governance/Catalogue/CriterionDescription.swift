/// Everything that is to be said about one criterion. `explain`, the reference and tests are made from it.
package struct CriterionDescription: Sendable {
    /// In kebab case: the criterion's key in the policy, and, where the key has several criteria, which one.
    package let name: String
    /// The key in `require`.
    package let key: String
    /// How a policy asks for it.
    package let form: String
    /// What holds when it holds, in one sentence.
    package let summary: String
    /// What it looks at, and how it counts.
    package let detail: String
    /// Whether it can look into the ledger, so that a sign-off for its gate covers the ledger too.
    package let readsLedger: Bool
    /// The mistake or attack that it prevents.
    package let rationale: String
    /// What to do where it does not hold.
    package let remedy: String
    package let failing: Example
    package let passing: Example

    /// One initiative at a gate that asks for nothing but the criterion, judged on `RuleExample.asOf`.
    package struct Example: Sendable {
        /// The files by path; `↓` stands before each place that the checklist points at.
        package let files: [String: String]
        /// What the checklist says was found.
        package let found: String

        /// The same files as an example that can be shown and judged like those of rules.
        package var tree: RuleExample { .tree(files) }
    }
}

extension CriterionDescription.Example {
    /// The stage whose gate asks for the criterion, and which the initiative of an example is at.
    package static let gate = "decided"

    /// An example: the policy's gate, and the initiative with what belongs to it.
    ///
    /// - Parameters:
    ///   - require: The criterion as the policy has it.
    ///   - policy: Further fields of the policy.
    ///   - plan: The fields of the initiative beyond its head.
    ///   - ledger: The lines of its ledger below the header; nothing where it has none.
    ///   - files: Further files, by their names beside the plan.
    init(
        _ require: String, policy: String? = nil, plan: String, ledger: String? = nil,
        files more: [String: String] = [:],
        found: String
    ) {
        var files = [
            RuleExample.policyPath: """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, decided, closed]
            gates:
              \(Self.gate): {require: [{\(require)}]}
            """ + (policy.map { "\n" + $0 } ?? ""),
            RuleExample.documentPath: """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: \(Self.gate)
            \(plan)
            """,
        ]
        let folder = RuleExample.documentPath.split(separator: "/").dropLast().joined(separator: "/")
        if let ledger { files["\(folder)/SD-104.csv"] = "date,series,item,period,value,evidence,note\n\(ledger)" }
        for (name, text) in more { files["\(folder)/\(name)"] = text }
        self.init(files: files, found: found)
    }
}
