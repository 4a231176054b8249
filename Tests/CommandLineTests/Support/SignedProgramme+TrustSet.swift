import TollgateTesting

/// The files that say who may do what.
extension SignedProgramme {
    /// The policy, with further lines at the end.
    static func policy(version: Int = 1, styles: [String] = ["merge", "squash"], _ more: String = "") -> String {
        """
        schema: tollgate/policy/v1
        version: \(version)
        repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
        branches: [main]
        merge-styles: [\(styles.joined(separator: ", "))]
        protect: [.gitattributes, .github/workflows/tollgate.yml, "plans/*/plan.yaml"]
        documents:
          - {kind: plan, match: "plans/*/plan.yaml"}
          - {kind: initiative, match: ["plans/*/*.yaml", "plans/*/*.md"], ledger: "{stem}.csv"}
        stages: [\(stages.joined(separator: ", "))]
        gates:
          identified:
            require: [{fields: [owner, sponsor, controller, problem, outcome]}]
            assurance: vouched
            sign-off: [{role: sponsor}]
          detailed:
            require:
              - metrics: {class: outcome, at-least: 1, with: [baseline, target]}
              - fields: [milestones, risks]
            assurance: vouched
            sign-off: [{role: owner}, {role: controller, independent: true}]
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
            assurance: attested
            sign-off:
              - {role: sponsor}
              - {role: controller, independent: true}
              - {role: operations}
              - {role: steering, count: 2, when: {planned-value: ">= 250000 EUR"}}
              - {role: security, when: {change.risk: [high]}}
            lock: [metrics, value, milestones]
          implemented:
            require:
              - milestones: {mandatory: done}
              - deployments: {at-least: 1, with: evidence}
              - metrics: {class: adoption, reached: 50%, after: go-live}
              - guardrails: held
            assurance: vouched
            sign-off: [{role: owner}, {role: operations}]
          closed:
            require:
              - metrics: {class: outcome, reached: 100%}
              - value: {realised: 95%, sustain: 3}
              - guardrails: held
              - evidence: {for: actual}
              - fields: [benefit-owner]
            assurance: attested
            sign-off: [{role: controller, independent: true}, {role: sponsor}]
          cancelled: {require: [{fields: [because, value-disposition]}], sign-off: [{role: sponsor}]}
          on-hold: {require: [{fields: [because, review-by]}], sign-off: [{role: sponsor}]}
          resume: {sign-off: [{role: sponsor}]}
          back-to: {require: [{fields: [because]}], sign-off: [{role: sponsor}]}
          rebaseline: {assurance: attested, sign-off: [{role: sponsor}, {role: controller, independent: true}]}
          shortfall: {sign-off: [{role: steering, count: 2}]}
          policy: {assurance: attested, sign-off: [{role: policy-owner, count: 2}]}
          people: {assurance: attested, sign-off: [{role: policy-owner}]}
        break-glass: {role: policy-owner, count: 3}
        same-person-may: [[owner, operations]]
        currencies: {reporting: EUR}

        """ + more
    }

    static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz:
            name: Ana Ruiz
            emails: [ana.ruiz@example.com]
            roles: [{role: owner, in: [service-desk-2026], from: 2025-01-01}]
          dana.weiss:
            name: Dana Weiss
            emails: [dana.weiss@example.com]
            roles: [{role: controller, from: 2025-01-01}]
          forge.example:
            name: Example Forge
            emails: [forge.example@example.com]
            kind: forge
          greta.holm:
            name: Greta Holm
            emails: [greta.holm@example.com]
            roles: [{role: steering, from: 2025-01-01}, {role: security, from: 2025-01-01}]
          li.chen:
            name: Li Chen
            emails: [li.chen@example.com]
            roles:
              - {role: controller, from: 2025-01-01}
              - {role: steering, from: 2025-01-01}
              - {role: policy-owner, from: 2025-01-01}
          ola.nord:
            name: Ola Nord
            emails: [ola.nord@example.com]
            accounts: [{forge: github.com, id: 583231}]
            roles: [{role: sponsor, from: 2025-01-01}, {role: policy-owner, from: 2025-01-01}]
          raj.iyer:
            name: Raj Iyer
            emails: [raj.iyer@example.com]
            roles:
              - {role: operations, from: 2025-01-01}
              - {role: benefit-owner, from: 2025-01-01}
              - {role: policy-owner, from: 2025-01-01}

        """

    /// Everybody who is registered, each with one key.
    static let signers: [Signer] = [.ana, .dana, .forge, .greta, .li, .ola, .raj]

    static func allowed(_ more: String = "") throws -> String {
        try signers.map { try $0.allowedLine() }.joined() + more
    }

    /// The four files that say who may do what.
    static func trustSet(policy: String = policy(), people: String = people, allowed: String? = nil) throws
        -> [any TreeEdit]
    {
        [
            Write(Plans.policyPath, policy), Write(peoplePath, people), Write(keysPath, try allowed ?? self.allowed()),
            Write(revokedPath, "# Nobody's key was withdrawn.\n"),
        ]
    }
}
