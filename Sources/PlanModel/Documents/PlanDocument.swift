package import Diagnostics
package import PlanText

/// One file that a policy says is a plan or an initiative, as it stands at one revision.
package struct PlanDocument: Sendable {
    /// The path as people may read it.
    package let path: String
    package let entry: DocumentEntry
    package let text: PlanText
    /// The core fields; nothing for a change plan, and for a document that cannot be read.
    package let initiative: Initiative?

    package init(path: String, entry: DocumentEntry, text: PlanText) {
        self.path = path
        self.entry = entry
        self.text = text
        if entry.kind == .initiative, let root = text.tree?.root, root.kind == .mapping {
            initiative = Initiative(root: root, entry: entry)
        } else {
            initiative = nil
        }
    }

    /// Reads a document from its bytes.
    package static func read(_ source: SourceText, entry: DocumentEntry) -> PlanDocument {
        let text: PlanText =
            switch entry.syntax {
            case .yaml: PlanText.read(source, layout: PlanText.Layout(path: source.path))
            case .headers: PlanText.readHeaders(source)
            }
        return PlanDocument(path: source.path, entry: entry, text: text)
    }

    /// The file's name without its last extension.
    package var stem: String {
        let name = path.utf8.split(separator: 0x2F).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: 0x2E), dot != name.startIndex else { return String(Substring(name)) }
        return String(Substring(name[..<dot]))
    }

    /// The node of a core field of an initiative.
    package func node(_ name: String) -> PlanNode? {
        guard let root = text.tree?.root else { return nil }
        return Initiative.node(name, root: root, entry: entry)
    }

    /// Where a core field stands; the document itself where it does not.
    package func location(_ name: String) -> Location {
        if let node = node(name) { return node.location }
        if let root = text.tree?.root { return root.pairs.first?.key.location ?? root.location }
        return Location(path: path)
    }

    /// What to call the initiative: its id, or its path where it has none.
    package var name: String { initiative?.id ?? path }

    /// Findings about text and shape. In an adapted document only its mapped fields are looked at.
    package var diagnostics: [Diagnostic] {
        var result = text.diagnostics
        guard let root = text.tree?.root else { return result }
        switch entry.kind {
        case .plan:
            result += ShapeCheck.diagnostics(
                of: root, against: ChangePlanSchema.shape, allowsUnknownKeys: entry.allowsUnknownKeys)
        case .initiative where !entry.isAdapted:
            result += ShapeCheck.diagnostics(
                of: root, against: InitiativeSchema.shape, allowsUnknownKeys: entry.allowsUnknownKeys)
        case .initiative: result += ShapeCheck.diagnostics(of: root, against: adaptedShape, allowsUnknownKeys: true)
        }
        return result.map {
            var diagnostic = $0
            diagnostic.initiative = initiative?.id
            return diagnostic
        }
    }

    /// An adapted document must be a mapping; its fields are judged by the rules that need them.
    private var adaptedShape: Shape { .mapping([]) }
}
