package import Diagnostics
import PlanText

/// Who exists and who may sign for what, as people.yaml says; read completely or not at all.
package struct People: Sendable {
    package static let fileName = "people.yaml"

    package let source: SourceText
    /// Everybody, in the order of the file.
    package let everybody: [Person]
    private let byID: [String: Int]
    private let byEmail: [String: [Int]]
    /// Where entries for a role stand: person and place among the person's roles.
    private let byRole: [String: [(person: Int, entry: Int)]]

    private init(source: SourceText, everybody: [Person]) {
        self.source = source
        self.everybody = everybody
        byID = Dictionary(
            everybody.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var byEmail: [String: [Int]] = [:]
        var byRole: [String: [(person: Int, entry: Int)]] = [:]
        for (index, person) in everybody.enumerated() {
            for email in person.emails { byEmail[Self.comparable(email.value), default: []].append(index) }
            for (place, entry) in person.roles.enumerated() where person.kind == .person {
                byRole[entry.role.value, default: []].append((index, place))
            }
        }
        self.byEmail = byEmail
        self.byRole = byRole
    }

    package func person(_ id: String) -> Person? { byID[id].map { everybody[$0] } }

    /// The people with an address. There is one at most where the file breaks no rule.
    package func people(withEmail email: String) -> [Person] {
        (byEmail[Self.comparable(email)] ?? []).map { everybody[$0] }
    }

    /// By what two addresses are the same one: case does not count, whatever a mail server may think of it.
    package static func comparable(_ email: String) -> String { email.lowercased() }

    /// Whether a folder of plans is another one or lies below it.
    package static func contains(_ outer: String, _ folder: String) -> Bool {
        let outer = outer.hasSuffix("/") ? String(outer.dropLast()) : outer
        return folder == outer || folder.hasPrefix(outer + "/")
    }

    // MARK: - Roles

    /// Every role that somebody has on any day.
    package var roles: Set<String> { Set(byRole.keys) }

    /// The people who hold a role for a folder of plans on a day, in their own right or standing in. Without a folder, only
    /// what is held for every folder counts. Bots and forges hold nothing.
    package func holders(of role: String, in folder: String?, on day: Day) -> [Person] {
        distinct(entries(of: role, in: folder, on: day).map(\.person))
    }

    /// The people who may act as the one that an initiative names for a role: the one named, and who stands in for that one.
    package func holders(of role: String, named name: String, in folder: String?, on day: Day) -> [Person] {
        distinct(
            entries(of: role, in: folder, on: day).filter { index, entry in
                everybody[index].id == name || entry.standingInFor?.value == name
            }.map(\.person))
    }

    private func entries(
        of role: String, in folder: String?, on day: Day
    ) -> [(person: Int, entry: Person.RoleEntry)] {
        (byRole[role] ?? []).compactMap { index, place in
            let entry = everybody[index].roles[place]
            guard entry.holds(on: day), folder.map(entry.covers) ?? entry.folders.isEmpty else { return nil }
            return (index, entry)
        }
    }

    /// People by their places, which ascend.
    private func distinct(_ indices: [Int]) -> [Person] {
        indices.enumerated().filter { $0.offset == 0 || indices[$0.offset - 1] != $0.element }
            .map { everybody[$0.element] }
    }

    // MARK: - Reading

    /// Reads people.yaml. It fails closed: one finding about text or shape, and nobody is known.
    package static func read(_ source: SourceText) -> PeopleReading {
        let text = PlanText.read(source, layout: .yaml)
        var diagnostics = text.diagnostics
        if let root = text.tree?.root { diagnostics += ShapeCheck.diagnostics(of: root, against: PeopleSchema.shape) }
        guard let root = text.tree?.root, diagnostics.isEmpty else {
            return PeopleReading(source: source, people: nil, diagnostics: diagnostics)
        }
        let everybody = (root["people"]?.pairs ?? []).compactMap { key, value in
            key.string.map { Person($0, key: key, value) }
        }
        return PeopleReading(
            source: source, people: People(source: source, everybody: everybody), diagnostics: [])
    }

    /// The outcome for a file that was not read because of its size, in bytes.
    package static func tooLarge(_ source: SourceText, bytes: Int) -> PeopleReading {
        PeopleReading(source: source, people: nil, diagnostics: PlanText.tooLarge(source, bytes: bytes).diagnostics)
    }
}

/// The outcome of reading people.yaml.
package struct PeopleReading: Sendable {
    package let source: SourceText
    package let people: People?
    package let diagnostics: [Diagnostic]
}
