package import Diagnostics
import PlanModel

/// Everything that is to be said about one rule. `explain`, the rules page, machine formats and tests are made from it.
package struct Rule: Sendable {
    package let code: RuleCode
    /// In kebab case, for people who do not remember codes.
    package let name: String
    /// The severity where the policy says nothing.
    package let severity: Severity
    /// Whether a document that breaks the rule cannot be read. It is an error then, whatever the policy says.
    package let preventsReading: Bool
    /// What the rule asks for, in one sentence.
    package let summary: String
    /// The mistake or attack that it prevents.
    package let rationale: String
    /// What to do about a finding.
    package let remedy: String
    /// The version of Tollgate that the rule came in.
    package let since: String
    private let makeFailing: @Sendable () -> RuleExample
    private let makePassing: @Sendable () -> RuleExample

    package var failing: RuleExample { makeFailing() }
    package var passing: RuleExample { makePassing() }

    /// Examples are made only where one is shown or tested: a finding needs the severity alone, and there are many rules.
    init(
        code: RuleCode, name: String, severity: Severity, preventsReading: Bool = false, summary: String,
        rationale: String, remedy: String, failing: @autoclosure @escaping @Sendable () -> RuleExample,
        passing: @autoclosure @escaping @Sendable () -> RuleExample, since: String
    ) {
        self.code = code
        self.name = name
        self.severity = severity
        self.preventsReading = preventsReading
        self.summary = summary
        self.rationale = rationale
        self.remedy = remedy
        self.since = since
        makeFailing = failing
        makePassing = passing
    }

    /// Where a policy may change the severity.
    package var adjustability: Adjustability {
        if preventsReading { return .never }
        switch code.family {
        case "GAT", "SGN", "TRU", "HIS": return .never
        case "SYN", "DOC": return .inAdaptedDocuments
        case "LDG": return Self.keepingRules.contains(code) ? .never : .everywhere
        case "REF": return Self.idRules.contains(code) ? .inAdaptedDocuments : .everywhere
        default: return .everywhere
        }
    }

    /// Rules without which it is not known what an id means.
    private static let idRules: Set<RuleCode> = [
        .idDiffersFromFileName, .idStandsTwice, .malformedID, .innerIDStandsTwice,
    ]

    /// Rules without which a ledger, its evidence or the rates would not keep what has landed in them.
    private static let keepingRules: Set<RuleCode> = [
        .ledgerHeader, .ledgerLine, .ledgerLineChanged, .ledgerLineInserted, .ledgerDeleted, .evidenceChanged,
        .ratesHeader, .ratesLine, .ratesChanged,
    ]

    package enum Adjustability: Sendable {
        case everywhere
        /// Only for documents that were not written for Tollgate: those that were have to keep the rule.
        case inAdaptedDocuments
        case never
    }
}
