internal import CLibYAML
import Diagnostics
import Glibc

/// Reads YAML through libyaml's events into a `PlanTree`. The only file that talks to libyaml.
///
/// libyaml is lenient where the text rules are not; what it lets pass is noticed here, on the bytes and on the events.
struct YAMLReader {
    struct Outcome {
        var tree: PlanTree?
        var problems: [TextProblem]
    }

    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, layout: PlanText.Layout, source: SourceText
    ) -> Outcome {
        let range = 0..<bytes.count
        if layout == .frontMatter {
            let whole = TextScan(bytes, in: range, allowingTabs: true)
            guard whole.isValidUTF8 else { return Outcome(tree: nil, problems: whole.problems) }
            guard let matter = FrontMatter.range(in: bytes, from: whole.start) else {
                return Outcome(tree: nil, problems: [FrontMatter.missing] + whole.problems)
            }
            let tabs = TextScan(bytes, in: matter, allowingTabs: false)
            var reader = YAMLReader(bytes: bytes, range: matter, isASCII: tabs.isASCII)
            reader.problems = whole.problems + tabs.problems.filter { $0.message.hasPrefix("TAB") }
            return reader.run(source)
        }
        let scan = TextScan(bytes, in: range, allowingTabs: false)
        guard scan.isValidUTF8 else { return Outcome(tree: nil, problems: scan.problems) }
        var reader = YAMLReader(bytes: bytes, range: scan.start..<bytes.count, isASCII: scan.isASCII)
        reader.problems = scan.problems
        return reader.run(source)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let range: Range<Int>
    /// The byte offset of each scalar, where characters and bytes differ.
    private let offsets: [UInt32]
    private var problems: [TextProblem] = []
    private var nodes: [PlanTree.Node] = []
    private var text: [UInt8] = []
    /// The collections that are open, by node index.
    private var open: [Int] = []
    private var failed = false

    private init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, isASCII: Bool) {
        self.bytes = bytes
        self.range = range
        offsets =
            isASCII ? [] : range.filter { bytes[$0] & 0xC0 != 0x80 }.map { UInt32($0) } + [UInt32(range.upperBound)]
        nodes.reserveCapacity(range.count / 12 + 8)
        text.reserveCapacity(range.count)
    }

    private func offset(_ mark: yaml_mark_t) -> Int {
        if offsets.isEmpty { return min(range.lowerBound + mark.index, range.upperBound) }
        return Int(offsets[min(mark.index, offsets.count - 1)])
    }

    private mutating func run(_ source: SourceText) -> Outcome {
        // libyaml keeps the parser's address between calls, so that it needs one that stays.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { fatalMemory() }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        defer { nothing.deallocate() }
        if let base = bytes.baseAddress, !range.isEmpty {
            yaml_parser_set_input_string(parser, base + range.lowerBound, range.count)
        } else {
            // libyaml wants a pointer even for no bytes at all.
            yaml_parser_set_input_string(parser, nothing, 0)
        }
        var documents = 0
        var event = yaml_event_t()
        events: while !failed {
            guard yaml_parser_parse(parser, &event) == 1 else {
                syntaxError(parser.pointee)
                break
            }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
                break events
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                documentStart(event, isFirst: documents == 1)
            case YAML_SCALAR_EVENT: scalar(event)
            case YAML_SEQUENCE_START_EVENT: start(.sequence, event)
            case YAML_MAPPING_START_EVENT: start(.mapping, event)
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end(event)
            case YAML_ALIAS_EVENT: alias(event)
            default: break
            }
        }
        let result = failed || nodes.isEmpty ? nil : PlanTree(source: source, nodes: nodes, text: text)
        if result == nil, !failed {
            fatal(.yamlSyntax, range.lowerBound..<range.lowerBound, "the document is empty; expected a mapping")
        }
        problems.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        return Outcome(tree: result, problems: problems)
    }

    // MARK: - Events

    private mutating func documentStart(_ event: yaml_event_t, isFirst: Bool) {
        let place = offset(event.start_mark)..<offset(event.end_mark)
        guard isFirst else {
            return fatal(
                .severalDocuments, place, "a second document begins here; a file holds one",
                help: "remove the `---`, or move what follows to a file of its own")
        }
        let hasDirectives = withUnsafePointer(to: event) { tollgate_event_has_directives($0) } != 0
        if hasDirectives {
            note(
                .directive, place, "directives (`%YAML`, `%TAG`) are not allowed",
                help: "remove the line that begins with %")
        }
    }

    private mutating func scalar(_ event: yaml_event_t) {
        let data = event.data.scalar
        var start = offset(event.start_mark)
        var end = max(start, offset(event.end_mark))
        let style: PlanNode.ScalarStyle =
            switch data.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        // libyaml ends a block scalar where the next token begins.
        if style == .literal || style == .folded { end = trimmed(start, end) }
        // Some values that are not written stand there too, others behind their sign.
        if style == .plain, start == end {
            start = placeOfNothing(before: start)
            end = start
        }
        let textStart = text.count
        text.append(contentsOf: UnsafeBufferPointer(start: data.value, count: data.length))
        append(
            PlanTree.Node(
                kind: .scalar, style: style, start: UInt32(start), end: UInt32(end), textStart: UInt32(textStart),
                textCount: UInt32(data.length), next: UInt32(nodes.count + 1)))
        noteProperties(event, start..<end)
        if style == .doubleQuoted { noteEscapes(textStart, start..<end) }
    }

    /// An escape must not put into a value what the text itself may not have.
    private mutating func noteEscapes(_ textStart: Int, _ place: Range<Int>) {
        let written = bytes[place]
        guard written.contains(0x5C) else { return }
        for scalar in String(decoding: text[textStart...], as: UTF8.self).unicodeScalars {
            let code: RuleCode
            switch CharacterClass.of(scalar) {
            case .ordinary: continue
            case .control: code = .controlCharacter
            case .lineBreak: code = .foreignLineBreak
            case .bidirectional: code = .bidirectionalControl
            case .zeroWidth: code = .zeroWidthCharacter
            }
            note(
                code, place, "an escape puts U+\(String(scalar.value, radix: 16, uppercase: true)) into the value",
                help: "write the text without it")
            return
        }
    }

    private mutating func start(_ kind: PlanNode.Kind, _ event: yaml_event_t) {
        let start = offset(event.start_mark)
        guard open.count < TextLimits.depth else {
            return fatal(
                .nestingTooDeep, start..<offset(event.end_mark),
                "collections nest deeper than \(TextLimits.depth) levels")
        }
        noteProperties(event, start..<offset(event.end_mark))
        append(PlanTree.Node(kind: kind, style: .none, start: UInt32(start), end: UInt32(start), next: 0))
        open.append(nodes.count - 1)
    }

    private mutating func end(_ event: yaml_event_t) {
        guard let index = open.popLast() else { return }
        let isFlow = offset(event.end_mark) > offset(event.start_mark)
        let isMapping = nodes[index].kind == .mapping
        // A block collection ends with its last child; only a flow collection has a closing mark of its own.
        if isFlow { nodes[index].end = UInt32(offset(event.end_mark)) }
        nodes[index].next = UInt32(nodes.count)
        if isMapping {
            nodes[index].count /= 2
            judgeKeys(of: index)
        }
        if let parent = open.last { nodes[parent].end = max(nodes[parent].end, nodes[index].end) }
    }

    private mutating func alias(_ event: yaml_event_t) {
        let place = offset(event.start_mark)..<offset(event.end_mark)
        append(
            PlanTree.Node(
                kind: .alias, style: .none, start: UInt32(place.lowerBound), end: UInt32(place.upperBound),
                next: UInt32(nodes.count + 1)))
        note(.anchorOrAlias, place, "aliases (`*name`) are not allowed", help: "write the value out here")
    }

    private mutating func append(_ node: PlanTree.Node) {
        if let parent = open.last {
            nodes[parent].count += 1
            nodes[parent].end = max(nodes[parent].end, node.end)
        }
        nodes.append(node)
    }

    private mutating func noteProperties(_ event: yaml_event_t, _ place: Range<Int>) {
        withUnsafePointer(to: event) { event in
            if tollgate_event_anchor(event) != nil {
                note(.anchorOrAlias, place, "anchors (`&name`) are not allowed", help: "remove the anchor")
            }
            if let tag = tollgate_event_tag(event) {
                let name = String(cString: tag)
                note(
                    .explicitTag, place, "explicit tag `\(Printable.line(name))` is not allowed",
                    help: "remove the tag; the field decides how its value is read")
            }
        }
    }

    // MARK: - Keys

    private mutating func judgeKeys(of mapping: Int) {
        var keys: [Int] = []
        var child = mapping + 1
        for _ in 0..<nodes[mapping].count {
            let node = nodes[child]
            if node.kind == .scalar {
                keys.append(child)
            } else {
                note(.complexKey, span(child), "a key is a word; this one is a collection")
            }
            child = Int(nodes[Int(node.next)].next)
        }
        if keys.count <= 64 {
            for (key, first) in repeated(keys) { duplicate(key, first) }
        } else {
            var seen: [ArraySlice<UInt8>: Int] = [:]
            for key in keys {
                if let first = seen[slice(key)] { duplicate(key, first) } else { seen[slice(key)] = key }
            }
        }
        for key in keys
        where nodes[key].textCount == 2 && nodes[key].style == .plain && slice(key).elementsEqual("<<".utf8) {
            note(.mergeKey, span(key), "merge keys (`<<`) are not allowed", help: "write the fields out here")
        }
    }

    private mutating func duplicate(_ key: Int, _ first: Int) {
        let name = Printable.line(String(decoding: slice(key), as: UTF8.self))
        guard problems.count < TextLimits.findings else { return }
        problems.append(
            TextProblem(
                code: .duplicateKey, range: span(key), message: "the key `\(name)` stands twice", earlier: span(first),
                help: "keep one of the two"))
    }

    private func slice(_ node: Int) -> ArraySlice<UInt8> {
        let start = Int(nodes[node].textStart)
        return text[start..<start + Int(nodes[node].textCount)]
    }

    /// The keys that stand a second time, each with the first one: every pair compared, which is fastest for few.
    private func repeated(_ keys: [Int]) -> [(key: Int, first: Int)] {
        var result: [(Int, Int)] = []
        text.withUnsafeBufferPointer { text in
            nodes.withUnsafeBufferPointer { nodes in
                guard let base = text.baseAddress else { return }
                for position in keys.indices {
                    let key = nodes[keys[position]]
                    for earlier in 0..<position {
                        let other = nodes[keys[earlier]]
                        guard other.textCount == key.textCount,
                            memcmp(base + Int(other.textStart), base + Int(key.textStart), Int(key.textCount)) == 0
                        else { continue }
                        result.append((keys[position], keys[earlier]))
                        break
                    }
                }
            }
        }
        return result
    }

    private func span(_ node: Int) -> Range<Int> { Int(nodes[node].start)..<Int(nodes[node].end) }

    // MARK: - Problems

    private mutating func note(_ code: RuleCode, _ place: Range<Int>, _ message: String, help: String? = nil) {
        guard problems.count < TextLimits.findings else { return }
        problems.append(TextProblem(code: code, range: place, message: message, help: help))
    }

    private mutating func fatal(_ code: RuleCode, _ place: Range<Int>, _ message: String, help: String? = nil) {
        failed = true
        problems.append(
            TextProblem(code: code, range: place, message: message, preventsReading: true, help: help))
    }

    private static let syntaxHelp =
        "look at this line and the one before it: the indentation, a `:` or a bracket that is missing, a text that needs quotes"

    private mutating func syntaxError(_ parser: yaml_parser_t) {
        guard parser.error != YAML_MEMORY_ERROR else { fatalMemory() }
        let problem = parser.problem.map { String(cString: $0) } ?? "not YAML"
        let context = parser.context.map { String(cString: $0) + ": " } ?? ""
        let place =
            parser.error == YAML_READER_ERROR
            ? min(range.lowerBound + parser.problem_offset, range.upperBound) : offset(parser.problem_mark)
        // Mark the character itself, so that a caret has something to stand under.
        var end = min(place + 1, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        fatal(.yamlSyntax, place..<max(place, end), "not YAML: \(context)\(problem)", help: Self.syntaxHelp)
    }

    private func fatalMemory() -> Never {
        preconditionFailure("libyaml is out of memory")
    }

    /// Where a value that is not written stands: behind the sign or the key before it, not behind blanks and comments.
    private func placeOfNothing(before limit: Int) -> Int {
        var place = open.last.map { Int(nodes[$0].end) } ?? range.lowerBound
        var next = place
        while next < limit {
            switch bytes[next] {
            case 0x20, 0x09, 0x0A, 0x0D: next += 1
            case 0x23: next = bytes[next..<limit].firstIndex(of: 0x0A) ?? limit
            default:
                next += 1
                place = next
            }
        }
        return place
    }

    private func trimmed(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }
}
