import PlanModel

/// The landings by which a programme's readings, bookings and reviews get into the ledgers, month by month.
struct DemoReviews {
    let programme: DemoProgramme
    let initiatives: [DemoInitiative]
    let hasMistakes: Bool

    var landings: [DemoLanding] { DemoStory.months.compactMap(landing) }

    private func landing(_ month: Month) -> DemoLanding? {
        let next = month.later(1)
        // The second programme has its review in the afternoon.
        let isSecond = programme.id != DemoProgramme.all[0].id
        let read = Timestamp.demo("\(next)-03 14:20")
        let booked = Timestamp.demo("\(next)-05 17:05")
        let landed = Timestamp.demo("\(next)-06 \(isSecond ? "15:00" : "10:00")")
        var (readings, bookings): ([DemoEdit], [DemoEdit]) = ([], [])
        var (measured, ledger): ([String], [String]) = ([], [])
        var ids: (read: [String], booked: [String]) = ([], [])
        var reviewed: [String] = []
        for item in initiatives {
            guard let plan = plan(of: item, at: landed) else { continue }
            let lines = self.readings(item, plan, month, read.day)
            if !lines.isEmpty {
                ids.read.append(item.id)
                readings.append(.append(path: item.ledgerPath, text: lines.joined()))
                measured += item.metrics.compactMap { metric in
                    metric.readings[month].map { "\(item.id),\(metric.id),\($0)\n" }
                }
            }
            let entries = self.bookings(item, plan, month, booked.day)
            guard !entries.isEmpty else { continue }
            ids.booked.append(item.id)
            if plan.isFollowed { reviewed.append(item.id) }
            bookings.append(.append(path: item.ledgerPath, text: entries.joined()))
            ledger += item.values.compactMap { value in
                value.booked[month].map { "\(item.id),\(value.id),\($0).00\n" }
            }
        }
        guard !ids.booked.isEmpty || !ids.read.isEmpty else { return nil }
        let folder = "plans/\(programme.id)/evidence"
        if !measured.isEmpty {
            readings.append(
                .write(path: "\(folder)/readings-\(month).csv", text: "initiative,metric,value\n" + measured.joined()))
        }
        if !ledger.isEmpty {
            bookings.append(
                .write(path: "\(folder)/gl-\(month).csv", text: "initiative,line,booked\n" + ledger.joined()))
        }
        bookings.append(
            .write(
                path: "\(folder)/minutes-\(month).txt",
                text: "Review of \(month), held on \(booked.day): \(reviewed.joined(separator: ", ")).\n"))
        var commits: [DemoCommit] = []
        if !ids.read.isEmpty {
            commits.append(
                DemoCommit(
                    subject: "\(programme.id): readings of \(month)", initiatives: ids.read, author: programme.reader,
                    at: read, edits: readings))
        }
        if !ids.booked.isEmpty {
            commits.append(
                DemoCommit(
                    subject: "\(programme.id): bookings and review of \(month)", initiatives: ids.booked,
                    author: programme.bookkeeper, at: booked, edits: bookings))
        }
        return DemoLanding(
            title: "\(programme.id): \(month)", way: way(month, landed), by: programme.bookkeeper, at: landed,
            commits: commits)
    }

    /// The plan as it stands on a day; nothing before the decision.
    private func plan(of item: DemoInitiative, at moment: Timestamp) -> DemoPlanText? {
        var plan = DemoPlanText(item)
        var isDecided = false
        for step in item.steps where Timestamp.demo(step.at) < moment {
            plan.take(step)
            if case .stage("decided") = step.kind { isDecided = true }
        }
        return isDecided ? plan : nil
    }

    private func way(_ month: Month, _ moment: Timestamp) -> DemoLanding.Way {
        if programme.id == "platform", month == .demo("2026-09"), hasMistakes {
            return .merge(edits: [evilEdit(moment)])
        }
        switch month.ordinal % 3 {
        case 0: return .merge
        case 1: return .rebase
        default: return .squash
        }
    }

    /// What whoever merged it put in by hand: a target of PF-205 that is easier to reach.
    private func evilEdit(_ moment: Timestamp) -> DemoEdit {
        guard let item = initiatives.first(where: { $0.id == "PF-205" }), let plan = plan(of: item, at: moment) else {
            preconditionFailure("the story has PF-205")
        }
        return .write(
            path: item.path,
            text: plan.text.replacing("target: {value: 95, by: 2026-12}", with: "target: {value: 80, by: 2026-12}"))
    }

    // MARK: - Lines

    /// Readings of metrics: from go-live on, and of the outcome when it is closed, too.
    private func readings(_ item: DemoInitiative, _ plan: DemoPlanText, _ month: Month, _ day: Day) -> [String] {
        let isOver = !plan.isFollowed
        return item.metrics.filter { !isOver || $0.kind == .outcome }.compactMap { metric in
            metric.readings[month].map {
                "\(day),actual,\(metric.id),\(month),\($0),evidence/readings-\(month).csv,\n"
            }
        }
    }

    /// Bookings; and, until it is over, forecasts, claims and the review.
    private func bookings(_ item: DemoInitiative, _ plan: DemoPlanText, _ month: Month, _ day: Day) -> [String] {
        var lines = item.values.compactMap { value in
            value.booked[month].map { "\(day),actual,\(value.id),\(month),\($0).00,evidence/gl-\(month).csv,\n" }
        }
        guard plan.isFollowed else { return lines }
        for value in item.values {
            guard let next = value.plan.entries.first(where: { $0.month > month }) else { continue }
            // What should have come by now and has not is not expected next month either.
            let hasBegun = value.plan.entries.first.map { $0.month <= month } ?? false
            let amount = hasBegun && value.booked.entries.isEmpty ? "0" : next.value
            lines.append("\(day),forecast,\(value.id),\(next.month),\(amount).00,,\n")
        }
        lines.append("\(day),status,implementation,,\(item.claims[month] ?? "green"),,\n")
        lines.append("\(day),status,value,,\(item.valueClaims[month] ?? "green"),,\n")
        lines.append("\(day),review,,\(month),held,evidence/minutes-\(month).txt,\n")
        return lines
    }
}
