import PlanText

/// A first policy: the ladder by degree of implementation, with the criteria of each gate.
package struct PolicyTemplate: Sendable {
    /// Who has to agree to steps.
    package enum SignOffs: String, Sendable, CaseIterable {
        /// Nobody; what the ladder usually asks for stands there as comments.
        case none
        /// Those whom the ladder usually asks.
        case doi
    }

    package var repository: String
    package var branch: String
    package var signOffs: SignOffs

    package init(repository: String, branch: String, signOffs: SignOffs) {
        self.repository = repository
        self.branch = branch
        self.signOffs = signOffs
    }

    package static let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]

    package var text: String {
        let body = Self.gates.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("§") else { return String(line) }
            let rest = line.dropFirst()
            guard signOffs == .none else { return String(rest) }
            let indent = rest.prefix { $0 == " " }
            return "\(indent)# \(rest.dropFirst(indent.count))"
        }
        return """
            # The constitution of this repository of plans. Each change of it raises `version` by one, and lands alone.
            schema: \(PolicySchema.identifier)
            version: 1
            # The identity of this repository: a sign-off counts here and nowhere else. It never changes.
            repository: \(repository)
            branches: [\(YAMLScalarText.of(branch))]
            min-tollgate: "0.1"
            merge-styles: [merge, squash]
            # Files that only the policy's own gate may change.
            protect: [.gitattributes, .github/workflows/tollgate.yml, "plans/*/plan.yaml"]

            documents:
              - {kind: plan, match: "plans/*/plan.yaml"}
              - {kind: initiative, match: ["plans/*/*.yaml", "plans/*/*.md"], ledger: "{stem}.csv"}

            # One step forward for each landing. `tollgate gate <id>` shows what the next one needs.
            stages: [\(Self.stages.joined(separator: ", "))]
            \(signOffs == .none ? Self.withoutSignOffs : "")
            \(body.joined(separator: "\n"))
            currencies: {reporting: EUR}

            """
    }

    private static let withoutSignOffs = """

        # Nobody has to sign yet: the criteria are judged, the commented sign-offs are not asked for. To ask for them, list the
        # people's keys first (`tollgate keys add <person>`), then take `# ` away here, and raise `version`.
        """

    /// The gates; a line with `§` in front is about sign-offs.
    private static let gates = """
        gates:
          identified:
            require: [{fields: [owner, sponsor, controller, problem, outcome]}]
        §    assurance: vouched
        §    sign-off: [{role: sponsor}]
          detailed:
            require:
              - metrics: {class: outcome, at-least: 1, with: [baseline, target]}
              - fields: [milestones, risks]
        §    assurance: vouched
        §    sign-off: [{role: owner}, {role: controller, independent: true}]
          decided:
            title: Decision-ready
            require:
              - fields: [problem, outcome, change.backout, change.run-cost]
              - metrics: {class: outcome, at-least: 1, with: [baseline, target]}
              - metrics: {class: adoption, at-least: 1, with: [population, target]}
              - value: {planned: true}
              - readiness: complete
              - funded: true
              - dependencies: {at-least-stage: decided}
        §    assurance: attested
        §    sign-off:
        §      - {role: sponsor}
        §      - {role: controller, independent: true}
        §      - {role: operations}
        §      - {role: steering, count: 2, when: {planned-value: ">= 250000 EUR"}}
        §      - {role: security, when: {change.risk: [high]}}
            # From here on these stand as they were decided; a change to them is a step of its own, `rebaseline`.
            lock: [metrics, value, milestones]
          implemented:
            require:
              - milestones: {mandatory: done}
              - deployments: {at-least: 1, with: evidence}
              - metrics: {class: adoption, reached: 50%, after: go-live}
              - guardrails: held
        §    assurance: vouched
        §    sign-off: [{role: owner}, {role: operations}]
          closed:
            require:
              - metrics: {class: outcome, reached: 100%}
              - value: {realised: 95%, sustain: 3}
              - guardrails: held
              - evidence: {for: actual}
              - fields: [benefit-owner]
        §    assurance: attested
        §    sign-off: [{role: controller, independent: true}, {role: sponsor}]
          cancelled:
            require: [{fields: [because, value-disposition]}]
        §    sign-off: [{role: sponsor}]
          on-hold:
            require: [{fields: [because, review-by]}]
        §    sign-off: [{role: sponsor}]
          back-to:
            require: [{fields: [because]}]
        §    sign-off: [{role: sponsor}]
          # These two set aside what was decided, and exist only where they stand here.
          rebaseline:
            require: [{fields: [because]}]
        §    assurance: attested
        §    sign-off: [{role: sponsor}, {role: controller, independent: true}]
          shortfall:
            require: [{fields: [shortfall.because]}]
        §    sign-off: [{role: steering, count: 2}]
        §  resume: {sign-off: [{role: sponsor}]}
        §  policy: {assurance: attested, sign-off: [{role: policy-owner, count: 2}]}
        §  people: {assurance: attested, sign-off: [{role: policy-owner}]}
        §break-glass: {role: policy-owner, count: 3}
        §same-person-may: [[owner, operations]]

        """
}

/// The first people of a repository: whoever sets it up, and places to fill.
package struct PeopleTemplate: Sendable {
    package var name: String
    package var email: String
    package var today: Day

    package init(name: String, email: String, today: Day) {
        self.name = name
        self.email = email
        self.today = today
    }

    /// The id of a person by the name, else by the address: small letters, digits and dots.
    package static func id(name: String, email: String) -> String {
        for text in [name, String(email.prefix { $0 != "@" })] {
            let words = text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
            if !words.isEmpty, words.joined().count * 2 >= text.count { return words.joined(separator: ".") }
        }
        return "first.person"
    }

    package var text: String {
        var used: Set = [Self.id(name: name, email: email)]
        func person(_ id: String, _ name: String, _ email: String, _ roles: [String]) -> String {
            "  \(id):\n    name: \(YAMLScalarText.of(name))\n    emails: [\(YAMLScalarText.of(email))]\n    kind: person\n    roles:\n"
                + roles.map { "      - {role: \($0), from: \(today)}\n" }.joined()
        }
        var text = """
            # Who exists, and who may sign for what, from when to when. An initiative names which of them it is.
            # Everybody but the first is a placeholder: put real people in their places. One person may have several roles,
            # but the controller of an initiative is never its owner or its sponsor.
            schema: tollgate/people/v1
            people:

            """
        text += person(Self.id(name: name, email: email), name, email, ["policy-owner", "owner"])
        for (id, name, roles) in Self.placeholders {
            let free = used.insert(id).inserted ? id : "\(id).2"
            text += person(free, name, "\(id)@example.com", roles)
        }
        return text
    }

    private static let placeholders: [(String, String, [String])] = [
        ("sam.sponsor", "Sam Sponsor", ["sponsor", "steering"]),
        ("chris.controller", "Chris Controller", ["controller"]),
        ("olga.operations", "Olga Operations", ["operations", "security", "policy-owner"]),
        ("stefan.steering", "Stefan Steering", ["steering", "policy-owner"]),
    ]
}
