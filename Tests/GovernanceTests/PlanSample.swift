import Diagnostics
import PlanModel

@testable import Governance

/// Initiatives from a few lines, judged by what they say about themselves and each other.
enum PlanSample {
    static func document(
        _ fields: String, id: String = "SD-104", stage: String = "detailed", policy: Policy = Sample.policy()
    ) -> PlanDocument {
        Sample.document(
            "plans/service-desk/\(id).yaml",
            """
            schema: tollgate/initiative/v1
            id: \(id)
            title: Move password resets to self-service
            stage: \(stage)
            \(fields)

            """, policy)
    }

    static func day(_ text: String) -> Day { Day(text) ?? Sample.asOf }

    /// The codes of the findings about the content of one plan.
    static func content(
        _ fields: String, stage: String = "detailed", asOf: String = "2026-06-10", policy: Policy = Sample.policy()
    ) -> [RuleCode] {
        let document = document(fields, stage: stage, policy: policy)
        return ContentRules(policy, asOf: day(asOf)).diagnostics(of: InitiativeState(document)).codes
    }

    /// The findings about what the first of some plans needs of the others.
    static func needs(
        _ documents: [PlanDocument], asOf: String = "2026-06-10", policy: Policy = Sample.policy()
    ) -> [Diagnostic] {
        let byID = Dictionary(documents.map { ($0.initiative?.id ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        let rules = DependencyRules(policy, asOf: day(asOf), initiatives: byID)
        return documents.first.map { rules.diagnostics(of: InitiativeState($0)) } ?? []
    }
}
