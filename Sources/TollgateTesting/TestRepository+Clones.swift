extension TestRepository {
    /// Where another clone fetches this repository from, by the transport that honours depths and filters.
    package var url: String { "file://" + path }

    package func bareClone() throws -> TestRepository {
        try clone("bare", ["--bare"], isBare: true)
    }

    /// A clone of the branch at HEAD with the last `depth` commits only.
    package func shallowClone(depth: Int) throws -> TestRepository {
        try clone("shallow", ["--depth", "\(depth)"])
    }

    /// A clone that leaves out objects, as in `blob:none` and `tree:0`; nothing is checked out unless asked for.
    package func partialClone(filter: String, checksOut: Bool = false) throws -> TestRepository {
        try git("config", "uploadpack.allowFilter", "true")
        try git("config", "uploadpack.allowAnySHA1InWant", "true")
        return try clone("partial", ["--filter=\(filter)"] + (checksOut ? [] : ["--no-checkout"]))
    }

    /// A work tree of the same repository with a new branch at HEAD checked out.
    package func addLinkedWorkTree(branch: String) throws -> TestRepository {
        let folder = sandbox.freePath("linked")
        try git("worktree", "add", "--quiet", "-b", branch, folder)
        return TestRepository(existing: folder, in: sandbox)
    }

    private func clone(_ name: String, _ options: [String], isBare: Bool = false) throws -> TestRepository {
        let folder = sandbox.freePath(name)
        try sandbox.git(["clone", "--quiet", "--template="] + options + [url, folder])
        return TestRepository(existing: folder, in: sandbox, isBare: isBare)
    }
}
