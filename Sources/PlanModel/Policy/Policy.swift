package import Diagnostics
package import PlanText

/// The constitution of a repository of plans, read completely or not at all.
package struct Policy: Sendable {
    package static let fileName = "policy.yaml"
    package static let defaultPath = "plans/policy.yaml"
    /// Who exists and who may sign lies beside the policy.
    package static let defaultPeoplePath = "plans/people.yaml"

    package let source: SourceText
    package let version: Int?
    /// The UUID that sign-offs name, so that none can be used in another repository; nothing where the policy gives none.
    package let repositoryID: String?
    /// The branches whose landings are governed; none where HEAD's branch is read.
    package let branches: [String]
    package let mergeStyles: [String]
    package let commitDemands: CommitDemands
    package let documents: [DocumentEntry]
    package let ladder: StageLadder
    package let gates: [String: Gate]
    /// Files beside the policy that only its own gate may change.
    package let protected: [PathPattern]
    /// The quorum that may land anything; nothing where there is none.
    package let breakGlass: BreakGlass?
    /// Pairs of roles that one person may fill at one gate.
    package let samePersonMay: [[Placed<String>]]
    package let waivers: [Waiver]
    /// How many days a sign-off may be old at its landing; any number, where there is nothing.
    package let signOffMaxAge: Int?
    package let status: StatusThresholds
    /// Other repositories in which commits and tags may lie, by their names: those of the governed services.
    package let repositories: [NamedRepository]
    /// Nothing where the policy names no reporting currency.
    package let currencies: Currencies?
    /// Severities by rule code; nothing means that the rule is off.
    package let severities: [RuleCode: Severity?]
    /// Whether it names other repositories in which commits and tags may lie.
    package var namesRepositories: Bool { !repositories.isEmpty }
    /// Where each entry of `rules` stands.
    package let severityKeys: [(code: String, key: PlanNode)]

    /// Whether any step needs a sign-off.
    package var asksForSignOffs: Bool { gates.values.contains { !$0.signOffs.isEmpty } }

    /// Whether a landing may also be one commit of a rebased or fast-forwarded branch.
    package var landsEveryCommit: Bool { mergeStyles.contains("rebase") || mergeStyles.contains("fast-forward") }

    /// The stage at which the decision stands, from which on figures are followed: the first one whose gate locks something,
    /// else `decided`; nothing where there is neither.
    package var decisionStage: String? {
        ladder.stages.first { gates[$0].map { !$0.locks.isEmpty } ?? false }
            ?? ladder.stages.first { $0 == "decided" }
    }

    /// The entry that says how a file is read; the first match wins.
    package func entry(for path: [UInt8]) -> DocumentEntry? {
        documents.first { $0.matches(path) }
    }

    /// The entries of a policy that gives none: everything under `plans/`, one folder for each change plan.
    static let defaultDocuments: [DocumentEntry] = [
        DocumentEntry(kind: .plan, matches: patterns("plans/*/plan.yaml")),
        DocumentEntry(kind: .initiative, matches: patterns("plans/*/*.yaml", "plans/*/*.md"), ledger: "{stem}.csv"),
    ]

    /// The role that verifies value.
    package static let controllerRole = "controller"

    /// Whether the gate of the last stage asks the controller to agree.
    package var confirmsByController: Bool {
        ladder.stages.last.flatMap { gates[$0] }?.signOffs.contains { $0.role == Self.controllerRole } ?? false
    }

    /// The quorum of `break-glass`.
    package struct BreakGlass: Sendable {
        package let role: Placed<String>
        package let count: Int
    }

    private static func patterns(_ texts: String...) -> [PathPattern] { texts.compactMap(PathPattern.init) }
}
