package import Diagnostics
package import PlanText

/// Compares a document with the shape it should have.
package struct ShapeCheck {
    package private(set) var diagnostics: [Diagnostic] = []
    private let allowsUnknownKeys: Bool

    /// The findings about a node that should have a shape.
    package static func diagnostics(of node: PlanNode, against shape: Shape, allowsUnknownKeys: Bool = false)
        -> [Diagnostic]
    {
        var check = ShapeCheck(allowsUnknownKeys: allowsUnknownKeys)
        check.check(node, shape, FieldPath(steps: []))
        return check.diagnostics
    }

    private init(allowsUnknownKeys: Bool) {
        self.allowsUnknownKeys = allowsUnknownKeys
    }

    /// Whether the document has as many findings as it may have, so that looking further is of no use.
    private var isFull: Bool { diagnostics.count >= TextLimits.findings }

    private mutating func check(_ node: PlanNode, _ shape: Shape, _ path: FieldPath) {
        guard !isFull else { return }
        switch shape {
        case .anything: break
        case .list(let element):
            guard node.kind == .sequence else { return wrongKind(node, shape, path) }
            for (index, item) in node.elements.enumerated() { check(item, element, path.appending(.index(index))) }
        case .oneOrMore(let element):
            check(node, node.kind == .sequence ? .list(of: element) : element, path)
        case .mapping(let fields):
            guard node.kind == .mapping else { return wrongKind(node, shape, path) }
            checkFields(node, fields, path)
        case .oneOf(let fields):
            guard node.kind == .mapping else { return wrongKind(node, shape, path) }
            checkFields(node, fields, path)
            if node.count != 1 {
                report(
                    .wrongKind, node, "\(quoted(path)) has \(node.count) keys; expected exactly \(shape.expectation)")
            }
        case .dictionary(let key, let value):
            guard node.kind == .mapping else { return wrongKind(node, shape, path) }
            for pair in node.pairs {
                check(pair.key, key, path)
                check(pair.value, value, path.appending(.key(pair.key.string ?? "?")))
            }
        case .either(let left, let right):
            check(node, Self.fits(node, left) ? left : right, path)
        default:
            checkScalar(node, shape, path)
        }
    }

    /// Whether a node is of the kind that a shape wants, whatever is in it.
    private static func fits(_ node: PlanNode, _ shape: Shape) -> Bool {
        switch shape {
        case .list: node.kind == .sequence
        case .mapping, .oneOf, .dictionary: node.kind == .mapping
        case .either(let left, let right): fits(node, left) || fits(node, right)
        case .oneOrMore(let element): node.kind == .sequence || fits(node, element)
        case .anything: true
        default: node.kind == .scalar
        }
    }

    private mutating func checkFields(_ node: PlanNode, _ fields: [Field], _ path: FieldPath) {
        for (key, value) in node.pairs where !isFull {
            guard let name = key.string else { continue }
            if let field = fields.first(where: { $0.name == name }) {
                // A key without a value is a field that is not there; whether it must be is said below.
                if !value.isNull { check(value, field.shape, path.appending(.key(name))) }
            } else if !allowsUnknownKeys, !name.hasPrefix("x-") {
                let nearest = Suggestion.nearest(to: name, among: fields.map(\.name))
                let place = path.steps.isEmpty ? "the document" : "`\(path)`"
                report(
                    .unknownKey, key, "\(place) has no field `\(Printable.line(name))`",
                    help: nearest.map { "did you mean `\($0)`?" }
                        ?? "fields of your own begin with `x-`; known here: \(fields.map(\.name).joined(separator: ", "))"
                )
            }
        }
        for field in fields where field.isRequired && node[field.name]?.isNull ?? true {
            let place = path.steps.isEmpty ? "the document" : "`\(path)`"
            let at = node.pair(field.name)?.key ?? node.pairs.first?.key ?? node
            report(
                .missingField, at, "\(place) lacks the field `\(field.name)`",
                help: "add `\(field.name):` with \(field.shape.expectation)")
        }
    }

    private mutating func checkScalar(_ node: PlanNode, _ shape: Shape, _ path: FieldPath) {
        guard node.kind == .scalar, let text = node.string else { return wrongKind(node, shape, path) }
        let isGood: Bool
        var code = RuleCode.malformedValue
        var help: String?
        switch shape {
        case .text: isGood = !node.isEmpty
        case .choice(let words):
            isGood = words.contains { $0.text == text }
            code = .notOneOf
            help =
                isGood
                ? nil
                : Suggestion.nearest(to: text, among: words.map(\.text)).map { "did you mean `\($0)`?" }
                    ?? "write one of the words that are expected"
        case .constant(let expected):
            isGood = text == expected
            code = .schemaMismatch
        case .pattern(let pattern, _): isGood = pattern.matches(text)
        case .flag: isGood = text == "true" || text == "false"
        case .integer(let range): isGood = ExactDecimal(text)?.scale == 0 && Int(text).map(range.contains) ?? false
        case .decimal: isGood = ExactDecimal(text) != nil
        case .amount: isGood = ExactDecimal(text).map { $0.unscaled > 0 } ?? false
        case .percentage:
            isGood = text.hasSuffix("%") && ExactDecimal(String(text.dropLast())).map { $0.unscaled >= 0 } ?? false
        case .day: isGood = Day(text) != nil
        case .month: isGood = Month(text) != nil
        case .pathPattern: isGood = PathPattern(text) != nil
        case .fieldPath: isGood = FieldPath(text) != nil
        case .currency: isGood = text.utf8.count == 3 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
        default: isGood = true
        }
        guard !isGood else { return }
        let found = text.isEmpty ? "empty" : "`\(Printable.line(String(text.prefix(60))))`"
        report(code, node, "\(quoted(path)) is \(found); expected \(shape.expectation)", help: help)
    }

    private mutating func wrongKind(_ node: PlanNode, _ shape: Shape, _ path: FieldPath) {
        let found =
            switch node.kind {
            case .scalar: node.isEmpty ? "nothing" : "a text"
            case .sequence: "a list"
            case .mapping: "a mapping"
            case .alias: "an alias"
            }
        let isRoot = path.steps.isEmpty
        report(
            isRoot ? .notAMapping : .wrongKind, node, "\(quoted(path)) is \(found); expected \(shape.expectation)")
    }

    private func quoted(_ path: FieldPath) -> String {
        path.steps.isEmpty ? "the document" : "`\(Printable.line(path.description))`"
    }

    private mutating func report(_ code: RuleCode, _ node: PlanNode, _ message: String, help: String? = nil) {
        // Unknown keys, however many, do not hide that a field is missing.
        guard !isFull || code == .missingField && !diagnostics.contains(where: { $0.code == code }) else { return }
        diagnostics.append(Diagnostic(code, message, at: node.location, helps: help.map { [$0] } ?? []))
    }
}
