package import PlanModel

/// Everything that a branch has made known about one initiative, in landing order.
package struct InitiativeTimeline: Sendable {
    /// One version of the file on the branch.
    package struct Version: Hashable, Sendable {
        package let landing: Landing
        package let path: String
        package let blob: Int
    }

    /// The path it has, or had last.
    package internal(set) var path: String
    /// What its last readable version says; nothing where none could be read.
    package internal(set) var current: Initiative?
    package internal(set) var isRemoved = false
    package internal(set) var events: [Event] = []
    package internal(set) var versions: [Version] = []

    /// Its id, or its path where it has none.
    package var name: String { current?.id ?? path }

    package init(path: String) {
        self.path = path
    }

    /// The landing that brought it to the stage it is in: the last transition, or its creation.
    package var inStageSince: Landing? {
        let last = events.last {
            switch $0.kind {
            case .created, .transition: true
            default: false
            }
        }
        return last?.landing
    }

    /// The same timeline with events about fields, which somebody computed, put in at their landings.
    package func adding(_ changes: [(landing: Landing, path: String, change: FieldChange)]) -> InitiativeTimeline {
        adding(changes.map { Event(landing: $0.landing, path: $0.path, kind: .fieldChanged($0.change)) })
    }

    /// The same timeline with some of its events.
    package func filtered(_ isKept: (Event) -> Bool) -> InitiativeTimeline {
        var result = self
        result.events = events.filter(isKept)
        return result
    }

    /// The same timeline with further events put in at their landings.
    package func adding(_ added: [Event]) -> InitiativeTimeline {
        var result = self
        // A stable merge by landing: what the fold found comes first.
        result.events =
            (events.enumerated().map { ($0.element, $0.offset) }
            + added.enumerated().map { ($0.element, events.count + $0.offset) })
            .sorted { ($0.0.landing.order, $0.1) < ($1.0.landing.order, $1.1) }.map(\.0)
        return result
    }
}
