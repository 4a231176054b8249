import Diagnostics
import PlanText
import Testing

/// What holds for every outcome of reading, whatever the bytes were. Says what does not.
final class Invariants {
    let text: PlanText
    private(set) var broken: [String] = []

    /// Everything that is wrong with the outcome of reading; empty when all is well.
    static func broken(in text: PlanText) -> [String] {
        let check = Invariants(text: text)
        check.checkFindings()
        check.checkReadability()
        if let root = text.tree?.root { check.checkNode(root, inside: 0..<text.source.bytes.count, depth: 1) }
        return check.broken
    }

    private init(text: PlanText) {
        self.text = text
    }

    private func expect(_ condition: Bool, _ what: @autoclosure () -> String) {
        if !condition { broken.append(what()) }
    }

    private func checkFindings() {
        let diagnostics = text.diagnostics
        expect(text.isClean == diagnostics.isEmpty, "isClean is \(text.isClean) with \(diagnostics.count) findings")
        expect(diagnostics.count <= TextLimits.findings + 2, "\(diagnostics.count) findings")
        var last = 0
        for diagnostic in diagnostics {
            expect(!diagnostic.message.isEmpty, "\(diagnostic.code) says nothing")
            for label in [diagnostic.primary] + diagnostic.secondary {
                guard let range = label.location.range else {
                    broken.append("\(diagnostic.code) is nowhere")
                    continue
                }
                expect(label.location.path == text.source.path, "\(diagnostic.code) is in another file")
                checkRange(range, "\(diagnostic.code)")
            }
            let start = diagnostic.primary.location.range?.bytes.lowerBound ?? 0
            expect(start >= last, "\(diagnostic.code) at \(start) stands behind one at \(last)")
            last = start
            checkFix(diagnostic)
        }
    }

    private func checkFix(_ diagnostic: Diagnostic) {
        var end = 0
        for edit in diagnostic.fix?.edits ?? [] {
            expect(
                edit.bytes.lowerBound >= end && edit.bytes.upperBound <= text.source.bytes.count,
                "an edit is out of order")
            end = edit.bytes.upperBound
        }
    }

    private func checkRange(_ range: TextRange, _ what: String) {
        let bytes = text.source.bytes
        expect(range.bytes.upperBound <= bytes.count, "\(what) ends behind the text")
        guard range.bytes.upperBound <= bytes.count else { return }
        expect(range.start <= range.end, "\(what) ends before it begins")
        let line = bytes[..<range.bytes.lowerBound].count { $0 == 0x0A } + 1
        expect(range.start.line == line, "\(what) is on line \(line), not \(range.start.line)")
        for edge in [range.bytes.lowerBound, range.bytes.upperBound] where edge < bytes.count {
            expect(text.tree == nil || bytes[edge] & 0xC0 != 0x80, "\(what) cuts a character")
        }
    }

    private func checkReadability() {
        expect((text.tree == nil) == (text.unreadable != nil), "tree and reason do not agree")
        expect(
            (text.tree == nil) == text.diagnostics.contains(where: \.preventsReading), "tree and findings do not agree")
    }

    /// Children stand inside their parent, one behind the other, and a collection begins and ends with a character of its own.
    private func checkNode(_ node: PlanNode, inside: Range<Int>, depth: Int) {
        let what = "\(node.kind) at \(node.bytes)"
        expect(
            inside.lowerBound <= node.bytes.lowerBound && node.bytes.upperBound <= inside.upperBound,
            "\(what) outside \(inside)")
        expect(depth <= TextLimits.depth + 1, "\(what) is \(depth) deep")
        if let range = node.location.range { checkRange(range, what) }
        let bytes = text.source.bytes
        if let last = bytes[node.bytes].last, node.style != .plain || node.kind != .scalar {
            expect(last != 0x0A && last != 0x20, "\(what) ends with a blank")
        }
        let children = node.kind == .mapping ? node.pairs.flatMap { [$0.key, $0.value] } : node.elements
        expect(children.count == (node.kind == .mapping ? 2 : 1) * node.count, "\(what) counts \(node.count)")
        expect(node.kind != .scalar || node.string != nil, "\(what) has no text")
        var place = node.bytes.lowerBound
        for child in children {
            expect(child.bytes.lowerBound >= place, "\(child.kind) at \(child.bytes) begins before \(place)")
            place = child.bytes.upperBound
            checkNode(child, inside: node.bytes, depth: depth + 1)
        }
    }
}
