/// What was examined. A run that examined nothing says so.
package struct Counts: Hashable, Sendable {
    package var landings = 0
    package var commits = 0
    package var documents = 0
    package var initiatives = 0
    /// Initiatives that differ from the first parent.
    package var changed = 0
    package var steps = 0
    package var criteria = 0
    package var signOffs = 0

    package init() {}

    package static func += (left: inout Counts, right: Counts) {
        left.landings += right.landings
        left.commits += right.commits
        left.documents += right.documents
        left.initiatives += right.initiatives
        left.changed += right.changed
        left.steps += right.steps
        left.criteria += right.criteria
        left.signOffs += right.signOffs
    }

    /// Whether there was nothing to judge.
    package var isNothing: Bool { documents == 0 && landings == 0 && commits == 0 }
}
