package import PlanText

/// The programme that the initiatives of a folder belong to, typed. What is malformed is not there: the shape check has
/// said so.
package struct ChangePlan: Sendable {
    /// How often initiatives are reviewed.
    package struct Cadence: Sendable {
        package enum Review: String, Sendable, CaseIterable {
            case weekly
            case monthly
            case quarterly
        }

        package let node: PlanNode
        package let review: Placed<Review>
        /// Days after the end of a period until something that was due in it is overdue.
        package let grace: Int

        /// The days of grace where a plan gives none.
        package static let defaultGrace = 7

        init?(_ node: PlanNode) {
            guard let review = node.word("review", Review.self) else { return nil }
            self.node = node
            self.review = review
            grace = node.integer("grace").map { max($0, 0) } ?? Self.defaultGrace
        }
    }

    /// The yearly value that the programme is for.
    package struct Goal: Sendable {
        package let runRate: Placed<ExactDecimal>
        package let currency: Placed<String>?
        package let by: Placed<Day>?

        init?(_ node: PlanNode) {
            guard let runRate = node.decimal("run-rate") else { return nil }
            self.runRate = runRate
            currency = node.text("currency")
            by = node.day("by")
        }
    }

    /// A strategic goal that initiatives serve.
    package struct Objective: Sendable {
        package let node: PlanNode
        package let id: Placed<String>
        package let title: Placed<String>?
        package let measure: Placed<String>?

        init?(_ node: PlanNode) {
            guard let id = node.text("id") else { return nil }
            self.node = node
            self.id = id
            title = node.text("title")
            measure = node.text("measure")
        }
    }

    package let root: PlanNode
    package let id: Placed<String>?
    package let title: Placed<String>?
    package let sponsor: Placed<String>?
    package let owner: Placed<String>?
    package let cadence: Cadence?
    package let reportingCurrency: Placed<String>?
    package let goal: Goal?
    package let objectives: [Objective]

    package init(root: PlanNode) {
        self.root = root
        id = root.text("id")
        title = root.text("title")
        sponsor = root.text("sponsor")
        owner = root.text("owner")
        cadence = root["cadence"].flatMap(Cadence.init)
        reportingCurrency = root.text("reporting-currency")
        goal = root["goal"].flatMap(Goal.init)
        objectives = (root["objectives"]?.elements ?? []).compactMap(Objective.init)
    }

    package func objective(_ id: String) -> Objective? { objectives.first { $0.id.value == id } }
}

extension PlanDocument {
    /// The change plan, typed; nothing for other documents, and where it cannot be read.
    package var changePlan: ChangePlan? {
        guard entry.kind == .plan, !entry.isAdapted, let root = text.tree?.root, root.kind == .mapping else {
            return nil
        }
        return ChangePlan(root: root)
    }

    /// The name of the folder that the file lies in; nothing at the top of the repository.
    package var folderName: String? {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().last.map(String.init)
    }
}
