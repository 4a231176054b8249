import Diagnostics
import PlanModel
import PlanText

func readPolicy(_ text: String, by toolVersion: String = "0.3.0") -> PolicyReading {
    Policy.read(SourceText(path: Policy.defaultPath, bytes: Array(text.utf8)), toolVersion: toolVersion)
}

/// The findings about the shape of a document that is clean as a text.
func shapeFindings(_ text: String, _ shape: Shape, allowsUnknownKeys: Bool = false) -> [Diagnostic] {
    let read = PlanText.read(SourceText(path: "plans/p/SD-1.yaml", bytes: Array(text.utf8)), layout: .yaml)
    guard let root = read.tree?.root, read.isClean else { return read.diagnostics }
    return ShapeCheck.diagnostics(of: root, against: shape, allowsUnknownKeys: allowsUnknownKeys)
}

extension Diagnostic {
    /// The place of its first character, as `line:column`.
    var place: String { primary.location.range.map { "\($0.start.line):\($0.start.column)" } ?? "nowhere" }

    /// Code and place, which is what most tests are about.
    var codeAndPlace: String { "\(code) \(place)" }
}

extension Shape {
    /// Every way to a field that a document of this shape can have, in the order of declaration.
    var fieldWays: [String] {
        switch self {
        case .mapping(let fields), .oneOf(let fields):
            fields.flatMap { field in [field.name] + field.shape.fieldWays.map { "\(field.name).\($0)" } }
        case .list(let element), .oneOrMore(let element): element.fieldWays
        case .dictionary(_, let value): value.fieldWays.map { "*.\($0)" }
        default: []
        }
    }

    /// Every way to a field of this shape that a node has.
    func waysUsed(by node: PlanNode) -> Set<String> {
        switch self {
        case .mapping(let fields), .oneOf(let fields):
            var ways: Set<String> = []
            for field in fields {
                guard let value = node[field.name] else { continue }
                ways.insert(field.name)
                ways.formUnion(field.shape.waysUsed(by: value).map { "\(field.name).\($0)" })
            }
            return ways
        case .list(let element), .oneOrMore(let element):
            return node.elements.reduce(into: []) { $0.formUnion(element.waysUsed(by: $1)) }
        case .dictionary(_, let value):
            return node.pairs.reduce(into: []) { $0.formUnion(value.waysUsed(by: $1.value).map { "*.\($0)" }) }
        default: return []
        }
    }
}
