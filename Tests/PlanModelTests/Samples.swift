/// Documents that use every field there is.
enum Samples {
    static let policy = """
        # Who decides what about the metering programme.
        schema: tollgate/policy/v1
        version: 7
        repository: 3c1f0f5e-8d2b-4a6e-9f21-77a0b1c2d3e4
        branches: [main, release/2026]
        min-tollgate: 0.2
        merge-styles: [squash, rebase]
        commits: {content: signed, landings: any, trailers: [Initiative, Signed-off-by]}
        protect: [.gitattributes, .github/workflows/gate.yml, "plans/*/plan.yaml"]

        documents:
          - {kind: plan, match: "plans/*/plan.yaml"}
          - kind: initiative
            match: ["plans/*/*.yaml", "plans/*/*.md"]
            exclude: plans/archive/**
            ledger: "{stem}.csv"
            id-pattern: "[A-Z]{2,4}-[0-9]+"
          - kind: initiative
            match: "rfcs/*.txt"
            syntax: headers
            fields: {id: RFC, stage: Status, owner: Author}
            stage-values: {Draft: idea, Final: live}
            unknown-keys: allow

        stages: [idea, planned, decided, live, proven]
        ends: [dropped]

        gates:
          planned:
            title: Somebody owns it
            require: [{fields: [owner, sponsor, change.risk]}]
            assurance: vouched
            sign-off: [{role: sponsor}]
          decided:
            require:
              - metrics: {class: outcome, at-least: 1, with: [baseline, target]}
              - value: {planned: true}
              - readiness: complete
              - funded: true
              - dependencies: {at-least-stage: decided}
            assurance: attested
            sign-off:
              - {role: sponsor}
              - {role: controller, independent: true}
              - {role: board, count: 3, when: {planned-value: ">= 90000 EUR", change.type: [normal, emergency], change.risk: high, state: active}}
            lock: [metrics, value, milestones]
          live:
            require:
              - milestones: {mandatory: done}
              - deployments: {at-least: 2, with: evidence}
              - metrics: {class: adoption, reached: 40%, after: go-live}
              - guardrails: held
            sign-off: [{role: owner}]
          proven:
            require:
              - value: {realised: 97.5%, sustain: 6}
              - evidence: {for: actual}
            sign-off: [{role: controller, independent: true}]
          dropped: {sign-off: [{role: sponsor}]}
          on-hold: {require: [{fields: [because]}]}
          cancelled: {require: [{fields: [because, value-disposition]}], sign-off: [{role: sponsor}]}
          resume: {}
          back-to: {}
          rebaseline: {sign-off: [{role: controller}]}
          adopt: {}
          shortfall: {}
          handover: {}
          policy: {sign-off: [{role: policy-owner, count: 2}]}
          people: {sign-off: [{role: policy-owner}]}
        break-glass: {role: policy-owner, count: 3}
        same-person-may: [[owner, operations], [sponsor, board]]
        signoff-max-age: 60d
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.91, CHF: 1.05}}}
        rules: {PLN110: warning, PLN120: off, DOC002: info}
        waivers:
          - {rule: GAT120, initiative: WH-3, until: 2026-09-30, because: decided on paper, by: li.chen}
        status: {implementation: {red-after: 45, red-moves: 2}, value: {red-below: 70%, amber-below: 90.5%}}
        repositories: {portal: "https://example.com/portal.git"}
        x-note: ours

        """

    static let initiative = """
        schema: tollgate/initiative/v1
        id: WH-12
        title: Meters report on their own
        stage: decided
        state: on-hold
        because: the supplier changes its protocol
        review-by: 2026-05-01
        value-disposition: WH-31
        shortfall: {because: a fifth of the meters cannot be reached}
        change:
          type: normal
          risk: high
          services: [metering, billing]
          backout: Readers walk again.
          run-cost: {amount: 310.50, currency: EUR, per: month, funded-by: cc-90, because: the licence is shared}
        objective: safe-grid
        owner: mia.chen
        sponsor: ola_nord
        controller: dana-weiss
        benefit-owner: r2
        problem: |
          Readers walk 40 km a day.
        outcome: >-
          Meters report
          on their own.
        metrics:
          - id: readings
            name: Manual readings
            class: outcome
            unit: readings/month
            direction: decrease
            baseline: {value: 9000, from: 2025-10, to: 2025-12, sample: 27000, source: evidence/q4.csv}
            target: {value: 900, by: 2026-11}
            sustain: 3
            guardrail: errors
            note: without the islands
          - id: share
            class: adoption
            aspect: utilisation
            population: {who: households with a meter, size: 41000}
          - {id: errors, class: guardrail, limit: 0.50, direction: within, low: -1.5, high: 1.5}
        value:
          - id: walking
            name: Walking
            kind: hard-saving
            currency: EUR
            recurring: true
            metric: readings
            account: pnl.ops
            cost-centre: "4711"
            basis: 9000 readings a month at 2.10 EUR
            plan: {2026-10: 900.00, 2026-11: 0.01}
            note: net of tax
        readiness:
          - {id: contract, item: Contract signed, done: false, evidence: evidence/contract.pdf}
        transition:
          - {team: readers, people: 12, from: walking, to: repairing, metric: share}
        milestones:
          - {id: go-live, title: First street, due: 2026-10-01, mandatory: true, go-live: true, note: weather permitting}
        dependencies:
          - {on: WH-3, kind: needs, by: 2026-06-30}
        risks:
          - {id: radio, title: Cellars block the radio, likelihood: 4, impact: 2, response: repeaters, owner: mia.chen}
        x-colour: blue

        """

    static let changePlan = """
        schema: tollgate/plan/v1
        id: metering-2026
        title: Metering
        sponsor: ola.nord
        owner: mia.chen
        cadence: {review: monthly, grace: 0}
        reporting-currency: EUR
        goal: {run-rate: 250000.00, currency: EUR, by: 2027-06-30}
        objectives:
          - {id: safe-grid, title: A grid that tells how it is, measure: hours without a reading}
        teams: [readers, {id: repair, name: Repair, people: 4}]
        description: |
          Prose.

        """
}
