import PlanModel
import Timeline

extension Analysis {
    static let separationOfDuties = Analysis(
        "separation-of-duties", shows: "who wrote, booked, signed and landed, and who approves whom",
        explanation: """
            A row for each person and initiative with the number of landings in which that person wrote the plan, booked in the \
            ledger, signed, and landed; people by the addresses on commits, who is in nobody's list by the address itself. \
            `signed-own`: signed for a step of an initiative whose plan or ledger that person wrote. A row of the level `pair` for \
            two people who have each signed for what the other wrote.
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
            let isOwn = !row.roles.isEmpty && (row.wrote > 0 || row.booked > 0)
            return [
                .text("person"), .text(row.person), .none, .text(row.initiative), .count(row.wrote), .count(row.booked),
                .count(row.signed), .text(row.roles.joined(separator: " ")), .count(row.landed),
                .flags(isOwn ? ["signed-own"] : []), .text(row.commits.joined(separator: " ")),
            ]
        }
        for (one, other, commits) in duties.pairs {
            rows.append([
                .text("pair"), .text(one), .text(other), .none, .none, .none, .none, .none, .none,
                .flags(["approve-each-other"]), .text(commits.joined(separator: " ")),
            ])
        }
        return Outcome(rows, input.signOffs.undecided)
    }.with { $0.needsSignOffs = true }
}

/// Who did what, by person and initiative.
struct Duties {
    struct Row {
        let person: String
        let initiative: String
        var wrote = 0
        var booked = 0
        var signed = 0
        var landed = 0
        var roles: [String] = []
        var commits: [String] = []
    }

    private(set) var rows: [Row] = []
    private(set) var pairs: [(String, String, [String])] = []

    init(_ facts: SignOffFacts, _ names: Set<String>) {
        var byKey: [String: Row] = [:]
        func note(_ person: String, _ initiative: String, _ commit: String, _ change: (inout Row) -> Void) {
            let key = "\(initiative)\n\(person)"
            var row = byKey[key] ?? Row(person: person, initiative: initiative)
            change(&row)
            if !row.commits.contains(commit) { row.commits.append(commit) }
            byKey[key] = row
        }
        var writers: [String: Set<String>] = [:]
        for part in facts.parts where names.contains(part.initiative) {
            note(part.person, part.initiative, part.commit) { row in
                switch part.kind {
                case .wrote: row.wrote += 1
                case .booked: row.booked += 1
                case .landed: row.landed += 1
                }
            }
            if part.kind != .landed { writers[part.initiative, default: []].insert(part.person) }
        }
        /// Who has signed for what somebody wrote, with the landings.
        var approvals: [String: [String]] = [:]
        for step in facts.steps where names.contains(step.initiative) {
            for one in step.given {
                note(one.person, step.initiative, step.commit) { row in
                    row.signed += 1
                    if !row.roles.contains(one.role) { row.roles.append(one.role) }
                }
                for writer in writers[step.initiative] ?? [] where writer != one.person {
                    approvals["\(one.person)\n\(writer)", default: []].append(step.commit)
                }
            }
        }
        rows = byKey.sorted { $0.key < $1.key }.map(\.value)
        for (key, commits) in approvals.sorted(by: { $0.key < $1.key }) {
            let people = key.split(separator: "\n").map(String.init)
            guard people.count == 2, people[0] < people[1], let back = approvals["\(people[1])\n\(people[0])"] else {
                continue
            }
            var seen: Set<String> = []
            pairs.append((people[0], people[1], (commits + back).filter { seen.insert($0).inserted }))
        }
    }
}
