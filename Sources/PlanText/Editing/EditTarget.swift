/// Where a way leads in a document: to an entry, or to the collection in which one is missing.
struct EditTarget {
    /// The last collection on the way.
    let collection: CollectionLayout
    /// The way to it, by places of children.
    let way: [Int]
    /// The entry that the next step leads to; nothing where there is none.
    let place: Int?
    /// The steps below that entry, or below the collection, that lead nowhere yet.
    let missing: ArraySlice<FieldPath.Step>

    /// The names by which a reader knows kinds of nodes.
    static func name(of kind: PlanNode.Kind) -> String {
        switch kind {
        case .scalar: "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        }
    }

    /// Follows a way from a mapping at the root as far as it goes.
    static func find(_ path: FieldPath, in root: PlanNode, _ lines: TextLines) throws(EditRefusal) -> EditTarget {
        var layout = CollectionLayout(root, insideFlow: false, lines: lines)
        var way: [Int] = []
        var rest = path.steps[...]
        while let step = rest.first {
            let here = FieldPath(steps: Array(path.steps.prefix(way.count)))
            guard let place = try place(of: step, in: layout.node, here) else {
                return EditTarget(collection: layout, way: way, place: nil, missing: rest)
            }
            rest = rest.dropFirst()
            let value = layout.entries[place].value
            guard let next = rest.first, !value.isNull else {
                return EditTarget(collection: layout, way: way, place: place, missing: rest)
            }
            if value.kind == .scalar || value.kind == .alias {
                let text = FieldPath(steps: Array(path.steps.prefix(way.count + 1)))
                throw EditRefusal(
                    message: "`\(text)` is \(name(of: value.kind)); `\(path)` would stand below it",
                    help: next.isIndex ? "make `\(text)` a list first" : "make `\(text)` a mapping first")
            }
            way.append(place)
            layout = CollectionLayout(value, insideFlow: layout.isInFlow, lines: lines)
        }
        throw EditRefusal(message: "no field is named", help: "name the field to change, such as `change.risk`")
    }

    private static func place(
        of step: FieldPath.Step, in node: PlanNode, _ path: FieldPath
    ) throws(EditRefusal) -> Int? {
        let name = path.steps.isEmpty ? "the document" : "`\(path)`"
        switch (step, node.kind) {
        case (.key(let key), .mapping):
            return node.pairs.lastIndex { $0.key.kind == .scalar && $0.key.utf8.elementsEqual(key.utf8) }
        case (.index(let index), .sequence):
            guard index > node.count else { return index == node.count ? nil : index }
            throw EditRefusal(
                message: "\(name) has \(node.count) elements; there is no place \(index)",
                help: "the next one is `\(path)[\(node.count)]`")
        case (.key(let key), _):
            throw EditRefusal(
                message: "\(name) is a list; it cannot have a field `\(key)`",
                help: "name an element of it, such as `\(path)[0].\(key)`")
        case (.index, _):
            throw EditRefusal(
                message: "\(name) is a mapping; it has no elements", help: "name a field of it, such as `\(path).id`")
        }
    }
}

extension FieldPath.Step {
    var isIndex: Bool {
        if case .index = self { return true }
        return false
    }
}
