import Glibc

/// Held while files of a work tree are read, worked on and written, so that two commands never lose each other's changes.
///
/// The lock is the system's on the file `tollgate.lock` in the git directory, and ends with the process however it ends;
/// the file itself is empty and stays. Who edits by other means is not kept out: `WorkTree.write(_:to:over:)` compares.
package struct WriteLock: ~Copyable {
    private let descriptor: Int32

    /// Waits until nobody else holds it, at most so many seconds.
    package init(_ facts: RepositoryFacts, patience seconds: Int = 10) throws(GitError) {
        let path = facts.gitDirectory + (facts.gitDirectory.hasSuffix("/") ? "" : "/") + "tollgate.lock"
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw GitError(.input, "cannot open \(path)", reason: String(cString: strerror(errno)))
        }
        var tries = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            if reason == EINTR { continue }
            guard reason == EWOULDBLOCK, tries < seconds * 100 else {
                close(descriptor)
                throw GitError(
                    .busy, "cannot lock the work tree",
                    reason: reason == EWOULDBLOCK
                        ? "another command is writing in it" : String(cString: strerror(reason)),
                    help: "run it again when the other command has ended")
            }
            tries += 1
            usleep(10_000)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
