/// Compares a document with what it was before an edit: the field reads as intended, every other node as it did.
struct EditCheck {
    enum Change {
        case replaced(at: Int, by: NewValue)
        case inserted(at: Int, key: String?, NewValue)
        case removed(at: Int)
    }

    let old: PlanTree
    let new: PlanTree

    /// Whether nothing but the change is there; `way` leads to the changed collection, by places of children.
    func holds(_ change: Change, at way: [Int]) -> Bool { holds(change, way[...], 0, 0) }

    private func holds(_ change: Change, _ way: ArraySlice<Int>, _ left: Int, _ right: Int) -> Bool {
        guard old.nodes[left].kind == new.nodes[right].kind else { return false }
        let before = children(old, left)
        let after = children(new, right)
        guard let place = way.first else { return holds(change, before, after) }
        guard before.count == after.count, before.indices.contains(place) else { return false }
        return before.indices.allSatisfy { index in
            let (from, to) = (before[index], after[index])
            guard equal(from.key, to.key) else { return false }
            return index == place
                ? holds(change, way.dropFirst(), from.value, to.value) : equal(from.value, to.value)
        }
    }

    private typealias Child = (key: Int?, value: Int)

    private func holds(_ change: Change, _ before: [Child], _ after: [Child]) -> Bool {
        func same(_ left: some Sequence<Child>, _ right: some Sequence<Child>) -> Bool {
            zip(left, right).allSatisfy { equal($0.key, $1.key) && equal($0.value, $1.value) }
        }
        switch change {
        case .replaced(let place, let value):
            guard before.count == after.count, before.indices.contains(place) else { return false }
            return same(before[..<place], after[..<place]) && equal(before[place].key, after[place].key)
                && value.matches(PlanNode(tree: new, index: after[place].value))
                && same(before[(place + 1)...], after[(place + 1)...])
        case .inserted(let place, let key, let value):
            guard after.count == before.count + 1, place <= before.count else { return false }
            let added = after[place]
            guard (key == nil) == (added.key == nil) else { return false }
            if let key, let node = added.key, !NewValue.text(key).matches(PlanNode(tree: new, index: node)) {
                return false
            }
            return same(before[..<place], after[..<place]) && value.matches(PlanNode(tree: new, index: added.value))
                && same(before[place...], after[(place + 1)...])
        case .removed(let place):
            guard after.count + 1 == before.count, before.indices.contains(place) else { return false }
            return same(before[..<place], after[..<place]) && same(before[(place + 1)...], after[place...])
        }
    }

    private func children(_ tree: PlanTree, _ index: Int) -> [Child] {
        let node = tree.nodes[index]
        guard node.kind == .mapping || node.kind == .sequence else { return [] }
        var result: [Child] = []
        result.reserveCapacity(Int(node.count))
        var child = index + 1
        for _ in 0..<node.count {
            if node.kind == .mapping {
                let value = Int(tree.nodes[child].next)
                result.append((child, value))
                child = Int(tree.nodes[value].next)
            } else {
                result.append((nil, child))
                child = Int(tree.nodes[child].next)
            }
        }
        return result
    }

    private func equal(_ left: Int?, _ right: Int?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        let count = Int(old.nodes[left].next) - left
        guard Int(new.nodes[right].next) - right == count else { return false }
        return (0..<count).allSatisfy { offset in
            let (from, to) = (old.nodes[left + offset], new.nodes[right + offset])
            return from.kind == to.kind && from.style == to.style && from.count == to.count
                && from.textCount == to.textCount && text(old, from) == text(new, to)
        }
    }

    private func text(_ tree: PlanTree, _ node: PlanTree.Node) -> ArraySlice<UInt8> {
        tree.text[Int(node.textStart)..<Int(node.textStart + node.textCount)]
    }
}
