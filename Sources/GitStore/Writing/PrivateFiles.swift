import Glibc

/// Files that nobody but their owner can read, such as keys.
package struct PrivateFiles: Sendable {
    private let folder: String

    /// `folder` is made, for its owner alone, where it is not there; the folder above it has to be.
    package init(folder: String) {
        self.folder = folder
    }

    /// Writes a new file. Throws where one of this name is there.
    package func write(_ text: String, named name: String) throws(GitError) {
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Self.failure("cannot make the folder", folder) }
        let path = folder + "/" + name
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("cannot write", path) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = Self.failure("cannot write", path)
                close(descriptor)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        guard close(descriptor) == 0 else { throw Self.failure("cannot write", path) }
    }

    private static func failure(_ operation: String, _ path: String) -> GitError {
        GitError(.input, "\(operation) \(path)", reason: String(cString: strerror(errno)))
    }
}
