package import PlanModel
package import Timeline

/// What a ledger says about each metric and value line, by month.
package struct Readings: Sendable {
    package typealias Entry = AppendedLines<LedgerRecord>.Entry

    /// Of several readings for one month the last one.
    package private(set) var actuals: [String: [Month: Entry]] = [:]
    package private(set) var forecasts: [String: [Month: Entry]] = [:]
    package let entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
        for entry in entries {
            guard let period = entry.line.period, entry.line.decimal != nil else { continue }
            switch entry.line.series {
            case .actual: actuals[entry.line.item, default: [:]][period] = entry
            case .forecast: forecasts[entry.line.item, default: [:]][period] = entry
            default: break
            }
        }
    }

    package func actual(_ item: String, _ month: Month) -> ExactDecimal? { actuals[item]?[month]?.line.decimal }
    package func forecast(_ item: String, _ month: Month) -> ExactDecimal? { forecasts[item]?[month]?.line.decimal }

    /// The readings as figures.
    package var amounts: [String: [Month: ExactDecimal]] {
        actuals.mapValues { $0.compactMapValues(\.line.decimal) }
    }

    /// The first line that says that a milestone is done.
    package func done(_ milestone: String) -> Entry? {
        entries.first { $0.line.series == .milestone && $0.line.item == milestone && $0.line.isDone }
    }

    package var deployments: [Entry] { entries.filter { $0.line.series == .deployment && $0.line.isDone } }

    /// When value could begin to come: the day the go-live milestone was met, else that of the first deployment.
    package func goLive(_ promise: Promise?) -> Entry? {
        let met = (promise?.milestones ?? []).filter(\.isGoLive).compactMap { done($0.id) }
        return met.min { $0.line.date < $1.line.date } ?? deployments.min { $0.line.date < $1.line.date }
    }
}
