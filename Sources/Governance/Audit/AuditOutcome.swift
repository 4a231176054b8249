package import Diagnostics
package import PlanModel

/// What replaying a governed branch from its trust root gave.
package struct AuditOutcome: Sendable {
    /// An initiative that was there when the first policy landed: it is taken as it was.
    package struct Grandfathered: Sendable {
        package let initiative: String
        package let path: String
        package let stage: String?

        package init(initiative: String, path: String, stage: String?) {
            self.initiative = initiative
            self.path = path
            self.stage = stage
        }
    }

    /// The landing that brought the first policy.
    package struct TrustRoot: Sendable {
        /// 40 hexadecimal digits.
        package let commit: String
        package let recorded: Timestamp
        /// Whether somebody named it; otherwise it is trusted on first use.
        package let isPinned: Bool

        package init(commit: String, recorded: Timestamp, isPinned: Bool) {
            self.commit = commit
            self.recorded = recorded
            self.isPinned = isPinned
        }
    }

    package var branch: String
    /// 40 hexadecimal digits.
    package var tip: String
    package var trustRoot: TrustRoot?
    package var grandfathered: [Grandfathered] = []
    /// Oldest first.
    package var landings: [AuditedLanding] = []
    /// Findings that belong to no landing.
    package var findings: [Finding] = []
    package var undecided: [String] = []
    package var counts = Counts()
    package var excepted = Excepted()

    package init(branch: String, tip: String) {
        self.branch = branch
        self.tip = tip
    }

    /// Every finding, in the order of landings.
    package var allFindings: [Finding] { findings + landings.flatMap(\.findings) }
    package var steps: [AuditedLanding.Step] { landings.flatMap(\.steps) }
}
