/// Where a repository is looked for. A value that may cross tasks; each task opens its own `Repository` from it.
package enum RepositoryLocation: Hashable, Sendable {
    /// The repository that this folder is in, as git finds it; `GIT_*` variables are ignored.
    case containing(folder: String)
    /// The repository that a hook was called for, from the variables that git sets for hooks.
    case hook(folder: String, environment: [String: String])
}

/// What a clone can and cannot prove, and what in it git itself would treat differently.
package struct RepositoryFacts: Hashable, Sendable {
    /// The folder that holds the objects and refs.
    package var gitDirectory: String
    /// The top of the work tree; nothing in a bare repository.
    package var workTree: String?
    package var isShallow: Bool
    /// A clone made with a filter, whose missing objects git would fetch while it reads.
    package var isPartial: Bool
    /// Names under refs/replace/: objects that git shows in place of others, and Tollgate does not.
    package var replaceRefs: [String]
    /// Whether info/grafts gives commits other parents than they have, for git only.
    package var hasGrafts: Bool
    /// The full name of the branch that HEAD points to; nothing when it is detached.
    package var headBranch: String?
    /// The commit that HEAD points to; nothing before the first commit.
    package var head: ObjectID?

    package var isBare: Bool { workTree == nil }
    /// Whether every commit, tree and blob can be expected to be here.
    package var isComplete: Bool { !isShallow && !isPartial }
}
