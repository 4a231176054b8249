import PlanModel

/// One initiative of the story: what was promised, what came of it, and when.
struct DemoInitiative: Sendable {
    let id: String
    let folder: String
    let title: String
    let owner: DemoPerson
    var sponsor = DemoPerson.ola
    let controller: DemoPerson
    var operations = DemoPerson.raj
    let benefitOwner: DemoPerson
    let objective: String
    let problem: String
    let outcome: String
    /// What stands below `change`, without the run cost.
    let change: DemoChange
    let metrics: [DemoMetric]
    let values: [DemoValue]
    /// The people who move, by team.
    var teams: [DemoTeam] = []
    let milestones: [DemoMilestone]
    /// Lines below `readiness`, each with its evidence; the last ones are open where `openReadiness` says how many.
    var readiness: [(id: String, item: String)] = []
    var openReadiness = 0
    var dependency: String?
    let risk: String
    let created: String
    let steps: [DemoStep]
    /// What the owner claims of the implementation and of the value by month; green where nothing is said.
    var claims = DemoSeries.none
    var valueClaims = DemoSeries.none
    /// Further lines of the ledger.
    var notes: [DemoNote] = []

    var path: String { "plans/\(folder)/\(id).yaml" }
    var ledgerPath: String { "plans/\(folder)/\(id).csv" }
    func evidencePath(_ name: String) -> String { "plans/\(folder)/evidence/\(name)" }
}

/// What changes technically.
struct DemoChange: Sendable {
    var type = "normal"
    var risk = "medium"
    let services: String
    let backout: String
    /// Euros a month.
    let runCost: String
    let fundedBy: String
}

/// A metric, and its readings.
struct DemoMetric: Sendable {
    enum Class: String, Sendable {
        case outcome
        case adoption
        case guardrail
    }

    let id: String
    let name: String
    let kind: Class
    let unit: String
    var direction = "decrease"
    let baseline: String
    /// The months in which the baseline was measured.
    let measured: (from: String, to: String)
    var target: (value: String, by: String)?
    var sustain: Int?
    var limit: String?
    var guardrail: String?
    var population: (who: String, size: Int)?
    let readings: DemoSeries
}

/// A value line, and what was booked on it.
struct DemoValue: Sendable {
    let id: String
    let name: String
    var kind = "hard-saving"
    var metric: String?
    let account: String
    let basis: String
    let plan: DemoSeries
    let booked: DemoSeries

    var isBenefit: Bool { kind != "one-off-cost" && kind != "run-cost" }
}

/// A team that moves from one way of working to another; the adoption metric shows it.
struct DemoTeam: Sendable {
    let id: String
    let people: Int
    let from: String
    let to: String
}

struct DemoMilestone: Sendable {
    let id: String
    let title: String
    let due: String
    var isGoLive = false
}

/// What happened on a day, for the ledger.
struct DemoNote: Sendable {
    /// `2025-09-16 10:00`: when it was recorded.
    let at: String
    let subject: String
    /// Lines of the ledger; `@{name}` stands for the commit of a tag.
    let lines: [String]
    var evidence: (name: String, text: String)?
    /// What was deployed that day before: the tag, and the service that it is of.
    var deployment: (tag: String, service: String)?
}

/// A step that an initiative takes.
struct DemoStep: Sendable {
    enum Kind: Sendable {
        case stage(String)
        case back(to: String, because: String)
        case hold(because: String, reviewBy: String)
        case resume
        case cancel(because: String, disposition: String)
        /// The first metric's target, and the plan of the first value line.
        case rebaseline(because: String, target: String?, plan: DemoSeries?)
    }

    /// What goes wrong on the way.
    enum Mistake: Sendable {
        /// The controller writes the business case, and signs it.
        case selfApproval
        /// The plan changes after the sponsor has signed.
        case staleApproval
        /// The sign-offs lie in messages that are not kept.
        case lostSignOffs
    }

    let kind: Kind
    /// When it lands.
    let at: String
    var isSquashed = false
    var mistake: Mistake?

    /// The step's name in statements.
    var gate: String {
        switch kind {
        case .stage(let stage): stage
        case .back(let stage, _): "back-to:\(stage)"
        case .hold: "on-hold"
        case .resume: "resume"
        case .cancel: "cancelled"
        case .rebaseline: "rebaseline"
        }
    }
}
