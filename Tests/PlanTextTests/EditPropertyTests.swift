import Diagnostics
import PlanText
import Testing
import TollgateTesting

@Suite("Edits of documents written at random")
struct EditPropertyTests {
    @Test("A field that is set reads as intended, and nothing else changes", arguments: 0..<20)
    func sets(batch: Int) {
        var random = SeededGenerator(seed: UInt64(5_000 + batch))
        for (content, bytes) in Self.documents(&random, count: 100) {
            guard let path = Self.pick(content.ways, &random) else { continue }
            let new = Content.random(&random, depth: random.number(2...4))
            let value = new.value
            let outcome = check(content, bytes, "set \(path) to \(new)", content.with(new, at: path.steps[...])) {
                try $0.setting(path, to: value)
            }
            guard let outcome, let root = read(bytes).tree?.root, let node = path.node(in: root) else { continue }
            expectSurroundings(of: node.bytes, in: root, bytes, outcome)
            // A scalar on its line changes in its own bytes alone.
            guard case .scalar(let text) = new, !text.contains("\n"), node.kind == .scalar, !node.bytes.isEmpty,
                node.style != .literal, node.style != .folded
            else { continue }
            #expect(
                outcome.starts(with: bytes[..<node.bytes.lowerBound])
                    && outcome.reversed().starts(with: bytes[node.bytes.upperBound...].reversed()), "\(path)")
        }
    }

    @Test("Setting a field to what it is changes nothing", arguments: 0..<10)
    func setsTheSame(batch: Int) throws {
        var random = SeededGenerator(seed: UInt64(8_000 + batch))
        for (content, bytes) in Self.documents(&random, count: 40) {
            let text = read(bytes)
            guard let root = text.tree?.root else { continue }
            for path in content.ways {
                // Nothing is no text, so that it cannot be set.
                guard let node = path.node(in: root), !node.all.contains(where: \.isNull) else { continue }
                #expect(try text.setting(path, to: node.content.value) == bytes, "\(path)")
            }
        }
    }

    @Test("A field or element that is added reads as intended, and no byte goes", arguments: 0..<20)
    func adds(batch: Int) {
        var random = SeededGenerator(seed: UInt64(6_000 + batch))
        for (content, bytes) in Self.documents(&random, count: 100) {
            let collections = ([FieldPath(steps: [])] + content.ways).filter { path in
                switch content[path.steps[...]] {
                case .mapping, .sequence: true
                default: false
                }
            }
            guard let path = Self.pick(collections, &random), let found = content[path.steps[...]] else { continue }
            let new = Content.random(&random, depth: random.number(2...4))
            var way = path.appending(.key("new"))
            var sibling: String?
            switch found {
            case .sequence(let elements): way = path.appending(.index(elements.count))
            case .mapping(let pairs):
                if random.once(in: 2), let pair = Self.pick(pairs, &random), case .scalar(let key) = pair.key {
                    sibling = key
                }
            default: break
            }
            let (place, after, value) = (way, sibling, new.value)
            let expected = content.with(new, at: way.steps[...], after: sibling)
            let outcome = check(content, bytes, "add \(way) \(new) after \(sibling ?? "-")", expected) {
                try $0.setting(place, to: value, after: after)
            }
            if let outcome { #expect(Self.isSubsequence(bytes, of: outcome), "bytes went") }
        }
    }

    @Test("A field or element that is removed is gone, and nothing else", arguments: 0..<20)
    func removes(batch: Int) {
        var random = SeededGenerator(seed: UInt64(7_000 + batch))
        for (content, bytes) in Self.documents(&random, count: 100) {
            guard let path = Self.pick(content.ways, &random) else { continue }
            let outcome = check(content, bytes, "remove \(path)", content.with(nil, at: path.steps[...])) {
                try $0.removing(path)
            }
            guard let outcome, let root = read(bytes).tree?.root, let node = path.node(in: root) else { continue }
            let parent = FieldPath(steps: path.steps.dropLast()).node(in: root)
            var range = node.bytes
            if case .key(let key)? = path.steps.last, let pair = parent?.pair(key) {
                range = pair.key.bytes.lowerBound..<max(pair.key.bytes.upperBound, range.upperBound)
            }
            expectSurroundings(of: range, in: root, bytes, outcome)
            // Nothing is written, but for the brackets of a collection that becomes empty.
            if parent?.count != 1 { #expect(Self.isSubsequence(outcome, of: bytes), "\(path): bytes came") }
        }
    }

    // MARK: - Judging

    @discardableResult
    private func check(
        _ content: Content, _ bytes: [UInt8], _ what: String, _ expected: Content,
        _ edit: (PlanText) throws -> [UInt8]
    ) -> [UInt8]? {
        let shown = "\(what)\n\(String(decoding: bytes, as: UTF8.self))"
        do {
            let outcome = try edit(read(bytes))
            let text = read(outcome)
            let after = Comment(rawValue: shown + "\n=====\n" + String(decoding: outcome, as: UTF8.self))
            #expect(text.codes == [], after)
            #expect(text.tree?.root.content == expected, after)
            return outcome
        } catch {
            Issue.record(Comment(rawValue: "\(error)\n" + shown))
            return nil
        }
    }

    /// Nothing changes up to the last key or text before a range, nor from the first one behind it.
    private func expectSurroundings(of range: Range<Int>, in root: PlanNode, _ bytes: [UInt8], _ outcome: [UInt8]) {
        // A value that is not written stands right behind its key, and is no neighbour of it.
        let leaves = root.all.filter { $0.kind == .scalar && !$0.bytes.isEmpty }.map(\.bytes)
        let start = leaves.last { $0.upperBound <= range.lowerBound && $0 != range }?.upperBound ?? 0
        let end = leaves.first { $0.lowerBound >= range.upperBound && $0 != range }?.lowerBound ?? bytes.count
        let shown = Comment(
            rawValue: "\(range) in\n" + String(decoding: bytes, as: UTF8.self) + "\n=====\n"
                + String(decoding: outcome, as: UTF8.self))
        let isSame = outcome.starts(with: bytes[..<start]) && outcome.reversed().starts(with: bytes[end...].reversed())
        #expect(isSame, shown)
    }

    private static func documents(_ random: inout SeededGenerator, count: Int) -> [(Content, [UInt8])] {
        (0..<count).compactMap { _ in
            let content = Content.random(&random)
            guard case .mapping = content else { return nil }
            let writer = DocumentWriter(content, random: SeededGenerator(seed: random.next()), marksDocument: true)
            return (content, writer.bytes)
        }
    }

    private static func pick<Element>(_ elements: [Element], _ random: inout SeededGenerator) -> Element? {
        elements.isEmpty ? nil : random.pick(elements)
    }

    private static func isSubsequence(_ bytes: [UInt8], of other: [UInt8]) -> Bool {
        var rest = bytes[...]
        for byte in other where byte == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
