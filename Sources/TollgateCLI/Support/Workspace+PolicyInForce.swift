import GitStore
import Diagnostics
import PlanHistory
import PlanModel
import PlanText

extension Workspace {
    /// The policy that judges what has not landed yet: HEAD's; before the first one is committed, the one that is about to be,
    /// from an index where one is given and from the work tree otherwise.
    func policyInForce(staged index: [IndexEntry]? = nil) throws(CommandFailure) -> LoadedPolicy {
        if let loaded = try policyFromOption() { return loaded }
        if let head = repository.facts.head, let loaded = try policy(in: head) { return loaded }
        let path = Array(Policy.defaultPath.utf8)
        let content: ObjectDatabase.Blob? = try git { () throws(GitError) in
            if let index {
                guard let entry = index.first(where: { $0.path == path && $0.stage == 0 }) else { return nil }
                return try repository.objects.blob(entry.id, limit: TextLimits.bytes)
            }
            guard let top = repository.facts.workTree else { return nil }
            return try WorkTree(root: top).read(path, limit: TextLimits.bytes)
        }
        guard case .bytes(let bytes) = content else { throw Self.noPolicy }
        let policy = try usable(SourceText(path: Policy.defaultPath, bytes: bytes))
        return LoadedPolicy(
            scope: GovernedScope(policy: policy, root: "plans"), origin: "\(Policy.defaultPath), not committed yet",
            isRoot: true)
    }

    /// HEAD for people, as in `main (9ab31f0)`; `nothing` before the first commit.
    var headLabel: String {
        let facts = repository.facts
        let branch = facts.headBranch.map(Self.shortName) ?? "HEAD"
        return facts.head.map { "\(branch) (\($0.short))" } ?? "nothing"
    }
}
