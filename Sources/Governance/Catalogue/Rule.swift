package import Diagnostics

/// Everything that is to be said about one rule. `explain`, the rules page, machine formats and tests are made from it.
package struct Rule: Sendable {
    package let code: RuleCode
    /// In kebab case, for people who do not remember codes.
    package let name: String
    /// The severity where the policy says nothing.
    package let severity: Severity
    /// What the rule asks for, in one sentence.
    package let summary: String
    /// The mistake or attack that it prevents.
    package let rationale: String
    /// What to do about a finding.
    package let remedy: String
    package let failing: RuleExample
    package let passing: RuleExample
    /// The version of Tollgate that the rule came in.
    package let since: String

    /// Whether a policy may change the severity: never that of gates, sign-offs, the trust set and history.
    package var isAdjustable: Bool { !["GAT", "SGN", "TRU", "HIS"].contains(code.family) }
}

/// An example of a rule, which is its documentation and its test at once.
package enum RuleExample: Sendable {
    /// One document, judged as it stands. In a failing example `↓` stands before the place that the finding points at.
    case document(String, path: String = "plans/service-desk/SD-104.yaml")
    /// A landing: the files of the first parent and of the landing, by path. `↓` as above.
    case landing(before: [String: String], after: [String: String])
    /// Files of a tree, each with its kind.
    case listing([String: ListedFileKind])
    /// A situation that is no text: the state of a clone, an object of git. Its test stands where such a thing can be made.
    case situation(String)

    package enum ListedFileKind: Sendable {
        case regular
        case executable
        case link
        case submodule
    }
}
