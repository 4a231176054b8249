import Diagnostics
import PlanModel
import PlanText

/// What a plan says about its people, its state and its milestones.
struct StateRules {
    let policy: Policy
    let asOf: Day

    func judge(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        controller(plan.content, &findings)
        hold(plan, &findings)
        shortfall(plan, &findings)
        goLives(plan.content, &findings)
    }

    private func controller(_ content: InitiativeContent, _ findings: inout PlanFindings) {
        guard let controller = content.controller else { return }
        for (role, person) in [("owner", content.owner), ("sponsor", content.sponsor)] {
            guard let person, person.value == controller.value else { continue }
            return findings.add(
                .controllerNotApart,
                "\(quoted(controller.value)) is controller and \(role); who verifies value is neither owner nor sponsor",
                at: controller.location, beside: [Label(person.location, "the \(role)")],
                help: "name a controller who answers for neither the result nor the money")
        }
    }

    private func hold(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        let state = plan.initiative.effectiveState
        // A state that is none is a finding of its own, and nothing is known then.
        guard InitiativeSchema.states.contains(state) else { return }
        let fields = [
            ("review-by", "on-hold", plan.content.reviewBy?.location),
            ("value-disposition", "cancelled", plan.content.valueDisposition?.location),
        ]
        for (field, wanted, location) in fields where state != wanted {
            guard let location else { continue }
            findings.add(
                .fieldWithoutState,
                "`\(field)` stands in an initiative that is \(state); it belongs to `state: \(wanted)`", at: location,
                beside: [plan.content.root["state"]].compactMap { $0.map { Label($0.location) } },
                help: "remove it, or set the state that it belongs to")
        }
        if state == "on-hold", let review = plan.content.reviewBy, review.value < asOf {
            findings.add(
                .reviewOverdue, "the hold was to be looked at again by \(review.value), and it is \(asOf)",
                at: review.location,
                help: "resume it, cancel it, or set a new `review-by` and a new `because` in a commit of its own")
        }
    }

    private func shortfall(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        let stages = policy.ladder.stages
        guard let node = plan.content.root["shortfall"], !node.isEmpty, let stage = plan.initiative.stage,
            stages.contains(stage), let last = stages.last, stage != last
        else { return }
        findings.add(
            .shortfallTooEarly, "`shortfall` stands at `\(stage)`; only a step to `\(last)` can fall short",
            at: node.location, beside: plan.content.root["stage"].map { [Label($0.location)] } ?? [],
            help: "remove it, and say it in the landing that sets `stage: \(last)`")
    }

    private func goLives(_ content: InitiativeContent, _ findings: inout PlanFindings) {
        let marked = content.milestones.filter(\.isGoLive)
        guard let first = marked.first else { return }
        for milestone in marked.dropFirst() {
            findings.add(
                .severalGoLives,
                "\(quoted(milestone.id.value)) is marked `go-live`, as \(quoted(first.id.value)) is; value begins once",
                at: milestone.node["go-live"]?.location ?? milestone.id.location,
                beside: [Label(first.node["go-live"]?.location ?? first.id.location, "the other one")],
                help: "mark the milestone from which on value can come, and no other")
        }
    }
}
