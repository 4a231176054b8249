import ArgumentParser
import GitStore
import PlanHistory
import PlanModel
import Reports

/// Reads the history that a command is about.
struct HistoryOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Only what was recorded by a date (UTC), or up to a revision.", valueName: "date|rev"))
    var asOf: String?

    /// A replayed branch.
    struct History {
        let branch: Workspace.Branch
        let replay: Replay
        /// As in `main (9ab31f0)`, with the cut.
        let label: String

        /// What every result about history says about where it comes from.
        var members: [String: JSONValue] {
            [
                "branch": .string(branch.name), "revision": .string(replay.tip.hex),
                "policy": .string(branch.policy.origin),
                "landings": .int(replay.landings), "initiatives": .int(replay.timelines.count),
                "unreadableVersions": .int(replay.unreadableVersions), "objectsVerified": .bool(false),
            ]
        }

        /// What was examined, for people.
        var summary: [String] {
            var lines = [
                "\(label): \(replay.landings) landing\(replay.landings == 1 ? "" : "s"), \(replay.timelines.count) initiative\(replay.timelines.count == 1 ? "" : "s") examined"
            ]
            if replay.unreadableVersions > 0 {
                lines.append(
                    "\(replay.unreadableVersions) version\(replay.unreadableVersions == 1 ? "" : "s") could not be read and \(replay.unreadableVersions == 1 ? "is" : "are") skipped; `tollgate log` names them"
                )
            }
            return lines
        }
    }

    /// Replays the governed branch. Ends with "cannot decide" where history is missing or there is nothing in it.
    func history(_ workspace: Workspace) async throws(CommandFailure) -> History {
        try workspace.requireCompleteHistory()
        var branch = try workspace.branch()
        var until: Timestamp?
        var label = branch.label
        if let asOf {
            if let moment = Self.moment(asOf) {
                until = moment
                label += " as of \(asOf)"
            } else {
                let tip = try git { () throws(GitError) in try workspace.repository.commit(revision: asOf) }
                branch = Workspace.Branch(name: branch.name, tip: tip, policy: branch.policy)
                label = "\(branch.name) as of \(asOf) (\(tip.short))"
            }
        }
        let progress = Progress(workspace.world, options: workspace.options)
        defer { progress.end() }
        let replay: Replay
        do {
            replay = try await Replay(
                workspace.repository, tip: branch.tip, policy: branch.policy.policy, until: until,
                progress: progress.report)
        } catch {
            throw CommandFailure(error)
        }
        guard replay.landings > 0 else {
            throw .undecided("nothing was examined: \(branch.name) had no landing by \(asOf ?? "then")")
        }
        guard !replay.timelines.isEmpty else {
            let patterns = branch.policy.policy.documents.flatMap(\.matches).map { "`\($0.text)`" }
            throw .undecided(
                "nothing was examined: no initiative matches \(patterns.joined(separator: ", ")) in \(label)",
                help: "look at `documents` in the policy")
        }
        return History(branch: branch, replay: replay, label: label)
    }

    /// A date stands for its last second.
    private static func moment(_ text: String) -> Timestamp? {
        if let moment = Timestamp(text) { return moment }
        return Day(text).map { Timestamp(seconds: Int64($0.daysSinceEpoch + 1) * 86_400 - 1) }
    }
}
