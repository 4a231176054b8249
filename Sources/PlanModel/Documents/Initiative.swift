package import PlanText

/// The core fields of one version of an initiative, without the text they came from.
package struct Initiative: Hashable, Sendable {
    package var id: String?
    package var title: String?
    /// The stage as it stands in the file.
    package var stageAsWritten: String?
    /// The stage in the policy's words.
    package var stage: String?
    /// The state as it stands in the file; nothing means active.
    package var state: String?
    package var because: String?
    package var owner: String?
    package var sponsor: String?
    package var controller: String?

    /// The fields that a policy may map for documents with other names.
    package static let mappableFields = ["id", "title", "stage", "state", "because", "owner", "sponsor", "controller"]

    package static let active = "active"

    package var effectiveState: String { state ?? Self.active }
    package var isActive: Bool { effectiveState == Self.active }

    /// Reads the core fields by the names of a document entry. A field that is no text is not there.
    package init(root: PlanNode, entry: DocumentEntry) {
        func text(_ name: String) -> String? {
            guard let node = Self.node(name, root: root, entry: entry), node.kind == .scalar, !node.isEmpty else {
                return nil
            }
            return node.string
        }
        id = text("id")
        title = text("title")
        stageAsWritten = text("stage")
        stage = stageAsWritten.map { entry.stageValues[$0] ?? $0 }
        state = text("state")
        because = text("because")
        owner = text("owner")
        sponsor = text("sponsor")
        controller = text("controller")
    }

    /// The node of a core field, by the names of a document entry.
    package static func node(_ name: String, root: PlanNode, entry: DocumentEntry) -> PlanNode? {
        guard entry.isAdapted else { return root[name] }
        return entry.fields[name]?.node(in: root)
    }
}
