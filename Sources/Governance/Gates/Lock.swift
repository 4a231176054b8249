package import PlanModel
import PlanText

/// The subtrees that gates freeze: `lock` in the policy, in force from the gate's stage on.
package struct Lock: Sendable {
    /// A locked subtree in which two states differ.
    package struct Difference: Sendable {
        /// The stage whose gate locks it.
        package let stage: String
        package let change: FieldChange
    }

    private let gates: [(index: Int, gate: Gate)]
    private let ladder: StageLadder

    package init(_ policy: Policy) {
        ladder = policy.ladder
        gates = policy.ladder.stages.enumerated().compactMap { index, stage in
            policy.gates[stage].flatMap { $0.locks.isEmpty ? nil : (index, $0) }
        }
    }

    /// Whether any gate locks anything.
    package var isEmpty: Bool { gates.isEmpty }

    /// The gates that a move from one stage to another passes and that lock something.
    package func passed(from: String?, to: String?) -> [Gate] {
        guard let target = index(to) else { return [] }
        let source = index(from) ?? -1
        return gates.filter { $0.index > source && $0.index <= target }.map(\.gate)
    }

    /// What differs of the subtrees that are locked at both stages, which a landing that stays there must leave as they are.
    package func differences(from old: PlanDocument, to new: PlanDocument) -> [Difference] {
        guard let before = index(old.initiative?.stage), let after = index(new.initiative?.stage) else { return [] }
        return differences(old, new, gates.filter { $0.index <= min(before, after) }.map(\.gate))
    }

    /// What differs from an earlier lock of the subtrees that certain gates lock.
    package func differences(fromLock old: PlanDocument, to new: PlanDocument, of gates: [Gate]) -> [Difference] {
        differences(old, new, gates)
    }

    private func index(_ stage: String?) -> Int? { stage.flatMap { ladder.stages.firstIndex(of: $0) } }

    private func differences(_ old: PlanDocument, _ new: PlanDocument, _ gates: [Gate]) -> [Difference] {
        guard let before = old.text.tree?.root, let after = new.text.tree?.root else { return [] }
        var result: [Difference] = []
        var seen: Set<FieldPath> = []
        for gate in gates {
            for path in gate.locks where seen.insert(path).inserted {
                let changes = FieldChange.between(path.node(in: before), path.node(in: after), at: path)
                result += changes.filter { !Self.isRemark($0) }.map { Difference(stage: gate.name, change: $0) }
            }
        }
        return result
    }

    /// Names, titles and notes may change under a lock: they promise nothing. An item of a list may have such a word as its
    /// id, so that what comes or goes as a mapping is no remark.
    private static func isRemark(_ change: FieldChange) -> Bool {
        guard ["name", "title", "note"].contains(where: { change.field.hasSuffix(".\($0)") }) else { return false }
        return ![change.old, change.new].contains { $0?.hasPrefix("{") ?? false }
    }
}
