internal import CLibgit2

/// Git's configuration for one repository, as it stood when it was read.
struct Settings: ~Copyable {
    private let handle: Handle

    init(repository: OpaquePointer) throws(GitError) {
        handle = Handle(
            try Libgit2.make("cannot read the configuration") { git_repository_config_snapshot($0, repository) },
            free: git_config_free)
    }

    /// The text of a setting; nothing where it is not set.
    func text(_ name: String) -> String? {
        var value: UnsafePointer<CChar>?
        guard git_config_get_string(&value, handle.pointer, name) == 0, let value else {
            git_error_clear()
            return nil
        }
        return String(cString: value)
    }

    /// Whether a setting is true; nothing where it is not set, or is no truth value.
    func flag(_ name: String) -> Bool? {
        var value: Int32 = 0
        guard git_config_get_bool(&value, handle.pointer, name) == 0 else {
            git_error_clear()
            return nil
        }
        return value != 0
    }
}

extension Repository {
    func settings() throws(GitError) -> Settings { try Settings(repository: pointer) }

    /// Whether git is told to sign every commit.
    package func signsCommits() throws(GitError) -> Bool { try settings().flag("commit.gpgsign") ?? false }
}
