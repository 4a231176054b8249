import PlanModel
import Timeline

extension Analysis {
    static let deployments = Analysis(
        "deployments", shows: "deployments by initiative, here and in the repositories that the policy names",
        explanation: """
            A row for each line `deployment` of a ledger, with the repository that has the commit or tag it names; for each \
            commit with a trailer `Initiative`; for each initiative that went live without any of them \
            (`go-live-without-deployment`); for each commit that names an initiative that is not there \
            (`unknown-initiative`); and for each tag of a repository that the policy names whose commit neither a ledger nor a \
            trailer leads to an initiative (`deployment-without-initiative`). A repository that could not be read is told apart: nothing was checked there.
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
        var linked: Set<String> = []
        var named: [String: [DeploymentFacts.Trace]] = [:]
        for trace in facts.traces { for name in trace.initiatives { named[name, default: []].append(trace) } }
        for initiative in input.portfolio.initiatives {
            let plan = Cell.text(input.portfolio.plan(of: initiative))
            let path = Cell.text(initiative.history.path)
            for entry in initiative.readings.deployments {
                linked.insert(initiative.name)
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
                linked.insert(initiative.name)
                rows.append([
                    .text(initiative.name), plan, .text("commit"), .text(trace.subject), .day(trace.recorded.day),
                    .optional(trace.tag), .text(trace.repository), .flags([]), .text(trace.commit), path,
                ])
            }
            if let goLive = initiative.goLive, !linked.contains(initiative.name) {
                rows.append([
                    .text(initiative.name), plan, .text("go-live"), .text(goLive.line.item), .day(goLive.line.date),
                    .text(goLive.line.evidence), .none,
                    .flags([facts.unread.isEmpty ? "go-live-without-deployment" : "cannot-decide"]),
                    .commit(goLive.landing), path,
                ])
            }
        }
        let known = Set(input.portfolio.branch.initiatives.flatMap { [$0.name] + $0.standings.compactMap(\.value.id) })
        for trace in facts.traces {
            for name in trace.initiatives where !known.contains(name) {
                rows.append([
                    .text(name), .none, .text("commit"), .text(trace.subject), .day(trace.recorded.day),
                    .optional(trace.tag), .text(trace.repository), .flags(["unknown-initiative"]), .text(trace.commit),
                    .none,
                ])
            }
        }
        let linkedCommits = Set(facts.traces.filter { !$0.initiatives.isEmpty }.map(\.commit))
        for trace in facts.traces {
            guard let tag = trace.tag, !linkedCommits.contains(trace.commit), facts.known[trace.commit] == nil else {
                continue
            }
            rows.append([
                .none, .none, .text("tag"), .text(trace.subject), .day(trace.recorded.day), .text(tag),
                .text(trace.repository), .flags(["deployment-without-initiative"]), .text(trace.commit), .none,
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
