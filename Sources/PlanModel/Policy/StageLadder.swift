/// The stages of a policy, and what a change from one to another means.
package struct StageLadder: Hashable, Sendable {
    /// Lowest first.
    package let stages: [String]
    /// Stages beside the ladder, which may follow any stage.
    package let ends: [String]

    package init(stages: [String], ends: [String] = []) {
        self.stages = stages
        self.ends = ends
    }

    package func declares(_ stage: String) -> Bool { stages.contains(stage) || ends.contains(stage) }

    /// What the change from one stage to another is.
    package func move(from: String?, to: String?) -> StageMove {
        guard let from, let to, declares(from), declares(to) else { return .undeclared }
        if ends.contains(to) { return .end }
        guard let target = stages.firstIndex(of: to) else { return .undeclared }
        guard let source = stages.firstIndex(of: from) else { return .resume }
        return target == source + 1 ? .forward : target > source ? .skip : .back
    }
}

/// The kind of a change of stage.
package enum StageMove: String, Hashable, Sendable {
    /// To the next stage of the ladder.
    case forward
    /// Forward over at least one stage.
    case skip
    /// To an earlier stage.
    case back
    /// To a stage beside the ladder.
    case end
    /// From a stage beside the ladder back onto it.
    case resume
    /// One of the two is no declared stage.
    case undeclared
}
