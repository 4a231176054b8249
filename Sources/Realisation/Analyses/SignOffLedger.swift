import PlanModel
import Timeline

extension Analysis {
    static let signOffLedger = Analysis(
        "sign-off-ledger", shows: "every step with the sign-offs that it asked for, and those that it got",
        explanation: """
            A row for each sign-off that counted for a step, for each that did not, with the reason, and for each step that has \
            none. The age is the days from the moment that the statement names to the landing. `stale`: it agrees to other bytes \
            than those that landed. `used`: it has counted for an earlier landing of that step, and counts once. `involved`: by somebody \
            who had a part in the content, for an independent role. `within-a-minute`: given less than a minute after the newest commit of the content was made, \
            so that nobody can have read it. Sign-offs are judged as `tollgate audit` judges them.
            """,
        columns: [
            .initiative, Column("step", "the step, by its gate"),
            Column("passes", "whether no finding stands against it"),
            Column("asked", "what the gate asks for"), Column("person", "who signed"), Column("role", "as what"),
            Column("assurance", "how it is proved"), Column("given", "when, by the statement"),
            Column("age", "days from there to the landing"), Column("flags", "what stands out"),
            Column("reason", "why it does not count"), Column("carrier", "what brought it"), .recorded, .commit,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var stale: [String] = []
        let steps = input.signOffs.steps(of: input.portfolio).filter { $0.landing.order >= input.since ?? 0 }
        for step in steps {
            let head: [Cell] = [
                .text(step.initiative), .text(step.step), .text(step.passes ? "yes" : "no"),
                .text(step.asked.joined(separator: "; ")),
            ]
            let tail: [Cell] = [.recorded(step.landing), .commit(step.landing)]
            for one in step.given {
                var flags: [String] = []
                if let content = step.contentAt {
                    let seconds = one.at.seconds - content.seconds
                    if seconds >= 0, seconds < 60 { flags.append("within-a-minute") }
                }
                let age = step.landing.recorded.day.daysSinceEpoch - one.at.day.daysSinceEpoch
                rows.append(
                    head + [
                        .text(one.person), .text(one.role), .text(one.assurance), .text(one.at.description),
                        .count(age),
                        .flags(flags), .none, .text(one.carrier),
                    ] + tail)
            }
            for one in step.refused {
                if one.kind == .stale { stale.append("\(step.initiative) \(step.step)") }
                rows.append(
                    head + [
                        .text(one.person), .text(one.role), .none, .none, .none,
                        .flags([one.kind.rawValue]), .text(one.text), .none,
                    ] + tail)
            }
            if step.given.isEmpty, step.refused.isEmpty {
                let flags = step.asked.isEmpty ? ["none-asked"] : ["none-given"]
                rows.append(head + [.none, .none, .none, .none, .none, .flags(flags), .none, .none] + tail)
            }
        }
        var summary = [counted(steps.count, "step") + " judged"]
        if !stale.isEmpty { summary.append("stale sign-offs: \(Set(stale).sorted().joined(separator: ", "))") }
        return Outcome(rows, summary + input.signOffs.undecided)
    }.with {
        $0.needsSignOffs = true
        $0.needsParts = true
        $0.acceptsSince = true
    }
}
