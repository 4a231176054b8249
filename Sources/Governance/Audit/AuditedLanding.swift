package import Diagnostics
package import PlanModel

/// One landing as an audit found it.
package struct AuditedLanding: Sendable {
    /// A step that it takes, or a change of the policy or of the people.
    package struct Step: Sendable {
        /// The id; `-` for a change of the policy or of the people.
        package let initiative: String
        package let step: String
        /// Whether no finding stands against it.
        package let passes: Bool
        /// Nothing where no gate asks for a sign-off.
        package let signOffs: StepSignOffs?

        package init(initiative: String, step: String, passes: Bool, signOffs: StepSignOffs?) {
            self.initiative = initiative
            self.step = step
            self.passes = passes
            self.signOffs = signOffs
        }
    }

    /// A commit that it brings, with what stands on it.
    package struct Commit: Sendable {
        /// 40 hexadecimal digits.
        package let id: String
        /// As typed.
        package let author: String
        package let committer: String
        /// What is known of its signature, in a clause.
        package let signature: String
        /// Whether there is a signature at all.
        package let isSigned: Bool
        /// The person whose key signed it.
        package let signer: String?

        package init(
            id: String, author: String, committer: String, signature: String, isSigned: Bool, signer: String?
        ) {
            self.id = id
            self.author = author
            self.committer = committer
            self.signature = signature
            self.isSigned = isSigned
            self.signer = signer
        }
    }

    /// 40 hexadecimal digits.
    package let commit: String
    package let recorded: Timestamp
    /// The version of the policy that it was judged by; nothing where it has none, or nothing was judged.
    package let policyVersion: Int?
    /// Whether it was judged: what lands before the first policy, and with it, is taken as it is.
    package let isJudged: Bool
    package let steps: [Step]
    package let commits: [Commit]
    /// The files of the trust set that it changes, and those that the policy protects.
    package let trustFiles: [String]
    /// In report order.
    package let findings: [Finding]

    package init(
        commit: String, recorded: Timestamp, policyVersion: Int?, isJudged: Bool, steps: [Step], commits: [Commit],
        trustFiles: [String], findings: [Finding]
    ) {
        self.commit = commit
        self.recorded = recorded
        self.policyVersion = policyVersion
        self.isJudged = isJudged
        self.steps = steps
        self.commits = commits
        self.trustFiles = trustFiles
        self.findings = findings
    }
}
