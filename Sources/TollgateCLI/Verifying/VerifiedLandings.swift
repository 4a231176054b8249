import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// A branch replayed for some sign-offs: the landings that look at them, and what is proposed onto its tip.
struct VerifiedLandings {
    let workspace: Workspace
    let branch: Workspace.Branch
    /// The folder of the policy.
    let root: String
    let chain: FirstParentChain
    /// The keys of the newest landing, and now.
    let now: SignatureReasoning.Keys
    private var branchReplay: LandingReplay
    /// What judging gave, for the landings that look at one of the sign-offs, by their rows.
    private var landed: [Int: LandingReplay.Judged] = [:]
    private var scenes: [Int: VerifiedScene] = [:]
    private var proposed: VerifiedScene?

    private var repository: Repository { workspace.repository }

    init(_ workspace: Workspace, branch: Workspace.Branch, root: String) throws(CommandFailure) {
        self.workspace = workspace
        self.branch = branch
        self.root = root
        chain = try git { () throws(GitError) in
            try FirstParentChain.read(workspace.repository, from: branch.tip).chain
        }
        let names = branch.policy.policy.branches
        let name =
            names.contains(branch.name) || !branch.name.hasPrefix("origin/")
            ? branch.name : String(branch.name.dropFirst(7))
        branchReplay = LandingReplay(
            workspace, paths: .everything, fixedPolicy: try workspace.policyFromOption(), branches: [name])
        let context = CheckContext(workspace: workspace, loaded: branch.policy, paths: .everything)
        now = .init(
            try context.state(of: branch.tip).trustSet(in: root),
            at: KeyTime(seconds: workspace.world.now.seconds), revision: branch.tip.short)
    }

    // MARK: - Landings

    private func landing(_ row: Int) -> LandingReplay.Landing {
        LandingReplay.Landing(parent: row + 1 < chain.count ? chain.ids[row + 1] : nil, commit: chain.ids[row])
    }

    /// The initiatives and trust steps that a landing takes a step of which asks for sign-offs.
    func steps(ofRow row: Int) throws(CommandFailure) -> Set<String> {
        var probe = LandingReplay(
            workspace, paths: .everything, fixedPolicy: try workspace.policyFromOption(), branches: [])
        return try probe.judge(landing(row)).open
    }

    /// Replays the branch, and keeps the landings that look at one of the texts, and the one that is asked for.
    mutating func replay(_ keys: Set<String>, keeping kept: Int?, _ texts: Set<SignOffText>) throws(CommandFailure) {
        guard !keys.isEmpty else {
            if let kept { landed[kept] = try branchReplay.judge(landing(kept)) }
            return
        }
        var found: [Int: LandingReplay.Judged] = [:]
        try branchReplay.replay(chain, followed: keys) { row, judged throws(CommandFailure) in
            if row == kept || judged.judgement.signOffs.contains(where: { $0.looks(at: texts) }) { found[row] = judged }
        }
        landed = found
    }

    /// What judging a landing gave, where it was kept.
    func judged(_ row: Int) -> LandingReplay.Judged? { landed[row] }

    /// The row of the landing that brought a commit; nothing where it has not landed.
    func row(bringing commit: ObjectID) throws(CommandFailure) -> Int? {
        if let row = chain.ids.firstIndex(of: commit) { return row }
        func isIn(_ row: Int) throws(CommandFailure) -> Bool {
            try git { () throws(GitError) in try repository.isAncestor(commit, of: chain.ids[row]) }
        }
        guard try isIn(0) else { return nil }
        // Rows are newest first: the last one that has it.
        var (inside, outside) = (0, chain.count)
        while outside - inside > 1 {
            let middle = (inside + outside) / 2
            if try isIn(middle) { inside = middle } else { outside = middle }
        }
        return inside
    }

    // MARK: - What is proposed

    /// Judges what merging HEAD, else the commit itself, would land, as far as it has not landed.
    mutating func propose(_ origin: ObjectID) throws(CommandFailure) {
        let context = CheckContext(workspace: workspace, loaded: branch.policy, paths: .everything)
        let before = try context.state(of: branch.tip)
        var scene = VerifiedScene(
            context: context, base: branch.tip, revision: branch.tip, before: before, after: before,
            signOffs: standingCase,
            judgement: Judgement(),
            commits: [], hasLanded: false, label: branch.label)
        defer { proposed = scene }
        guard let tip = try proposalTip(origin) else { return }
        scene.revision = tip
        scene.label = "the proposal \(tip.short) onto \(branch.label)"
        var landing = LandingReplay.Landing(parent: branch.tip, commit: tip, isProposal: true, isTentative: true)
        scene.after = try context.state(of: tip)
        if try !git({ () throws(GitError) in try repository.isAncestor(branch.tip, of: tip) }) {
            switch try git({ () throws(GitError) in try repository.mergedEntries(ours: branch.tip, theirs: tip) }) {
            case .merged(let entries):
                landing.files = { GovernedFiles(entries, scope: $0) }
                scene.after = StateFiles(files: GovernedFiles(entries, scope: context.scope), repository: repository)
            case .conflict:
                scene.obstacle =
                    "merging \(tip.short) into \(branch.label) conflicts, so that nobody can tell what would land"
                return
            }
        }
        let judged = try branchReplay.judge(landing)
        scene.judgement = judged.judgement
        scene.commits = judged.commits
        if let signOffs = judged.signOffs { scene.signOffs = signOffs }
    }

    /// What a sign-off is judged by that no step has: what the landings left, by the people and keys of the tip.
    private var standingCase: SignOffCase {
        var signOffs = SignOffCase(
            trust: now.trust, branches: branchReplay.branches, moment: now.moment, tip: branch.tip.hex)
        signOffs.chain = branchReplay.places
        signOffs.standings = branchReplay.standings
        return signOffs
    }

    /// The commit that would land: HEAD where it has not landed and holds the commit, else the commit itself.
    private func proposalTip(_ origin: ObjectID) throws(CommandFailure) -> ObjectID? {
        try git { () throws(GitError) in
            for candidate in [repository.facts.head, origin].compactMap({ $0 }) {
                if try repository.isAncestor(candidate, of: branch.tip) { continue }
                if try repository.isAncestor(origin, of: candidate) { return candidate }
            }
            return nil
        }
    }

    // MARK: - Single sign-offs

    /// What is to be said of a sign-off: by the landing that it counted in, else by what is proposed, else by the last landing
    /// that looked at it.
    mutating func part(of found: FoundSignOff) throws(CommandFailure) -> VerifyReport.Part {
        guard let statement = try? Statement(line: found.text.statement) else {
            return VerifyReport.Part(SignOffReasoning(found), commands: [])
        }
        let rows = landed.keys.sorted().filter { row in
            landed[row]?.judgement.signOffs.contains { $0.looks(at: [found.text]) } ?? false
        }
        let counting = rows.last { row in
            landed[row]?.judgement.signOffs.contains { $0.counts(found.text) } ?? false
        }
        let isProposed = proposed?.judgement.signOffs.contains { $0.looks(at: [found.text]) } ?? false
        let row = counting ?? (isProposed ? nil : rows.first)
        guard let row else {
            guard var scene = proposed else { return VerifyReport.Part(SignOffReasoning(found), commands: []) }
            let part = try scene.part(of: found, statement, now)
            proposed = scene
            return part
        }
        var scene = try self.scene(row)
        let part = try scene.part(of: found, statement, now)
        scenes[row] = scene
        return part
    }

    private mutating func scene(_ row: Int) throws(CommandFailure) -> VerifiedScene {
        if let known = scenes[row] { return known }
        guard let judged = landed[row], let policy = judged.policy, let signOffs = judged.signOffs else {
            throw .undecided("nothing was examined: landing \(chain.ids[row].short) was not judged")
        }
        let context = CheckContext(workspace: workspace, loaded: policy, paths: .everything)
        let parent = row + 1 < chain.count ? chain.ids[row + 1] : nil
        return VerifiedScene(
            context: context, base: parent ?? chain.ids[row], revision: chain.ids[row],
            before: try context.state(of: parent), after: try context.state(of: chain.ids[row]), signOffs: signOffs,
            judgement: judged.judgement, commits: judged.commits, hasLanded: true,
            label: "landing \(chain.ids[row].short) on \(branch.name)")
    }
}

extension StepSignOffs {
    /// Whether it looks at one of the texts.
    fileprivate func looks(at texts: Set<SignOffText>) -> Bool { all.contains { texts.contains($0.found.text) } }

    /// Whether a text is one of those that let it pass.
    fileprivate func counts(_ text: SignOffText) -> Bool {
        submissions.contains { $0.found.text == text } || breakGlass.contains { $0.signOff.found.text == text }
            || requirements.contains { $0.given.contains { $0.signOff.found.text == text } }
    }
}
