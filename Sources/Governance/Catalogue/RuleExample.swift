package import PlanModel

/// An example of a rule, which is its documentation and its test at once.
///
/// In a failing example `↓` stands before each place that a finding points at. Where a finding names a path and no place
/// in it, the mark stands before the first character of the file; for a file that is gone, of the one before.
package enum RuleExample: Sendable {
    /// One document, judged as it stands.
    case document(String, path: String = RuleExample.documentPath)
    /// Files of a tree by path, each judged as it stands: plans, ledgers, evidence, people.
    case tree([String: String])
    /// A landing: the files of the first parent and of the landing, by path. `formerIDs` are ids that initiatives had in
    /// landings before and that are not in the first parent's tree.
    case landing(before: [String: String], after: [String: String], formerIDs: [String] = [])
    /// Files of a tree, each with its kind; the mark stands before a path.
    case listing([String: ListedFileKind])
    /// A situation that is no text: the state of a clone, an object of git. Its test stands where such a thing can be made.
    case situation(String)

    package enum ListedFileKind: Sendable {
        case regular
        case executable
        case link
        case submodule
    }

    /// The day on which examples are judged.
    package static let asOf = Day(daysSinceEpoch: 20_614)  // 2026-06-10

    /// The file that an example is about where it does not say.
    package static let documentPath = "plans/service-desk/SD-104.yaml"
    package static let policyPath = "plans/policy.yaml"
    package static let peoplePath = "plans/people.yaml"

    /// The policy that examples are judged by, unless they bring one of their own.
    package static let policy = """
        schema: tollgate/policy/v1
        version: 3
        stages: [defined, identified, detailed, decided, implemented, closed]

        """

    /// A landing that changes one file.
    static func change(from before: String, to after: String, path: String = documentPath) -> RuleExample {
        .landing(before: [path: before], after: [path: after])
    }
}
