import Diagnostics
import PlanModel
import PlanText
import Testing
import TollgateTesting

@testable import Governance

/// What a step writes into documents of any layout: its own fields, and nothing else.
@Suite("Steps in documents written at random")
struct StepEditPropertyTests {
    /// A step with what its fields say afterwards; a field that ends says nothing.
    struct Case: Sendable, CustomTestStringConvertible {
        let edit: StepEdit
        let fields: [String: String?]
        var testDescription: String { edit.step.name }
    }

    private static let reasons = [
        "Short of staff.", "A reason: with # signs", "it's \"quoted\"", "größer 中文 😀", "no", "- x", "Two\nlines.",
    ]

    private static func cases(_ because: String) -> [Case] {
        let day = Day("2027-01-15")
        return [
            Case(edit: StepEdit(.stage("detailed")), fields: ["stage": "detailed"]),
            Case(
                edit: StepEdit(.stage("closed"), because: because), fields: ["stage": "closed", "because": because]),
            Case(
                edit: StepEdit(.hold, because: because, reviewBy: day),
                fields: ["state": "on-hold", "because": because, "review-by": "2027-01-15"]),
            Case(
                edit: StepEdit(.cancel, because: because, valueDisposition: "Given up: all of it."),
                fields: [
                    "state": "cancelled", "because": because, "value-disposition": "Given up: all of it.",
                    "review-by": nil,
                ]),
            Case(
                edit: StepEdit(.resume), fields: ["state": "active", "review-by": nil, "value-disposition": nil]),
            Case(
                edit: StepEdit(.back(to: "defined"), because: because),
                fields: ["stage": "defined", "because": because]),
            Case(edit: StepEdit(.rebaseline, because: because), fields: ["because": because]),
            Case(
                edit: StepEdit(.shortfall(stage: "closed"), because: because),
                fields: ["stage": "closed", "shortfall": "{because: \(because.debugDescription)}"]),
        ]
    }

    @Test("its fields read as intended, and everything else stays", arguments: 0..<8)
    func steps(kind: Int) {
        var random = SeededGenerator(seed: UInt64(11_000 + kind))
        let policy = Sample.policy()
        for _ in 0..<150 {
            let generated = GeneratedInitiative(&random)
            let document = Sample.document(generated.path, generated.bytes, policy)
            let item = Self.cases(random.pick(Self.reasons))[kind]
            let shown = "\(item.edit.step.name) in\n\(generated.text)"
            guard document.text.isClean, document.text.tree != nil else {
                Issue.record(Comment(rawValue: "\(document.text.diagnostics.map(\.message)): " + shown))
                continue
            }
            do {
                let bytes = try item.edit.applied(to: document)
                let after = Sample.document(generated.path, bytes, policy)
                let both = Comment(rawValue: shown + "\n=====\n" + String(decoding: bytes, as: UTF8.self))
                #expect(after.text.isClean, both)
                Self.expectFields(item, document, after, both)
                Self.expectBytes(item, document, after, isFlow: generated.isFlow, both)
            } catch {
                Issue.record(Comment(rawValue: "\(error): " + shown))
            }
        }
    }

    @Test("a step that has been taken changes nothing when it is written again")
    func again() throws {
        var random = SeededGenerator(seed: 12_000)
        let policy = Sample.policy()
        for _ in 0..<100 {
            let generated = GeneratedInitiative(&random)
            let item = random.pick(Self.cases(random.pick(Self.reasons)))
            let once = try item.edit.applied(to: Sample.document(generated.path, generated.bytes, policy))
            #expect(try item.edit.applied(to: Sample.document(generated.path, once, policy)) == once)
        }
    }

    // MARK: - What it says

    private static func expectFields(
        _ item: Case, _ before: PlanDocument, _ after: PlanDocument, _ comment: Comment
    ) {
        guard let old = before.text.tree?.root, let new = after.text.tree?.root else {
            Issue.record(comment)
            return
        }
        for (field, value) in item.fields {
            let says = new[field].map { $0.kind == .scalar ? $0.string ?? "" : Self.said($0) }
            #expect(says == value, comment)
        }
        func others(_ root: PlanNode) -> [String] {
            root.pairs.compactMap { pair in
                let key = pair.key.string ?? ""
                return item.fields.keys.contains(key) ? nil : key + "=" + Self.said(pair.value)
            }
        }
        #expect(others(new) == others(old), comment)
        // Fields that were there keep their places.
        let oldKeys = old.pairs.compactMap(\.key.string)
        let newKeys = new.pairs.compactMap(\.key.string)
        #expect(newKeys.filter(oldKeys.contains) == oldKeys.filter(newKeys.contains), comment)
    }

    /// A value in one line, whatever its layout.
    private static func said(_ node: PlanNode) -> String {
        switch node.kind {
        case .scalar: node.isNull ? "~" : (node.string ?? "").debugDescription
        case .alias: "alias"
        case .sequence: "[" + node.elements.map(said).joined(separator: ", ") + "]"
        case .mapping:
            "{" + node.pairs.map { ($0.key.string ?? "") + ": " + said($0.value) }.joined(separator: ", ") + "}"
        }
    }

    // MARK: - What it leaves alone

    private static func expectBytes(
        _ item: Case, _ before: PlanDocument, _ after: PlanDocument, isFlow: Bool, _ comment: Comment
    ) {
        guard let root = before.text.tree?.root else { return }
        let (old, new) = (before.text.source.bytes, after.text.source.bytes)
        let pairs = root.pairs.filter { item.fields.keys.contains($0.key.string ?? "") }
        let touched = pairs.map { $0.key.bytes.lowerBound..<max($0.key.bytes.upperBound, $0.value.bytes.upperBound) }
        let leaves = Self.leaves(root).filter { leaf in !touched.contains { $0.overlaps(leaf) } }
        // Fields that are added stand behind these, or at the end.
        let anchors = ["title", "stage", "state", "because"].compactMap { root.pair($0)?.value.bytes.upperBound }
        let isAdded = item.fields.contains { $0.value != nil && root[$0.key] == nil }
        let ends = isAdded ? [anchors.min(), root.bytes.upperBound].compactMap { $0 } : []
        guard let first = (touched.map(\.lowerBound) + ends).min(),
            let last = (touched.map(\.upperBound) + ends).max()
        else {
            #expect(old == new, comment)
            return
        }
        let start = leaves.last { $0.upperBound <= first }?.upperBound ?? 0
        let end = leaves.first { $0.lowerBound >= last }?.lowerBound ?? Self.bodyStart(old, before.path)
        #expect(new.starts(with: old[..<start]), comment)
        #expect(new.reversed().starts(with: old[end...].reversed()), comment)
        // Every other key and text is written as it was, and stands where it stood among them.
        if let after = after.text.tree?.root {
            #expect(isSubsequence(leaves.map { old[$0] }, of: Self.leaves(after).map { new[$0] }), comment)
        }
        // Every line without a field of the step is still there; a flow collection shares its lines.
        if !isFlow { expectLines(old, new, touched, comment) }
        // With a field go the comments on its lines, and in a flow collection those in front of the comma behind it.
        let removed = pairs.filter { item.fields[$0.key.string ?? ""] == .some(nil) }.map { pair in
            let own = lines(
                old, pair.key.bytes.lowerBound..<max(pair.key.bytes.upperBound, pair.value.bytes.upperBound))
            let next =
                leaves.first { $0.lowerBound >= pair.value.bytes.upperBound }?.lowerBound ?? root.bytes.upperBound
            return isFlow ? own.lowerBound..<max(own.upperBound, next) : own
        }
        let kept = marks(old).filter { mark in !removed.contains { $0.contains(mark.offset) } }.map(\.name)
        #expect(isSubsequence(kept, of: marks(new).map(\.name)), comment)
        #expect(isSubsequence(marks(new).map(\.name), of: marks(old).map(\.name)), comment)
    }

    private static func expectLines(_ old: [UInt8], _ new: [UInt8], _ touched: [Range<Int>], _ comment: Comment) {
        let changed = touched.map { lines(old, $0) }
        var kept: [ArraySlice<UInt8>] = []
        for line in old.split(separator: 0x0A, omittingEmptySubsequences: false) where !line.isEmpty {
            if !changed.contains(where: { $0.contains(line.startIndex) }) { kept.append(line) }
        }
        #expect(isSubsequence(kept, of: new.split(separator: 0x0A)), comment)
    }

    /// The bytes of the lines on which a piece stands.
    private static func lines(_ bytes: [UInt8], _ piece: Range<Int>) -> Range<Int> {
        let start = bytes[..<piece.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return start..<(bytes[piece.upperBound...].firstIndex(of: 0x0A) ?? bytes.count)
    }

    /// Where the text behind the front matter begins; the end of a document that is YAML alone.
    private static func bodyStart(_ bytes: [UInt8], _ path: String) -> Int {
        guard path.hasSuffix(".md") else { return bytes.count }
        let close = Array("\n---\n".utf8)
        return (4..<bytes.count).first { bytes[$0...].starts(with: close) } ?? bytes.count
    }

    private static func leaves(_ node: PlanNode) -> [Range<Int>] {
        switch node.kind {
        case .scalar, .alias: node.bytes.isEmpty ? [] : [node.bytes]
        case .sequence: node.elements.flatMap(leaves)
        case .mapping: node.pairs.flatMap { leaves($0.key) + leaves($0.value) }
        }
    }

    /// The numbers of the comments, with their places.
    private static func marks(_ bytes: [UInt8]) -> [(name: ArraySlice<UInt8>, offset: Int)] {
        bytes.indices.filter { bytes[$0] == 0x23 }.compactMap { start in
            let digits = bytes[(start + 1)...].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, digits.endIndex < bytes.count, bytes[digits.endIndex] == 0x40 else { return nil }
            return (digits, start)
        }
    }

    private static func isSubsequence<Element: Equatable>(_ few: [Element], of many: [Element]) -> Bool {
        var rest = few[...]
        for element in many where element == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
