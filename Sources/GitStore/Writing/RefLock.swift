internal import CLibgit2

/// A ref that is locked against every other program, to be moved once everything else is in place.
///
/// Let go of without `commit`, it leaves the ref as it was.
struct RefLock: ~Copyable {
    private let transaction: Handle
    private let name: String

    /// Locks the ref that HEAD leads to, and makes sure that it still points to a commit, or to none yet.
    init(_ name: String, at expected: ObjectID?, in repository: OpaquePointer) throws(GitError) {
        let transaction = Handle(
            try Libgit2.make("cannot lock \(name)") { git_transaction_new($0, repository) }, free: git_transaction_free)
        let result = git_transaction_lock_ref(transaction.pointer, name)
        if git_error_code(result) == GIT_ELOCKED {
            git_error_clear()
            throw GitError(
                .busy, "cannot lock \(name)", reason: "its lock file exists, so that another program is at work there",
                help: "wait until it ends; if none is running, one was stopped: remove `\(name).lock` in the git folder"
            )
        }
        try Libgit2.check(result, "cannot lock \(name)", code: .input)
        var oid = git_oid()
        let found = git_reference_name_to_id(&oid, repository, name) == 0 ? ObjectID(oid) : nil
        git_error_clear()
        guard found == expected else {
            throw GitError(
                .changed, "cannot commit", reason: "\(name) has moved in the meantime", help: "run the command again")
        }
        self.name = name
        self.transaction = transaction
    }

    /// Moves the ref, with a line in its log.
    consuming func commit(to target: ObjectID, by committer: RawCommit.Identity, log: String) throws(GitError) {
        var signature: UnsafeMutablePointer<git_signature>?
        try Libgit2.check(
            git_signature_new(
                &signature, committer.name, committer.email, committer.seconds, Int32(committer.offsetMinutes)),
            "cannot commit")
        defer { git_signature_free(signature) }
        var oid = target.oid
        try Libgit2.check(
            git_transaction_set_target(transaction.pointer, name, &oid, signature, log), "cannot move \(name)")
        try Libgit2.check(git_transaction_commit(transaction.pointer), "cannot move \(name)", code: .input)
    }
}
