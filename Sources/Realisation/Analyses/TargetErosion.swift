import PlanModel
import Timeline

extension Analysis {
    static let targetErosion = Analysis(
        "target-erosion", shows: "what was locked first against every later target and plan",
        explanation: """
            A row for each later lock or re-baseline of a target, or of the plan of a value line, that differs from the one before \
            it. Erosion is told against the first lock: of a target, the share of the way from baseline to target that has gone; \
            of a plan, the share of the money. Above zero less is promised than at first, below zero more.
            """,
        columns: [
            .initiative, .plan, Column("item", "the metric or the value line"),
            Column("what", "`target` or `plan`"), Column("step", "which change of this item it is"),
            Column("original", "as locked first"), Column("from", "before"), Column("to", "after"),
            Column("erosion", title: "%", "what has gone of the first promise up to now, in percent"),
            Column("money", "how much less is planned than at first, in the reporting currency"),
            .currency, Column("reason", "what the plan says in `because`"), .recorded,
            Column("authored", nil, .machines, "the author's date of that landing"), .commit,
            Column("original-commit", "first lock", .commits, "the landing of the first lock"), .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var steps: [String: Int] = [:]
        for initiative in input.portfolio.initiatives {
            for change in Erosion.changes(initiative, input.portfolio.valuation) {
                let isMoney = change.what == "plan"
                func cell(_ value: ExactDecimal?) -> Cell { isMoney ? .amount(value) : .decimal(value) }
                rows.append([
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)), .text(change.item),
                    .text(change.what), .count(change.step), cell(change.original), cell(change.from), cell(change.to),
                    .percent(change.erosion), isMoney ? .money(change.money) : .none,
                    isMoney ? .text(input.portfolio.valuation.reporting) : .none, .optional(change.reason),
                    .recorded(change.landing), .text(change.landing.authored.description), .commit(change.landing),
                    .commit(initiative.history.original?.landing), .text(initiative.history.path),
                ])
                let isLess = change.erosion.map { $0 > .zero } ?? (change.to == nil)
                if isLess { steps["\(initiative.name) \(change.item)"] = change.step }
            }
        }
        let eroded = steps.sorted { $0.key < $1.key }.map { "\($0.key) (\(counted($0.value, "step")))" }
        return Outcome(
            rows,
            eroded.isEmpty ? ["no locked target or plan was eroded"] : ["eroded: \(eroded.joined(separator: ", "))"])
    }
}

enum Erosion {
    struct Change {
        let item: String
        let what: String
        let step: Int
        let original: ExactDecimal?
        let from: ExactDecimal?
        let to: ExactDecimal?
        let erosion: ExactDecimal?
        let money: Money?
        let reason: String?
        let landing: Landing
    }

    static func changes(_ initiative: InitiativeValue, _ valuation: Valuation) -> [Change] {
        guard let first = initiative.history.original else { return [] }
        var result: [Change] = []
        var counts: [String: Int] = [:]
        func step(_ key: String) -> Int {
            counts[key, default: 0] += 1
            return counts[key] ?? 1
        }
        for (old, new) in zip(initiative.history.locks, initiative.history.locks.dropFirst()) {
            for metric in first.promise.metrics {
                let (before, after) = (old.promise.metric(metric.id)?.target, new.promise.metric(metric.id)?.target)
                guard before != after else { continue }
                var erosion: ExactDecimal?
                if let target = metric.target, let baseline = metric.baseline, let after, target != baseline {
                    erosion = target.subtracting(after)?.percent(of: target - baseline)
                }
                result.append(
                    Change(
                        item: metric.id, what: "target", step: step("target " + metric.id), original: metric.target,
                        from: before, to: after, erosion: erosion, money: nil, reason: new.promise.because,
                        landing: new.landing))
            }
            for line in first.promise.value {
                let before = LineValue.promised(old.promise.line(line.id), valuation)
                let after = LineValue.promised(new.promise.line(line.id), valuation)
                guard LineValue.months(old.promise.line(line.id)) != LineValue.months(new.promise.line(line.id)) else {
                    continue
                }
                let original = LineValue.promised(line, valuation)
                let money = original - after
                // Of a cost, more of it is what erodes the promise.
                let lost = line.isBenefit ? money : money.negated
                result.append(
                    Change(
                        item: line.id, what: "plan", step: step("plan " + line.id), original: original.amount,
                        from: before.amount, to: after.amount, erosion: lost.percent(of: original), money: lost,
                        reason: new.promise.because, landing: new.landing))
            }
        }
        return result
    }
}
