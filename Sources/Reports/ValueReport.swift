import Diagnostics
import PlanModel
package import Realisation
import Timeline

/// What was promised and what came of it, for people at a glance and for machines in rows.
package struct ValueReport: Sendable {
    private let portfolio: Portfolio
    private let grouping: ValueGrouping?
    private let bridge: ValueBridge.Steps?
    private let bridgeLabel: String
    private let members: [String: JSONValue]
    private let summary: [String]

    /// `bridge` is the way from the value at another point, which `bridgeLabel` names.
    package init(
        _ portfolio: Portfolio, by grouping: ValueGrouping?, bridge: ValueBridge.Steps? = nil, bridgeLabel: String = "",
        members: [String: JSONValue], summary: [String]
    ) {
        self.portfolio = portfolio
        self.grouping = grouping
        self.bridge = bridge
        self.bridgeLabel = bridgeLabel
        self.members = members
        self.summary = summary
    }

    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        guard format == .full, grouping == nil, portfolio.initiatives.count == 1, let only = portfolio.initiatives.first
        else { return table.text(format, style: style) }
        let value = ValueSummary(only, portfolio.valuation)
        return (value.head(style) + value.lines + [""] + closing.map(Printable.line)).joined(separator: "\n") + "\n"
    }

    private var currency: String { portfolio.valuation.reporting }

    // MARK: - Rows

    private static let figureColumns = [
        Table.Column("original", "original", .machines), Table.Column("promised", "promised"),
        Table.Column("realised", "realised"), Table.Column("realisation", "%"), Table.Column("outlook", "outlook"),
        Table.Column("net", "net"), Table.Column("currency", ""),
    ]

    private func cells(_ figures: Figures, net: Money?) -> [Table.Cell] {
        [
            cell(figures.original), cell(figures.promised), cell(figures.realised),
            figures.realisation.map { .text($0.description) } ?? .notAvailable, cell(figures.outlook),
            net.map { cell($0) } ?? .none, .text(currency),
        ]
    }

    private func cell(_ money: Money?) -> Table.Cell {
        money?.amount.map { .text($0.trimmed(to: 2).description) } ?? .notAvailable
    }

    private var table: Table { grouping.map(grouped) ?? listed }

    private func grouped(_ grouping: ValueGrouping) -> Table {
        let rows = ValueGroup.groups(portfolio, by: grouping).map { group -> [Table.Cell] in
            [.text(group.name)] + cells(group.figures, net: group.net?.outlook) + [.text(group.figures.remainder)]
        }
        return Table(
            format: "tollgate.value/1", members: members.merging(["by": .string(grouping.rawValue)]) { $1 },
            columns: [Table.Column(grouping.rawValue, grouping.rawValue)] + Self.figureColumns + [
                Table.Column("without-rate", "without rate")
            ], rows: rows, summary: closing)
    }

    private var listed: Table {
        let rows = portfolio.initiatives.map { initiative -> [Table.Cell] in
            func days(_ count: Int?) -> Table.Cell { count.map { .number($0) } ?? .notAvailable }
            return [
                .text(initiative.name), .text(portfolio.plan(of: initiative)),
                .optional(initiative.history.current?.stageAsWritten),
                .optional(initiative.history.isRemoved ? "removed" : initiative.history.current?.effectiveState),
            ] + cells(initiative.gross, net: initiative.figures.net.outlook) + [
                initiative.dates.map { .text($0.realisedIn.description) } ?? .notAvailable,
                initiative.confirmed.map { .text($0.recorded.day.description) } ?? .notAvailable,
                .optional(initiative.confirmed?.commit), .optional(initiative.dates?.recorded.commit),
                days(initiative.goLiveLag), days(initiative.recordingLag), days(initiative.confirmationLag),
                .text(initiative.gross.remainder), .text(initiative.history.path),
            ]
        }
        let columns =
            [
                Table.Column("initiative", "initiative"), Table.Column("plan", "plan", .machines),
                Table.Column("stage", "stage"), Table.Column("state", "state"),
            ] + Self.figureColumns + [
                Table.Column("realised-in", "realised in"), Table.Column("confirmed-on", "confirmed"),
                Table.Column("confirmed-commit", "landing", .objectName),
                Table.Column("recorded-commit", "recorded by", .machines), Table.Column("go-live-lag", "to value"),
                Table.Column("recording-lag", "to record"), Table.Column("confirmation-lag", "to confirm"),
                Table.Column("without-rate", "without rate"), Table.Column("path", "path", .machines),
            ]
        return Table(
            format: "tollgate.value/1", members: members, columns: columns, rows: rows, summary: totals + closing)
    }

    // MARK: - Closing lines

    private var totals: [String] {
        let sum = portfolio.initiatives.reduce(KindFigures()) { $0 + $1.figures }
        let gross = sum.gross
        var lines = [
            "all benefits: \(amount(gross.promised)) promised, \(amount(gross.realised)) realised, \(amount(gross.outlook)) outlook, net \(amount(sum.net.outlook))"
        ]
        for kind in sum.kinds where sum.kinds.count > 1 {
            guard let one = sum.byKind[kind] else { continue }
            lines.append(
                "  \(kind.rawValue): \(number(one.promised)) promised, \(number(one.realised)) realised, \(number(one.outlook)) outlook"
            )
        }
        // Cancelling takes no promise back, so that it is said how much of the sum nobody pursues any more.
        let cancelled = portfolio.initiatives.filter { $0.isCancelled && $0.gross.promised != nil }
        if !cancelled.isEmpty {
            let promised = cancelled.reduce(Money()) { $0 + ($1.gross.promised ?? Money()) }
            lines.append(
                "of it cancelled: \(amount(promised)) promised, by \(cancelled.map(\.name).joined(separator: ", "))")
        }
        let confirmed = portfolio.initiatives.filter { $0.confirmed != nil && !$0.isClosedUnrealised }
            .reduce(Money()) { $0 + $1.gross.realised }
        lines.append("of it confirmed: \(amount(confirmed))")
        return lines + ValueSummary.sparklines(portfolio.initiatives, portfolio.valuation)
    }

    private var closing: [String] {
        var lines: [String] = []
        if let bridge {
            lines.append(
                "since \(bridgeLabel): \(number(bridge.opening)) + \(number(bridge.new)) new + \(number(bridge.increased)) increased − \(number(bridge.reduced)) reduced − \(number(bridge.cancelled)) cancelled, timing \(number(bridge.timing)), currency \(number(bridge.currency)) = \(amount(bridge.closing))"
            )
        }
        return lines + RealisationNotes.of(portfolio) + summary
    }

    private func number(_ money: Money?) -> String { ValueSummary.number(money) }
    private func amount(_ money: Money?) -> String { ValueSummary.amount(money, currency) }
}
