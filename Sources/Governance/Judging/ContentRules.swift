package import Diagnostics
package import PlanModel
import PlanText

/// What an initiative promises, judged by itself: whether its figures, dates and people go together.
///
/// A malformed value is a finding of its shape and counts here as not there, so that nothing is said twice. Documents that
/// were not written for Tollgate have none of these fields.
package struct ContentRules: Sendable {
    private let policy: Policy
    /// The day of the landing; today where nothing has landed yet.
    private let asOf: Day

    package init(_ policy: Policy, asOf: Day) {
        self.policy = policy
        self.asOf = asOf
    }

    /// The findings about one initiative, in the order of its fields; as many as one document may have.
    package func diagnostics(of state: InitiativeState) -> [Diagnostic] {
        guard let content = state.content, let initiative = state.initiative else { return [] }
        let plan = JudgedPlan(content, initiative)
        var findings = PlanFindings(initiative: initiative.id)
        StateRules(policy: policy, asOf: asOf).judge(plan, &findings)
        let metricRules = MetricRules(policy: policy, asOf: asOf)
        for metric in content.metrics { metricRules.judge(metric, plan, &findings) }
        PopulationRules().judge(plan, &findings)
        let valueRules = ValueRules(policy: policy)
        for line in content.value { valueRules.judge(line, plan, &findings) }
        valueRules.judgeRunCost(plan, &findings)
        return findings.diagnostics
    }
}

/// A plan with what several rules ask it for, looked up once: a document may have tens of thousands of metrics.
struct JudgedPlan {
    let content: InitiativeContent
    let initiative: Initiative
    /// The first one of each id.
    let metrics: [String: Metric]
    /// The milestone with which value is to begin; of several the earliest.
    let goLive: (milestone: Milestone, due: Placed<Day>)?

    init(_ content: InitiativeContent, _ initiative: Initiative) {
        self.content = content
        self.initiative = initiative
        metrics = Dictionary(content.metrics.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
        goLive = content.milestones.filter(\.isGoLive).compactMap { milestone in milestone.due.map { (milestone, $0) } }
            .min { $0.due.value < $1.due.value }
    }
}

/// Collects the findings about one document, up to as many as it may have, and the first one of each rule in any case.
///
/// What a finding says is worked out only where it is kept: places and suggestions take time to find.
struct PlanFindings {
    let initiative: String?
    private var list = FindingList()

    init(initiative: String?) {
        self.initiative = initiative
    }

    var diagnostics: [Diagnostic] { list.diagnostics }

    mutating func add(
        _ code: RuleCode, _ message: @autoclosure () -> String, at location: @autoclosure () -> Location,
        beside: @autoclosure () -> [Label] = [], notes: @autoclosure () -> [String] = [],
        help: @autoclosure () -> String
    ) {
        let initiative = initiative
        list.append(code) {
            Diagnostic(
                code, message(), at: location(), secondary: beside(), notes: notes(), helps: [help()],
                initiative: initiative)
        }
    }
}

/// A text of a document in back quotes, on one line and not too long.
func quoted(_ text: String) -> String { "`\(Printable.line(String(text.prefix(60))))`" }
