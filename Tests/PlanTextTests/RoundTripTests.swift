import Diagnostics
import PlanText
import Testing
import TollgateTesting

@Suite("Documents written at random")
struct RoundTripTests {
    @Test("What is read is what was written, each node at its place", arguments: 0..<20)
    func readsWhatWasWritten(batch: Int) {
        for (content, document) in Self.documents(seed: UInt64(1_000 + batch), count: 100, marksDocument: true) {
            let text = read(document.bytes)
            let shown = Comment(rawValue: String(decoding: document.bytes, as: UTF8.self).debugDescription)
            #expect(text.codes == [], shown)
            #expect(text.tree?.root.content == content, shown)
            #expect(Self.difference(text, document.nodes) == nil, shown)
        }
    }

    @Test("With CRLF for LF the same is read, and the fix gives back the first text", arguments: 0..<4)
    func readsTheSameWithCRLF(batch: Int) {
        for (content, document) in Self.documents(seed: UInt64(2_000 + batch), count: 50, marksDocument: true) {
            let bytes = document.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            let text = read(bytes)
            let shown = Comment(rawValue: String(decoding: bytes, as: UTF8.self).debugDescription)
            #expect(text.codes == (bytes.contains(0x0D) ? ["SYN004"] : []), shown)
            #expect(text.tree?.root.content == content, shown)
            let breaks = document.bytes.reduce(into: [0]) { $0.append(($0.last ?? 0) + ($1 == 0x0A ? 1 : 0)) }
            let moved = document.nodes.map { node in
                var node = node
                node.bytes =
                    node.bytes.lowerBound + breaks[node.bytes.lowerBound]..<node.bytes.upperBound
                    + breaks[node.bytes.upperBound]
                return node
            }
            #expect(Self.difference(text, moved) == nil, shown)
            #expect(text.diagnostics.first?.fix?.applied(to: bytes) ?? bytes == document.bytes, shown)
        }
    }

    @Test("As front matter the same is read, four bytes further on", arguments: 0..<4)
    func readsTheSameAsFrontMatter(batch: Int) {
        for (content, document) in Self.documents(seed: UInt64(3_000 + batch), count: 50, marksDocument: false) {
            let text = read(
                Array("---\n".utf8) + document.bytes + Array("---\n\n# Prose: [\n---\n".utf8), as: .frontMatter)
            let shown = Comment(rawValue: String(decoding: document.bytes, as: UTF8.self).debugDescription)
            #expect(text.codes == [], shown)
            #expect(text.tree?.root.content == content, shown)
            let moved = document.nodes.map { node in
                var node = node
                node.bytes = node.bytes.lowerBound + 4..<node.bytes.upperBound + 4
                return node
            }
            #expect(Self.difference(text, moved) == nil, shown)
        }
    }

    private static func documents(seed: UInt64, count: Int, marksDocument: Bool) -> [(Content, DocumentWriter)] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let content = Content.random(&random)
            return (
                content,
                DocumentWriter(content, random: SeededGenerator(seed: random.next()), marksDocument: marksDocument)
            )
        }
    }

    /// The first node that was not read as it was written.
    private static func difference(_ text: PlanText, _ written: [DocumentWriter.Written]) -> String? {
        let nodes = text.tree?.root.all ?? []
        if nodes.count != written.count { return "\(nodes.count) nodes instead of \(written.count)" }
        for (node, expected) in zip(nodes, written) {
            let found = DocumentWriter.Written(kind: node.kind, bytes: node.bytes, text: node.string)
            if found != expected { return "\(found) instead of \(expected)" }
        }
        return nil
    }
}
