import Diagnostics
import PlanText

/// Turns the gates of a policy, whose shape has been checked, into values, and says what a shape cannot.
struct GateReader {
    /// Steps that are no stage and can have a gate.
    static let steps = [
        "on-hold", "cancelled", "resume", "back-to", "rebaseline", "adopt", "shortfall", "handover", "policy", "people",
    ]

    /// Parts of a metric that `with` can ask for.
    static let metricParts = ["baseline", "target", "population", "limit", "guardrail", "unit", "direction", "sustain"]

    let ladder: StageLadder
    /// The fields that an initiative can have at its top; nothing where every initiative has names of its own.
    private let fieldNames: [String]?
    private(set) var diagnostics: [Diagnostic] = []

    init(ladder: StageLadder, documents: [DocumentEntry]) {
        self.ladder = ladder
        let initiatives = documents.filter { $0.kind == .initiative }
        let adapted = initiatives.filter(\.isAdapted)
        let mapped = adapted.flatMap(\.fields.values).compactMap(\.firstKey)
        // Documents of one `key: value` a line, and those that may have unknown keys, have whatever keys they have.
        let isOpen =
            adapted.count == initiatives.count
            || initiatives.contains { $0.syntax == .headers || !$0.isAdapted && $0.allowsUnknownKeys }
        fieldNames = isOpen ? nil : InitiativeSchema.fields.map(\.name) + Set(mapped).sorted()
    }

    mutating func read(_ node: PlanNode?) -> [String: Gate] {
        let names = ladder.stages + ladder.ends + Self.steps
        let known = Set(names)
        var gates: [String: Gate] = [:]
        for (key, value) in node?.pairs ?? [] where diagnostics.count < TextLimits.findings {
            guard let name = key.string else { continue }
            guard known.contains(name) else {
                let nearest = Suggestion.nearest(to: name, among: names)
                report(
                    .notOneOf, key, "`\(Printable.line(name))` is neither a stage nor a step that can have a gate",
                    nearest.map { "did you mean `\($0)`?" }
                        ?? "expected a stage, or one of \(Self.steps.joined(separator: ", "))")
                continue
            }
            let criteria = (value["require"]?.elements ?? []).flatMap { self.criteria($0) }
            let signOffs = (value["sign-off"]?.elements ?? []).compactMap { self.signOff($0) }
            let locks = fields(value["lock"]?.elements ?? [])
            if !locks.isEmpty, !ladder.stages.contains(name), let node = value["lock"] {
                report(
                    .malformedValue, node, "only the gate of a stage can lock; `\(Printable.line(name))` is none",
                    "lock at the gate of the stage from which on the fields must stand")
            }
            gates[name] = Gate(
                name: name, title: value["title"]?.string, criteria: criteria,
                assurance: value["assurance"]?.string.flatMap(Gate.Assurance.init(rawValue:)) ?? .attested,
                signOffs: signOffs, locks: locks, key: key)
        }
        return gates
    }

    private func signOff(_ node: PlanNode) -> Gate.SignOff? {
        node["role"]?.string.map {
            Gate.SignOff(
                role: $0, count: node.integer("count") ?? 1, isIndependent: node.flag("independent"),
                when: Condition.read(node["when"]), node: node)
        }
    }

    /// The criteria of one item of `require`: a mapping with one key, which may ask for two things at once.
    private mutating func criteria(_ node: PlanNode) -> [Criterion] {
        guard let (key, value) = node.pairs.first, let name = key.string else { return [] }
        let kinds: [Criterion.Kind]
        switch name {
        case "fields":
            let paths = fields(value.elements)
            if paths.isEmpty { report(.malformedValue, value, "`fields` names no field", "name at least one") }
            kinds = [.fields(paths)]
        case "metrics": kinds = metrics(value)
        case "value": kinds = self.value(value)
        case "readiness": kinds = [.readinessComplete]
        case "funded":
            mustBeTrue(value, name)
            kinds = [.funded]
        case "milestones": kinds = [.milestonesDone]
        case "deployments":
            kinds = [
                .deployments(atLeast: value.integer("at-least") ?? 1, withEvidence: value["with"]?.string == "evidence")
            ]
        case "guardrails": kinds = [.guardrailsHeld]
        case "dependencies":
            guard let stage = value.text("at-least-stage") else { return [] }
            if !ladder.stages.contains(stage.value) {
                report(
                    .notOneOf, stage.node, "`\(Printable.line(stage.value))` is no stage of the ladder",
                    Suggestion.nearest(to: stage.value, among: ladder.stages).map { "did you mean `\($0)`?" }
                        ?? "declared: \(ladder.stages.joined(separator: ", "))")
            }
            kinds = [.dependencies(atLeastStage: stage.value)]
        case "evidence": kinds = [.evidenceForActuals]
        default: kinds = []
        }
        return kinds.map { Criterion(kind: $0, node: node) }
    }

    /// The ways to fields of an initiative. One that no initiative can have would lock nothing and never be there.
    private mutating func fields(_ nodes: [PlanNode]) -> [FieldPath] {
        nodes.compactMap { node in
            guard let path = node.string.flatMap(FieldPath.init) else { return nil }
            if let fieldNames, let key = path.firstKey, !key.hasPrefix("x-"), !fieldNames.contains(key) {
                report(
                    .notOneOf, node, "an initiative has no field `\(Printable.line(key))`",
                    Suggestion.nearest(to: key, among: fieldNames).map { "did you mean `\($0)`?" }
                        ?? "`tollgate explain DOC002` tells where fields are declared; one of your own begins with `x-`"
                )
            }
            return path
        }
    }

    private mutating func metrics(_ node: PlanNode) -> [Criterion.Kind] {
        guard let metricClass = node.word("class", Metric.Class.self) else { return [] }
        if metricClass.value == .activity || metricClass.value == .output {
            report(
                .malformedValue, metricClass.node,
                "metrics of the class `\(metricClass.value.rawValue)` satisfy no gate: they count what was done, not what came of it",
                "ask for `outcome` or `adoption`")
        }
        var kinds: [Criterion.Kind] = []
        var parts: [String] = []
        for part in node["with"]?.elements ?? [] {
            guard let name = part.string else { continue }
            parts.append(name)
            guard !Self.metricParts.contains(name) else { continue }
            report(
                .notOneOf, part, "a metric has no part `\(Printable.line(name))` that a gate can ask for",
                Suggestion.nearest(to: name, among: Self.metricParts).map { "did you mean `\($0)`?" }
                    ?? "expected one of \(Self.metricParts.joined(separator: ", "))")
        }
        if node["at-least"] != nil || node["with"] != nil {
            kinds.append(.metricsPresent(metricClass.value, atLeast: node.integer("at-least") ?? 1, with: parts))
        }
        if let percent = percentage(node["reached"]) {
            kinds.append(
                .metricsReached(metricClass.value, percent: percent, afterGoLive: node["after"]?.string == "go-live"))
        } else if let after = node["after"] {
            report(.malformedValue, after, "`after` stands without `reached`", "add `reached:` with a percentage")
        }
        if kinds.isEmpty {
            report(
                .missingField, node, "`metrics` asks for nothing", "add `at-least:` and `with:`, or `reached:`")
        }
        return kinds
    }

    private mutating func value(_ node: PlanNode) -> [Criterion.Kind] {
        var kinds: [Criterion.Kind] = []
        if let planned = node["planned"] {
            mustBeTrue(planned, "planned")
            kinds.append(.valuePlanned)
        }
        if let percent = percentage(node["realised"]) {
            kinds.append(.valueRealised(percent: percent, sustain: node.integer("sustain") ?? 1))
        } else if let sustain = node["sustain"] {
            report(.malformedValue, sustain, "`sustain` stands without `realised`", "add `realised:` with a percentage")
        }
        if kinds.isEmpty {
            report(.missingField, node, "`value` asks for nothing", "add `planned: true`, or `realised:`")
        }
        return kinds
    }

    private mutating func mustBeTrue(_ node: PlanNode, _ name: String) {
        guard node.string != "true" else { return }
        report(
            .malformedValue, node, "`\(name)` is `false`; a criterion that is not asked for is left out",
            "remove it, or write `\(name): true`")
    }

    private func percentage(_ node: PlanNode?) -> ExactDecimal? {
        (node?.string?.dropLast()).flatMap { ExactDecimal(String($0)) }
    }

    private mutating func report(_ code: RuleCode, _ node: PlanNode, _ message: String, _ help: String) {
        guard diagnostics.count < TextLimits.findings else { return }
        diagnostics.append(Diagnostic(code, message, at: node.location, helps: [help]))
    }
}

extension FieldPath {
    /// The field at the top of the document on the way.
    fileprivate var firstKey: String? {
        if case .key(let key)? = steps.first { key } else { nil }
    }
}
