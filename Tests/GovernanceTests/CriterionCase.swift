import Diagnostics
import PlanModel
import Testing

@testable import Governance

/// One criterion on one plan with its ledger, for tests at the borders.
struct CriterionCase {
    var require: String
    var plan = ""
    /// Lines below the header; nothing where there is no ledger.
    var ledger: String?
    var policy = ""
    var evidence: [String: EvidenceState] = [:]
    var others: [String: PlanDocument] = [:]
    var asOf = "2026-06-10"

    static let header = "date,series,item,period,value,evidence,note\n"

    var result: CriterionResult {
        get throws {
            let policy = Sample.policy(
                RuleExample.policy + "gates: {decided: {require: [{\(require)}]}}\n" + policy + "\n")
            let criterion = try #require(policy.gates["decided"]?.criteria.first)
            let ledger = ledger.map { Ledger.read(Sample.source("plans/service-desk/SD-104.csv", Self.header + $0)) }
            let mistakes = ledger?.diagnostics.map(\.message) ?? []
            #expect(mistakes == [])
            let state = InitiativeState(PlanSample.document(plan, policy: policy), ledger: ledger, evidence: evidence)
            return CriterionJudge(policy: policy, state: state, asOf: PlanSample.day(asOf), others: others)
                .judge(criterion)
        }
    }

    var verdict: CriterionResult.Verdict { get throws { try result.verdict } }
}
