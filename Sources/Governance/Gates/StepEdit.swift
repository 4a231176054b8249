import Diagnostics
package import PlanModel
package import PlanText

/// What a step writes into a plan: the fields that show it, and nothing else.
package struct StepEdit: Sendable {
    package let step: Step
    /// The reason; nothing where the plan has it already, or none is needed.
    package let because: String?
    /// When a hold is looked at again.
    package let reviewBy: Day?
    /// What becomes of the value of an initiative that is cancelled.
    package let valueDisposition: String?

    package init(_ step: Step, because: String? = nil, reviewBy: Day? = nil, valueDisposition: String? = nil) {
        self.step = step
        self.because = because
        self.reviewBy = reviewBy
        self.valueDisposition = valueDisposition
    }

    private struct Change {
        let field: FieldPath
        let value: String
        let sibling: String
    }

    /// The bytes of a plan that takes the step. Every byte that need not change stays: comments, order and layout, and the
    /// reason of an earlier step, unless this one has its own. What belongs to a state that ends goes with it.
    package func applied(to document: PlanDocument) throws(EditRefusal) -> [UInt8] {
        var text = document.text
        for change in changes(document.entry) {
            let isThere = text.tree.flatMap { change.field.node(in: $0.root) }?.string == change.value
            guard !isThere else { continue }
            text = read(try text.setting(change.field, to: .text(change.value), after: change.sibling), document)
        }
        for field in fieldsThatEnd {
            text = read(try text.removing(FieldPath(steps: [.key(field)])), document)
        }
        return text.source.bytes
    }

    private func read(_ bytes: [UInt8], _ document: PlanDocument) -> PlanText {
        PlanDocument.read(SourceText(path: document.path, bytes: bytes), entry: document.entry).text
    }

    /// The fields that say something about the state that the step leaves, and nothing in any other.
    private var fieldsThatEnd: [String] {
        switch step {
        case .resume: ["review-by", "value-disposition"]
        case .cancel: ["review-by"]
        default: []
        }
    }

    private func changes(_ entry: DocumentEntry) -> [Change] {
        var changes: [Change] = []
        func set(_ steps: [String], _ value: String?, after sibling: String) {
            guard let value else { return }
            changes.append(Change(field: FieldPath(steps: steps.map { .key($0) }), value: value, sibling: sibling))
        }
        switch step {
        case .stage(let stage), .back(let stage), .reenter(let stage), .adopt(let stage):
            set(["stage"], Self.word(for: stage, entry), after: "title")
        case .shortfall(let stage):
            set(["stage"], Self.word(for: stage, entry), after: "title")
            set(["shortfall", "because"], because, after: "stage")
            return changes
        case .hold: set(["state"], "on-hold", after: "stage")
        case .cancel: set(["state"], "cancelled", after: "stage")
        case .resume: set(["state"], Initiative.active, after: "stage")
        case .rebaseline, .handover: break
        }
        set(["because"], because, after: step.field == "state" ? "state" : "stage")
        set(["review-by"], reviewBy?.description, after: "because")
        set(["value-disposition"], valueDisposition, after: "because")
        return changes
    }

    /// The document's word for a stage of the policy.
    private static func word(for stage: String, _ entry: DocumentEntry) -> String {
        entry.stageValues.filter { $0.value == stage }.map(\.key).min() ?? stage
    }
}
