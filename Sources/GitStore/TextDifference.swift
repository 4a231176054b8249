internal import CLibgit2

/// What differs in a text, as git shows it.
package enum TextDifference {
    /// The unified difference of two versions of a file, with three lines around each change; empty where they are equal.
    package static func patch(from old: [UInt8], to new: [UInt8], path: String) throws(GitError) -> String {
        Libgit2.started
        var options = git_diff_options()
        git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
        options.flags |= GIT_DIFF_FORCE_TEXT.rawValue
        let patch = Handle(
            try Libgit2.make("cannot compare two versions of \(path)") {
                git_patch_from_buffers($0, old, old.count, path, new, new.count, path, &options)
            },
            free: git_patch_free)
        var buffer = git_buf()
        try Libgit2.check(git_patch_to_buf(&buffer, patch.pointer), "cannot compare two versions of \(path)")
        defer { git_buf_dispose(&buffer) }
        guard let bytes = buffer.ptr else { return "" }
        return String(
            decoding: UnsafeRawBufferPointer(start: UnsafeRawPointer(bytes), count: buffer.size), as: UTF8.self)
    }
}
