import Diagnostics
package import PlanModel
package import PlanText

/// What the gates of one step ask of one initiative, and what was found.
package struct GateChecklist: Sendable {
    /// A sign-off that a gate asks for.
    package struct AskedSignOff: Sendable {
        package let signOff: Gate.SignOff
        /// Whether its conditions hold; nothing where that cannot be told, and it is then asked for.
        package let applies: Bool?
    }

    /// A criterion that does not hold, and that the owners of the policy waive for a time.
    package struct WaivedCriterion: Sendable {
        package let criterion: Criterion
        package let waiver: Waiver

        /// Until when, and why.
        package var reason: String {
            "the policy waives it until \(waiver.until.value), because \(Printable.line(waiver.because))"
        }
    }

    /// One gate.
    package struct Section: Sendable {
        package let gate: Gate
        package let results: [CriterionResult]
        /// Criteria that the step goes without, since it says that what they ask for was not reached.
        package let waived: [Criterion]
        package let signOffs: [AskedSignOff]
        /// Criteria that do not hold and that a waiver of the policy sets aside, as it does in a check.
        package let waivedByPolicy: [WaivedCriterion]

        /// The sign-offs that are asked for, as far as it can be told.
        package var wanted: [AskedSignOff] { signOffs.filter { $0.applies != false } }
    }

    package enum Verdict: String, Sendable {
        /// Nothing is left to ask for.
        case open
        case closed
        /// A criterion cannot be decided, or nothing was judged.
        case cannotDecide = "cannot-decide"
        /// Every criterion holds; sign-offs are missing.
        case awaitsSignOffs = "awaits-sign-offs"
    }

    /// What is known of those who have signed.
    package enum Agreement: Sendable {
        case judged(StepSignOffs)
        /// Nobody can have signed: what the step would write is not there.
        case nobody
        /// It cannot be judged, for this reason: a clause.
        case undecided(String)
    }

    package let step: Step
    package let sections: [Section]
    /// What stands in the way, whatever the gates say.
    package let obstacles: [(text: String, help: String)]
    /// Whether it needs a reason of its own in `because`.
    package let needsReason: Bool
    /// The sign-off that no gate asks for and that is needed all the same, in words.
    package let furtherSignOff: String?
    package var agreement = Agreement.nobody

    /// Judges every gate of a step on a state. `before` is the initiative that takes the step, as it stood before it.
    package init(
        _ step: Step, of state: InitiativeState, from before: Initiative?, policy: Policy, asOf: Day,
        others: [String: PlanDocument]
    ) {
        self.step = step
        let judge = CriterionJudge(policy: policy, state: state, asOf: asOf, others: others)
        sections = step.gates(in: policy).map { gate in
            let (waived, asked) = gate.criteria.split { step.waivesResults && $0.asksForResults }
            var results: [CriterionResult] = []
            var waivedByPolicy: [WaivedCriterion] = []
            for result in asked.map(judge.judge) {
                if let waiver = policy.waiver(of: result, for: state.initiative?.id, on: asOf) {
                    waivedByPolicy.append(WaivedCriterion(criterion: result.criterion, waiver: waiver))
                } else {
                    results.append(result)
                }
            }
            return Section(
                gate: gate, results: results, waived: waived,
                signOffs: gate.signOffs.map {
                    AskedSignOff(signOff: $0, applies: RequiredSignOff.applies($0, to: state, policy))
                }, waivedByPolicy: waivedByPolicy)
        }
        var obstacles: [(text: String, help: String)] = []
        if step.mustBeDeclared, policy.gates[step.name] == nil {
            obstacles.append(
                (
                    "the policy declares no step `\(step.name)`: nobody may agree to it",
                    "land `gates.\(step.name)` in the policy first, with those who sign"
                ))
        }
        if state.initiative == nil { obstacles.append(("the document cannot be read", "`tollgate check` says why")) }
        if let before, let obstacle = StepChoice(policy, before).obstacle(to: step) { obstacles.append(obstacle) }
        self.obstacles = obstacles
        needsReason = step.needsReason && !state.entry.isAdapted
        // Where nobody signs for anything, nobody signs for this.
        furtherSignOff =
            step == .handover && policy.gates["handover"] == nil && policy.asksForSignOffs
            ? RequiredSignOff.handover : nil
    }

    package var results: [CriterionResult] { sections.flatMap(\.results) }
    package var locks: [FieldPath] { sections.flatMap(\.gate.locks) }
    package var asksForSignOffs: Bool {
        if case .judged(let signOffs) = agreement { return !signOffs.requirements.isEmpty }
        return furtherSignOff != nil || sections.contains { !$0.wanted.isEmpty }
    }

    /// The sign-offs as they were judged; nothing where they were not.
    package var judged: StepSignOffs? { if case .judged(let signOffs) = agreement { signOffs } else { nil } }

    /// What was found out about a sign-off that a gate asks for; nothing where it is not asked for, or was not judged.
    package func requirement(_ asked: AskedSignOff, of gate: Gate) -> StepSignOffs.Requirement? {
        judged?.requirements.first { $0.gate == gate.name && $0.policyLocation == asked.signOff.location }
    }

    /// A criterion that fails weighs more than one that cannot be decided, and neither is ever a pass.
    package var verdict: Verdict {
        if !obstacles.isEmpty || results.contains(where: { $0.verdict == .fails }) { return .closed }
        if results.contains(where: { $0.verdict == .cannotDecide }) { return .cannotDecide }
        guard asksForSignOffs else { return .open }
        switch agreement {
        case .judged(let signOffs): return signOffs.isMet || !signOffs.breakGlass.isEmpty ? .open : .awaitsSignOffs
        case .nobody: return .awaitsSignOffs
        case .undecided: return .cannotDecide
        }
    }

    package func count(of verdict: CriterionResult.Verdict) -> Int { results.count { $0.verdict == verdict } }
}

extension Policy {
    /// The waiver that sets a criterion aside which does not hold; nothing where it holds, or where there is none.
    fileprivate func waiver(of result: CriterionResult, for initiative: String?, on day: Day) -> Waiver? {
        let code: RuleCode
        switch result.verdict {
        case .holds: return nil
        case .fails: code = .criterionNotMet
        case .cannotDecide: code = .criterionUndecided
        }
        return waivers.first {
            RuleCode($0.rule.value) == code && $0.initiative.value == initiative && day <= $0.until.value
        }
    }
}

extension Array {
    /// The elements for which a predicate holds, and the others, each in their order.
    fileprivate func split(_ holds: (Element) -> Bool) -> (yes: [Element], no: [Element]) {
        (filter(holds), filter { !holds($0) })
    }
}
