#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

/// An open repository with what a command needs to know of it.
struct Workspace {
    let world: World
    let options: CommonOptions
    let repository: Repository
    /// Those that the policy names, opened when something is looked up in them.
    let others = OtherRepositories()
    /// The folder that the command works in, absolute.
    let directory: String

    /// A policy and where it lies.
    struct LoadedPolicy {
        let scope: GovernedScope
        /// Where it came from, as in `plans/policy.yaml at 9ab31f0`.
        let origin: String
        /// Whether it is the first one, about to be committed: what lands with it is the trust root.
        var isRoot = false

        var policy: Policy { scope.policy }
    }

    init(_ options: CommonOptions, _ world: World, hook: Bool = false, verifiesHashes: Bool = false)
        throws(CommandFailure)
    {
        self.options = options
        self.world = world
        // Resolved, since git names the top of a work tree without links too, and paths are compared with it.
        directory =
            options.directory.map { path in
                let resolved = URL(filePath: world.absolute(path)).resolvingSymlinksInPath().path(percentEncoded: false)
                return resolved.count > 1 && resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
            } ?? world.directory
        let location: RepositoryLocation =
            hook ? .hook(folder: directory, environment: world.environment) : .containing(folder: directory)
        repository = try git { () throws(GitError) in try Repository(location, verifiesHashes: verifiesHashes) }
    }

    // MARK: - What the clone can prove

    /// Ends with "cannot decide" where history may be missing.
    func requireCompleteHistory() throws(CommandFailure) {
        if let undecided = incompleteness.first { throw .undecided(undecided.reason, help: undecided.help) }
    }

    var incompleteness: [(reason: String, help: String)] {
        var result: [(String, String)] = []
        if repository.facts.isShallow {
            result.append(("this clone is shallow: part of the history is missing", "run `git fetch --unshallow`"))
        }
        if repository.facts.isPartial {
            result.append(
                (
                    "this clone is partial: objects may be missing that git would fetch while it reads",
                    "make a complete clone: `git clone <url>` without `--filter`"
                ))
        }
        return result
    }

    // MARK: - Policy

    /// The policy that `--policy` names; nothing where the option is not there.
    func policyFromOption() throws(CommandFailure) -> LoadedPolicy? {
        guard let name = options.policy else { return nil }
        for path in [world.absolute(name), directory + "/" + name] {
            guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { continue }
            let source = SourceText(path: name, bytes: Array(bytes.prefix(TextLimits.bytes + 1)))
            return LoadedPolicy(
                scope: GovernedScope(policy: try usable(source), root: rootInWorkTree(path)), origin: name)
        }
        if let colon = name.firstIndex(of: ":"), colon != name.startIndex {
            let revision = String(name[..<colon])
            let path = String(name[name.index(after: colon)...])
            let commit = try git { () throws(GitError) in try repository.commit(revision: revision) }
            if let loaded = try policy(in: commit, path: path) { return loaded }
            throw .usage("there is no file `\(Printable.line(path))` at \(revision)", help: "expected a policy there")
        }
        throw .usage(
            "cannot read the policy `\(Printable.line(name))`",
            help: "expected a file, or <revision>:<path> as in `main:plans/policy.yaml`")
    }

    /// The policy that lies at its usual place, or at `path`, in a commit's tree; nothing where there is none.
    func policy(in commit: ObjectID, path: String = Policy.defaultPath) throws(CommandFailure) -> LoadedPolicy? {
        guard let blob = try policyBlob(in: commit, path: path) else { return nil }
        let scope: GovernedScope
        if let known = policies.scopes[blob] {
            scope = known
        } else {
            scope = GovernedScope(policy: try usable(try policySource(blob, path)), root: Self.folder(of: path))
            policies.scopes[blob] = scope
        }
        return LoadedPolicy(scope: scope, origin: "\(path) at \(commit.short)")
    }

    /// The bytes of the policy in a commit's tree.
    func policySource(in commit: ObjectID, path: String = Policy.defaultPath) throws(CommandFailure) -> SourceText? {
        try policyBlob(in: commit, path: path).map { blob throws(CommandFailure) in try policySource(blob, path) }
    }

    private func policyBlob(in commit: ObjectID, path: String) throws(CommandFailure) -> ObjectID? {
        try git { () throws(GitError) in
            let tree = try repository.objects.commit(commit).tree
            let entry = try repository.objects.entry(at: Array(path.utf8), inTree: tree)
            return entry.flatMap { $0.mode.isFile ? $0.id : nil }
        }
    }

    private func policySource(_ blob: ObjectID, _ path: String) throws(CommandFailure) -> SourceText {
        try git { () throws(GitError) in
            switch try repository.objects.blob(blob, limit: TextLimits.bytes) {
            case .bytes(let bytes): return SourceText(path: path, bytes: bytes)
            case .tooLarge(let bytes):
                throw GitError(
                    .input, "cannot read \(path)", reason: "it has \(bytes) bytes; at most \(TextLimits.bytes) are read"
                )
            }
        }
    }

    /// The policies that were read, by their blobs: most landings have the one of the landing before.
    private final class PolicyCache {
        var scopes: [ObjectID: GovernedScope] = [:]
    }

    private let policies = PolicyCache()

    /// A policy that can be judged by; otherwise the command ends with its findings.
    func usable(_ source: SourceText) throws(CommandFailure) -> Policy {
        let reading = Policy.read(source, toolVersion: ToolVersion.current)
        let diagnostics = reading.diagnostics + (reading.policy.map(PolicyRules.diagnostics) ?? [])
        guard diagnostics.isEmpty, let policy = reading.policy else {
            let findings = diagnostics.map { Finding(severity: .error, diagnostic: $0) }.sorted(by: Finding.reportOrder)
            throw CommandFailure(
                exitCode: ExitCode.usage, message: "the policy \(source.path) cannot be used",
                help: "mend it first: nothing is judged by half a policy", findings: findings)
        }
        return policy
    }

    static var noPolicy: CommandFailure {
        .usage(
            "there is no policy at \(Policy.defaultPath)",
            help:
                "`tollgate init` writes one, for documents of another tool `tollgate init --foreign`; or name one with `--policy <path>`"
        )
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// The folder of a policy file relative to the top of the work tree; nothing where it lies elsewhere.
    private func rootInWorkTree(_ path: String) -> String? {
        guard let top = repository.facts.workTree else { return nil }
        let folder = URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath().path(
            percentEncoded: false)
        let trimmed = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        if trimmed == top { return "" }
        guard trimmed.hasPrefix(top + "/") else { return nil }
        return String(trimmed.dropFirst(top.count + 1))
    }

    // MARK: - The governed branch

    /// A tip with the policy to read its history by.
    struct Branch {
        let name: String
        let tip: ObjectID
        let policy: LoadedPolicy

        /// As in `main (9ab31f0)`.
        var label: String { "\(name) (\(tip.short))" }
        /// What statements call it, wherever it was fetched from.
        var statementName: String { name.hasPrefix("origin/") ? String(name.dropFirst(7)) : name }
    }

    /// The branch to read: HEAD's where the policy names none or names it, else the first that the policy names and that exists.
    func branch() throws(CommandFailure) -> Branch {
        guard let head = repository.facts.head else {
            throw .undecided("nothing was examined: the repository has no commits", help: "commit the plans first")
        }
        let headName = repository.facts.headBranch.map(Self.shortName) ?? "HEAD"
        var loaded = try policyFromOption()
        let isOption = loaded != nil
        if loaded == nil { loaded = try policy(in: head) }
        guard let policy = loaded else { throw Self.noPolicy }
        let branches = policy.policy.branches
        if branches.isEmpty || branches.contains(headName) { return Branch(name: headName, tip: head, policy: policy) }
        for name in branches {
            for (ref, label) in Self.refs(ofBranch: name) {
                guard let tip = try git({ () throws(GitError) in try repository.commit(ofRef: ref) }) else { continue }
                let own = isOption ? policy : try self.policy(in: tip) ?? policy
                return Branch(name: label, tip: tip, policy: own)
            }
        }
        throw .undecided(
            "the policy governs \(branches.map { "`\($0)`" }.joined(separator: ", ")), and this clone has no such branch",
            help: "run `git fetch origin \(branches[0]):\(branches[0])`")
    }

    /// Where a branch can be, here and as it was fetched, each with what to call it.
    static func refs(ofBranch name: String) -> [(ref: String, label: String)] {
        [("refs/heads/\(name)", name), ("refs/remotes/origin/\(name)", "origin/\(name)")]
    }

    static func shortName(_ ref: String) -> String {
        ref.hasPrefix("refs/heads/") ? String(ref.dropFirst(11)) : ref
    }
}

/// Runs something that reads git, and translates its error once.
func git<Result: ~Copyable>(_ body: () throws(GitError) -> Result) throws(CommandFailure) -> Result {
    do {
        return try body()
    } catch {
        throw CommandFailure(error)
    }
}
