package import Diagnostics
package import PlanModel
import PlanText

/// Whether the people whom an initiative names exist, and are who they have to be.
package struct NamedPersonRules: Sendable {
    private let policy: Policy
    private let people: People
    /// people.yaml as it would land, where it is another one.
    private let landing: People?
    private let day: Day

    package init(_ policy: Policy, people: People, landing: People?, on day: Day) {
        self.policy = policy
        self.people = people
        self.landing = landing
        self.day = day
    }

    /// The findings about one initiative in a folder of plans.
    package func diagnostics(of state: InitiativeState, folder: String) -> [Diagnostic] {
        guard let root = state.content?.root else { return [] }
        var result: [Diagnostic] = []
        for field in RoleRules.named {
            guard let name = root.text(field) else { continue }
            result += unknown(field, name, state) ?? role(field, name, state, folder)
        }
        for risk in root["risks"]?.elements ?? [] {
            if let name = risk.text("owner") { result += unknown("owner", name, state) ?? [] }
        }
        return result
    }

    /// The finding about a name that is nobody's; nothing where it is somebody's.
    private func unknown(_ field: String, _ name: Placed<String>, _ state: InitiativeState) -> [Diagnostic]? {
        guard people.person(name.value) == nil else { return nil }
        let nearest = Suggestion.nearest(to: name.value, among: people.everybody.map(\.id))
        let help =
            landing?.person(name.value) != nil
            ? "land the change of \(people.source.path) that lists this person first, alone"
            : nearest.map { "did you mean `\($0)`?" }
                ?? "list this person in \(people.source.path), or name another one"
        return [
            Diagnostic(
                .unknownPerson, "`\(field)` names `\(Printable.line(name.value))`, who is not in \(people.source.path)",
                at: name.location, helps: [help], initiative: state.initiative?.id)
        ]
    }

    private func role(
        _ field: String, _ name: Placed<String>, _ state: InitiativeState, _ folder: String
    ) -> [Diagnostic] {
        guard let person = people.person(name.value) else { return [] }
        func finding(_ message: String, _ help: String) -> [Diagnostic] {
            [
                Diagnostic(
                    .personWithoutRole, message, at: name.location,
                    secondary: [Label(person.key.location, "this entry")],
                    helps: [help], initiative: state.initiative?.id)
            ]
        }
        if person.kind != .person {
            return finding(
                "`\(field)` names `\(person.id)`, which is a \(person.kind.rawValue); expected a person",
                "name the person who answers for it")
        }
        // Whoever answered for something that is over may have left.
        guard isOpen(state), policy.gates.values.contains(where: { $0.signOffs.contains { $0.role == field } }),
            people.holders(of: field, named: person.id, in: folder, on: day).isEmpty
        else { return [] }
        let others = people.holders(of: field, in: folder, on: day).prefix(4).map { "`\($0.id)`" }
        return finding(
            "`\(field)` names `\(person.id)`, who does not hold the role `\(field)` for `\(folder)` on \(day)",
            others.isEmpty
                ? "give the role to that person in \(people.source.path): being named here gives nobody a role"
                : "those who hold it: \(others.joined(separator: ", ")); being named here gives nobody a role")
    }

    private func isOpen(_ state: InitiativeState) -> Bool {
        guard let initiative = state.initiative, let stage = initiative.stage else { return false }
        return initiative.effectiveState != "cancelled" && policy.ladder.stages.dropLast().contains(stage)
    }
}
