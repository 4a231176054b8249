import PlanModel
import Timeline

extension Analysis {
    static let transitions = Analysis(
        "transitions", shows: "every change of stage",
        explanation: """
            forward: to the next stage of the ladder. skip: forward over at least one. back: to an earlier one. end: to a stage \
            beside the ladder. resume: from there back onto it. undeclared: one of the two is no declared stage, which wins over \
            all others.
            """,
        columns: [
            Column("recorded", "when it was recorded, in UTC"), .commit, .initiative,
            Column("kind", "forward, skip, back, end, resume or undeclared"),
            Column("from", "the stage before, as written"),
            Column("to", "the stage after, as written"), Column("path", "the path in the landing's tree"),
        ]
    ) { input in
        let names = Set(input.portfolio.initiatives.map(\.history.path))
        let timelines = input.portfolio.branch.initiatives.filter { names.contains($0.path) }.map(\.timeline)
        let rows: [[Cell]] = Transitions(timelines).rows.map { row in
            [
                .text(row.landing.recorded.description), .commit(row.landing), .text(row.initiative),
                .text(row.kind.rawValue), .optional(row.from), .optional(row.to), .text(row.path),
            ]
        }
        return Outcome(rows, ["\(rows.count) change\(rows.count == 1 ? "" : "s") of stage"])
    }.with { $0.needsOnlyStages = true }
}
