import Attestation
import Diagnostics
import Governance
import PlanModel

/// In which role a person signs a step, or why not.
struct SignerChoice {
    let step: StepToSign
    let person: Person
    /// The quorum's role, where the step is to land although its gates are closed.
    let glass: Policy.BreakGlass?

    private var id: String { person.id }
    private var requirements: [StepSignOffs.Requirement] { step.standing.requirements }

    /// The role that is asked for, or the one that is missing and that the person holds.
    func role(_ wanted: String?) throws(CommandFailure) -> String {
        if let glass { return try glassRole(glass, wanted) }
        if let wanted { return try named(wanted) }
        var roles: [String] = []
        for requirement in requirements where !requirement.isMet && requirement.involved[id] == nil {
            for (role, people) in requirement.eligible.sorted(by: { $0.key < $1.key })
            where people.contains(id) && !roles.contains(role) && given(requirement) == nil {
                roles.append(role)
            }
        }
        if let role = roles.first {
            guard roles.count > 1 else { return role }
            throw .usage(
                "`\(id)` may sign `\(step.standing.step)` in several roles: \(Self.list(roles))",
                help: "name one: `--role \(role)`")
        }
        if let given = requirements.compactMap({ given($0) }).first { throw already(given) }
        if requirements.allSatisfy(\.isMet) {
            throw refusal("everybody who has to sign `\(step.standing.step)` has signed", help: nil)
        }
        for requirement in requirements where !requirement.isMet {
            if let part = requirement.involved[id], requirement.eligible.values.contains(where: { $0.contains(id) }) {
                throw involved(requirement.role, part)
            }
        }
        throw refusal("`\(id)` holds none of the roles that `\(step.standing.step)` still needs", help: open)
    }

    private func named(_ role: String) throws(CommandFailure) -> String {
        let asked = requirements.filter { $0.eligible[role] != nil }
        guard !asked.isEmpty else {
            let roles = requirements.flatMap(\.eligible.keys).sorted()
            throw .usage(
                "`\(step.standing.step)` asks for no sign-off by role `\(Printable.line(role))`",
                help: Suggestion.nearest(to: role, among: roles).map { "did you mean `\($0)`?" }
                    ?? "it asks for: \(Self.list(roles))")
        }
        if let given = asked.compactMap({ given($0) }).first(where: { $0.statement.role == role }) {
            throw already(given)
        }
        if let part = asked.compactMap({ $0.involved[id] }).first, asked.allSatisfy({ $0.involved[id] != nil }) {
            throw involved(role, part)
        }
        guard asked.contains(where: { $0.eligible[role]?.contains(id) == true }) else {
            throw refusal(
                "`\(id)` may not sign `\(step.standing.step)` as `\(Printable.line(role))`",
                help: asked.first.map { "may sign: \($0.maySign)" })
        }
        return role
    }

    private func glassRole(_ glass: Policy.BreakGlass, _ wanted: String?) throws(CommandFailure) -> String {
        let role = glass.role.value
        if let wanted, wanted != role {
            throw .usage("break-glass is for the role `\(role)`", help: "`--role \(role)`, or leave it out")
        }
        let people = step.signOffs.trust.people?.people
        let day = Timestamp(seconds: step.signOffs.moment.seconds).day
        let holders = people?.holders(of: role, in: step.signed.folderOfRoles, on: day).map(\.id) ?? []
        guard holders.contains(id) else {
            throw refusal(
                "`\(id)` may not break the glass: it takes \(glass.count) who hold the role `\(role)`",
                help: holders.isEmpty ? "nobody holds it" : "may sign: \(holders.joined(separator: "; "))")
        }
        return role
    }

    /// Throws where the person has submitted the step already.
    func requireNoSubmission() throws(CommandFailure) {
        if let given = step.standing.submissions.first(where: { $0.person?.id == id }) { throw already(given) }
    }

    private func given(_ requirement: StepSignOffs.Requirement) -> JudgedSignOff? {
        requirement.given.first { $0.person == id }?.signOff
    }

    // MARK: - Words

    private func already(_ given: JudgedSignOff) -> CommandFailure {
        let role = given.statement.role.map { " as `\(Printable.line($0))`" } ?? ""
        return refusal(
            "`\(id)` has signed `\(step.standing.step)`\(role) already, in \(given.found.carriers[0].name)",
            help:
                "there is nothing more to sign for it: `tollgate gate \(Printable.line(step.name))` shows what is missing"
        )
    }

    private func involved(_ role: String, _ part: String) -> CommandFailure {
        refusal(
            "`\(id)` may not sign `\(step.standing.step)` as `\(Printable.line(role))`, which has to be independent: `\(id)` \(part)",
            help: open)
    }

    private var open: String {
        requirements.filter { !$0.isMet }.map { "\($0.text): \($0.maySign)" }.joined(separator: "; ")
    }

    private func refusal(_ message: String, help: String?) -> CommandFailure {
        CommandFailure(exitCode: ExitCode.findings, message: message, help: help)
    }

    private static func list(_ roles: [String]) -> String {
        roles.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
    }
}
