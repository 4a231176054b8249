package import PlanText

/// Everything that an initiative promises, typed. What is malformed is not there: the shape check has said so, and a gate
/// that needs it stays closed.
package struct InitiativeContent: Sendable {
    package let root: PlanNode
    package let owner: Placed<String>?
    package let sponsor: Placed<String>?
    package let controller: Placed<String>?
    package let benefitOwner: Placed<String>?
    package let objective: Placed<String>?
    package let change: ChangeDetail?
    package let metrics: [Metric]
    package let value: [ValueLine]
    package let readiness: [ReadinessItem]
    package let transition: [TeamTransition]
    package let milestones: [Milestone]
    package let dependencies: [Dependency]
    /// Why it closes without having reached what was promised; nothing where it does not say so.
    package let shortfall: Placed<String>?
    package let reviewBy: Placed<Day>?
    package let valueDisposition: Placed<String>?

    package init(root: PlanNode) {
        self.root = root
        owner = root.text("owner")
        sponsor = root.text("sponsor")
        controller = root.text("controller")
        benefitOwner = root.text("benefit-owner")
        objective = root.text("objective")
        change = root["change"].flatMap { $0.kind == .mapping ? ChangeDetail($0) : nil }
        metrics = (root["metrics"]?.elements ?? []).compactMap(Metric.init)
        value = (root["value"]?.elements ?? []).compactMap(ValueLine.init)
        readiness = (root["readiness"]?.elements ?? []).compactMap(ReadinessItem.init)
        transition = (root["transition"]?.elements ?? []).compactMap(TeamTransition.init)
        milestones = (root["milestones"]?.elements ?? []).compactMap(Milestone.init)
        dependencies = (root["dependencies"]?.elements ?? []).compactMap(Dependency.init)
        shortfall = root["shortfall"]?.text("because")
        reviewBy = root.day("review-by")
        valueDisposition = root.text("value-disposition")
    }

    package func metric(_ id: String) -> Metric? { metrics.first { $0.id.value == id } }
    package func valueLine(_ id: String) -> ValueLine? { value.first { $0.id.value == id } }
    package func milestone(_ id: String) -> Milestone? { milestones.first { $0.id.value == id } }
    package func metrics(of metricClass: Metric.Class) -> [Metric] {
        metrics.filter { $0.metricClass?.value == metricClass }
    }
}

extension PlanDocument {
    /// Everything that an initiative written for Tollgate promises; nothing for other documents, and where it cannot be read.
    package var content: InitiativeContent? {
        guard entry.kind == .initiative, !entry.isAdapted, let root = text.tree?.root, root.kind == .mapping else {
            return nil
        }
        return InitiativeContent(root: root)
    }
}
