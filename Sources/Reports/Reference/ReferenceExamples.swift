/// A short document of each kind, as the pages of reference show it.
enum ReferenceExamples {
    static let initiative = """
        schema: tollgate/initiative/v1
        id: SD-104
        title: Move password resets to self-service
        stage: detailed
        owner: ana.ruiz
        sponsor: ola.nord
        controller: dana.weiss
        problem: Password resets are 31 % of the contacts at the desk.
        outcome: Staff reset their own passwords; the desk handles exceptions only.
        metrics:
          - id: reset-contacts
            name: Password-reset contacts at the desk
            class: outcome
            unit: contacts/month
            direction: decrease
            baseline: {value: 6000, from: 2025-10, to: 2025-12, source: evidence/itsm-2025q4.csv}
            target: {value: 1500, by: 2026-09}
            guardrail: reopen-rate
          - id: reopen-rate
            name: Tickets reopened within seven days
            class: guardrail
            unit: percent
            direction: decrease
            limit: 10.0
        value:
          - id: contact-handling
            kind: hard-saving
            currency: EUR
            recurring: true
            metric: reset-contacts
            plan: {2026-05: 12000.00, 2026-06: 18000.00}
        milestones:
          - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}

        """

    static let plan = """
        schema: tollgate/plan/v1
        id: service-desk-2026
        title: Service desk 2026
        sponsor: ola.nord
        owner: ana.ruiz
        cadence: {review: monthly, grace: 7}
        reporting-currency: EUR
        goal: {run-rate: 400000.00, currency: EUR, by: 2027-06-30}
        objectives:
          - {id: less-toil, title: Fewer contacts that need nobody, measure: contacts a month}
        teams: [{id: level-1-desk, name: First level, people: 42}]

        """

    static let policy = """
        schema: tollgate/policy/v1
        version: 3
        branches: [main]
        merge-styles: [merge, squash]
        stages: [defined, identified, detailed, decided, implemented, closed]
        gates:
          identified:
            require: [{fields: [owner, sponsor, controller, problem, outcome]}]
            sign-off: [{role: sponsor}]
          decided:
            require:
              - metrics: {class: outcome, at-least: 1, with: [baseline, target]}
              - value: {planned: true}
            sign-off:
              - {role: sponsor}
              - {role: controller, independent: true}
              - {role: steering, count: 2, when: {planned-value: ">= 250000 EUR"}}
            lock: [metrics, value, milestones]
        break-glass: {role: policy-owner, count: 3}
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92}}}
        status: {implementation: {red-after: 30, red-moves: 3}, value: {red-below: 80%, amber-below: 95%}}

        """

    static let people = """
        schema: tollgate/people/v1
        people:
          dana.weiss:
            name: Dana Weiss
            emails: [dana.weiss@example.com]
            roles:
              - {role: controller, from: 2025-01-01}
            accounts: [{forge: github.com, id: 583231}]
          li.chen:
            name: Li Chen
            emails: [li.chen@example.com]
            roles:
              - {role: controller, in: [service-desk-2026], from: 2026-03-01, until: 2026-03-31, standing-in-for: dana.weiss}
          landing-bot:
            name: Lands what is approved
            kind: bot

        """

    static let ledger = """
        date,series,item,period,value,evidence,note
        2026-04-20,deployment,portal,,done,tag:portal-v2.3.0@3f2c1d9e8b7a6f5e4d3c2b1a09f8e7d6c5b4a392,
        2026-04-20,milestone,go-live,,done,evidence/cutover.txt,
        2026-06-01,actual,reset-contacts,2026-05,3900,evidence/itsm-2026-05.csv,
        2026-06-05,forecast,contact-handling,2026-06,15000.00,,connector slipped one sprint
        2026-06-05,status,implementation,,amber,,
        2026-06-05,review,,2026-05,held,evidence/minutes-2026-06-05.txt,

        """

    static let rates = """
        month,currency,rate,source
        2026-04,USD,0.9187,ECB
        2026-05,USD,0.9214,ECB
        2026-05,CHF,1.0642,ECB
        2026-04,USD,0.9178,"ECB, corrected"

        """
}
