/// The files that say who may do what, as the story begins and as they change.
struct DemoConstitution {
    /// Nothing where nobody signs: then the policy asks for no sign-offs.
    let keys: DemoKeys?

    static let identity = "7c0f2f5e-5d0b-4a1c-9c63-1f6a2d9b8e40"

    /// `version` 2 comes with a limit for the age of sign-offs.
    func policy(version: Int) -> String {
        let isSigned = keys != nil
        func signOff(_ text: String) -> String { isSigned ? "    sign-off: [\(text)]\n" : "" }
        func assurance(_ text: String) -> String { isSigned ? "    assurance: \(text)\n" : "" }
        func only(_ name: String, _ require: String?, _ who: String) -> String {
            guard isSigned || require != nil else { return "" }
            return "  \(name):\n" + (require.map { "    require: [\($0)]\n" } ?? "") + signOff(who)
        }
        let commits = isSigned ? "commits: {content: signed, trailers: [Initiative]}\n" : ""
        let age = isSigned && version > 1 ? "signoff-max-age: 30d\n" : ""
        return """
            # The constitution of these plans. Every change of it raises `version` by one, and is signed for.
            schema: tollgate/policy/v1
            version: \(version)
            repository: \(Self.identity)
            branches: [main]
            merge-styles: [merge, squash, rebase]
            protect: ["plans/*/plan.yaml"]
            \(commits)\(age)documents:
              - {kind: plan, match: "plans/*/plan.yaml"}
              - {kind: initiative, match: "plans/*/*.yaml", ledger: "{stem}.csv"}
            stages: [defined, identified, detailed, decided, implemented, closed]

            gates:
              identified:
                title: Somebody answers for it
                require: [{fields: [owner, sponsor, controller, problem, outcome]}]
            \(signOff("{role: sponsor}"))\
              detailed:
                title: Measured, dated, and what may go wrong
                require:
                  - metrics: {class: outcome, at-least: 1, with: [baseline, target]}
                  - fields: [milestones, risks]
            \(signOff("{role: owner}, {role: controller, independent: true}"))\
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
            \(assurance("attested"))\(decided(isSigned))\
                lock: [metrics, value, milestones]
              implemented:
                title: In use, and not only delivered
                require:
                  - milestones: {mandatory: done}
                  - deployments: {at-least: 1, with: evidence}
                  - metrics: {class: adoption, reached: 50%, after: go-live}
                  - guardrails: held
            \(signOff("{role: owner}, {role: operations}"))\
              closed:
                title: The value has come
                require:
                  - metrics: {class: outcome, reached: 100%}
                  - value: {realised: 95%, sustain: 3}
                  - guardrails: held
                  - evidence: {for: actual}
                  - fields: [benefit-owner]
            \(assurance("attested"))\(signOff("{role: controller, independent: true}, {role: sponsor}"))
            """ + "\n"
                + only("cancelled", "{fields: [because, value-disposition]}", "{role: sponsor}")
                + only("on-hold", "{fields: [because, review-by]}", "{role: sponsor}")
                + only("resume", nil, "{role: sponsor}")
                + only("back-to", "{fields: [because]}", "{role: sponsor}")
                + only("rebaseline", "{fields: [because]}", "{role: sponsor}, {role: controller, independent: true}")
                + only("policy", nil, "{role: policy-owner, count: 2}") + only("people", nil, "{role: policy-owner}")
                + (isSigned ? "\nbreak-glass: {role: policy-owner, count: 3}\n" : "")
                + "\ncurrencies: {reporting: EUR}\n"
    }

    private func decided(_ isSigned: Bool) -> String {
        guard isSigned else { return "" }
        return """
                sign-off:
                  - {role: sponsor}
                  - {role: controller, independent: true}
                  - {role: operations}
                  - {role: steering, count: 2, when: {planned-value: ">= 250000 EUR"}}
                  - {role: security, when: {change.risk: [high]}}

            """
    }

    func people(_ persons: [DemoPerson]) -> String {
        "schema: tollgate/people/v1\npeople:\n" + persons.map(\.entry).joined()
    }

    /// The edits by which these people, and no others, are known.
    func edits(_ persons: [DemoPerson]) -> [DemoEdit] {
        var edits = [DemoEdit.write(path: "plans/people.yaml", text: people(persons))]
        guard let keys else { return edits }
        edits.append(
            .write(path: "plans/allowed_signers", text: persons.map(keys.allowedLine).joined()))
        return edits
    }

    static let revoked =
        "# Nobody's key was withdrawn so far. A line: SHA256:<fingerprint> retired|compromised <time> <reason>\n"
}
