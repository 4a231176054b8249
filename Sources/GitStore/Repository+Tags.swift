extension Repository {
    /// The names of all tags, sorted.
    package func tags() throws(GitError) -> [String] {
        try Self.refNames(pointer, matching: "refs/tags/*").map { String($0.dropFirst("refs/tags/".count)) }
    }
}
