package import PlanText

/// A date that was promised.
package struct Milestone: Sendable {
    package let node: PlanNode
    package let id: Placed<String>
    package let title: Placed<String>?
    package let due: Placed<Day>?
    package let isMandatory: Bool
    /// Whether value can come from then on.
    package let isGoLive: Bool

    init?(_ node: PlanNode) {
        guard let id = node.text("id") else { return nil }
        self.node = node
        self.id = id
        title = node.text("title")
        due = node.day("due")
        isMandatory = node.flag("mandatory")
        isGoLive = node.flag("go-live")
    }
}

/// Something that must be settled before the decision.
package struct ReadinessItem: Sendable {
    package let node: PlanNode
    package let id: Placed<String>
    package let item: Placed<String>?
    package let isDone: Bool
    package let evidence: Placed<String>?

    init?(_ node: PlanNode) {
        guard let id = node.text("id") else { return nil }
        self.node = node
        self.id = id
        item = node.text("item")
        isDone = node.flag("done")
        evidence = node.text("evidence")
    }
}

/// Another initiative that this one hangs together with.
package struct Dependency: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case needs
        case enables
        case sharesBenefit = "shares-benefit"
        case conflicts
    }

    package let node: PlanNode
    /// The id of the other initiative.
    package let on: Placed<String>
    package let kind: Placed<Kind>?
    package let by: Placed<Day>?

    init?(_ node: PlanNode) {
        guard let on = node.text("on") else { return nil }
        self.node = node
        self.on = on
        kind = node.word("kind", Kind.self)
        by = node.day("by")
    }
}

/// A team whose people move from one way of working to another.
package struct TeamTransition: Sendable {
    package let node: PlanNode
    package let team: Placed<String>
    package let people: Int?
    /// The adoption metric that shows it.
    package let metric: Placed<String>?

    init?(_ node: PlanNode) {
        guard let team = node.text("team") else { return nil }
        self.node = node
        self.team = team
        people = node.integer("people")
        metric = node.text("metric")
    }
}
