import PlanModel

/// An initiative before and after a landing.
struct InitiativePair {
    var before: InitiativeState?
    var after: InitiativeState?

    /// Pairs documents by id; what has none, or changed it, by path.
    static func pair(_ before: [InitiativeState], _ after: [InitiativeState]) -> [InitiativePair] {
        let before = before.filter { $0.document.entry.kind == .initiative }
        let after = after.filter { $0.document.entry.kind == .initiative }
        var pairs: [InitiativePair] = []
        var openBefore = before
        var openAfter: [InitiativeState] = []
        func take(where matches: (InitiativeState) -> Bool) -> InitiativeState? {
            openBefore.firstIndex(where: matches).map { openBefore.remove(at: $0) }
        }
        // Same path and id first: the usual case, and the only one that cannot be mistaken where ids stand twice.
        for document in after {
            if let old = take(where: {
                $0.document.path == document.document.path && $0.initiative?.id == document.initiative?.id
            }) {
                pairs.append(InitiativePair(before: old, after: document))
            } else {
                openAfter.append(document)
            }
        }
        var rest: [InitiativeState] = []
        for document in openAfter {
            if let id = document.initiative?.id, let old = take(where: { $0.initiative?.id == id }) {
                pairs.append(InitiativePair(before: old, after: document))
            } else {
                rest.append(document)
            }
        }
        for document in rest {
            pairs.append(
                InitiativePair(before: take(where: { $0.document.path == document.document.path }), after: document))
        }
        pairs += openBefore.map { InitiativePair(before: $0, after: nil) }
        return pairs
    }
}
