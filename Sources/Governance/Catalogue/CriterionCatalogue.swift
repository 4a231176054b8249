package import PlanModel

/// All criteria, in the order in which the reference tells them.
package enum CriterionCatalogue {
    package static let descriptions: [CriterionDescription] = [
        .fields,
        .metricsWith,
        .metricsReached,
        .metricsReachedAfter,
        .valuePlanned,
        .valueRealised,
        .readiness,
        .funded,
        .milestones,
        .deployments,
        .guardrails,
        .dependencies,
        .evidence,
    ]

    /// The description of a criterion that a policy asks for.
    package static func description(of criterion: Criterion) -> CriterionDescription {
        switch criterion.kind {
        case .fields: .fields
        case .metricsPresent: .metricsWith
        case .metricsReached(_, _, let afterGoLive): afterGoLive ? .metricsReachedAfter : .metricsReached
        case .valuePlanned: .valuePlanned
        case .valueRealised: .valueRealised
        case .readinessComplete: .readiness
        case .funded: .funded
        case .milestonesDone: .milestones
        case .deployments: .deployments
        case .guardrailsHeld: .guardrails
        case .dependencies: .dependencies
        case .evidenceForActuals: .evidence
        }
    }

    /// The descriptions that a word means, whatever its case: one by its name, or all of a key.
    package static func descriptions(named text: String) -> [CriterionDescription] {
        let word = text.lowercased()
        if let one = descriptions.first(where: { $0.name == word }) { return [one] }
        return descriptions.filter { $0.key == word }
    }

    /// Every word that `descriptions(named:)` knows.
    package static var words: [String] {
        var seen: Set<String> = []
        return descriptions.flatMap { [$0.name, $0.key] }.filter { seen.insert($0).inserted }
    }
}
