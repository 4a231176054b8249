import Diagnostics
package import PlanModel
import PlanText

/// Who may sign for an initiative, by role: those who hold it for the initiative's folder on a day.
package struct EligibleSigners: Sendable {
    package struct Signer: Hashable, Sendable {
        package let id: String
        /// In whose place this one acts; nothing where the role is its own.
        package let standingInFor: String?
    }

    /// Who may give one sign-off.
    package struct Answer: Sendable {
        package let signers: [Signer]
        /// Whom the initiative names for the role, where it names anybody.
        package let named: String?
        /// Holders who may not sign because the sign-off is independent, and they are owner or sponsor.
        package let involved: [String]
    }

    private let people: People
    private let folder: String
    private let day: Day
    /// The states of the initiative that name people, the one that counts first.
    private let states: [InitiativeState]

    /// `former` is the initiative as the first parent has it: whom that names is the one, until a hand-over has landed.
    /// `root` is the folder of the policy.
    package init(
        _ people: People, of state: InitiativeState, former: InitiativeState? = nil, root: String?, on day: Day
    ) {
        self.init(people, of: state, former: former, folder: TrustRules.folder(of: state.path, below: root), on: day)
    }

    init(_ people: People, of state: InitiativeState, former: InitiativeState? = nil, folder: String, on day: Day) {
        self.people = people
        self.folder = folder
        self.day = day
        states = [former, state].compactMap { $0 }
    }

    package func answer(_ signOff: Gate.SignOff) -> Answer {
        let named = RoleRules.named.contains(signOff.role) ? self.named(signOff.role) : nil
        let holders = holders(signOff.role, named)
        guard signOff.isIndependent else { return Answer(signers: holders, named: named, involved: []) }
        let close = Set(["owner", "sponsor"].compactMap(self.named))
        return Answer(
            signers: holders.filter { !close.contains($0.id) }, named: named,
            involved: holders.map(\.id).filter(close.contains))
    }

    /// Whom the initiative names in a field.
    private func named(_ field: String) -> String? {
        states.lazy.compactMap { $0.content?.root.text(field)?.value }.first
    }

    private func holders(_ role: String, _ named: String?) -> [Signer] {
        if let named {
            return people.holders(of: role, named: named, in: folder, on: day)
                .map { Signer(id: $0.id, standingInFor: $0.id == named ? nil : named) }
        }
        return people.holders(of: role, in: folder, on: day).map { person in
            let held = person.roles.filter { $0.role.value == role && $0.holds(on: day) && $0.covers(folder) }
            let isOwn = held.contains { $0.standingInFor == nil }
            return Signer(id: person.id, standingInFor: isOwn ? nil : held.first?.standingInFor?.value)
        }
    }
}

extension EligibleSigners.Answer {
    /// The people in words, or why there is none.
    package func text(_ role: String) -> String {
        if !signers.isEmpty {
            return signers.map { signer in
                Printable.line(signer.id)
                    + (signer.standingInFor.map { ", standing in for \(Printable.line($0))" } ?? "")
            }.joined(separator: "; ")
        }
        if !involved.isEmpty {
            let ids = involved.map(Printable.line).joined(separator: ", ")
            return
                "nobody: the role is held by the initiative's own owner or sponsor (\(ids)), and has to be independent"
        }
        guard let named else { return "nobody holds this role" }
        return
            "nobody: `\(Printable.line(named))`, whom the initiative names, does not hold the role `\(Printable.line(role))`"
    }
}
