package import Diagnostics
package import PlanModel
import PlanText

/// Whether what a plan names is there and is of the kind that it must be: metrics, objectives, what takes value over.
package struct ReferenceRules: Sendable {
    /// The change plans by their folders.
    private let plans: [String: PlanDocument]
    /// The ids of the initiatives that exist, as far as they are named here.
    private let known: Set<String>
    private let sorted: [String]

    package init(plans: [String: PlanDocument], known: Set<String>) {
        self.plans = plans
        self.known = known
        sorted = known.sorted()
    }

    package func diagnostics(of state: InitiativeState) -> [Diagnostic] {
        guard let content = state.content, let initiative = state.initiative else { return [] }
        let plan = JudgedPlan(content, initiative)
        var findings = PlanFindings(initiative: initiative.id)
        disposition(content, &findings)
        objective(content, state, &findings)
        metrics(plan, &findings)
        ids(content, &findings)
        return findings.diagnostics
    }

    // MARK: - Metrics

    private func metrics(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        for metric in plan.content.metrics {
            guard let reference = metric.guardrail else { continue }
            guard reference.value != metric.id.value else {
                findings.add(
                    .metricReference, "\(quoted(metric.id.value)) is named as its own guardrail",
                    at: reference.location,
                    help: "name the metric that would get worse if this one were gamed")
                continue
            }
            judge(reference, as: .guardrail, "the guardrail", plan, &findings)
        }
        for line in plan.content.value {
            if let reference = line.metric { judge(reference, as: nil, "the metric", plan, &findings) }
        }
        for row in plan.content.transition {
            if let reference = row.metric { judge(reference, as: .adoption, "the metric", plan, &findings) }
        }
    }

    private func judge(
        _ reference: Placed<String>, as wanted: Metric.Class?, _ subject: String, _ plan: JudgedPlan,
        _ findings: inout PlanFindings
    ) {
        guard let metric = plan.metrics[reference.value] else {
            return findings.add(
                .metricReference, "there is no metric \(quoted(reference.value)) in this plan", at: reference.location,
                help: Suggestion.nearest(to: reference.value, among: plan.metrics.keys.sorted())
                    .map { "did you mean `\($0)`?" } ?? "name the id of one of `metrics`, or add it there")
        }
        guard let wanted, let found = metric.metricClass, found.value != wanted else { return }
        findings.add(
            .metricReference,
            "\(subject) \(quoted(reference.value)) is of the class `\(found.value.rawValue)`; expected `\(wanted.rawValue)`",
            at: reference.location, beside: [Label(found.location, "its class")],
            help: "name a metric of the class `\(wanted.rawValue)`, or correct the class")
    }

    // MARK: - Beyond the document

    private func disposition(_ content: InitiativeContent, _ findings: inout PlanFindings) {
        guard let disposition = content.valueDisposition, TextPattern.initiativeID.matches(disposition.value),
            !known.contains(disposition.value) || content.root["id"]?.string == disposition.value
        else { return }
        let isOwn = content.root["id"]?.string == disposition.value
        findings.add(
            .unknownDisposition,
            isOwn
                ? "\(quoted(disposition.value)) is to take over its own value; expected another initiative"
                : "the value goes to \(quoted(disposition.value)), and there is no such initiative",
            at: disposition.location,
            help: isOwn
                ? "name the initiative that takes the value over, or say in words what becomes of it"
                : Suggestion.nearest(to: disposition.value, among: sorted).map { "did you mean `\($0)`?" }
                    ?? "name an initiative that exists, or say in words what becomes of the value")
    }

    private func objective(_ content: InitiativeContent, _ state: InitiativeState, _ findings: inout PlanFindings) {
        guard let objective = content.objective else { return }
        let folder = state.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        guard let plan = plans[folder] else {
            return findings.add(
                .unknownObjective,
                "the objective \(quoted(objective.value)) is one of a change plan, and `\(Printable.line(folder))` has none",
                at: objective.location, help: "add `plan.yaml` with `objectives`, or remove `objective`")
        }
        // A change plan that cannot be read has a finding of its own.
        guard let root = plan.text.tree?.root, root.kind == .mapping else { return }
        let declared = (root["objectives"]?.elements ?? []).compactMap { $0["id"]?.string }
        guard !declared.contains(objective.value) else { return }
        let nearest = Suggestion.nearest(to: objective.value, among: declared)
        findings.add(
            .unknownObjective, "the change plan has no objective \(quoted(objective.value))", at: objective.location,
            beside: [Label((root["objectives"] ?? root.pairs.first?.key ?? root).location, "the change plan")],
            help: nearest.map { "did you mean `\($0)`?" } ?? "name an objective of the change plan, or add it there")
    }

    // MARK: - Ids inside the document

    /// Lists whose items have ids, each of which names one thing.
    private static let lists = ["metrics", "value", "readiness", "milestones", "risks"]

    private func ids(_ content: InitiativeContent, _ findings: inout PlanFindings) {
        var first: [String: [String: PlanNode]] = [:]
        for list in Self.lists {
            for item in content.root[list]?.elements ?? [] {
                guard let node = item["id"], let id = node.string, !node.isEmpty else { continue }
                // A line of the ledger names a metric or a value line by nothing but its id.
                let shared = list == "value" ? first["metrics"]?[id] : nil
                guard let other = first[list]?[id] ?? shared else {
                    first[list, default: [:]][id] = node
                    continue
                }
                findings.add(
                    .innerIDStandsTwice,
                    first[list]?[id] == nil
                        ? "\(quoted(id)) is a metric and a value line; a line of the ledger could mean either"
                        : "\(quoted(id)) stands twice in `\(list)`",
                    at: node.location, beside: [Label(other.location, "the other one")],
                    help: "give one of the two an id of its own")
            }
        }
    }
}
