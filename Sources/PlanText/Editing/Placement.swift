/// Says which bytes change where a value is replaced, added or removed: the ways to do it, the best one first.
///
/// Each way is judged by reading what comes out, so that a way may fail where it would take a neighbour with it.
struct Placement {
    let lines: TextLines
    let collection: CollectionLayout

    private var column: Int { collection.column(lines) }

    // MARK: - Replacing

    /// The ways to put a value where another one stands, or where none is written behind its sign.
    func replacing(_ entry: EntryLayout, by written: WrittenValue) -> [[Splice]] {
        let old = entry.value
        if old.bytes.isEmpty { return filling(entry, with: written) }
        let isBlockCollection =
            (old.kind == .mapping || old.kind == .sequence) && !collection.isInFlow
            && !CollectionLayout.hasBrackets(old)
        if isBlockCollection { return replacingCollection(entry, by: written) }
        let place = old.bytes
        let head = place.lowerBound..<headEnd(of: old)
        let line = lines.end(of: head.upperBound)
        switch written {
        case .inline(let text): return [[Splice(head, text), Splice(line..<max(line, place.upperBound), "")]]
        case .scalar(let block):
            let indentation = bodyIndentation(of: old) ?? ValueWriting.step
            let body = text(of: block.lines, indentation: column + indentation)
            return [
                [
                    Splice(head, block.head(indentation: indentation)),
                    Splice(line..<max(line, place.upperBound), body),
                ]
            ]
        case .collection(let collected):
            if let lead = entry.lead, entry.key != nil, lines.end(of: lead) >= place.lowerBound {
                let body = text(of: collected, indentation: column + offset(of: written))
                return [
                    [Splice(lead..<head.upperBound, ""), Splice(line..<max(line, place.upperBound), body)]
                ]
            }
            return [[Splice(place, joined(collected, column: lines.column(of: place.lowerBound)))]]
        }
    }

    /// Where nothing is written yet.
    private func filling(_ entry: EntryLayout, with written: WrittenValue) -> [[Splice]] {
        guard let lead = entry.lead else {
            guard case .inline(let text) = written else { return [] }
            let end = entry.end
            let below = "\n" + String(repeating: " ", count: collection.isInFlow ? 0 : column) + ": " + text
            return [
                [.insertion(end, ": " + text)], [.insertion(end, " : " + text)],
                [.insertion(lines.end(of: end), below)],
            ]
        }
        let line = lines.end(of: lead)
        switch written {
        case .inline(let text): return [[.insertion(lead, " " + text)], [.insertion(lead, " " + text + " ")]]
        case .scalar(let block):
            return [
                [
                    .insertion(lead, " " + block.head(indentation: ValueWriting.step)),
                    .insertion(line, text(of: block.lines, indentation: column + ValueWriting.step)),
                ]
            ]
        case .collection(let collected):
            let below = [Splice.insertion(line, text(of: collected, indentation: column + offset(of: written)))]
            if entry.key != nil { return [below] }
            return [[.insertion(lead, " " + joined(collected, column: lines.column(of: lead) + 1))], below]
        }
    }

    private func replacingCollection(_ entry: EntryLayout, by written: WrittenValue) -> [[Splice]] {
        let place = entry.value.bytes
        let start = lines.start(of: place.lowerBound)
        if case .collection(let collected) = written {
            let indentation = column + offset(of: written)
            let moved = String(repeating: " ", count: indentation) + joined(collected, column: indentation)
            return [
                [Splice(place, joined(collected, column: lines.column(of: place.lowerBound)))],
                [Splice(start..<place.upperBound, moved)],
            ]
        }
        let (head, body) =
            switch written {
            case .inline(let text): (text, "")
            case .scalar(let block):
                (
                    block.head(indentation: ValueWriting.step),
                    text(of: block.lines, indentation: column + ValueWriting.step)
                )
            case .collection: ("", "")
            }
        guard let lead = entry.lead, lines.end(of: lead) < place.lowerBound else {
            return [[Splice(place, head), .insertion(lines.end(of: place.upperBound), body)]]
        }
        return [
            [
                .insertion(lead, " " + head), .insertion(lines.end(of: lead), body),
                .deletion(start..<lines.next(after: place.upperBound)),
            ]
        ]
    }

    /// Behind the value, or behind the signs of a block scalar.
    private func headEnd(of node: PlanNode) -> Int {
        guard node.kind == .scalar, node.style == .literal || node.style == .folded else {
            return node.bytes.upperBound
        }
        let signs: Set<UInt8> = Set("|>+-0123456789".utf8)
        return lines.bytes[node.bytes].firstIndex { !signs.contains($0) } ?? node.bytes.upperBound
    }

    /// How far the lines of a block scalar are indented against the collection that it is in.
    private func bodyIndentation(of node: PlanNode) -> Int? {
        guard node.kind == .scalar, node.style == .literal || node.style == .folded else { return nil }
        var line = lines.next(after: node.bytes.lowerBound)
        while line < node.bytes.upperBound {
            if let sign = lines.bytes[line..<lines.end(of: line)].firstIndex(where: { $0 != 0x20 }) {
                let indentation = sign - line - column
                return (1...9).contains(indentation) ? indentation : nil
            }
            line = lines.next(after: line)
        }
        return nil
    }

    /// How far a collection below a key is indented here: as its neighbours are, since lists may stay at the left.
    private func offset(of written: WrittenValue) -> Int {
        guard case .collection(let collected) = written, collection.node.kind == .mapping else {
            return ValueWriting.step
        }
        let kind: PlanNode.Kind = collected.first?.hasPrefix("- ") == true ? .sequence : .mapping
        for entry in collection.entries
        where entry.value.kind == kind && !CollectionLayout.hasBrackets(entry.value)
            && lines.beginsLine(
                entry.value.bytes.lowerBound)
        {
            let offset = lines.column(of: entry.value.bytes.lowerBound) - column
            if offset >= (kind == .sequence ? 0 : 1) { return offset }
        }
        return ValueWriting.step
    }

    // MARK: - Adding

    /// The ways to add an entry, each with the place that it gets.
    func adding(key: String?, _ written: WrittenValue, behind anchor: Int?) -> [(place: Int, splices: [Splice])] {
        if collection.isInFlow {
            guard case .inline(let text) = written else { return [] }
            return addingInFlow(key.map { ValueWriting.key($0, inFlow: true) + ": " + text } ?? text, behind: anchor)
        }
        guard let anchor else { return [] }
        let entry = collection.entries[anchor]
        let added =
            key.map { ValueWriting.pair($0, written, offset: offset(of: written)) } ?? ValueWriting.element(written)
        let below = text(of: added, indentation: column)
        let end = lines.end(of: entry.end)
        let afterBlanks = lines.endOfBlankLines(after: entry.end)
        var ways = [(anchor + 1, [Splice.insertion(end, below)])]
        if afterBlanks > end { ways.append((anchor + 1, [.insertion(afterBlanks, below)])) }
        // A block scalar at the end of a text without a last line break would get one.
        let before = joined(added, column: column) + "\n" + String(repeating: " ", count: column)
        ways.append((anchor, [.insertion(entry.start, before)]))
        return ways
    }

    private func addingInFlow(_ added: String, behind anchor: Int?) -> [(place: Int, splices: [Splice])] {
        let node = collection.node
        guard let anchor else {
            let first = node.bytes.lowerBound + 1
            return [(0, [.insertion(first, added)]), (0, [.insertion(first, added + " ")])]
        }
        let entry = collection.entries[anchor]
        let end = entry.end
        var ways: [(Int, [Splice])] = []
        // Where each entry has a line of its own, the new one gets one too.
        if anchor > 0 || lines.start(of: node.bytes.lowerBound) < lines.start(of: entry.start),
            lines.beginsLine(entry.start)
        {
            let indentation = String(repeating: " ", count: lines.column(of: entry.start))
            if let comma = collection.comma(behind: entry, lines), lines.endsLine(comma + 1) {
                ways.append((anchor + 1, [.insertion(lines.end(of: comma), "\n" + indentation + added + ",")]))
            } else if lines.endsLine(end) {
                ways.append(
                    (anchor + 1, [.insertion(end, ","), .insertion(lines.end(of: end), "\n" + indentation + added)]))
            } else {
                ways.append((anchor + 1, [.insertion(end, ",\n" + indentation + added)]))
            }
        }
        ways.append((anchor + 1, [.insertion(end, ", " + added)]))
        ways.append((anchor + 1, [.insertion(end, " , " + added)]))
        if !collection.hasBrackets {
            let opening = Splice.insertion(node.bytes.lowerBound, "{")
            ways.append((anchor + 1, [opening, .insertion(end, ", " + added + "}")]))
            ways.append((anchor + 1, [opening, .insertion(end, " , " + added + "}")]))
        }
        return ways
    }

    // MARK: - Removing

    /// The ways to remove an entry that is not the only one.
    func removing(_ place: Int) -> [[Splice]] {
        let entry = collection.entries[place]
        let next = place + 1 < collection.entries.count ? collection.entries[place + 1] : nil
        if collection.isInFlow { return removingInFlow(place, next) }
        let start = lines.start(of: entry.start)
        let end = lines.next(after: entry.end)
        if lines.beginsLine(entry.start) {
            let afterBlanks = min(lines.endOfBlankLines(after: entry.end) + 1, lines.bytes.count)
            return [[.deletion(start..<end)], [.deletion(start..<max(end, afterBlanks))]]
        }
        guard let next else { return [] }
        // The entry shares its line with the sign of the list or pair that it is in.
        var blanks = entry.start
        while blanks > start, lines.bytes[blanks - 1] == 0x20 { blanks -= 1 }
        let line = [Splice.deletion(blanks..<lines.end(of: entry.end))]
        let whole = [Splice.deletion(entry.start..<next.start)]
        return lines.hasOwnComment(entry.end..<next.start) ? [line] : [whole, line]
    }

    private func removingInFlow(_ place: Int, _ next: EntryLayout?) -> [[Splice]] {
        let entry = collection.entries[place]
        guard let comma = collection.comma(behind: entry, lines) else {
            // The last one, without a comma behind it: the one before it goes, unless a comment stands between.
            let before = collection.entries[max(0, place - 1)].end
            let between = lines.bytes[before..<entry.start]
            let alone = [Splice.deletion(entry.start..<entry.end)]
            let whole = [Splice.deletion(before..<entry.end)]
            return between.contains(0x23) ? [alone, whole] : [whole, alone]
        }
        let behind = comma + 1
        if lines.beginsLine(entry.start), lines.endsLine(behind) {
            return [[.deletion(lines.start(of: entry.start)..<lines.next(after: behind))]]
        }
        var end = behind
        while end < lines.bytes.count, lines.bytes[end] == 0x20 { end += 1 }
        var start = entry.start
        if end == lines.bytes.count || lines.bytes[end] == 0x0A || lines.bytes[end] == 0x23 {
            // What follows is on the next line: no blanks are left at the end of this one.
            while start > 0, lines.bytes[start - 1] == 0x20, !lines.beginsLine(start) { start -= 1 }
            end = behind
        }
        return [[.deletion(start..<end)], [.deletion(entry.start..<behind)]]
    }

    // MARK: - Lines

    /// Lines below another one.
    private func text(of added: [String], indentation: Int) -> String {
        ValueWriting.indented(added, indentation).map { "\n" + $0 }.joined()
    }

    /// Lines of which the first one begins where the cursor stands.
    private func joined(_ added: [String], column: Int) -> String {
        (added.prefix(1) + ValueWriting.indented(Array(added.dropFirst()), column)).joined(separator: "\n")
    }
}
