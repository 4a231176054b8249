import Diagnostics
import Foundation
import PlanText
import Testing

@Suite("Edits of the project's own plans")
struct OwnPlansEditTests {
    private static let plans = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("plans")

    /// The documents below `plans/`, by path.
    private static func documents() throws -> [(path: String, text: PlanText)] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: plans.path).sorted()
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".md") && !$0.contains("evidence/") }
        return try paths.map { path in
            let bytes = [UInt8](try Data(contentsOf: plans.appendingPathComponent(path)))
            return (path, read(bytes, as: PlanText.Layout(path: path)))
        }
    }

    @Test("Every field can be set: its own bytes change, and no other")
    func setsEveryField() throws {
        let documents = try Self.documents()
        #expect(documents.count >= 8)
        for (path, text) in documents {
            let root = try #require(text.tree?.root, "\(path)")
            let bytes = text.source.bytes
            for way in root.content.ways {
                let node = try #require(way.node(in: root))
                let same = try text.setting(way, to: node.content.value)
                #expect(same == bytes, "\(path): \(way) set to what it is")
                guard node.kind == .scalar, [.plain, .singleQuoted, .doubleQuoted].contains(node.style) else {
                    continue
                }
                let quote = node.style == .plain ? "" : String(decoding: bytes[node.bytes].prefix(1), as: UTF8.self)
                let set = try text.setting(way, to: .text("another text"))
                let expected =
                    bytes[..<node.bytes.lowerBound] + (quote + "another text" + quote).utf8
                    + bytes[node.bytes.upperBound...]
                #expect(set.elementsEqual(expected), "\(path): \(way)")
            }
        }
    }

    @Test("A field that is added and removed again leaves every byte as it was")
    func addsAndRemoves() throws {
        for (path, text) in try Self.documents() {
            let root = try #require(text.tree?.root, "\(path)")
            let layout = PlanText.Layout(path: path)
            for way in [FieldPath(steps: [])] + root.content.ways {
                guard let node = way.node(in: root), node.kind == .mapping || node.kind == .sequence else { continue }
                let new = way.appending(node.kind == .mapping ? .key("x-new") : .index(node.count))
                let value = NewValue.text("because of # this:\nand that\n")
                let added = try text.setting(new, to: value, after: node.pairs.first?.key.string)
                let again = read(added, as: layout)
                #expect(again.isClean, "\(path): \(new)")
                #expect(try again.removing(new) == text.source.bytes, "\(path): \(new)")
            }
        }
    }

    @Test("Every field can be removed, and nothing else goes with it")
    func removesEveryField() throws {
        for (path, text) in try Self.documents() {
            let root = try #require(text.tree?.root, "\(path)")
            for way in root.content.ways {
                let left = read(try text.removing(way), as: PlanText.Layout(path: path))
                #expect(left.tree?.root.content == root.content.with(nil, at: way.steps[...]), "\(path): \(way)")
            }
        }
    }
}
