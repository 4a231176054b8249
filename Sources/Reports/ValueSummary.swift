import Diagnostics
import PlanModel
package import Realisation
import Timeline

/// The value of one initiative in a few lines for people: promised, realised, outlook, the three lags, and promised against
/// realised by month.
package struct ValueSummary: Sendable {
    private let initiative: InitiativeValue
    private let valuation: Valuation

    package init(_ initiative: InitiativeValue, _ valuation: Valuation) {
        self.initiative = initiative
        self.valuation = valuation
    }

    private var currency: String { valuation.reporting }

    /// What it is called and where it stands.
    package func head(_ style: Style) -> [String] {
        let current = initiative.history.current
        let title = current?.title.map { "  \(Printable.line($0))" } ?? ""
        let stage = [current?.stageAsWritten, current?.effectiveState].compactMap { $0 }.joined(separator: ", ")
        return [
            style.apply(.emphasis, Printable.line(initiative.name)) + title,
            style.apply(.faint, "  " + Printable.line(stage)),
        ]
    }

    /// Whether it promises anything that could be counted.
    package var isWorthTelling: Bool { !initiative.lines.isEmpty || !initiative.metrics.isEmpty }

    package var lines: [String] {
        let gross = initiative.gross
        var lines: [String] = []
        func line(_ head: String, _ text: String) { lines.append("  " + DisplayWidth.pad(head, to: 11) + text) }
        let first = gross.original == gross.promised ? "" : ", \(amount(gross.original)) at first"
        line("promised", amount(gross.promised) + first)
        let share = gross.realisation.map { ", \($0) % of \(amount(gross.promisedToDate)) promised by then" } ?? ""
        line("realised", amount(gross.realised) + share)
        line("outlook", amount(gross.outlook) + ", net \(amount(initiative.figures.net.outlook))")
        line("run-rate", gross.runRate.map { amount($0) + " a year" } ?? "n/a")
        let kinds = initiative.figures.kinds
        if kinds.count > 1 {
            for kind in kinds {
                guard let one = initiative.figures.byKind[kind] else { continue }
                line(
                    "",
                    "\(kind.rawValue): \(number(one.promised)) promised, \(number(one.realised)) realised, \(number(one.outlook)) outlook"
                )
            }
        }
        if !gross.currencyDifference.isZero { line("rates", amount(gross.currencyDifference) + " at actual rates") }
        if !gross.remainder.isEmpty { line("no rate", gross.remainder) }
        for metric in initiative.metrics
        where metric.terms.metricClass == .outcome || metric.terms.metricClass == .adoption {
            let reading =
                metric.newest.map { "\($0.line.value) in \($0.line.period?.description ?? "")" } ?? "no reading"
            let way = metric.attained.map {
                ", \($0) % of the way to \(metric.terms.target?.description ?? "its target")"
            }
            line("metric", Printable.line("\(metric.terms.id): \(reading)\(way ?? "")"))
        }
        lines += lags
        line(
            "status",
            "implementation \(initiative.status.implementation?.rawValue ?? "n/a"), value \(initiative.status.value?.rawValue ?? "n/a")"
                + claims)
        return lines + Self.sparklines([initiative], valuation)
    }

    private var lags: [String] {
        func lag(_ days: Int?) -> String { days.map { " (\($0) days)" } ?? "" }
        var parts: [String] = []
        parts.append("live \(initiative.goLive?.line.date.description ?? "n/a")")
        parts.append("realised in \(initiative.dates?.realisedIn.description ?? "n/a")" + lag(initiative.goLiveLag))
        let recorded = initiative.dates.map { "\($0.recorded.recorded.day) by \($0.recorded.commit.prefix(7))" }
        parts.append("recorded \(recorded ?? "n/a")" + lag(initiative.recordingLag))
        let confirmed = initiative.confirmed.map { "\($0.recorded.day) by \($0.commit.prefix(7))" }
        parts.append("confirmed \(confirmed ?? "n/a")" + lag(initiative.confirmationLag))
        return ["  " + DisplayWidth.pad("lags", to: 11) + parts.joined(separator: " → ")]
    }

    /// What people claim, as last recorded.
    private var claims: String {
        let claimed = ["implementation", "value"].compactMap { item in
            initiative.readings.entries.last { $0.line.series == .status && $0.line.item == item }
                .map { "\(item) \($0.line.value)" }
        }
        return claimed.isEmpty ? "" : " (claimed: \(claimed.joined(separator: ", ")))"
    }

    /// Promised and realised by month, one above the other; nothing where there is nothing.
    static func sparklines(_ initiatives: [InitiativeValue], _ valuation: Valuation) -> [String] {
        let months = ValueGroup.months(initiatives, valuation)
        func amounts(_ figure: (Figures) -> Money?) -> [Month: ExactDecimal] {
            var result: [Month: ExactDecimal] = [:]
            for group in months {
                guard let month = Month(group.name), let amount = figure(group.figures)?.amount else { continue }
                result[month] = amount
            }
            return result
        }
        let complete = amounts { $0.realised }.filter { valuation.isComplete($0.key) }
        guard let pair = Sparkline.pair(amounts(\.promised), complete) else { return [] }
        return [
            "  " + DisplayWidth.pad("promised", to: 11) + pair.first + "  \(pair.from) to \(pair.to)",
            "  " + DisplayWidth.pad("realised", to: 11) + pair.second,
        ]
    }

    static func number(_ money: Money?) -> String { money?.amount?.trimmed(to: 2).description ?? "n/a" }

    static func amount(_ money: Money?, _ currency: String) -> String {
        guard let text = money?.amount?.trimmed(to: 2).description else { return "n/a" }
        return currency.isEmpty ? text : "\(text) \(currency)"
    }

    private func number(_ money: Money?) -> String { Self.number(money) }
    private func amount(_ money: Money?) -> String { Self.amount(money, currency) }
}
