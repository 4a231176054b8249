import Attestation
import GitStore
import TollgateTesting

/// A programme whose gates ask for sign-offs, of people with keys of their own, with one initiative that meets the criteria of
/// every gate.
enum SignedProgramme {
    static let id = "SD-104"
    static let folder = "plans/service-desk-2026"
    static let path = "\(folder)/SD-104.yaml"
    static let ledgerPath = "\(folder)/SD-104.csv"
    static let keysPath = "plans/allowed_signers"
    static let revokedPath = "plans/revoked_signers"
    static let peoplePath = "plans/people.yaml"
    static let stages = Plans.stages
    /// Paths that belong to the gate of the policy.
    static let protected = [".gitattributes", ".github/workflows/tollgate.yml", "plans/*/plan.yaml"]

    /// What statements about it are made of.
    static let terms = SigningTerms { $0 == ".gitattributes" || $0 == protected[1] || $0.hasSuffix("/plan.yaml") }

    // MARK: - The initiative

    static func plan(_ stage: String, _ more: String = "") -> String {
        """
        schema: tollgate/initiative/v1
        id: SD-104
        title: Move password resets to self-service
        stage: \(stage)
        change:
          type: normal
          risk: medium
          services: [identity, service-portal]
          backout: Disable the portal route at the gateway; the desk resumes manual resets within 15 minutes.
          run-cost: {amount: 1100.00, currency: EUR, per: month, funded-by: cc-4711}
        owner: ana.ruiz
        sponsor: ola.nord
        controller: dana.weiss
        benefit-owner: raj.iyer
        problem: Password and MFA resets are 31 % of service desk contacts.
        outcome: Staff reset their own passwords; the desk handles exceptions only.
        metrics:
          - id: reset-contacts
            name: Fewer password-reset contacts at the desk
            class: outcome
            unit: contacts/month
            direction: decrease
            baseline: {value: 6000, from: 2025-10, to: 2025-12, source: evidence/itsm-2025q4.csv}
            target: {value: 1500, by: 2026-05}
            sustain: 2
            guardrail: reopen-rate
          - id: portal-share
            name: Resets done in the portal
            class: adoption
            aspect: utilisation
            unit: percent
            direction: increase
            population: {who: staff with a directory account, size: 5200}
            baseline: {value: 0, from: 2025-12, to: 2025-12, source: not offered before}
            target: {value: 75, by: 2026-05}
          - id: reopen-rate
            name: Tickets reopened within seven days
            class: guardrail
            unit: percent
            direction: decrease
            baseline: {value: 9.0, from: 2025-10, to: 2025-12, source: evidence/itsm-2025q4.csv}
            limit: 10.0
        value:
          - id: contact-handling
            kind: hard-saving
            currency: EUR
            recurring: true
            metric: reset-contacts
            account: pnl.it.service-desk
            cost-centre: "4711"
            basis: 6000 contacts a month at 4.00 EUR handling cost, 2025 average
            plan: {2026-03: 4000.00, 2026-04: 12000.00, 2026-05: 18000.00}
        readiness:
          - {id: workflow, item: Reset workflow agreed by the desk leads, done: true, evidence: evidence/workflow.txt}
          - {id: budget, item: Run cost accepted by the cost centre, done: true, evidence: evidence/cc-4711.txt}
        milestones:
          - {id: pilot, title: Pilot with 200 users, due: 2026-02-15, mandatory: true}
          - {id: go-live, title: Portal live for all staff, due: 2026-02-20, mandatory: true, go-live: true}
        risks:
          - {id: sso, title: Vendor SSO connector slips, likelihood: 3, impact: 4, response: manual MFA step, owner: raj.iyer}

        """ + more
    }

    private static let header = "date,series,item,period,value,evidence,note\n"
    private static let rollOut = """
        2026-02-14,milestone,pilot,,done,evidence/pilot.txt,
        2026-02-20,deployment,portal,,done,evidence/cutover.txt,
        2026-02-20,milestone,go-live,,done,evidence/cutover.txt,
        2026-04-02,actual,reset-contacts,2026-03,3900,evidence/itsm-2026-03.csv,
        2026-04-02,actual,portal-share,2026-03,48,evidence/itsm-2026-03.csv,
        2026-04-02,actual,reopen-rate,2026-03,8.8,evidence/itsm-2026-03.csv,
        2026-04-07,actual,contact-handling,2026-03,4100.00,evidence/gl-2026-03.csv,

        """
    private static let realised = """
        2026-05-04,actual,reset-contacts,2026-04,1480,evidence/itsm-2026-04.csv,
        2026-05-04,actual,portal-share,2026-04,70,evidence/itsm-2026-04.csv,
        2026-05-04,actual,reopen-rate,2026-04,9.1,evidence/itsm-2026-04.csv,
        2026-05-06,actual,contact-handling,2026-04,12100.00,evidence/gl-2026-04.csv,
        2026-06-02,actual,reset-contacts,2026-05,1390,evidence/itsm-2026-05.csv,
        2026-06-02,actual,portal-share,2026-05,81,evidence/itsm-2026-05.csv,
        2026-06-02,actual,reopen-rate,2026-05,8.7,evidence/itsm-2026-05.csv,
        2026-06-05,actual,contact-handling,2026-05,18200.00,evidence/gl-2026-05.csv,

        """

    /// The ledger as it stands when a stage is reached.
    static func ledger(_ stage: String) -> String {
        switch stage {
        case "implemented": header + rollOut
        case "closed": header + rollOut + realised
        default: header
        }
    }

    /// The names of the files of evidence that plan and ledger name when a stage is reached.
    static func evidence(_ stage: String) -> [String] {
        var names = ["itsm-2025q4.csv", "workflow.txt", "cc-4711.txt"]
        if stage == "implemented" || stage == "closed" {
            names += ["pilot.txt", "cutover.txt", "itsm-2026-03.csv", "gl-2026-03.csv"]
        }
        if stage == "closed" { names += ["itsm-2026-04.csv", "gl-2026-04.csv", "itsm-2026-05.csv", "gl-2026-05.csv"] }
        return names
    }

    /// When a stage is reached, so that nothing in the ledger lies ahead.
    static func moment(_ stage: String) -> Moment? {
        switch stage {
        case "implemented": "2026-04-15T09:00:00Z"
        case "closed": "2026-06-10T09:00:00Z"
        default: nil
        }
    }

    /// Plan, ledger and evidence as they stand when a stage is reached; `more` goes behind the plan.
    static func files(at stage: String, _ more: String = "") -> [any TreeEdit] {
        [Write(path, plan(stage, more)), Write(ledgerPath, ledger(stage))]
            + evidence(stage).map { Write("\(folder)/evidence/\($0)", "What \($0) shows.\n") }
    }

    // MARK: - Histories

    /// The first landing, `start`, which takes the initiative as it is, and the terms of what is signed after it.
    static func start(
        at stage: String, _ more: String = "", policy: String = policy(), people: String = people,
        allowed: String? = nil
    ) throws -> [any HistoryStep] {
        let trust = try trustSet(policy: policy, people: people, allowed: allowed)
        return [
            Terms(terms),
            Commit("start", author: Signer.li.author, at: moment(stage)) {
                trust
                Write("\(folder)/plan.yaml", planOfFolder)
                files(at: stage, more)
            },
        ]
    }

    static let planOfFolder = """
        schema: tollgate/plan/v1
        id: service-desk-2026
        title: Service desk 2026
        sponsor: ola.nord
        owner: ana.ruiz

        """

    /// The commit `advance` by which the owner moves the initiative to a stage.
    static func advance(to stage: String, _ more: String = "", agreements: [Agreement] = [], carrier: Carrier = .both)
        -> Commit
    {
        Commit(
            "Move SD-104 to \(stage)", label: "advance", author: Signer.ana.author, at: moment(stage),
            agreements: agreements, carrier: carrier
        ) { files(at: stage, more) }
    }

    /// Who signs a gate, in which role, and first the submission.
    static func agreements(
        _ gate: String, _ change: @escaping @Sendable (inout Statement) -> Void = { _ in }
    ) -> [Agreement] {
        let approvals: [(Signer, String)] =
            switch gate {
            case "identified", "cancelled", "on-hold", "resume": [(.ola, "sponsor")]
            case "detailed": [(.ana, "owner"), (.dana, "controller")]
            case "decided": [(.ola, "sponsor"), (.dana, "controller"), (.raj, "operations")]
            case "implemented": [(.ana, "owner"), (.raj, "operations")]
            case "closed": [(.dana, "controller"), (.ola, "sponsor")]
            case "rebaseline": [(.ola, "sponsor"), (.dana, "controller")]
            case "shortfall": [(.dana, "controller"), (.ola, "sponsor"), (.greta, "steering"), (.li, "steering")]
            default: [(.ola, "sponsor")]
            }
        return [.submission(id, gate, by: .ana, change)]
            + approvals.map { .approval(id, gate, by: $0.0, as: $0.1, change) }
    }

    /// A branch `topic` that moves the initiative to a stage, each sign-off in a commit of its own.
    static func proposal(
        to stage: String, carrier: Carrier = .both, without role: String? = nil, _ more: String = ""
    ) -> [any HistoryStep] {
        [Branch("topic"), advance(to: stage, more)]
            + agreements(stage).filter { role == nil || $0.role != role }.map { agreement in
                SignOff(
                    "Sign off SD-104 for \(stage) as \(agreement.role ?? "submitter")", [agreement], carrier: carrier)
            }
    }
}
