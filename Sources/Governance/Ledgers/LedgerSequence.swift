import Diagnostics
import PlanModel
import PlanText

/// Takes the lines of a ledger one after the other, and judges each by those before it and by the plan.
struct LedgerSequence {
    private let asOf: Day
    private let goLive: LedgerLine?
    /// Whether the new lines are known to stand in the order in which they were added.
    private let isOrdered: Bool
    /// Value lines by id, with whether they are benefits.
    private let valueLines: [String: Bool]

    private struct Figure: Hashable {
        let item: String
        let period: Month
    }

    /// The newest reading of each item and period.
    private var actuals: [Figure: LedgerLine] = [:]
    /// The first line that says that a milestone is done.
    private var done: [String: LedgerLine] = [:]
    /// The new line before.
    private var last: LedgerLine?

    init(asOf: Day, content: InitiativeContent?, goLive: LedgerLine?, isOrdered: Bool) {
        self.isOrdered = isOrdered
        self.asOf = asOf
        self.goLive = goLive
        valueLines = Dictionary(
            (content?.value ?? []).map { ($0.id.value, $0.isBenefit) }, uniquingKeysWith: { first, _ in first })
    }

    /// Judges a line, if it is new, and keeps it in mind for those behind it.
    mutating func take(_ line: LedgerLine, isNew: Bool, _ findings: inout FindingList) {
        if isNew { date(line, &findings) }
        switch line.series {
        case .actual: actual(line, isNew, &findings)
        case .forecast: forecast(line, isNew, &findings)
        case .milestone: milestone(line, isNew, &findings)
        case .deployment, .status, .review: break
        }
        if isNew { last = line }
    }

    // MARK: - Dates

    private func date(_ line: LedgerLine, _ findings: inout FindingList) {
        // A day more than the landing's own: it may be tomorrow already where the line was written.
        if line.date > asOf.adding(days: 1) {
            findings.append(.dateAfterLanding) {
                Diagnostic(
                    .dateAfterLanding, "\(line.date) lies after the landing, which is of \(asOf)",
                    at: line.location(.date),
                    helps: ["a ledger says what has happened: correct the date, or record the line when it is so"])
            }
        }
        if isOrdered, let last, line.date < last.date {
            findings.append(.datesRunBackwards) {
                Diagnostic(
                    .datesRunBackwards, "\(line.date) lies before the date of the new line above, \(last.date)",
                    at: line.location(.date))
            }
        }
    }

    // MARK: - Readings

    private mutating func actual(_ line: LedgerLine, _ isNew: Bool, _ findings: inout FindingList) {
        guard let period = line.period else { return }
        let figure = Figure(item: line.item, period: period)
        let earlier = actuals[figure]
        actuals[figure] = line
        guard isNew else { return }
        if let earlier { restatement(line, of: earlier, &findings) }
        if period.lastDay >= line.date {
            findings.append(.unfinishedPeriod) {
                Diagnostic(
                    .unfinishedPeriod, "the reading for \(period) is of \(line.date), before the period has ended",
                    at: line.location(.date),
                    helps: ["record it after \(period.lastDay); what is expected until then is a `forecast`"])
            }
        }
        amount(line, &findings)
        if let isBenefit = valueLines[line.item], isBenefit, let value = line.decimal, value > .zero {
            benefit(line, period, &findings)
        }
    }

    private func restatement(_ line: LedgerLine, of earlier: LedgerLine, _ findings: inout FindingList) {
        let shown = Printable.line(line.item)
        let period = line.period.map(\.description) ?? ""
        if line.decimal == earlier.decimal, line.evidence == earlier.evidence {
            findings.append(.restatementWithoutChange) {
                Diagnostic(
                    .restatementWithoutChange, "the reading of `\(shown)` for \(period) is recorded again, as it was",
                    at: line.location(.value), secondary: [Label(earlier.location(.value), "recorded here")])
            }
        } else if line.note.utf8.allSatisfy({ $0 == 0x20 }) {
            findings.append(.restatementWithoutNote) {
                Diagnostic(
                    .restatementWithoutNote,
                    "the reading of `\(shown)` for \(period) is restated and `note` does not say why",
                    at: line.location(.value),
                    secondary: [Label(earlier.location(.value), "was `\(Printable.line(earlier.value))`")],
                    helps: ["say in `note` what was wrong with the earlier reading"])
            }
        }
    }

    private func benefit(_ line: LedgerLine, _ period: Month, _ findings: inout FindingList) {
        let shown = Printable.line(line.item)
        guard let goLive else {
            findings.append(.bookedBeforeGoLive) {
                Diagnostic(
                    .bookedBeforeGoLive, "`\(shown)` is a benefit, and nothing has gone live",
                    at: line.location(.item),
                    helps: ["record the go-live milestone or the first deployment as done, with its own date"])
            }
            return
        }
        guard period.lastDay < goLive.date else { return }
        findings.append(.bookedBeforeGoLive) {
            Diagnostic(
                .bookedBeforeGoLive,
                "`\(shown)` is a benefit for \(period), and nothing was live before \(goLive.date)",
                at: line.location(.period), secondary: [Label(goLive.location(.date), "live since then")],
                helps: ["correct the period, or take the amount out: it came from something else"])
        }
    }

    /// Amounts of value lines have no sign: the kind says whether they count for or against.
    private func amount(_ line: LedgerLine, _ findings: inout FindingList) {
        guard valueLines[line.item] != nil, let value = line.decimal, value < .zero else { return }
        findings.append(.negativeAmount) {
            Diagnostic(
                .negativeAmount, "the amount of `\(Printable.line(line.item))` is below zero: \(value)",
                at: line.location(.value),
                helps: ["write it without a sign: the line's `kind` says whether it is a benefit or a cost"])
        }
    }

    // MARK: - What is expected

    private func forecast(_ line: LedgerLine, _ isNew: Bool, _ findings: inout FindingList) {
        guard isNew, let period = line.period else { return }
        amount(line, &findings)
        guard let actual = actuals[Figure(item: line.item, period: period)] else { return }
        findings.append(.alreadyDone) {
            Diagnostic(
                .alreadyDone,
                "`\(Printable.line(line.item))` is forecast for \(period), for which the ledger has a reading",
                at: line.location(.period), secondary: [Label(actual.location(.value), "the reading")],
                helps: ["a reading that was wrong is restated: record an `actual` with a `note`"])
        }
    }

    private mutating func milestone(_ line: LedgerLine, _ isNew: Bool, _ findings: inout FindingList) {
        let earlier = done[line.item]
        if line.isDone, earlier == nil { done[line.item] = line }
        guard isNew else { return }
        let shown = Printable.line(line.item)
        if let earlier, !line.isDone || line.date != earlier.date {
            findings.append(.alreadyDone) {
                Diagnostic(
                    .alreadyDone, "`\(shown)` was done on \(earlier.date), and this line says otherwise",
                    at: line.location(.value), secondary: [Label(earlier.location(.value), "done")],
                    helps: ["what was not done after all is a milestone of its own"])
            }
        } else if let expected = line.expected, expected < line.date {
            findings.append(.expectedInThePast) {
                Diagnostic(
                    .expectedInThePast, "`\(shown)` is expected on \(expected), which was over on \(line.date)",
                    at: line.location(.value),
                    helps: ["record `done` if it was done then, else the date on which it is expected now"])
            }
        }
    }
}
