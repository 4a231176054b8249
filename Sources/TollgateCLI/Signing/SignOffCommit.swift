import Attestation
import Diagnostics
import GitStore
import Governance
import PlanModel

/// The commit that carries sign-offs, as trailers in its message and as records in its tree.
struct SignOffCommit {
    let workspace: Workspace
    /// The folder of the policy.
    let root: String
    let texts: [SignOffText]
    /// What it is about, in one line each.
    let subject: String
    let what: [String]
    /// The id that the commit belongs to; nothing for the policy and the people.
    let initiative: String?

    /// The message: every trailer stands in one block at the end, since git looks for them there only.
    var message: String {
        var trailers = initiative.map { "Initiative: \(Printable.line($0))\n" } ?? ""
        for text in texts { trailers += text.lines }
        return "\(Printable.line(subject))\n\n\(what.map(Printable.line).joined(separator: "\n"))\n\n\(trailers)"
    }

    func make() throws(CommandFailure) -> ObjectID {
        let repository = workspace.repository
        let world = workspace.world
        let identity = try git { () throws(GitError) in
            try CommitIdentity(environment: world.environment, repository: repository, now: world.now.seconds)
        }
        let lock = try git { () throws(GitError) in try WriteLock(repository.facts) }
        let files = try texts.map { text throws(CommandFailure) in try file(text) }
        let commit = try git { () throws(GitError) in
            try repository.commit(files, message: message, identity: identity)
        }
        _ = consume lock
        return commit
    }

    /// The record, where it does not lie in the work tree as it is.
    private func file(_ text: SignOffText) throws(CommandFailure) -> CommittedFile {
        let path = Array(StepToSign.recordPath(text, root: root).utf8)
        let bytes = Array(text.lines.utf8)
        guard let top = workspace.repository.facts.workTree else {
            throw .usage("there is no work tree to sign in: the repository is bare", help: "use a clone of it")
        }
        let present = try git { () throws(GitError) in try WorkTree(root: top).read(path, limit: bytes.count) }
        return CommittedFile(
            path: path, mode: .file, before: present.map { $0 == .bytes(bytes) ? bytes : [] }, after: bytes)
    }
}
