package import Attestation
import Diagnostics
package import PlanModel

extension SignedSubject {
    /// What nobody can sign, since a part of it is not there.
    package struct Obstacle: Error, Hashable, Sendable {
        /// One sentence without a full stop.
        package let message: String
        package let help: String
    }

    /// The folder of plans that roles are held for; nothing for a trust step.
    package var folderOfRoles: String? { folder }

    /// The files that a statement binds as evidence, sorted by their bytes.
    package var evidenceFiles: [String] {
        guard case .initiative(let content) = content else { return [] }
        return content.evidenceFiles(ledger: bindsLedger ? content.wholeLedger.bytes : nil)
    }

    /// What a person signs who agrees to the step now, or submits it: every digest is that of what would land, and of the ledger
    /// all of it is bound.
    ///
    /// `onto` is the tip of the branch, `gate` the step's name unless the statement is for something beside it.
    package func statement(
        of policy: Policy, branch: String, onto: String, gate: String? = nil, role: String?, by person: String,
        at moment: KeyTime
    ) throws(Obstacle) -> Statement {
        guard let repository = policy.repositoryID else {
            throw Obstacle(
                message: "the policy has no `repository`, so that a sign-off could be carried to any other repository",
                help: "land `repository: <uuid>` in `\(Printable.line(policy.source.path))` first; `uuidgen` makes one")
        }
        var statement = Statement(
            repository: repository, branch: branch, onto: onto, initiative: id, gate: gate ?? step,
            plan: ContentDigest(of: []), role: role, decision: role == nil ? .submit : .approve, by: person, at: moment)
        switch content {
        case .trust(let digest):
            guard let digest else {
                throw Obstacle(
                    message: "a file that the gate `\(step)` guards cannot be read", help: "`tollgate check` says which"
                )
            }
            statement.plan = digest
        case .initiative(let content):
            statement.plan = content.plan
            if bindsLedger { statement.ledger = content.wholeLedger }
            switch content.evidence(ledger: statement.ledger?.bytes) {
            case .none: break
            case .digest(let digest): statement.evidence = digest
            case .missing(let path):
                throw Obstacle(
                    message: "the evidence `\(Printable.line(path))` is named, and is not there",
                    help: "commit it, or correct where it is named")
            }
        }
        return statement
    }
}
