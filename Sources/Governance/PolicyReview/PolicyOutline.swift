package import Diagnostics
package import PlanModel
import PlanText

/// What a policy says in effect, in words: what stands in it, and what holds where it says nothing.
package struct PolicyOutline: Sendable {
    package struct Row: Hashable, Sendable {
        /// What it is about, as in `gate`.
        package let section: String
        /// Which one, as in `decided`.
        package let item: String
        package let text: String
        /// Where it is said; nothing where it is the default.
        package let location: Location?
    }

    package let rows: [Row]

    package init(_ policy: Policy) {
        var builder = OutlineBuilder(policy)
        builder.general()
        builder.documents()
        builder.stages()
        builder.gates()
        builder.rest()
        rows = builder.rows
    }
}

private struct OutlineBuilder {
    let policy: Policy
    /// The document again, for what the policy keeps no places of.
    private let root: PlanNode?
    var rows: [PolicyOutline.Row] = []

    init(_ policy: Policy) {
        self.policy = policy
        root = PlanText.read(policy.source, layout: .yaml).tree?.root
    }

    private mutating func add(_ section: String, _ item: String, _ text: String, _ location: Location?) {
        rows.append(PolicyOutline.Row(section: section, item: item, text: text, location: location))
    }

    /// A field by its key, or what holds where it is not there.
    private mutating func field(_ name: String, section: String = "policy", otherwise: String) {
        guard let pair = root?.pair(name), !pair.value.isNull else { return add(section, name, otherwise, nil) }
        add(section, name, words(pair.value), pair.key.location)
    }

    /// The texts of a node, in the order of the document.
    private func words(_ node: PlanNode) -> String {
        switch node.kind {
        case .scalar: node.string ?? ""
        case .sequence: node.elements.map(words).joined(separator: ", ")
        case .mapping:
            node.pairs.map { "\($0.key.string ?? "") \(words($0.value))" }.joined(separator: ", ")
        case .alias: ""
        }
    }

    mutating func general() {
        field("version", otherwise: "none: a change of the policy is not counted")
        field("repository", otherwise: "none: no sign-off can name this repository")
        field("branches", otherwise: "the branch that HEAD is on")
        field("min-tollgate", otherwise: "any")
        field("merge-styles", otherwise: "merge and squash: a landing is judged as a whole")
        field("commits", otherwise: "any commits, signed or not")
        field("protect", otherwise: "no other files than policy.yaml")
    }

    mutating func documents() {
        let nodes = root?["documents"]?.elements ?? []
        for (index, entry) in policy.documents.enumerated() {
            var text = entry.matches.map(\.text).joined(separator: ", ")
            if !entry.excludes.isEmpty { text += ", but not \(entry.excludes.map(\.text).joined(separator: ", "))" }
            if let ledger = entry.ledger { text += "; ledger \(ledger)" }
            let mapped = entry.fields.sorted { $0.key < $1.key }.map { "\($0.key) from \($0.value)" }
            if !mapped.isEmpty { text += "; \(mapped.joined(separator: ", "))" }
            let renamed = entry.stageValues.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value)" }
            if !renamed.isEmpty { text += "; \(renamed.joined(separator: ", "))" }
            if entry.syntax == .headers { text += "; lines `key: value`" }
            if entry.isAdapted { text += "; not written for Tollgate" }
            if entry.allowsUnknownKeys { text += "; other fields are allowed" }
            if entry.kind == .initiative {
                if let pattern = entry.idPattern {
                    text += "; ids \(pattern)"
                } else if !entry.isAdapted {
                    text += "; ids \(TextPattern.initiativeID)"
                }
            }
            add("documents", entry.kind.rawValue, text, index < nodes.count ? nodes[index].location : nil)
        }
    }

    mutating func stages() {
        let names = policy.ladder.stages
        add("stages", "ladder", names.joined(separator: " → "), root?.pair("stages")?.key.location)
        let ends = policy.ladder.ends
        add(
            "stages", "ends", ends.isEmpty ? "none beside the ladder" : ends.joined(separator: ", "),
            root?.pair("ends")?.key.location)
    }

    mutating func gates() {
        let stages = policy.ladder.stages + policy.ladder.ends
        for name in stages + GateNames.steps {
            guard let gate = policy.gates[name] else {
                if name == policy.ladder.stages.first { continue }
                if let text = GateNames.withoutGate(name, isStage: stages.contains(name)) {
                    add("gate", name, text, nil)
                }
                continue
            }
            if let title = gate.title { add("gate", name, "called \(title)", gate.key.location) }
            for criterion in gate.criteria { add("gate", name, "needs \(criterion.need)", criterion.node.location) }
            for signOff in gate.signOffs {
                add("gate", name, "\(RequiredSignOff.text(signOff)), \(gate.assurance.rawValue)", signOff.node.location)
            }
            if !gate.locks.isEmpty {
                add("gate", name, "locks \(gate.locks.map(\.description).joined(separator: ", "))", gate.key.location)
            }
            if !gate.asksForAnything, gate.locks.isEmpty { add("gate", name, "asks for nothing", gate.key.location) }
        }
    }

    mutating func rest() {
        field("break-glass", otherwise: "nobody may set rules aside")
        field("same-person-may", otherwise: "two roles of a gate need two people")
        field("signoff-max-age", otherwise: "a sign-off does not grow old")
        field("currencies", otherwise: "none: amounts of several currencies cannot be added")
        for (code, key) in policy.severityKeys {
            add("rules", code, root?["rules"]?[code]?.string ?? "", key.location)
        }
        if policy.severityKeys.isEmpty {
            add("rules", "all", "with the severities that `tollgate explain --all` tells", nil)
        }
        for waiver in root?["waivers"]?.elements ?? [] {
            add("waivers", waiver["initiative"]?.string ?? "", words(waiver), waiver.location)
        }
    }
}

/// What is so where a policy has no gate for a step.
private enum GateNames {
    static let steps = [
        "on-hold", "cancelled", "resume", "back-to", "rebaseline", "adopt", "shortfall", "handover", "policy", "people",
    ]

    static func withoutGate(_ name: String, isStage: Bool) -> String? {
        if isStage { return "no gate: the order of the stages alone" }
        switch name {
        case "rebaseline", "shortfall": return "not declared: the step is refused"
        case "adopt": return "as the gates of every stage up to the one that it begins at"
        case "handover": return "the person who leaves, or a policy-owner, where anybody signs for anything"
        default: return "no gate"
        }
    }
}
