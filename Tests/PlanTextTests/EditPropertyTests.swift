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
            check(content, bytes, "set \(path) to \(new)", content.with(new, at: path.steps[...])) {
                try $0.setting(path, to: value)
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
            check(content, bytes, "remove \(path)", content.with(nil, at: path.steps[...])) {
                try $0.removing(path)
            }
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
