import Diagnostics

/// One edit of one document.
struct DocumentEditor {
    private let text: PlanText
    private let path: FieldPath
    private let tree: PlanTree
    private let layout: PlanText.Layout
    private let lines: TextLines

    init(_ text: PlanText, _ path: FieldPath) throws(EditRefusal) {
        guard let tree = text.tree else {
            throw EditRefusal(
                message: "the document cannot be read: \(text.unreadable ?? "it is empty")",
                help: "mend the text first; `tollgate check` shows the place")
        }
        guard let layout = text.layout else {
            throw EditRefusal(
                message: "the document's header is not YAML, and only YAML is edited", help: "change `\(path)` by hand")
        }
        guard !text.problems.contains(where: { $0.code == .carriageReturnLineFeed || $0.code == .foreignLineBreak })
        else {
            throw EditRefusal(
                message: "the document has line breaks other than LF",
                help: "end every line with LF; `tollgate check --fix` does it for CRLF")
        }
        guard !text.problems.contains(where: { $0.code == .anchorOrAlias }) else {
            throw EditRefusal(
                message: "the document has anchors or aliases, which say one thing at two places",
                help: "write the values out; `tollgate check` shows where")
        }
        guard tree.root.kind == .mapping else {
            throw EditRefusal(
                message: "the document is \(EditTarget.name(of: tree.root.kind)); expected a mapping",
                help: "write fields, one `key: value` a line")
        }
        self.text = text
        self.path = path
        self.tree = tree
        self.layout = layout
        lines = TextLines(text.source.bytes)
    }

    // MARK: - Edits

    func set(_ value: NewValue, after sibling: String?) throws(EditRefusal) -> [UInt8] {
        let keys = path.steps.compactMap { step in
            if case .key(let key) = step { key } else { nil }
        }
        if let character = NewValue.list(keys.map { .text($0) } + [value]).forbidden {
            throw EditRefusal(
                message:
                    "the text for `\(Printable.line(path.description))` has the character U+\(String(character.value, radix: 16, uppercase: true)), which no document may hold",
                help: "write the text without it")
        }
        let target = try EditTarget.find(path, in: tree.root, lines)
        let placement = Placement(lines: lines, collection: target.collection)
        guard let place = target.place else { return try add(value, at: target, placement, after: sibling) }
        let entry = target.collection.entries[place]
        guard let whole = value.wrapped(in: target.missing) else { throw noElement() }
        if whole.matches(entry.value) { return text.source.bytes }
        let forms = ValueWriting.forms(
            of: whole, like: entry.value, inFlow: target.collection.isInFlow,
            prefersFlow: CollectionLayout.hasBrackets(entry.value))
        let ways = forms.lazy.flatMap { placement.replacing(entry, by: $0) }
        return try first(of: ways.map { (EditCheck.Change.replaced(at: place, by: whole), $0) }, at: target.way)
    }

    private func add(
        _ value: NewValue, at target: EditTarget, _ placement: Placement, after sibling: String?
    ) throws(EditRefusal) -> [UInt8] {
        let collection = target.collection
        var key: String?
        if case .key(let name)? = target.missing.first { key = name }
        guard let whole = value.wrapped(in: target.missing.dropFirst()) else { throw noElement() }
        let named = sibling.flatMap { name in
            collection.entries.lastIndex { $0.key?.utf8.elementsEqual(name.utf8) ?? false }
        }
        let anchor = named ?? collection.entries.indices.last
        let forms = ValueWriting.forms(
            of: whole, like: nil, inFlow: collection.isInFlow,
            prefersFlow: key == nil && (collection.entries.last.map { CollectionLayout.hasBrackets($0.value) } ?? false)
        )
        let ways = forms.lazy.flatMap { placement.adding(key: key, $0, behind: anchor) }
        return try first(
            of: ways.map { (EditCheck.Change.inserted(at: $0.place, key: key, whole), $0.splices) }, at: target.way)
    }

    func remove() throws(EditRefusal) -> [UInt8] {
        let target = try EditTarget.find(path, in: tree.root, lines)
        let collection = target.collection
        guard let place = target.place, target.missing.isEmpty else { return text.source.bytes }
        if let key = collection.entries[place].key,
            collection.entries.count(where: { $0.key?.utf8 == key.utf8 }) > 1
        {
            throw EditRefusal(
                message: "the key `\(Printable.line(key.string ?? ""))` stands twice",
                help: "keep one of the two by hand")
        }
        let change = EditCheck.Change.removed(at: place)
        guard collection.entries.count == 1 else {
            let ways = Placement(lines: lines, collection: collection).removing(place)
            return try first(of: ways.lazy.map { (change, $0) }, at: target.way)
        }
        // The last one leaves an empty collection behind.
        let empty: NewValue = collection.node.kind == .mapping ? .mapping([]) : .list([])
        return try first(of: emptied(target, empty).lazy.map { (change, $0) }, at: target.way)
    }

    private func emptied(_ target: EditTarget, _ empty: NewValue) -> [[Splice]] {
        let written = ValueWriting.inline(empty, inFlow: true)
        let node = target.collection.node
        var inside = target.collection.entries[0].start..<target.collection.entries[0].end
        if target.collection.hasBrackets {
            if let comma = target.collection.comma(behind: target.collection.entries[0], lines) {
                inside = inside.lowerBound..<comma + 1
            }
            let whole = node.bytes.lowerBound + 1..<node.bytes.upperBound - 1
            let around = [whole.lowerBound..<inside.lowerBound, inside.upperBound..<whole.upperBound]
            let hasComment = around.contains { lines.bytes[$0].contains(0x23) }
            return hasComment ? [[.deletion(inside)]] : [[.deletion(whole)]]
        }
        guard let last = target.way.last, !target.collection.isInFlow else { return [[Splice(node.bytes, written)]] }
        var parent = CollectionLayout(tree.root, insideFlow: false, lines: lines)
        for place in target.way.dropLast() {
            parent = CollectionLayout(parent.entries[place].value, insideFlow: parent.isInFlow, lines: lines)
        }
        return Placement(lines: lines, collection: parent).replacing(parent.entries[last], by: .inline(written))
    }

    // MARK: - Judging

    /// The first way whose outcome reads as intended.
    private func first(
        of ways: some Sequence<(EditCheck.Change, [Splice])>, at way: [Int]
    ) throws(EditRefusal) -> [UInt8] {
        var reason: String?
        for (change, splices) in ways {
            guard let bytes = Splice.apply(splices, to: text.source.bytes) else { continue }
            let read = PlanText.read(SourceText(path: text.source.path, bytes: bytes), layout: layout)
            guard let new = read.tree else {
                reason = reason ?? read.unreadable
                continue
            }
            guard EditCheck(old: tree, new: new).holds(change, at: way), isNoWorse(read) else { continue }
            return bytes
        }
        let why = reason.map { ": \($0)" } ?? ""
        throw EditRefusal(
            message: "`\(path)` cannot be changed without changing something else\(why)",
            help: "change it by hand, or write what stands around it on lines of its own first")
    }

    /// Whether the outcome breaks no rule more often than the text did before.
    private func isNoWorse(_ read: PlanText) -> Bool {
        var before: [RuleCode: Int] = [:]
        for problem in text.problems { before[problem.code, default: 0] += 1 }
        for problem in read.problems {
            guard let count = before[problem.code], count > 0 else { return false }
            before[problem.code] = count - 1
        }
        return true
    }

    private func noElement() -> EditRefusal {
        EditRefusal(
            message: "`\(path)` asks for an element of a list that is not there yet",
            help: "a new list begins with element 0")
    }
}
