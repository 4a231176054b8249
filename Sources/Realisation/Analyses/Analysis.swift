package import PlanModel
package import Timeline

/// One analysis of the history: what it shows, its columns, and how its rows are worked out.
package struct Analysis: Sendable {
    package struct Column: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case plain
            /// The commit of a landing, or several of them: people see their first digits.
            case commits
            /// Left out where people read.
            case machines
        }

        package let key: String
        /// The head for people.
        package let title: String
        package let meaning: String
        package let kind: Kind

        package init(_ key: String, _ title: String? = nil, _ kind: Kind = .plain, _ meaning: String) {
            self.key = key
            self.title = title ?? key
            self.kind = kind
            self.meaning = meaning
        }
    }

    package enum Cell: Hashable, Sendable {
        case none
        /// There is no such figure.
        case notAvailable
        case text(String)
        case count(Int)

        package static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
        package static func day(_ day: Day?) -> Cell { day.map { .text($0.description) } ?? .none }
        package static func days(_ count: Int?) -> Cell { count.map { .count($0) } ?? .notAvailable }
        package static func month(_ month: Month?) -> Cell { month.map { .text($0.description) } ?? .notAvailable }
        package static func decimal(_ number: ExactDecimal?) -> Cell {
            number.map { .text($0.trimmed(to: 0).description) } ?? .notAvailable
        }
        package static func percent(_ number: ExactDecimal?) -> Cell {
            number.map { .text($0.description) } ?? .notAvailable
        }
        package static func amount(_ number: ExactDecimal?) -> Cell {
            number.map { .text($0.trimmed(to: 2).description) } ?? .notAvailable
        }
        package static func money(_ money: Money?) -> Cell { money.map { .amount($0.amount) } ?? .notAvailable }
        package static func recorded(_ landing: Landing?) -> Cell { .day(landing?.recorded.day) }
        package static func commit(_ landing: Landing?) -> Cell { .optional(landing?.commit) }
        /// Each once, in landing order.
        package static func commits(_ landings: [Landing]) -> Cell {
            var seen: Set<String> = []
            let commits = landings.sorted { $0.order < $1.order }.map(\.commit).filter { seen.insert($0).inserted }
            return commits.isEmpty ? .none : .text(commits.joined(separator: " "))
        }
        package static func flags(_ flags: [String]) -> Cell { .text(flags.joined(separator: " ")) }
    }

    /// What an analysis is made from.
    package struct Input: Sendable {
        package let portfolio: Portfolio
        /// What was known at the landing that is compared with; nothing where none is.
        package var comparison: Portfolio?
        /// The last month that a bridge leads to.
        package var through: Month?
        /// The addresses of the authors of landings, by commit.
        package var authors: [String: String] = [:]
        package var deployments = DeploymentFacts()
        package var signOffs = SignOffFacts()
        package var policyChanges: [PolicyChange] = []
        /// How many landings there were before those that are told of; nothing where all are.
        package var since: Int?
        /// The gates that initiatives stand before, by their paths.
        package var gates: [String: GateStanding] = [:]

        package init(_ portfolio: Portfolio) {
            self.portfolio = portfolio
        }
    }

    package struct Outcome: Sendable {
        package var rows: [[Cell]]
        /// Closing sentences.
        package var summary: [String]

        package init(_ rows: [[Cell]], _ summary: [String] = []) {
            self.rows = rows
            self.summary = summary
        }
    }

    package let name: String
    /// What it shows, in a few words.
    package let shows: String
    /// How it counts.
    package let explanation: String
    package let columns: [Column]
    /// Whether it works on stages alone, so that promises and ledgers need not be read.
    package var needsOnlyStages = false
    /// Whether it asks who made landings.
    package var needsAuthors = false
    /// Whether it looks for deployments in commits.
    package var needsDeployments = false
    /// Whether it asks who agreed to what.
    package var needsSignOffs = false
    /// Whether it asks who wrote, booked and landed.
    package var needsParts = false
    /// Whether it asks what became of the policy.
    package var needsPolicyChanges = false
    /// Whether it leads from one point to another, for `--compare` and `--through`.
    package var acceptsCompare = false
    /// Whether it can tell of the newest landings alone, for `--since`.
    package var acceptsSince = false
    /// Whether it tells what the controller has confirmed.
    package var needsConfirmations = false
    /// Whether it asks for the gates that initiatives stand before.
    package var needsGates = false
    private let body: @Sendable (Input) -> Outcome

    package init(
        _ name: String, shows: String, explanation: String, columns: [Column],
        _ body: @escaping @Sendable (Input) -> Outcome
    ) {
        self.name = name
        self.shows = shows
        self.explanation = explanation
        self.columns = columns
        self.body = body
    }

    /// Every row has a cell for each column.
    package func run(_ input: Input) -> Outcome {
        let outcome = body(input)
        precondition(outcome.rows.allSatisfy { $0.count == columns.count }, "a row of `\(name)` has not all its cells")
        return outcome
    }

    /// Whether its rows say what stands out in them.
    package var hasFlags: Bool { columns.contains { $0.key == Self.flags } }

    /// The rows in which something stands out; nothing where rows do not say that.
    package func flagged(_ outcome: Outcome) -> Outcome? {
        guard let place = columns.firstIndex(where: { $0.key == Self.flags }) else { return nil }
        let rows = outcome.rows.filter { row in
            if case .text(let flags) = row[place] { return !flags.isEmpty }
            return false
        }
        return Outcome(
            rows,
            outcome.summary + ["\(rows.count) of \(Self.counted(outcome.rows.count, "row")) shown: those with a flag"])
    }

    private static let flags = "flags"

    func with(_ change: (inout Analysis) -> Void) -> Analysis {
        var copy = self
        change(&copy)
        return copy
    }

    /// A count with its noun.
    static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }
}

/// A gate that an initiative stands before.
package struct GateStanding: Hashable, Sendable {
    package let step: String
    /// How many criteria hold, of how many.
    package let holds: Int
    package let criteria: Int
    package let missing: [String]

    package init(step: String, holds: Int, criteria: Int, missing: [String]) {
        self.step = step
        self.holds = holds
        self.criteria = criteria
        self.missing = missing
    }
}

extension Analysis.Column {
    static let initiative = Analysis.Column("initiative", "the initiative's id, or its path where it has none")
    static let plan = Analysis.Column("plan", "the change plan that it belongs to")
    static let recorded = Analysis.Column("recorded", "the day of the landing that made it known, in UTC")
    static let commit = Analysis.Column("commit", "landing", .commits, "the commit of that landing")
    static let commits = Analysis.Column("commits", "landings", .commits, "the commits of the landings")
    static let currency = Analysis.Column("currency", "the currency of the amounts")
    static let path = Analysis.Column("path", nil, .machines, "the path of the initiative's file")

    init(_ key: String, _ meaning: String) { self.init(key, nil, .plain, meaning) }
    init(_ key: String, title: String, _ meaning: String) { self.init(key, title, .plain, meaning) }
}
