import PlanModel
import Timeline

extension Analysis {
    static let separationOfDuties = Analysis(
        "separation-of-duties", shows: "who wrote, booked, signed and landed, and who approves whom",
        explanation: """
            A row for each person and initiative with the number of landings in which that person wrote the plan, booked in the \
            ledger, signed, and landed; people by the addresses on commits, who is in nobody's list by the address itself. \
            `signed-own`: signed for a step, in another role than `owner`, whose plan that person wrote since the step before; \
            `signed-own-readings`: the same of the ledger; `refused-own`: tried to, in a role that is independent. A row of the \
            level `pair` for two people who have each signed for a step for which the other wrote the plan.
            """,
        columns: [
            Column("level", "`person` or `pair`"), Column("person", "the person"),
            Column("other", "the other one of a pair"),
            .initiative, Column("wrote", "landings with content of the plan"),
            Column("booked", "landings with lines of the ledger"),
            Column("signed", "landings with a sign-off that counted"), Column("roles", "as what"),
            Column("landed", "landings that the person made"), Column("flags", "what stands out"), .commits,
        ]
    ) { input in
        let names = Set(input.portfolio.initiatives.map(\.name))
        let duties = Duties(input.signOffs, names)
        var rows: [[Cell]] = duties.rows.map { row in
            return [
                .text("person"), .text(row.person), .none, .text(row.initiative), .count(row.wrote), .count(row.booked),
                .count(row.signed), .text(row.roles.joined(separator: " ")), .count(row.landed),
                .flags(row.flags), .text(row.commits.joined(separator: " ")),
            ]
        }
        for (one, other, landings) in duties.pairs {
            rows.append([
                .text("pair"), .text(one), .text(other), .none, .none, .none, .none, .none, .none,
                .flags(["approve-each-other"]), .commits(landings),
            ])
        }
        return Outcome(rows, input.signOffs.undecided)
    }.with {
        $0.needsSignOffs = true
        $0.needsParts = true
    }
}

/// Who did what, by person and initiative.
struct Duties {
    /// Who answers for the content signs for it in this role as a matter of course.
    private static let owner = "owner"

    struct Row {
        let person: String
        let initiative: String
        var wrote = 0
        var booked = 0
        var signed = 0
        var landed = 0
        var flags: [String] = []

        mutating func flag(_ flag: String, if condition: Bool) {
            if condition, !flags.contains(flag) { flags.append(flag) }
        }
        var roles: [String] = []
        var commits: [String] = []
    }

    private(set) var rows: [Row] = []
    /// Two people who have each signed for what the other wrote, with the landings.
    private(set) var pairs: [(String, String, [Landing])] = []

    init(_ facts: SignOffFacts, _ names: Set<String>) {
        var byKey: [String: Row] = [:]
        var noted: Set<[String]> = []
        func note(_ person: String, _ initiative: String, _ commit: String, _ change: (inout Row) -> Void) {
            let key = "\(initiative)\n\(person)"
            var row = byKey[key] ?? Row(person: person, initiative: initiative)
            change(&row)
            if noted.insert([key, commit]).inserted { row.commits.append(commit) }
            byKey[key] = row
        }
        for part in facts.parts where names.contains(part.initiative) {
            note(part.person, part.initiative, part.landing.commit) { row in
                switch part.kind {
                case .wrote: row.wrote += 1
                case .booked: row.booked += 1
                case .landed: row.landed += 1
                }
            }
        }
        var parts = Dictionary(grouping: facts.parts.filter { $0.kind != .landed }) { $0.initiative }
            .mapValues { $0.sorted { $0.landing.order < $1.landing.order }[...] }
        /// Who has signed for what somebody wrote, with the landings.
        var approvals: [[String]: [Landing]] = [:]
        for step in facts.steps where names.contains(step.initiative) {
            // What was written since the step before: each part belongs to one step.
            let new = (parts[step.initiative] ?? []).prefix { $0.landing.order <= step.landing.order }
            parts[step.initiative]?.removeFirst(new.count)
            let writers = Set(new.filter { $0.kind == .wrote }.map(\.person))
            for one in step.given {
                note(one.person, step.initiative, step.landing.commit) { row in
                    row.signed += 1
                    if !row.roles.contains(one.role) { row.roles.append(one.role) }
                    guard one.role != Self.owner else { return }
                    let own = Set(new.filter { $0.person == one.person }.map(\.kind))
                    row.flag("signed-own", if: own.contains(.wrote))
                    row.flag("signed-own-readings", if: own.contains(.booked))
                }
                for writer in writers where writer != one.person {
                    approvals[[one.person, writer], default: []].append(step.landing)
                }
            }
            for one in step.refused where one.kind == .involved {
                note(one.person, step.initiative, step.landing.commit) { $0.flag("refused-own", if: true) }
            }
        }
        rows = byKey.sorted { $0.key < $1.key }.map(\.value)
        for (people, landings) in approvals {
            guard people[0] < people[1], let back = approvals[[people[1], people[0]]] else { continue }
            pairs.append((people[0], people[1], landings + back))
        }
        pairs.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    }
}
