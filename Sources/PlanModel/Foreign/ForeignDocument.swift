package import Diagnostics
import PlanText

/// A document of a repository that knows nothing of Tollgate: the fields that it begins with, by their own names.
package struct ForeignDocument: Sendable {
    package let path: String
    package let syntax: DocumentEntry.Syntax
    /// The text of each field; of a list its first element, under `name[0]`.
    package let fields: [String: String]
    /// The same fields read line by line, where that is possible and another syntax was found first.
    private var lines: [String: String]?

    /// The document as it is read line by line; nothing where it cannot be.
    var asHeaders: ForeignDocument? {
        if syntax == .headers { return self }
        return lines.map { ForeignDocument(path: path, syntax: .headers, fields: $0) }
    }

    private init(path: String, syntax: DocumentEntry.Syntax, fields: [String: String]) {
        self.path = path
        self.syntax = syntax
        self.fields = fields
    }

    /// The endings of files that may begin with fields.
    package static let endings = [".md", ".yaml", ".yml", ".rst", ".txt"]

    /// Reads a document as one of the two syntaxes that a policy can ask for; nothing where it begins with no fields.
    package init?(_ source: SourceText) {
        path = source.path
        let isYAML = source.path.hasSuffix(".yaml") || source.path.hasSuffix(".yml")
        let isFenced = source.bytes.starts(with: "---".utf8)
        if isYAML || source.path.hasSuffix(".md") && isFenced {
            let layout: PlanText.Layout = isYAML ? .yaml : .frontMatter
            if let root = PlanText.read(source, layout: layout).tree?.root, root.kind == .mapping {
                syntax = .yaml
                fields = Self.fields(root)
                guard !fields.isEmpty else { return nil }
                if !isYAML { lines = PlanText.readHeaders(source).tree.map { Self.fields($0.root) } }
                return
            }
            guard !isYAML else { return nil }
        }
        // One line that happens to have a colon is prose; two are a header.
        guard let root = PlanText.readHeaders(source).tree?.root, root.count >= 2 else { return nil }
        syntax = .headers
        fields = Self.fields(root)
        guard fields.count >= 2 else { return nil }
    }

    private static func fields(_ root: PlanNode) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in root.pairs {
            guard let name = key.string, FieldPath(name) != nil else { continue }
            if value.kind == .sequence {
                if let first = value.elements.first?.string, !first.isEmpty { result[name + "[0]"] = first }
            } else if let text = value.string, !value.isEmpty {
                result[name] = text
            }
        }
        return result
    }

    /// Whether it is there to be copied: letters stand where a number belongs, or its name says template and has no number.
    package static func isTemplate(_ path: String) -> Bool {
        path.split(separator: "/").contains { part in
            if part.contains("NNNN") || part.contains("XXXX") { return true }
            return part.lowercased().contains("template") && !part.contains { $0.isNumber && $0 != "0" }
        }
    }
}
