package import Diagnostics
package import PlanModel
import PlanText

/// What people.yaml says about itself beyond its shape.
package struct PeopleRules: Sendable {
    private let people: People
    /// The folders of plans that there are, by their paths below the policy's folder.
    private let folders: Set<String>

    package init(_ people: People, folders: Set<String>) {
        self.people = people
        self.folders = folders
    }

    package var diagnostics: [Diagnostic] {
        identities
            + people.everybody.flatMap { person in
                machine(person) + person.roles.flatMap { validity($0) + standingIn($0, person) + scope($0) }
            }
    }

    // MARK: - Who is who

    /// Addresses and accounts that two people have: whoever acts under them would be both.
    private var identities: [Diagnostic] {
        var result: [Diagnostic] = []
        var emails: [String: (person: String, location: Location)] = [:]
        var accounts: [String: (person: String, location: Location)] = [:]
        func note(
            _ what: String, _ key: String, _ value: Placed<String>, _ person: Person,
            _ seen: inout [String: (person: String, location: Location)]
        ) {
            guard let first = seen[key] else {
                seen[key] = (person.id, value.location)
                return
            }
            let owner = first.person == person.id ? "stands here twice" : "is that of `\(first.person)` too"
            result.append(
                Diagnostic(
                    .identityStandsTwice, "the \(what) `\(Printable.line(value.value))` of `\(person.id)` \(owner)",
                    at: value.location, secondary: [Label(first.location, "first here")],
                    helps: ["leave it with the one person that it belongs to"]))
        }
        for person in people.everybody {
            for email in person.emails {
                note("address", People.comparable(email.value), email, person, &emails)
            }
            for account in person.accounts { note("account", account.key, account.id, person, &accounts) }
        }
        return result
    }

    // MARK: - Roles

    private func machine(_ person: Person) -> [Diagnostic] {
        guard person.kind != .person, let first = person.roles.first else { return [] }
        return [
            Diagnostic(
                .machineWithRole,
                "`\(person.id)` is a \(person.kind.rawValue) and has the role `\(first.role.value)`; only a person can approve",
                at: first.role.location, helps: ["give the role to a person, and remove `roles` here"])
        ]
    }

    private func validity(_ entry: Person.RoleEntry) -> [Diagnostic] {
        guard let from = entry.from, let until = entry.until, until.value < from.value else { return [] }
        return [
            Diagnostic(
                .roleValidity,
                "the role `\(entry.role.value)` ends on \(until.value) before it begins on \(from.value)",
                at: until.location, secondary: [Label(from.location, "begins here")],
                helps: ["correct one of the dates; both days count"])
        ]
    }

    private func standingIn(_ entry: Person.RoleEntry, _ person: Person) -> [Diagnostic] {
        guard let name = entry.standingInFor else { return [] }
        let role = entry.role.value
        func finding(_ message: String, _ help: String, _ secondary: [Label] = []) -> [Diagnostic] {
            [Diagnostic(.standingIn, message, at: name.location, secondary: secondary, helps: [help])]
        }
        if name.value == person.id {
            return finding("`\(person.id)` stands in for itself; expected another person", "remove `standing-in-for`")
        }
        guard let other = people.person(name.value) else {
            let nearest = Suggestion.nearest(to: name.value, among: people.everybody.map(\.id))
            return finding(
                "`\(person.id)` stands in for `\(name.value)`, who is not listed here",
                nearest.map { "did you mean `\($0)`?" } ?? "list that person too, with the role `\(role)`")
        }
        let own = other.roles.filter { $0.role.value == role && $0.standingInFor == nil }
        guard other.kind == .person, !own.isEmpty else {
            return finding(
                "`\(person.id)` stands in for `\(other.id)`, who does not have the role `\(role)`",
                "name the person whose role it is, or remove `standing-in-for`")
        }
        guard own.contains(where: { $0.meets(entry) && Self.overlaps($0, entry) }) else {
            return finding(
                "`\(person.id)` stands in for `\(other.id)` where or when that person does not have the role `\(role)`",
                "a stand-in has folders and days in common with the role that is stood in for",
                own.map { Label($0.role.location, "the role that is stood in for") })
        }
        return []
    }

    /// Whether there can be a folder that both are held for.
    private static func overlaps(_ a: Person.RoleEntry, _ b: Person.RoleEntry) -> Bool {
        if a.folders.isEmpty || b.folders.isEmpty { return true }
        return a.folders.contains { a in
            b.folders.contains { People.contains(a.value, $0.value) || People.contains($0.value, a.value) }
        }
    }

    private func scope(_ entry: Person.RoleEntry) -> [Diagnostic] {
        entry.folders.compactMap { folder in
            guard !folders.contains(where: { People.contains(folder.value, $0) }) else { return nil }
            let nearest = Suggestion.nearest(to: folder.value, among: folders.sorted())
            return Diagnostic(
                .unknownScope,
                "the role `\(entry.role.value)` is held for `\(Printable.line(folder.value))`, and no plan lies there",
                at: folder.location,
                helps: [
                    nearest.map { "did you mean `\($0)`?" }
                        ?? "expected a folder of plans by its path below the policy's folder, such as `service-desk-2026`"
                ])
        }
    }
}
