import ArgumentParser
import GitStore
import PlanModel
import Reports

struct DoctorCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", _superCommandName: RootCommand.name,
        abstract: "What this clone can prove, and what it cannot.",
        discussion:
            "Ends with 0 when everything can be judged here, 3 when something cannot, 1 for what else is not in order.")

    @OptionGroup var common: CommonOptions

    private enum State: String {
        case good = "ok"
        case bad = "problem"
        case unprovable = "cannot prove"
    }

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let facts = workspace.repository.facts
        var rows: [(name: String, state: State, detail: String)] = []
        func add(_ name: String, _ state: State, _ detail: String) { rows.append((name, state, detail)) }

        add("repository", .good, facts.gitDirectory)
        add("work tree", .good, facts.workTree ?? "none: a bare repository")
        add(
            "history", facts.isShallow ? .unprovable : .good,
            facts.isShallow ? "shallow: run `git fetch --unshallow`" : "complete")
        add(
            "objects", facts.isPartial ? .unprovable : .good,
            facts.isPartial ? "a partial clone: clone again without `--filter`" : "all expected here")
        add(
            "replace refs", facts.replaceRefs.isEmpty ? .good : .bad,
            facts.replaceRefs.isEmpty
                ? "none"
                : "\(facts.replaceRefs.joined(separator: ", ")): git shows other objects; Tollgate does not follow them"
        )
        add(
            "grafts", facts.hasGrafts ? .bad : .good,
            facts.hasGrafts ? "info/grafts: git shows other parents; Tollgate does not follow them" : "none")
        add("head", facts.head == nil ? .unprovable : .good, head(facts))
        policyRow(workspace, add)
        let index = try git { () throws(GitError) in facts.isBare ? [] : try workspace.repository.index().entries }
        let hidden = index.filter { $0.isAssumedUnchanged || $0.isSkippedInWorkTree }.count
        if !facts.isBare {
            add(
                "index", hidden == 0 ? .good : .bad,
                hidden == 0
                    ? "\(index.count) entr\(index.count == 1 ? "y" : "ies")"
                    : "\(hidden) entries are hidden from git by assume-unchanged or skip-worktree")
        }
        try deliver(
            rows.map { [.text($0.name), .text($0.state.rawValue), .text($0.detail)] }, rows.map(\.state), world)
        if rows.contains(where: { $0.state == .unprovable }) { return ExitCode.undecided }
        return rows.contains { $0.state == .bad } ? ExitCode.findings : ExitCode.success
    }

    private func head(_ facts: RepositoryFacts) -> String {
        let name = facts.headBranch.map(Workspace.shortName) ?? "detached"
        return facts.head.map { "\(name) (\($0.short))" } ?? "\(name), without commits"
    }

    private func policyRow(_ workspace: Workspace, _ add: (String, State, String) -> Void) {
        do {
            let branch = try workspace.branch()
            let stages = branch.policy.policy.ladder.stages.joined(separator: " → ")
            add("policy", .good, "\(branch.policy.origin): \(stages)")
            add("governed branch", .good, branch.label)
        } catch {
            add("policy", .unprovable, ([error.message] + [error.help].compactMap { $0 }).joined(separator: "; "))
        }
    }

    private func deliver(_ rows: [[Table.Cell]], _ states: [State], _ world: World) throws(CommandFailure) {
        let problems = states.count { $0 != .good }
        let table = Table(
            format: "tollgate.doctor/1", members: ["tollgate": .string(ToolVersion.current)],
            columns: [Table.Column("fact", "fact"), Table.Column("state", "state"), Table.Column("detail", "detail")],
            rows: rows,
            summary: [
                problems == 0
                    ? "everything can be judged in this clone" : "\(problems) of \(rows.count) facts need attention"
            ])
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
    }
}
