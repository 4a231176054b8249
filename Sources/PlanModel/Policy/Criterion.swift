package import Diagnostics
package import PlanText

/// One thing that a gate asks for. The vocabulary is closed, so that each criterion can explain itself.
package struct Criterion: Sendable {
    package enum Kind: Hashable, Sendable {
        /// Each field is there and not empty.
        case fields([FieldPath])
        /// At least so many metrics of the class have those parts.
        case metricsPresent(Metric.Class, atLeast: Int, with: [String])
        /// Every metric of the class has come that share, in percent, of the way from baseline to target.
        case metricsReached(Metric.Class, percent: ExactDecimal, afterGoLive: Bool)
        /// Every value line has a plan for at least one period.
        case valuePlanned
        /// The share of the locked plan, in percent, that has come true in each of the last periods.
        case valueRealised(percent: ExactDecimal, sustain: Int)
        case readinessComplete
        case funded
        /// Each mandatory milestone is done.
        case milestonesDone
        case deployments(atLeast: Int, withEvidence: Bool)
        case guardrailsHeld
        /// Each initiative that this one needs has come that far.
        case dependencies(atLeastStage: String)
        /// Each actual line has evidence.
        case evidenceForActuals
    }

    package let kind: Kind
    /// Where it stands in the policy.
    package let node: PlanNode

    package var location: Location { node.location }

    /// Its name in the policy.
    package var name: String {
        switch kind {
        case .fields: "fields"
        case .metricsPresent, .metricsReached: "metrics"
        case .valuePlanned, .valueRealised: "value"
        case .readinessComplete: "readiness"
        case .funded: "funded"
        case .milestonesDone: "milestones"
        case .deployments: "deployments"
        case .guardrailsHeld: "guardrails"
        case .dependencies: "dependencies"
        case .evidenceForActuals: "evidence"
        }
    }

    /// Whether it can look into the ledger, so that a sign-off for its gate covers the ledger too.
    package var readsLedger: Bool {
        switch kind {
        case .metricsReached, .valueRealised, .milestonesDone, .deployments, .guardrailsHeld, .evidenceForActuals: true
        case .fields, .metricsPresent, .valuePlanned, .readinessComplete, .funded, .dependencies: false
        }
    }

    /// Whether it asks that something has been reached or realised, which a step of shortfall goes without.
    package var asksForResults: Bool {
        switch kind {
        case .metricsReached, .valueRealised: true
        default: false
        }
    }

    /// What it needs, as a noun that can follow "needs".
    package var need: String {
        switch kind {
        case .fields(let paths):
            "a value in \(paths.count == 1 ? "" : "each of ")\(paths.map { "`\($0)`" }.joined(separator: ", "))"
        case .metricsPresent(let metricClass, let count, let parts):
            "at least \(count) \(metricClass.rawValue) metric\(count == 1 ? "" : "s")"
                + (parts.isEmpty ? "" : " with \(parts.map { "`\($0)`" }.joined(separator: ", "))")
        case .metricsReached(let metricClass, let percent, let after):
            "every \(metricClass.rawValue) metric \(percent) % of the way to its target"
                + (after ? ", in periods after go-live" : "")
        case .valuePlanned: "a plan for every value line"
        case .valueRealised(let percent, let sustain):
            "at least \(percent) % of the promised value realised"
                + (sustain > 1 ? ", in each of the last \(sustain) complete periods" : "")
        case .readinessComplete: "every readiness item done, with evidence"
        case .funded: "a payer for the run cost, and more value in a year than it costs"
        case .milestonesDone: "every mandatory milestone done"
        case .deployments(let count, let withEvidence):
            "at least \(count) deployment\(count == 1 ? "" : "s")\(withEvidence ? " with evidence" : "")"
        case .guardrailsHeld: "the newest reading of every guardrail within its limit"
        case .dependencies(let stage): "every initiative that is needed at `\(stage)` or beyond"
        case .evidenceForActuals: "evidence for every actual line"
        }
    }
}
