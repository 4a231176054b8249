import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel

/// What `policy lint` says of the people and the keys beside a policy, as they stand in the work tree.
struct TrustReview {
    /// Findings that `check` would have too.
    let diagnostics: [Diagnostic]
    let smells: [PolicyLint.Smell]

    /// Nothing where the policy is not the repository's own, or where there is no work tree.
    init?(
        _ policy: Policy, _ source: SourceText, _ world: World, _ options: CommonOptions
    ) throws(CommandFailure) {
        guard source.path == Policy.defaultPath, options.policy == nil else { return nil }
        let workspace = try Workspace(options, world)
        guard let top = workspace.repository.facts.workTree else { return nil }
        let root = StateFiles.folder(of: source.path)
        let trust = try workspace.trustSet(in: root)
        let scope = GovernedScope(policy: policy, root: root)
        let context = CheckContext(
            workspace: workspace, loaded: Workspace.LoadedPolicy(scope: scope, origin: source.path), paths: .everything)
        let index = try git { () throws(GitError) in try workspace.repository.index().entries }
        let files = try context.workTreeState(WorkTree(root: top), index: index).files.entries.filter {
            policy.entry(for: $0.path)?.kind == .initiative
        }
        let folders = Set(
            files.map { file in
                let folder = StateFiles.folder(of: file.listed.path)
                return folder.hasPrefix(root + "/") ? String(folder.dropFirst(root.utf8.count + 1)) : folder
            })
        let day = world.now.day

        var diagnostics = trust.people?.diagnostics ?? []
        diagnostics += KeyRules(trust).diagnostics
        if trust.people != nil || trust.allowed != nil || trust.revoked != nil {
            diagnostics += KeyRules.missing(trust, policy)
        }
        if let people = trust.people?.people {
            let roles = RoleRules(policy, people: people, on: day)
            diagnostics += PeopleRules(people, folders: folders).diagnostics
            diagnostics += roles.diagnostics(folders: folders) + roles.lockedOut(trust: trust)
        }
        self.diagnostics = diagnostics
        smells =
            TrustLint(policy, trust: trust, initiatives: Set(files.map(\.listed.stem)), on: day).smells
    }
}
