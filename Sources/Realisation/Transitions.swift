package import PlanModel
package import Timeline

/// Every change of stage on a branch.
package struct Transitions: Sendable {
    package struct Row: Hashable, Sendable {
        /// The id, or the path where there is none.
        package let initiative: String
        /// The path in the landing's tree.
        package let path: String
        /// As written in the file; nothing where the field was not there.
        package let from: String?
        package let to: String?
        package let kind: StageMove
        package let landing: Landing
    }

    /// In landing order, by path within a landing.
    package let rows: [Row]

    package init(_ timelines: [InitiativeTimeline]) {
        var rows: [Row] = []
        for timeline in timelines {
            for (index, event) in timeline.events.enumerated() {
                guard case .transition(let transition) = event.kind else { continue }
                rows.append(
                    Row(
                        initiative: Self.id(of: timeline, at: index) ?? event.path, path: event.path,
                        from: transition.from, to: transition.to,
                        kind: transition.move, landing: event.landing))
            }
        }
        self.rows = rows.sorted {
            $0.landing.order != $1.landing.order
                ? $0.landing.order < $1.landing.order : $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
        }
    }

    /// The id that an initiative had at one of its events: the old one of the next change of id, or today's.
    private static func id(of timeline: InitiativeTimeline, at index: Int) -> String? {
        for event in timeline.events[(index + 1)...] {
            if case .renamed(let from, _) = event.kind { return from }
        }
        return timeline.current?.id
    }
}
