package import PlanModel

/// A landing from which on a promise stands still.
package struct PromiseLock: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The gate of a stage that locks was passed.
        case gate(stage: String)
        /// What was locked is another promise now, at the same stage: these parts of it.
        case rebaseline(parts: [String])
    }

    package let landing: Landing
    package let kind: Kind
    package let promise: Promise

    package init(landing: Landing, kind: Kind, promise: Promise) {
        self.landing = landing
        self.kind = kind
        self.promise = promise
    }
}

/// Where the stages of a policy lock a promise, and which parts of it.
package struct LockTerms: Sendable {
    /// The parts of a promise that can be locked and that figures come from.
    package static let parts = ["metrics", "value", "milestones"]

    private let ladder: StageLadder
    /// The places of the stages that lock, with the parts that each locks.
    private let stages: [(index: Int, parts: Set<String>)]

    /// Where no gate locks anything, the decision is taken for a lock of everything: that is what was decided on.
    package init(_ policy: Policy) {
        ladder = policy.ladder
        var stages: [(index: Int, parts: Set<String>)] = []
        for (index, stage) in policy.ladder.stages.enumerated() {
            guard let gate = policy.gates[stage], !gate.locks.isEmpty else { continue }
            let heads = gate.lockNames.map { name in String(name.prefix { $0 != "." && $0 != "[" }) }
            stages.append((index, Set(heads).intersection(Self.parts)))
        }
        if stages.isEmpty, let decision = policy.decisionStage, let index = ladder.stages.firstIndex(of: decision) {
            stages = [(index, Set(Self.parts))]
        }
        self.stages = stages
    }

    /// The last stage whose locking gate a move passes; nothing where it passes none.
    func passed(from: String?, to: String?) -> String? {
        guard let target = index(to) else { return nil }
        let source = index(from) ?? -1
        return stages.last { $0.index > source && $0.index <= target }.map { ladder.stages[$0.index] }
    }

    /// The parts that are locked at both stages and differ.
    func differences(_ old: Promise, at before: String?, _ new: Promise, at after: String?) -> [String] {
        guard let before = index(before), let after = index(after) else { return [] }
        let locked = stages.filter { $0.index <= min(before, after) }.reduce(into: Set<String>()) {
            $0.formUnion($1.parts)
        }
        return Self.parts.filter { locked.contains($0) && Self.differ(old, new, $0) }
    }

    private func index(_ stage: String?) -> Int? { stage.flatMap { ladder.stages.firstIndex(of: $0) } }

    /// Names and titles promise nothing and may change.
    private static func differ(_ old: Promise, _ new: Promise, _ part: String) -> Bool {
        switch part {
        case "metrics": plain(old.metrics, \.name) != plain(new.metrics, \.name)
        case "value": plain(old.value, \.name) != plain(new.value, \.name)
        default: plain(old.milestones, \.title) != plain(new.milestones, \.title)
        }
    }

    private static func plain<Part>(_ parts: [Part], _ words: WritableKeyPath<Part, String?>) -> [Part] {
        parts.map {
            var part = $0
            part[keyPath: words] = nil
            return part
        }
    }
}
