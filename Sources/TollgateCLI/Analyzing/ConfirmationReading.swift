import GitStore
import Governance
import PlanHistory
import PlanModel
import Realisation
import Timeline

/// Finds out for which initiatives at the last stage the controller's sign-off counted, by judging the landings that brought them
/// there as an audit judges them.
///
/// Only landings that touch these initiatives are judged, so that a branch where nothing is closed costs nothing more.
struct ConfirmationReading {
    private let workspace: Workspace
    private let reading: HistoryOptions.ValueReading

    /// An initiative that came to the last stage, by its name now, and by the one that it had then.
    private struct Closing {
        let name: String
        let nameThen: String
    }

    init(_ workspace: Workspace, _ reading: HistoryOptions.ValueReading) {
        self.workspace = workspace
        self.reading = reading
    }

    func confirmations(_ selection: Portfolio.Selection) throws(CommandFailure) -> Confirmations {
        var confirmations = Confirmations()
        let policy = reading.branch.policy.policy
        guard policy.confirmsByController, let stage = policy.ladder.stages.last else { return confirmations }
        var closings: [String: [Closing]] = [:]
        var followed: Set<String> = []
        var newest: Landing?
        for history in reading.history.initiatives where selection.contains(history, reading.history) {
            guard let landing = history.held(since: stage) else { continue }
            let closing = Closing(name: history.name, nameThen: history.cut(at: landing.order)?.name ?? history.name)
            closings[landing.commit, default: []].append(closing)
            if landing.order > newest?.order ?? -1 { newest = landing }
            followed.formUnion(history.standings.map { $0.value.id ?? history.path })
            followed.formUnion(
                history.paths.map { path in
                    ListedFile(rawPath: Array(path.value.utf8), path: path.value, kind: .regular).stem
                })
        }
        guard let tip = newest.flatMap({ ObjectID(hex: $0.commit) }) else { return confirmations }
        // What landed behind the last of them changes nothing.
        let chain = try git { () throws(GitError) in
            try FirstParentChain.read(workspace.repository, from: tip).chain
        }
        var replay = LandingReplay(
            workspace, paths: .everything, fixedPolicy: try workspace.policyFromOption(),
            branches: [reading.branch.statementName])
        try replay.replay(chain, followed: followed) { row, judged in
            let commit = chain.ids[row].hex
            for closing in closings[commit] ?? [] { Self.note(closing, judged, commit, &confirmations) }
        }
        return confirmations
    }

    private static func note(
        _ closing: Closing, _ judged: LandingReplay.Judged, _ commit: String, _ confirmations: inout Confirmations
    ) {
        let asked = judged.judgement.signOffs.filter { $0.key == closing.nameThen }.flatMap(\.requirements)
        if asked.contains(where: { $0.role == Policy.controllerRole && $0.isMet && !$0.given.isEmpty }) {
            confirmations.sign(closing.name, at: commit)
        } else if let open = judged.judgement.notJudged.first(where: { $0.initiative == closing.nameThen }) {
            confirmations.leaveOpen(closing.name, at: commit, because: open.reason ?? "the keys are not known")
        }
    }
}
