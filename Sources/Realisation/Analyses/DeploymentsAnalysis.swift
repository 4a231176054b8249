import PlanModel
import Timeline

extension Analysis {
    static let deployments = Analysis(
        "deployments", shows: "deployments by initiative, here and in the repositories that the policy names",
        explanation: """
            A row for each line `deployment` of a ledger, with the repository that has the commit or tag it names; for each \
            commit with a trailer `Initiative`, of the repository of plans where it changes something beside plans; for each \
            initiative that went live without any of them (`go-live-without-deployment`); for each commit that names an \
            initiative that is not there (`unknown-initiative`); and for each tag of a repository that the policy names that \
            leads to no initiative (`deployment-without-initiative`): neither its commit nor one that came with it since the tags \
            before it is named by a ledger, or names an initiative. Tags from before the first landing of the plans are left \
            out. A repository that could not be read is told apart: nothing was checked there.
            """,
        columns: [
            .initiative, .plan, Column("source", "`ledger`, `commit`, `tag` or `go-live`"),
            Column("item", "what was deployed, or the subject of the commit"), Column("date", "when"),
            Column("evidence", "what the line names"),
            Column("repository", "the repository that has it; empty for this one"),
            Column("flags", "what stands out"), .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        let facts = input.deployments
        var named: [String: [DeploymentFacts.Trace]] = [:]
        for trace in facts.traces { for name in trace.initiatives { named[name, default: []].append(trace) } }
        for initiative in input.portfolio.initiatives {
            let plan = Cell.text(input.portfolio.plan(of: initiative))
            let path = Cell.text(initiative.history.path)
            for entry in initiative.readings.deployments {
                var flags: [String] = []
                var repository: String?
                switch entry.line.reference {
                case .commit(let digits)?, .tag(_, let digits)?:
                    repository = facts.known[digits]
                    if repository == nil { flags.append(facts.unread.isEmpty ? "unresolved" : "not-read") }
                case nil: flags.append("no-evidence")
                default: break
                }
                rows.append([
                    .text(initiative.name), plan, .text("ledger"), .text(entry.line.item), .day(entry.line.date),
                    .text(entry.line.evidence), .optional(repository), .flags(flags), .commit(entry.landing), path,
                ])
            }
            for trace in named[initiative.name] ?? [] {
                rows.append([
                    .text(initiative.name), plan, .text("commit"), .text(trace.subject), .day(trace.recorded.day),
                    .none, .text(trace.repository), .flags([]), .text(trace.commit), path,
                ])
            }
            let flag: String? =
                switch facts.goLive(
                    of: initiative.name, hasRecordedDeployment: !initiative.readings.deployments.isEmpty)
                {
                case .deployed: nil
                case .withoutDeployment: "go-live-without-deployment"
                case .undecided: "cannot-decide"
                }
            if let goLive = initiative.goLive, let flag {
                rows.append([
                    .text(initiative.name), plan, .text("go-live"), .text(goLive.line.item), .day(goLive.line.date),
                    .text(goLive.line.evidence), .none, .flags([flag]), .commit(goLive.landing), path,
                ])
            }
        }
        let known = Set(input.portfolio.branch.initiatives.flatMap { [$0.name] + $0.standings.compactMap(\.value.id) })
        for trace in facts.traces {
            for name in trace.initiatives where !known.contains(name) {
                rows.append([
                    .text(name), .none, .text("commit"), .text(trace.subject), .day(trace.recorded.day),
                    .none, .text(trace.repository), .flags(["unknown-initiative"]), .text(trace.commit),
                    .none,
                ])
            }
        }
        for tag in facts.unlinkedTags {
            rows.append([
                .none, .none, .text("tag"), .text(tag.subject), .day(tag.recorded?.day), .text(tag.name),
                .text(tag.repository), .flags(["deployment-without-initiative"]), .text(tag.commit), .none,
            ])
        }
        var summary: [String] = []
        for (name, reason) in facts.unread.sorted(by: { $0.key < $1.key }) {
            summary.append("the repository `\(name)` was not read: \(reason)")
        }
        if !facts.read.isEmpty { summary.append("read: \(facts.read.joined(separator: ", "))") }
        return Outcome(rows, summary)
    }.with { $0.needsDeployments = true }
}
