import ArgumentParser
import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Reports
import Timeline

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

    /// Where a history ends: a tip, the moment up to which it is read, and how to call both.
    struct Cut {
        let tip: ObjectID
        var until: Timestamp?
        let label: String
    }

    /// What a date or a revision means on a branch.
    static func cut(_ text: String, _ branch: Workspace.Branch, _ workspace: Workspace) throws(CommandFailure) -> Cut {
        if let moment = moment(text) {
            return Cut(tip: branch.tip, until: moment, label: "\(branch.label) as of \(text)")
        }
        if text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil {
            throw .usage("`\(Printable.line(text))` is no day", help: "write one as in `2026-03-31`, or a revision")
        }
        let tip = try git { () throws(GitError) in try workspace.repository.commit(revision: text) }
        return Cut(tip: tip, label: "\(branch.name) as of \(text) (\(tip.short))")
    }

    /// Replays the governed branch. Ends with "cannot decide" where history is missing or there is nothing in it.
    func history(_ workspace: Workspace) async throws(CommandFailure) -> History {
        try workspace.requireCompleteHistory()
        let branch = try workspace.branch()
        let cut = try asOf.map { text throws(CommandFailure) in try Self.cut(text, branch, workspace) }
        let label = cut?.label ?? branch.label
        let progress = Progress(workspace.world, options: workspace.options)
        defer { progress.end() }
        let replay: Replay
        do {
            replay = try await Replay(
                workspace.repository, tip: cut?.tip ?? branch.tip, policy: branch.policy.policy, until: cut?.until,
                progress: progress.report)
        } catch {
            throw CommandFailure(error)
        }
        try requireSomething(replay.landings, replay.timelines.isEmpty, branch, label)
        return History(
            branch: Workspace.Branch(name: branch.name, tip: cut?.tip ?? branch.tip, policy: branch.policy),
            replay: replay, label: label)
    }

    private func requireSomething(
        _ landings: Int, _ isEmpty: Bool, _ branch: Workspace.Branch, _ label: String
    ) throws(CommandFailure) {
        guard landings > 0 else {
            throw .undecided("nothing was examined: \(branch.name) had no landing by \(asOf ?? "then")")
        }
        guard !isEmpty else {
            let patterns = branch.policy.policy.documents.flatMap(\.matches).map { "`\($0.text)`" }
            throw .undecided(
                "nothing was examined: no initiative matches \(patterns.joined(separator: ", ")) in \(label)",
                help: "look at `documents` in the policy")
        }
    }

    // MARK: - With promises and ledgers

    /// A branch that was replayed with its promises and ledgers.
    struct ValueReading {
        let branch: Workspace.Branch
        let history: BranchHistory
        let problems: [HistoryProblem]
        let tip: ObjectID
        let label: String
        /// The day that periods are complete on.
        let day: Day

        var members: [String: JSONValue] {
            [
                "branch": .string(branch.name), "revision": .string(tip.hex), "policy": .string(branch.policy.origin),
                "landings": .int(history.landings), "initiatives": .int(history.initiatives.count),
                "unreadableVersions": .int(history.unreadableVersions), "objectsVerified": .bool(false),
                "asOf": .string(day.description),
            ]
        }

        var summary: [String] {
            func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
            var lines = [
                "\(label): \(counted(history.landings, "landing")), \(counted(history.initiatives.count, "initiative")) examined, periods complete by \(day)"
            ]
            if history.unreadableVersions > 0 {
                lines.append(
                    "\(counted(history.unreadableVersions, "version")) could not be read and \(history.unreadableVersions == 1 ? "is" : "are") skipped; `tollgate log` names them"
                )
            }
            for path in history.unreadLedgers.sorted() {
                lines.append("the ledger \(path) was too large to be read in some version; its lines are missing here")
            }
            return lines
        }
    }

    /// Replays the governed branch with promises and ledgers. `point` is a date or revision in place of `--as-of`.
    func valueReading(_ workspace: Workspace, at point: String? = nil) async throws(CommandFailure) -> ValueReading {
        try workspace.requireCompleteHistory()
        let branch = try workspace.branch()
        let cut = try (point ?? asOf).map { text throws(CommandFailure) in try Self.cut(text, branch, workspace) }
        let label = cut?.label ?? branch.label
        let progress = Progress(workspace.world, options: workspace.options)
        defer { progress.end() }
        let replay: ValueHistory
        do {
            replay = try await ValueHistory(
                workspace.repository, tip: cut?.tip ?? branch.tip, policy: branch.policy.policy,
                root: branch.policy.scope.root, until: cut?.until, progress: progress.report)
        } catch {
            throw CommandFailure(error)
        }
        if point == nil {
            try requireSomething(replay.history.landings, replay.history.initiatives.isEmpty, branch, label)
        }
        // As of a revision, periods are complete on the day of its landing: nobody knew more then.
        let day =
            cut.map { $0.until?.day ?? replay.history.tip?.recorded.day ?? workspace.world.now.day }
            ?? workspace.world.now.day
        return ValueReading(
            branch: branch, history: replay.history, problems: replay.problems, tip: replay.tip, label: label, day: day)
    }

    /// A date stands for its last second.
    private static func moment(_ text: String) -> Timestamp? {
        if let moment = Timestamp(text) { return moment }
        return Day(text).map { Timestamp(seconds: Int64($0.daysSinceEpoch + 1) * 86_400 - 1) }
    }
}
