package import Diagnostics
package import PlanModel
import PlanText

/// What a policy says about itself and about the one before it.
package enum PolicyRules {
    /// What a policy says about rules: severities and waivers of rules that do not exist, or whose place is fixed.
    package static func diagnostics(of policy: Policy) -> [Diagnostic] {
        severities(of: policy) + policy.waivers.compactMap { waiver($0, policy) } + trustGates(of: policy)
    }

    /// The gates over the trust set, where they ask for what only an initiative can have.
    private static func trustGates(of policy: Policy) -> [Diagnostic] {
        ["policy", "people"].compactMap { policy.gates[$0] }.flatMap { gate in
            let criteria = gate.criteria.first.map { ("a criterion", $0.node.location) }
            let condition = gate.signOffs.first { !$0.when.isEmpty }.map { signOff in
                ("a condition", signOff.node.pair("when")?.key.location ?? signOff.location)
            }
            return [criteria, condition].compactMap { $0 }.map { what, location in
                Diagnostic(
                    .trustGateWithCriteria,
                    "the gate `\(gate.name)` has \(what), and no initiative passes it that could be judged by that; expected sign-offs alone",
                    at: location, helps: ["remove it, and ask for `sign-off` with a role and a count"])
            }
        }
    }

    /// What sign-offs name so that none can be used elsewhere: a policy that asks for them has it.
    package static func identity(of policy: Policy) -> [Diagnostic] {
        let first = policy.gates.values.flatMap(\.signOffs).min { $0.node.bytes.lowerBound < $1.node.bytes.lowerBound }
        guard let first else { return [] }
        let missing = [
            policy.repositoryID == nil ? "`repository`" : nil, policy.branches.isEmpty ? "`branches`" : nil,
        ].compactMap { $0 }
        guard !missing.isEmpty else { return [] }
        return [
            Diagnostic(
                .signOffsWithoutIdentity,
                "the policy asks for sign-offs and has no \(missing.joined(separator: " and no ")); one that is given here could be used elsewhere",
                at: first.location,
                helps: [
                    policy.repositoryID == nil
                        ? "add `repository:` with a UUID of its own; `uuidgen` makes one" : nil,
                    policy.branches.isEmpty ? "add `branches: [main]`, with the branches that are governed" : nil,
                ].compactMap { $0 })
        ]
    }

    private static func waiver(_ waiver: Waiver, _ policy: Policy) -> Diagnostic? {
        let code = waiver.rule.value
        guard let rule = RuleCatalogue.rule(RuleCode(code)) else {
            let nearest = Suggestion.nearest(to: code, among: RuleCatalogue.rules.map(\.code.text))
            return Diagnostic(
                .waiverNotAllowed, "the waiver names no rule: `\(Printable.line(code))`", at: waiver.rule.location,
                helps: [nearest.map { "did you mean `\($0)`?" } ?? "`tollgate explain --all` lists the rules"])
        }
        guard !rule.isWaivable(inAdapted: policy.documents.contains(where: \.isAdapted)) else { return nil }
        return Diagnostic(
            .waiverNotAllowed, "the rule `\(rule.code)` cannot be waived: it holds for everybody and at all times",
            at: waiver.rule.location, helps: ["remove the waiver"])
    }

    private static func severities(of policy: Policy) -> [Diagnostic] {
        policy.severityKeys.compactMap { code, key in
            guard let rule = RuleCatalogue.rule(RuleCode(code)) else {
                let nearest = Suggestion.nearest(to: code, among: RuleCatalogue.rules.map(\.code.text))
                return Diagnostic(
                    .unknownRule, "there is no rule `\(Printable.line(code))`", at: key.location,
                    helps: [nearest.map { "did you mean `\($0)`?" } ?? "`tollgate explain --all` lists the rules"])
            }
            let reason: String
            switch rule.adjustability {
            case .everywhere: return nil
            case .inAdaptedDocuments:
                if policy.documents.contains(where: \.isAdapted) { return nil }
                reason =
                    "only documents with `fields` of other names, which were not written for Tollgate, may break it"
            case .never:
                reason =
                    rule.preventsReading
                    ? "what breaks it cannot be read"
                    : rule.code.family == "LDG"
                        ? "what has landed in a ledger, its evidence or the rates stays"
                        : "it is one of the rules about gates, sign-offs, trust and history"
            }
            return Diagnostic(
                .unknownRule, "the severity of `\(rule.code)` is fixed: \(reason)", at: key.location,
                helps: ["remove the line"])
        }
    }

    /// A policy that an earlier landing removed. Nothing ceased to hold by it, and whoever brings it back is no trust root.
    ///
    /// `policy` is the last one that landed, `last` the landing that still had it.
    package static func returned(_ policy: Policy, last: String) -> Diagnostic {
        Diagnostic(
            .policyRemoved,
            "the policy `\(policy.source.path)` comes back after it was removed; it was there last in \(last)",
            at: Location(path: policy.source.path), notes: ["this landing is judged by the policy of \(last)"],
            helps: ["judge every landing since then: `tollgate check --range \(last)..HEAD`"])
    }

    /// What changing the policy itself has to keep: a readable policy whose version rises by one.
    ///
    /// `before` is the policy in force; `after` its file as it would land, nothing where it is gone.
    package static func change(from before: Policy, to after: SourceText?, toolVersion: String) -> [Diagnostic] {
        guard let after else {
            return [
                Diagnostic(
                    .policyRemoved, "the policy `\(before.source.path)` is removed; nothing would be governed any more",
                    at: Location(path: before.source.path), helps: ["restore the file"])
            ]
        }
        guard after.bytes != before.source.bytes else { return [] }
        let reading = Policy.read(after, toolVersion: toolVersion)
        guard let policy = reading.policy else {
            return reading.diagnostics + [
                Diagnostic(
                    .policyUnreadable,
                    "the policy cannot be read as it would land; everything after it would be undecidable",
                    at: Location(path: after.path), helps: ["mend the other findings in this file"])
            ]
        }
        var result = diagnostics(of: policy)
        let expected = (before.version ?? 0) + 1
        if policy.version != expected {
            let found = policy.version.map { "is \($0)" } ?? "is missing"
            let text = PlanText.read(after, layout: .yaml)
            let node = text.tree?.root["version"]
            result.append(
                Diagnostic(
                    .policyVersion, "the policy changes and its version \(found); expected \(expected)",
                    at: node?.location ?? Location(path: after.path),
                    helps: ["set `version: \(expected)`, or let `tollgate check --fix` do it"],
                    fix: text.fix(
                        "set `version: \(expected)`", setting: FieldPath(steps: [.key("version")]),
                        to: .text(String(expected)), after: "schema")))
        }
        return result
    }
}
