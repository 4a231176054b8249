internal import CLibgit2

extension Repository {
    /// Makes a repository with a work tree in a folder that is there and has none, its HEAD on a branch without a commit.
    ///
    /// No template is copied, so that no hook of this machine gets into it.
    package static func create(in folder: String, branch: String) throws(GitError) -> Repository {
        Libgit2.started
        var options = git_repository_init_options()
        try Libgit2.check(
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)),
            "cannot make a repository")
        options.flags = GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        let made = Handle(
            try Libgit2.make("cannot make a repository in \(folder)", code: .input) {
                git_repository_init_ext($0, folder, &options)
            }, free: git_repository_free)
        // Whatever name this machine gives to first branches.
        try Libgit2.check(
            git_repository_set_head(made.pointer, "refs/heads/" + branch), "cannot make a branch \(branch)",
            code: .input)
        return try Repository(.containing(folder: folder))
    }

    /// Points a ref such as `refs/heads/main` to an object, whatever it pointed to before. No log is written.
    package func setReference(_ name: String, to target: ObjectID) throws(GitError) {
        var oid = target.oid
        let reference = Handle(
            try Libgit2.make("cannot set \(name)", code: .input) {
                git_reference_create($0, pointer, name, &oid, 1, nil)
            },
            free: git_reference_free)
        _ = reference.pointer
    }

    /// Sets a value in the repository's own configuration.
    package func setConfiguration(_ name: String, to value: String) throws(GitError) {
        let settings = Handle(
            try Libgit2.make("cannot open the configuration") { git_repository_config($0, pointer) },
            free: git_config_free)
        try Libgit2.check(
            git_config_set_string(settings.pointer, name, value), "cannot set \(name)", code: .input)
    }

    /// Brings index and work tree to what HEAD has, byte by byte, over whatever stands there.
    package func checkOutHead() throws(GitError) {
        var options = git_checkout_options()
        try Libgit2.check(
            git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)), "cannot check out")
        options.checkout_strategy = GIT_CHECKOUT_FORCE.rawValue
        options.disable_filters = 1
        try Libgit2.check(git_checkout_head(pointer, &options), "cannot check out HEAD", code: .input)
    }
}

extension ObjectDatabase {
    /// Stores a commit, with an armoured signature where there is one.
    package func writeCommit(_ draft: CommitDraft, signature: String? = nil) throws(GitError) -> ObjectID {
        try write(draft.bytes(signature: signature), GIT_OBJECT_COMMIT, "cannot store a commit")
    }

    /// Stores an annotated tag, with an armoured signature where there is one. Its ref is set by itself.
    package func writeTag(_ draft: TagDraft, signature: String? = nil) throws(GitError) -> ObjectID {
        try write(draft.bytes(signature: signature), GIT_OBJECT_TAG, "cannot store a tag")
    }
}
