package import Diagnostics
package import PlanModel
import PlanText

/// What initiatives need of each other: nothing in a circle, nothing that is cancelled, nothing too late.
package struct DependencyRules: Sendable {
    private let policy: Policy
    private let asOf: Day
    /// Every initiative that was read, by id.
    private let initiatives: [String: PlanDocument]
    private let knots: DependencyKnots
    /// How many ids of a knot a note names.
    private static let shown = 20

    package init(_ policy: Policy, asOf: Day, initiatives: [String: PlanDocument]) {
        self.policy = policy
        self.asOf = asOf
        self.initiatives = initiatives
        // What is cancelled holds up nobody's circle: that it is cancelled is said where it is needed.
        var needs: [String: [String]] = [:]
        for (id, document) in initiatives where document.initiative?.effectiveState != "cancelled" {
            let targets = (document.content?.dependencies ?? []).filter { $0.kind?.value == .needs }.map(\.on.value)
            if !targets.isEmpty { needs[id] = targets.filter { $0 != id } }
        }
        knots = DependencyKnots(needs)
    }

    package func diagnostics(of state: InitiativeState) -> [Diagnostic] {
        guard let content = state.content, let initiative = state.initiative,
            initiative.effectiveState != "cancelled"
        else { return [] }
        var findings = PlanFindings(initiative: initiative.id)
        cycle(content, initiative, &findings)
        for dependency in content.dependencies {
            guard dependency.on.value != initiative.id, let other = initiatives[dependency.on.value]?.initiative else {
                continue
            }
            switch dependency.kind?.value {
            case .needs: need(dependency, other, &findings)
            case .conflicts: conflict(dependency, initiative, other, &findings)
            default: break
            }
        }
        return findings.diagnostics
    }

    private func cycle(_ content: InitiativeContent, _ initiative: Initiative, _ findings: inout PlanFindings) {
        guard let id = initiative.id, let knot = knots.knot(of: id) else { return }
        let needed = content.dependencies.filter { $0.kind?.value == .needs }
        let way = knots.shortestCycle(through: id)
        let next = way.flatMap { $0.count > 1 ? $0[1] : nil }
        guard
            let edge = needed.first(where: { $0.on.value == next })
                ?? needed.first(where: { $0.on.value != id && knots.knot(of: $0.on.value) == knot })
        else { return }
        let note: String
        if let way {
            note = (way + [id]).map(quoted).joined(separator: " needs ")
        } else {
            let members = knots.members(of: knot)
            note =
                "\(members.count) initiatives need each other in circles: "
                + members.prefix(Self.shown).map(quoted).joined(separator: ", ") + " and others"
        }
        findings.add(
            .dependencyCycle, "\(quoted(id)) needs \(quoted(edge.on.value)), which needs \(quoted(id)) in turn",
            at: edge.on.location, notes: [note],
            help: "decide which of them can come first, and take its dependency out")
    }

    private func need(_ dependency: Dependency, _ other: Initiative, _ findings: inout PlanFindings) {
        let id = quoted(dependency.on.value)
        if other.effectiveState == "cancelled" {
            return findings.add(
                .dependencyCancelled, "it needs \(id), which is cancelled", at: dependency.on.location,
                help: "settle what takes its place, and change `dependencies`")
        }
        guard let by = dependency.by, by.value < asOf else { return }
        let ladder = policy.ladder.stages
        let wanted = leastStage
        guard let index = ladder.firstIndex(of: wanted), let stage = other.stage,
            ladder.firstIndex(of: stage).map({ $0 < index }) ?? true
        else { return }
        findings.add(
            .dependencyLate,
            "it needs \(id) by \(by.value); on \(asOf) that is at `\(Printable.line(stage))`, not yet at `\(wanted)`",
            at: by.location, beside: [Label(dependency.on.location)],
            help: "agree on a new date with its owner, and move what hangs on it")
    }

    /// How far an initiative must be to count as delivered to those that need it: the furthest that a gate of the policy asks
    /// for, else the stage before the last, after which there is only the confirmation of value.
    private var leastStage: String {
        let ladder = policy.ladder.stages
        let asked = policy.gates.values.flatMap(\.criteria).compactMap { criterion -> Int? in
            guard case .dependencies(let stage) = criterion.kind else { return nil }
            return ladder.firstIndex(of: stage)
        }.max()
        return ladder[asked ?? max(0, ladder.count - 2)]
    }

    private func conflict(
        _ dependency: Dependency, _ initiative: Initiative, _ other: Initiative, _ findings: inout PlanFindings
    ) {
        let ladder = policy.ladder.stages
        guard initiative.isActive, other.isActive, let stage = initiative.stage,
            let own = ladder.firstIndex(of: stage), own > 0, let otherStage = other.stage,
            let index = ladder.firstIndex(of: otherStage), index >= own
        else { return }
        findings.add(
            .dependencyConflict,
            "it conflicts with \(quoted(dependency.on.value)), which is active and at `\(otherStage)`; this one is at `\(stage)`",
            at: dependency.on.location,
            help: "decide for one of the two: hold or cancel the other")
    }
}
