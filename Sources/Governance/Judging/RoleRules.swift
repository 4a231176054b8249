package import Diagnostics
package import PlanModel
import PlanText

/// Whether those whom a policy asks for exist: its roles against the people who hold them.
package struct RoleRules: Sendable {
    private let policy: Policy
    private let people: People
    private let day: Day

    package init(_ policy: Policy, people: People, on day: Day) {
        self.policy = policy
        self.people = people
        self.day = day
    }

    /// Gates over the trust set itself, whose roles are held for no folder.
    private static let trustGates: Set<String> = ["policy", "people"]

    /// The roles that an initiative says itself who fills them, with the field that does.
    package static let named = ["owner", "sponsor", "controller", "benefit-owner"]

    // MARK: - The trust set as it stands

    /// Roles that the policy names and nobody has, or too few people in a folder on the day.
    package func diagnostics(folders: Set<String>) -> [Diagnostic] {
        unknown + tooFew(folders.sorted())
    }

    /// Every place at which the policy names a role.
    private var mentions: [Placed<String>] {
        let gates = policy.gates.values.flatMap(\.signOffs).compactMap { $0.node.text("role") }
        return (gates + [policy.breakGlass?.role].compactMap { $0 } + policy.samePersonMay.flatMap { $0 })
            .sorted { $0.node.bytes.lowerBound < $1.node.bytes.lowerBound }
    }

    private var unknown: [Diagnostic] {
        let known = people.roles
        var seen: Set<String> = []
        return mentions.compactMap { role in
            guard !known.contains(role.value), seen.insert(role.value).inserted else { return nil }
            let nearest = Suggestion.nearest(to: role.value, among: known.sorted())
            return Diagnostic(
                .unknownRole,
                "the policy asks for the role `\(role.value)`, and nobody in \(people.source.path) has it on any day",
                at: role.location,
                helps: [
                    nearest.map { "did you mean `\($0)`?" } ?? "list who has it in \(people.source.path), under `roles`"
                ])
        }
    }

    /// The largest number that any gate over plans asks for, by role, with the place that asks.
    private var wanted: [(role: String, count: Int, gate: String, node: Placed<String>)] {
        var result: [String: (role: String, count: Int, gate: String, node: Placed<String>)] = [:]
        for gate in policy.gates.values.sorted(by: { $0.name < $1.name }) where !Self.trustGates.contains(gate.name) {
            for signOff in gate.signOffs where signOff.count > result[signOff.role]?.count ?? 0 {
                guard let node = signOff.node.text("role") else { continue }
                result[signOff.role] = (signOff.role, signOff.count, gate.name, node)
            }
        }
        return result.values.sorted { $0.role < $1.role }
    }

    private func tooFew(_ folders: [String]) -> [Diagnostic] {
        let known = people.roles
        return wanted.filter { known.contains($0.role) }.compactMap { item in
            let short = folders.map { ($0, people.holders(of: item.role, in: $0, on: day).count) }
                .filter { $0.1 < item.count }
            guard let first = short.first else { return nil }
            let more = short.count == 1 ? "" : " and \(short.count - 1) more folder\(short.count == 2 ? "" : "s")"
            return Diagnostic(
                .roleNotHeld,
                "\(Self.holding(first.1)) the role `\(item.role)` for `\(first.0)`\(more) on \(day); the gate `\(item.gate)` asks for \(item.count)",
                at: item.node.location,
                helps: [
                    "give the role to enough people in \(people.source.path), or correct its days and folders there"
                ])
        }
    }

    private static func holding(_ count: Int) -> String {
        count == 0 ? "nobody holds" : count == 1 ? "one person holds" : "\(count) people hold"
    }

    // MARK: - Nobody left

    /// Gates over the trust set that nobody could pass any more, neither by their own roles nor by breaking the glass.
    ///
    /// Where the keys can be read, whoever has none that counts on the day cannot pass the gate `people` either. By that one
    /// everybody else gets a key, so that it alone is asked.
    package func lockedOut(trust: TrustSet?) -> [Diagnostic] {
        Self.trustGates.sorted().compactMap { policy.gates[$0] }.flatMap { gate in
            let keys = gate.name == "people" && trust?.keys != nil ? trust : nil
            func able(_ role: String) -> [Person] {
                people.holders(of: role, in: nil, on: day).filter { keys?.canSign($0, on: day) ?? true }
            }
            if let glass = policy.breakGlass, able(glass.role.value).count >= glass.count { return [Diagnostic]() }
            return gate.signOffs.compactMap { signOff in
                let count = able(signOff.role).count
                guard count < signOff.count, people.roles.contains(signOff.role) else { return nil }
                return lockedOut(gate, signOff, able: count, trust)
            }
        }
    }

    private func lockedOut(_ gate: Gate, _ signOff: Gate.SignOff, able: Int, _ trust: TrustSet?) -> Diagnostic? {
        guard let role = signOff.node.text("role") else { return nil }
        let holders = people.holders(of: signOff.role, in: nil, on: day).count
        let lacksKeys = holders >= signOff.count
        let keys = lacksKeys ? ", \(able == 0 ? "none" : "\(able)") of them with a key that counts" : ""
        return Diagnostic(
            .lockedOut,
            "\(Self.holding(holders)) the role `\(signOff.role)` for every folder on \(day)\(keys); the gate `\(gate.name)` asks for \(signOff.count), and nobody could change the trust set any more",
            at: role.location,
            helps: [
                lacksKeys
                    ? "list a key of each in \(trust?.paths[1] ?? TrustSet.allowedFileName): `tollgate keys add <person>`"
                    : "give the role to enough people in \(people.source.path), without `in`"
            ])
    }

    // MARK: - A step

    /// The roles that a step needs and that too few people hold for this initiative.
    package func diagnostics(of step: Step, _ state: InitiativeState, folder: String) -> [Diagnostic] {
        var result: [Diagnostic] = []
        for gate in step.gates(in: policy) {
            for signOff in gate.signOffs where RequiredSignOff.applies(signOff, to: state, policy) != false {
                let (eligible, who) = eligible(signOff, state, folder)
                guard eligible < signOff.count else { continue }
                let asked = signOff.count == 1 ? "" : "; \(signOff.count) are asked for"
                result.append(
                    Diagnostic(
                        .roleNotHeld,
                        "the gate `\(gate.name)` cannot be passed on \(day): \(who)\(asked)",
                        at: Label(state.location(step.field), "the step `\(step.name)`"),
                        secondary: [Label(signOff.node.location, "asked for here")],
                        helps: ["land a change of \(people.source.path) first, by which enough people hold the role"],
                        initiative: state.initiative?.id))
            }
        }
        return result
    }

    /// How many people may sign for a role of this initiative, and a sentence about them.
    private func eligible(_ signOff: Gate.SignOff, _ state: InitiativeState, _ folder: String) -> (Int, String) {
        let role = signOff.role
        let answer = EligibleSigners(people, of: state, folder: folder, on: day).answer(signOff)
        let count = answer.signers.count
        let holding = "\(Self.holding(count)) the role `\(role)` for `\(folder)`"
        if !answer.involved.isEmpty {
            return (count, "\(holding) and is neither owner nor sponsor of the initiative")
        }
        guard let name = answer.named else { return (count, holding) }
        return (
            count,
            "`\(Printable.line(name))`, whom the initiative names, does not hold the role `\(role)` for `\(folder)`"
        )
    }
}
