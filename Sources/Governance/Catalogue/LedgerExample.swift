import PlanModel

/// Examples of rules about ledgers: one initiative, and the lines of its ledger.
extension RuleExample {
    private static let ledgerPath = "plans/service-desk/SD-104.csv"
    private static let ratesPath = "plans/fx.csv"

    /// What the initiative of these examples promises.
    private static let promise = """
        schema: tollgate/initiative/v1
        id: SD-104
        title: Move password resets to self-service
        stage: implemented
        metrics:
          - {id: portal-share, class: adoption, population: {who: staff, size: 5200}}
        value:
          - id: contact-handling
            kind: hard-saving
            currency: EUR
            basis: 6000 contacts a month at 4.00 EUR
            plan: {2026-05: 12000.00}
        milestones:
          - {id: go-live, title: Portal live for all staff, due: 2026-04-20, go-live: true}
        """

    /// A tree with an initiative and its ledger, which has these lines below its header.
    static func ledger(_ lines: String, plan: String? = nil, more: [String: String] = [:]) -> RuleExample {
        .tree(files(lines, plan ?? promise, more))
    }

    /// A landing that changes the lines of a ledger, or what lies beside it.
    static func ledgerChange(
        from before: String, to after: String, moreBefore: [String: String] = [:], moreAfter: [String: String] = [:]
    ) -> RuleExample {
        .landing(before: files(before, promise, moreBefore), after: files(after, promise, moreAfter))
    }

    /// A landing after which the ledger is not there.
    static func ledgerDeletion(of lines: String) -> RuleExample {
        var after = files(lines, promise, [:])
        after[ledgerPath] = nil
        var before = files(lines, promise, [:])
        before[ledgerPath] = before[ledgerPath].map { "↓" + $0 }
        return .landing(before: before, after: after)
    }

    private static func files(_ lines: String, _ plan: String, _ more: [String: String]) -> [String: String] {
        [documentPath: plan, ledgerPath: LedgerLine.header + "\n" + lines]
            .merging(more, uniquingKeysWith: { _, given in given })
    }

    /// An initiative of a programme with a monthly review, and the lines of its ledger.
    ///
    /// `id` may bear a mark.
    static func cadence(_ lines: String, id: String = "SD-104", stage: String, _ promise: String = "") -> RuleExample {
        ledger(
            lines,
            plan: """
                schema: tollgate/initiative/v1
                id: \(id)
                title: Move password resets to self-service
                stage: \(stage)
                """ + (promise.isEmpty ? "" : "\n" + promise),
            more: [
                "plans/service-desk/plan.yaml": """
                schema: tollgate/plan/v1
                id: service-desk
                title: The desk does what only people can do
                cadence: {review: monthly, grace: 7}
                """
            ])
    }

    /// A tree with actual exchange rates.
    static func rates(_ lines: String, more: [String: String] = [:]) -> RuleExample {
        .tree([ratesPath: ActualRates.header + "\n" + lines].merging(more, uniquingKeysWith: { _, given in given }))
    }

    static func ratesChange(from before: String, to after: String) -> RuleExample {
        .landing(
            before: [ratesPath: ActualRates.header + "\n" + before],
            after: [ratesPath: ActualRates.header + "\n" + after])
    }
}
