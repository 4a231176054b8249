import PlanModel
import Timeline

extension Analysis {
    static let population = Analysis(
        "population",
        shows: "every step, lock, sign-off, waiver and change of the trust set, with the count of landings examined",
        explanation: """
            The complete list that a sample can be drawn from: each change of stage or state, each lock and re-baseline, each \
            change of hands, each creation and removal; each landing that changed the policy, with its versions, the people or the \
            keys; each waiver that the policy granted or ended; and each sign-off of a step, whether it counted or not, judged \
            as `tollgate audit` judges it. `--since` leaves out what landed before.
            """,
        columns: [
            .recorded, Column("authored", nil, .machines, "the author's date"), Column("event", "what happened"),
            .initiative,
            Column("from", "before"), Column("to", "after, or the step that a sign-off is for"),
            Column("person", "who signed, or who answers for a waiver"),
            Column("detail", "kind, parts, file, reason or role"), .commit, .path,
        ]
    ) { input in
        let first = input.since ?? 0
        var rows: [(order: Int, cells: [Cell])] = []
        func add(
            _ landing: Landing, _ event: String, _ initiative: String? = nil, from: String? = nil, to: String? = nil,
            person: String? = nil, _ detail: String? = nil, path: String? = nil
        ) {
            guard landing.order >= first else { return }
            rows.append(
                (
                    landing.order,
                    [
                        .recorded(landing), .text(landing.authored.description), .text(event), .optional(initiative),
                        .optional(from), .optional(to), .optional(person), .optional(detail), .commit(landing),
                        .optional(path),
                    ]
                ))
        }
        let policies = Dictionary(
            input.policyChanges.map { ($0.landing.commit, $0) }, uniquingKeysWith: { first, _ in first })
        for change in input.portfolio.branch.trustChanges {
            let policy = policies[change.landing.commit].flatMap { $0.path == change.path ? $0 : nil }
            add(
                change.landing, "trust-set", from: policy?.former.map { "version \($0)" },
                to: policy?.version.map { "version \($0)" }, change.path, path: change.path)
        }
        for change in input.policyChanges {
            for (event, waivers) in [("waiver", change.granted), ("waiver-ended", change.ended)] {
                for waiver in waivers {
                    add(
                        change.landing, event, waiver.initiative.value, person: waiver.by.value,
                        "\(waiver.rule.value) until \(waiver.until.value): \(waiver.because)", path: change.path)
                }
            }
        }
        let rebaselined = Set(
            input.signOffs.steps.filter { $0.step == "rebaseline" }.map { [$0.initiative, $0.landing.commit] })
        for initiative in input.portfolio.initiatives {
            for event in initiative.history.told.events {
                guard let told = PopulationEvent(event.kind) else { continue }
                var detail = told.detail
                // What no step was taken for is a re-baseline that nobody agreed to: an audit has it as a finding.
                if case .rebaselined = event.kind, !rebaselined.contains([initiative.name, event.landing.commit]) {
                    detail = (detail.map { "\($0), " } ?? "") + "without the step `rebaseline`"
                }
                add(
                    event.landing, told.name, initiative.name, from: told.from, to: told.to, detail,
                    path: event.path)
            }
        }
        let steps = input.signOffs.steps(of: input.portfolio).filter { $0.landing.order >= first }
        let signed = steps.reduce(0) { $0 + $1.given.count }
        for step in steps {
            for (event, signatures) in [
                ("submission", step.submitted), ("sign-off", step.given), ("break-glass", step.breakGlass),
            ] {
                for one in signatures {
                    add(
                        step.landing, event, step.initiative, to: step.step, person: one.person,
                        "\(one.role.isEmpty ? "" : one.role + ", ")\(one.assurance), \(one.at)")
                }
            }
            for one in step.refused {
                add(
                    step.landing, "sign-off-refused", step.initiative, to: step.step, person: one.person,
                    "\(one.role), \(one.kind.rawValue): \(one.text)")
            }
        }
        let sorted = rows.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
        let landings = input.portfolio.branch.landings
        let examined = input.since.map { "the newest \(landings - $0) of \(counted(landings, "landing"))" }
        return Outcome(
            sorted.map(\.element.cells),
            [
                "\(counted(rows.count, "event")), of them \(counted(signed, "sign-off")) that counted, in \(examined ?? counted(landings, "landing"))"
            ] + input.signOffs.undecided)
    }.with {
        $0.needsSignOffs = true
        $0.needsPolicyChanges = true
        $0.acceptsSince = true
    }
}

struct PopulationEvent {
    let name: String
    var from: String?
    var to: String?
    var detail: String?

    init?(_ kind: Event.Kind) {
        switch kind {
        case .created(let stage, let state): (name, to, detail) = ("created", stage, state)
        case .removed: name = "removed"
        case .transition(let step): (name, from, to, detail) = ("transition", step.from, step.to, step.move.rawValue)
        case .stateChanged(let old, let new, let because): (name, from, to, detail) = ("state", old, new, because)
        case .locked(let stage): (name, detail) = ("lock", stage)
        case .rebaselined(let parts): (name, detail) = ("rebaseline", parts.joined(separator: " "))
        case .handover(let role, let old, let new): (name, from, to, detail) = ("handover", old, new, role)
        case .renamed(let old, let new): (name, from, to) = ("id", old, new)
        case .moved, .unreadable, .fieldChanged, .recorded: return nil
        }
    }
}
