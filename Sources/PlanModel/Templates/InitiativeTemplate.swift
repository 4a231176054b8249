import PlanText

/// A new initiative, with what may stand in it as comments: taking `# ` away from a line makes it a field.
package struct InitiativeTemplate: Sendable {
    package var id: String
    package var title: String
    package var stage: String
    package var owner: String?
    package var sponsor: String?

    package init(
        id: String, title: String, stage: String, owner: String? = nil, sponsor: String? = nil
    ) {
        self.id = id
        self.title = title
        self.stage = stage
        self.owner = owner
        self.sponsor = sponsor
    }

    package var text: String {
        """
        schema: \(InitiativeSchema.identifier)
        id: \(id)
        title: \(YAMLScalarText.of(title))
        stage: \(YAMLScalarText.of(stage))
        state: active

        # Take `# ` away from what you can say. `tollgate gate \(id)` tells what the next stage needs.
        # The people are ids of people.yaml. The controller is never the owner or the sponsor.
        \(person("owner", owner, "ana.ruiz"))
        \(person("sponsor", sponsor, "ola.nord"))
        # controller: dana.weiss
        # benefit-owner: raj.iyer

        # What is wrong today, with a figure; and what is true when it has worked.
        # problem: Password resets are 31 % of all contacts at the service desk.
        # outcome: Staff reset their own passwords; the desk handles exceptions only.

        # The technical change that this belongs to.
        # change:
        #   type: normal
        #   risk: medium
        #   services: [identity]
        #   backout: Disable the portal; the desk resumes manual resets within 15 minutes.
        #   run-cost: {amount: 2100.00, currency: EUR, per: month, funded-by: cc-4711}

        # Results with a baseline from before the change and a target with a month. Their readings go to the ledger:
        # `tollgate record \(id) reset-contacts 5900 --period 2026-05`
        # metrics:
        #   - id: reset-contacts
        #     name: Password-reset contacts at the desk
        #     class: outcome
        #     unit: contacts/month
        #     direction: decrease
        #     baseline: {value: 6000, from: 2025-10, to: 2025-12, source: export of the ticket tool}
        #     target: {value: 1500, by: 2026-09}
        #     sustain: 3
        #     guardrail: reopen-rate
        #   - id: reopen-rate
        #     name: Tickets reopened within seven days
        #     class: guardrail
        #     unit: percent
        #     direction: decrease
        #     baseline: {value: 9.0, from: 2025-10, to: 2025-12, source: export of the ticket tool}
        #     limit: 10.0
        #   - id: portal-share
        #     name: Resets done in the portal
        #     class: adoption
        #     aspect: utilisation
        #     unit: percent
        #     direction: increase
        #     population: {who: staff with a directory account, size: 5200}
        #     baseline: {value: 0, from: 2025-12, to: 2025-12, source: not offered before}
        #     target: {value: 75, by: 2026-07}

        # Money by month, always positive: the kind says whether it comes or goes.
        # value:
        #   - id: contact-handling
        #     kind: hard-saving
        #     currency: EUR
        #     recurring: true
        #     metric: reset-contacts
        #     basis: 4500 contacts a month less, at 4.00 EUR each
        #     plan: {2026-05: 12000.00, 2026-06: 18000.00}

        # What is settled before the decision, each with what shows it: a file below evidence/, or an address.
        # readiness:
        #   - {id: workflow, item: Reset workflow agreed by the desk leads, done: false}

        # milestones:
        #   - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}

        # risks:
        #   - {id: sso, title: The connector slips, likelihood: 3, impact: 4, response: manual step, owner: raj.iyer}

        """
    }

    private func person(_ field: String, _ id: String?, _ example: String) -> String {
        id.map { "\(field): \(YAMLScalarText.of($0))" } ?? "# \(field): \(example)"
    }
}

/// A new change plan.
package struct ChangePlanTemplate: Sendable {
    package var id: String
    package var title: String

    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }

    package var text: String {
        """
        schema: \(ChangePlanSchema.identifier)
        id: \(id)
        title: \(YAMLScalarText.of(title))

        # Take `# ` away from what you can say.
        # sponsor: ola.nord
        # owner: ana.ruiz
        # How often every active initiative is reviewed, and the days that a review may come late.
        # cadence: {review: monthly, grace: 7}
        # reporting-currency: EUR
        # goal: {run-rate: 250000.00, currency: EUR, by: 2026-12-31}
        # The strategic goals that initiatives name as their `objective`.
        # objectives:
        #   - {id: less-toil, title: Less manual work at the desk, measure: contacts for each member of staff}

        """
    }
}
