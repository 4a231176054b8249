package import Diagnostics
package import PlanModel

/// What judging one criterion gave, with the reason.
package struct CriterionResult: Sendable {
    package enum Verdict: String, Sendable {
        case holds
        case fails
        case cannotDecide = "cannot-decide"
    }

    package let criterion: Criterion
    package let verdict: Verdict
    /// What was found, in clauses that each name one thing.
    package let found: [String]
    /// The places that explain it.
    package let labels: [Label]
    /// What to do next.
    package let helps: [String]
}

/// Collects what speaks against a criterion while it is judged.
struct CriterionFindings {
    private(set) var against: [String] = []
    private(set) var undecided: [String] = []
    private(set) var inFavour: [String] = []
    private(set) var labels: [Label] = []
    private(set) var helps: [String] = []

    mutating func holds(_ text: String, at location: Location? = nil) {
        inFavour.append(text)
        if let location { labels.append(Label(location, text)) }
    }

    mutating func fails(_ text: String, at location: Location? = nil, help: String? = nil) {
        against.append(text)
        if let location { labels.append(Label(location, text)) }
        if let help, !helps.contains(help) { helps.append(help) }
    }

    mutating func cannotDecide(_ text: String, at location: Location? = nil, help: String? = nil) {
        undecided.append(text)
        if let location { labels.append(Label(location, text)) }
        if let help, !helps.contains(help) { helps.append(help) }
    }

    func result(_ criterion: Criterion) -> CriterionResult {
        let verdict: CriterionResult.Verdict =
            !against.isEmpty ? .fails : !undecided.isEmpty || inFavour.isEmpty ? .cannotDecide : .holds
        let found = verdict == .holds ? inFavour : against + undecided
        let kept = labels.filter { label in label.text.map(found.contains) ?? true }
        return CriterionResult(criterion: criterion, verdict: verdict, found: found, labels: kept, helps: helps)
    }
}
