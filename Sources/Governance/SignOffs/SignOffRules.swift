import Attestation
import Diagnostics
import PlanModel

/// Turns what was found out about sign-offs into findings.
struct SignOffRules {
    let policy: Policy
    let signOffs: SignOffCase

    // MARK: - Texts by themselves

    /// More sign-offs than one person reads in one sitting.
    static let many = 20
    /// How many malformed ones of one commit are told by themselves.
    private static let mostMalformed = 10

    /// What is wrong with sign-offs that this landing brings, whatever they are for.
    var texts: [Diagnostic] {
        var result: [Diagnostic] = []
        var counts: [FoundSignOff.Carrier: Int] = [:]
        // A message can have any number of them: the first few tell what is wrong, and the last one how many more there are.
        var malformed: [FoundSignOff.Carrier: [Int]] = [:]
        for found in signOffs.found {
            for carrier in found.carriers { counts[carrier, default: 0] += 1 }
            do throws(StatementFault) {
                let statement = try Statement(line: found.text.statement)
                result += Self.record(found, statement)
            } catch {
                let carrier = found.carriers[0]
                if let places = malformed[carrier], places.count >= Self.mostMalformed, let last = places.last {
                    result[last].omitted += 1
                    continue
                }
                malformed[carrier, default: []].append(result.count)
                result.append(
                    Diagnostic(
                        .malformedSignOff, Printable.line(error.message), at: carrier.location,
                        notes: ["found in \(found.carriers.map(\.name).joined(separator: ", "))"],
                        helps: ["make it again with `tollgate signoff`, and take this one out"]))
            }
        }
        for (carrier, count) in counts where count > Self.many {
            guard case .commit = carrier else { continue }
            result.append(
                Diagnostic(
                    .manySignOffs, "commit \(carrier.name) carries \(count) sign-offs; each was verified by itself",
                    at: carrier.location, notes: ["somebody who signs so much at once may not have read it"]))
        }
        return result.sorted { ($0.primary.location.path, $0.message) < ($1.primary.location.path, $1.message) }
    }

    /// A record lies in the folder of its initiative and is named by its statement.
    private static func record(_ found: FoundSignOff, _ statement: Statement) -> [Diagnostic] {
        found.carriers.compactMap { carrier in
            guard case .record(let path) = carrier else { return nil }
            let expected = "\(statement.initiative ?? "-")/\(statement.digest)"
            guard !path.hasSuffix("/" + expected) else { return nil }
            return Diagnostic(
                .malformedRecord, "the record lies at `\(Printable.line(path))`; expected `signoffs/\(expected)`",
                at: carrier.location,
                helps: ["move it there: a record is named by the SHA-256 of its statement"])
        }
    }

    // MARK: - A step

    /// What keeps a step from landing.
    func diagnostics(_ step: StepSignOffs, initiative: String?) -> [Diagnostic] {
        var result = step.all.compactMap { forged($0, initiative) }
        result += step.all.compactMap { unsigned($0, initiative) }
        guard step.breakGlass.isEmpty else { return result }
        var told: Set<String> = []
        for requirement in step.requirements where !requirement.isMet {
            if requirement.lacksSubmission, told.insert(requirement.gate).inserted {
                result.append(submission(step, requirement, initiative))
            }
            if !requirement.lacksSubmission || requirement.refused.allSatisfy({ $0.reason != .involved }) {
                result.append(missing(step, requirement, initiative))
            }
        }
        return result
    }

    private func forged(_ signOff: JudgedSignOff, _ initiative: String?) -> Diagnostic? {
        let doesNotVerify = if case .doesNotVerify = signOff.verdict { true } else { false }
        guard signOff.isForged || doesNotVerify else { return nil }
        return Diagnostic(
            .signOffByAnotherKey,
            "a sign-off as `\(Printable.line(signOff.statement.role ?? "-"))` \(signOff.reason)",
            at: signOff.found.carriers[0].location,
            notes: ["it is for the step `\(Printable.line(signOff.statement.gate))`, and counts for nobody"],
            helps: ["take it out; whoever agrees signs with a key of their own: `tollgate signoff`"],
            initiative: initiative)
    }

    private func unsigned(_ signOff: JudgedSignOff, _ initiative: String?) -> Diagnostic? {
        guard signOff.faults.contains(where: { $0.kind == .unsigned }) else { return nil }
        return Diagnostic(
            .unsignedSignOff,
            "a text says that `\(Printable.line(signOff.statement.by))` agrees to `\(Printable.line(signOff.statement.gate))`, and has no signature",
            at: signOff.found.carriers[0].location, notes: ["a claim satisfies nothing"],
            helps: ["`\(Printable.line(signOff.statement.by))` signs it: `tollgate signoff`"], initiative: initiative)
    }

    private func submission(
        _ step: StepSignOffs, _ requirement: StepSignOffs.Requirement, _ initiative: String?
    ) -> Diagnostic {
        Diagnostic(
            .submissionMissing,
            "`\(requirement.gate)` asks for an independent `\(Printable.line(requirement.role))`, and nobody has said who answers for the content",
            at: Label(step.location, "the step `\(step.step)`"),
            secondary: [Label(requirement.policyLocation, "asked for here")],
            notes: step.all.filter { $0.statement.decision == .submit && !$0.isValid }.map {
                "\(Printable.line($0.statement.by)) submitted in \($0.found.carriers[0].name): it \($0.reason)"
            } + ["names on commits are typed by whoever makes them, so that they alone prove no independence"],
            helps: ["whoever answers for the content runs `\(command(step, initiative)) --submit`"],
            initiative: initiative)
    }

    private func missing(
        _ step: StepSignOffs, _ requirement: StepSignOffs.Requirement, _ initiative: String?
    ) -> Diagnostic {
        let isInvolved = requirement.refused.contains { $0.reason == .involved }
        let isTaken = requirement.refused.contains { $0.reason == .taken }
        let code: RuleCode = isInvolved ? .signerNotIndependent : isTaken ? .onePersonTwoRoles : .signOffMissing
        let given = requirement.given.map { "`\($0.person)`" }.joined(separator: ", ")
        let what = requirement.text
        let message =
            requirement.given.isEmpty
            ? "`\(requirement.gate)` needs a \(what)"
            : "`\(requirement.gate)` needs a \(what); only \(given) has signed"
        let role = requirement.asked == nil ? "" : " --role \(requirement.role)"
        return Diagnostic(
            code, message, at: Label(step.location, "the step `\(step.step)`"),
            secondary: [Label(requirement.policyLocation, "asked for here")],
            notes: requirement.refused.map { refusal in
                "\(Printable.line(refusal.signOff.statement.by)) signed in \(refusal.signOff.found.carriers[0].name): it \(refusal.text)"
            },
            helps: requirement.maySign.hasPrefix("nobody")
                ? ["may sign: \(requirement.maySign)"]
                : ["\(requirement.maySign) runs `\(command(step, initiative))\(role)`"],
            initiative: initiative)
    }

    private func command(_ step: StepSignOffs, _ initiative: String?) -> String {
        "tollgate signoff \(Printable.line(initiative ?? step.key))"
    }

    /// That a quorum landed what its gates would not have let pass, with what it set aside.
    static func brokenGlass(_ step: StepSignOffs, _ setAside: [Diagnostic], initiative: String?) -> Diagnostic {
        let people = step.breakGlass.map { "`\($0.person)`" }.joined(separator: ", ")
        let lacking = step.requirements.filter { !$0.isMet }.map { "\($0.gate): \($0.text)" }
        return Diagnostic(
            .glassBroken,
            "`\(step.step)` lands by break-glass, signed by \(people), although its gate is closed",
            at: step.location,
            notes: lacking + setAside.map { "\($0.code.text): \($0.message)" }, initiative: initiative)
    }
}
