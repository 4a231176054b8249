package import Diagnostics
package import PlanModel
import PlanText

/// What a policy allows and probably does not mean. Each is a question to its owner, and breaks no rule.
package struct PolicyLint: Sendable {
    package struct Smell: Hashable, Sendable {
        /// A name in kebab case that stays the same.
        package let name: String
        package let message: String
        package let location: Location
        package let help: String
    }

    /// In the order of their places.
    package let smells: [Smell]

    /// `knownBranches` are those that the repository has; nothing where that is not known.
    package init(_ policy: Policy, knownBranches: Set<String>? = nil) {
        var nose = PolicyNose(policy)
        nose.stages()
        if let knownBranches { nose.branches(knownBranches) }
        nose.criteria()
        nose.locks()
        nose.signOffs()
        nose.protection()
        smells = nose.smells.sorted { left, right in
            let zero = TextPosition(line: 0, column: 0)
            let (a, b) = (left.location.range?.start ?? zero, right.location.range?.start ?? zero)
            return a != b ? a < b : (left.name, left.message) < (right.name, right.message)
        }
    }
}

private struct PolicyNose {
    let policy: Policy
    private let root: PlanNode?
    var smells: [PolicyLint.Smell] = []

    init(_ policy: Policy) {
        self.policy = policy
        root = PlanText.read(policy.source, layout: .yaml).tree?.root
    }

    private var ladder: [String] { policy.ladder.stages }
    private var top: Location { Location(path: policy.source.path) }
    /// Whether anything in it is written for Tollgate: a policy that only reads foreign documents needs no gates.
    private var governs: Bool { policy.documents.contains { $0.kind == .initiative && !$0.isAdapted } }

    private mutating func smell(_ name: String, _ message: String, at location: Location?, _ help: String) {
        smells.append(PolicyLint.Smell(name: name, message: message, location: location ?? top, help: help))
    }

    mutating func stages() {
        guard governs else { return }
        for stage in ladder.dropFirst() where policy.gates[stage]?.asksForAnything != true {
            let node = root?["stages"]?.elements.first { $0.string == stage }
            smell(
                "stage-without-gate", "nothing is asked of an initiative that reaches `\(stage)`",
                at: policy.gates[stage]?.key.location ?? node?.location,
                "add criteria under `gates.\(stage).require`, or leave the stage out")
        }
        if policy.branches.isEmpty {
            smell(
                "no-branches", "the policy names no branch, so that each clone reads the one that it is on", at: top,
                "add `branches: [main]`")
        }
        if policy.version == nil {
            smell(
                "no-version", "the policy has no version, so that its changes cannot be told apart", at: top,
                "add `version: 1`, and raise it by one with each change")
        }
    }

    mutating func branches(_ known: Set<String>) {
        for name in policy.branches where !known.contains(name) {
            let node = root?["branches"]?.elements.first { $0.string == name }
            smell(
                "branch-not-there", "there is no branch `\(Printable.line(name))`, neither here nor at `origin`",
                at: node?.location,
                Suggestion.nearest(to: name, among: known.sorted()).map { "did you mean `\($0)`?" }
                    ?? "correct its name, or run `git fetch`: nothing that lands elsewhere is governed")
        }
    }

    mutating func criteria() {
        let hasLedger = policy.documents.contains { $0.kind == .initiative && $0.ledger != nil }
        for gate in policy.gates.values {
            for criterion in gate.criteria {
                if criterion.readsLedger, !hasLedger {
                    smell(
                        "criterion-never-holds",
                        "`\(gate.name)` needs \(criterion.need), which stands in ledgers, and no entry under `documents` names one",
                        at: criterion.node.location, "add `ledger: \"{stem}.csv\"` to the entry of the initiatives")
                }
                guard case .fields(let paths) = criterion.kind else { continue }
                for path in paths where !Self.exists(path, in: InitiativeSchema.fields) {
                    let names = InitiativeSchema.fields.map(\.name)
                    let nearest = Suggestion.nearest(to: path.description, among: names)
                    smell(
                        "criterion-never-holds",
                        "`\(gate.name)` needs the field `\(path)`, which no initiative can have",
                        at: criterion.node.location,
                        nearest.map { "did you mean `\($0)`?" }
                            ?? "`tollgate explain DOC002` tells where fields are declared")
                }
            }
        }
        guard governs, let last = ladder.last, let gate = policy.gates[last], gate.asksForAnything,
            !gate.criteria.contains(where: \.asksForResults)
        else { return }
        smell(
            "no-results-at-the-end", "an initiative can reach `\(last)` without having reached anything",
            at: gate.key.location,
            "add `metrics: {class: outcome, reached: 100%}` or `value: {realised: 95%, sustain: 3}`")
    }

    /// Whether an initiative can have something at the end of a way.
    private static func exists(_ path: FieldPath, in fields: [Field]) -> Bool {
        guard case .key(let name)? = path.steps.first else { return false }
        if name.hasPrefix("x-") { return true }
        guard let field = fields.first(where: { $0.name == name }) else { return false }
        return leads(Array(path.steps.dropFirst()), field.shape)
    }

    private static func leads(_ steps: [FieldPath.Step], _ shape: Shape) -> Bool {
        guard let step = steps.first else { return true }
        let rest = Array(steps.dropFirst())
        switch (step, shape) {
        case (.key(let name), .mapping(let fields)):
            return name.hasPrefix("x-") || fields.first { $0.name == name }.map { leads(rest, $0.shape) } ?? false
        case (.key, .dictionary(_, let value)): return leads(rest, value)
        case (.index, .list(let element)): return leads(rest, element)
        case (_, .anything): return true
        default: return false
        }
    }

    mutating func locks() {
        var hasBaseline = false
        var hasLock = false
        for stage in ladder {
            guard let gate = policy.gates[stage] else { continue }
            if gate.criteria.contains(where: asksForBaseline) { hasBaseline = true }
            if gate.locks.contains(where: { $0.description.hasPrefix("metrics") }), !hasBaseline {
                smell(
                    "lock-before-baseline",
                    "`\(stage)` locks the metrics, and no gate up to it asks for their baselines",
                    at: gate.key.location,
                    "ask for `metrics: {class: outcome, at-least: 1, with: [baseline, target]}` first")
            }
            if gate.locks.contains(where: { $0.description.hasPrefix("value") }) { hasLock = true }
            for criterion in gate.criteria {
                guard case .valueRealised = criterion.kind, !hasLock else { continue }
                smell(
                    "realised-without-lock",
                    "`\(stage)` compares value with its plan, which no gate before has locked",
                    at: criterion.node.location, "add `lock: [value]` to an earlier gate")
            }
        }
    }

    private func asksForBaseline(_ criterion: Criterion) -> Bool {
        if case .metricsPresent(_, _, let parts) = criterion.kind { parts.contains("baseline") } else { false }
    }

    mutating func signOffs() {
        guard policy.asksForSignOffs else { return }
        let first = policy.gates.values.flatMap(\.signOffs)
            .min { $0.node.bytes.lowerBound < $1.node.bytes.lowerBound }
        if root?.text("repository") == nil {
            smell(
                "sign-off-without-repository",
                "gates ask for sign-offs, and the repository has no identity that they could name",
                at: first?.node.location, "add `repository:` with a UUID of its own; `uuidgen` makes one")
        }
        if policy.gates["policy"]?.signOffs.isEmpty ?? true {
            smell(
                "policy-without-sign-off", "gates ask for sign-offs, and anybody may change the policy that says so",
                at: policy.gates["policy"]?.key.location,
                "add `policy: {sign-off: [{role: policy-owner, count: 2}]}` under `gates`")
        } else if root?["break-glass"] == nil {
            smell(
                "no-break-glass", "where the people who sign for the policy are gone, nobody can change it any more",
                at: policy.gates["policy"]?.key.location, "add `break-glass: {role: policy-owner, count: 3}`")
        }
        for gate in policy.gates.values {
            for signOff in gate.signOffs {
                for condition in signOff.when {
                    guard case .plannedValue(_, _, let currency) = condition, policy.currencies?.reporting != currency
                    else { continue }
                    smell(
                        "condition-never-known",
                        "the sign-off of `\(signOff.role)` depends on planned value in \(currency), and reports are in \(policy.currencies?.reporting ?? "no currency")",
                        at: signOff.node.location,
                        "set `currencies.reporting: \(currency)`, or word the condition in that one")
                }
            }
        }
    }

    mutating func protection() {
        guard policy.gates["policy"] != nil, governs else { return }
        let protected = (root?["protect"]?.elements ?? []).compactMap(\.string)
        let node = root?.pair("protect")?.key.location
        for entry in policy.documents where entry.kind == .plan {
            for match in entry.matches where !protected.contains(match.text) {
                smell(
                    "plan-not-protected", "anybody may change the change plans `\(match.text)`", at: node,
                    "add `\"\(match.text)\"` to `protect`")
            }
        }
        if !protected.contains(".gitattributes") {
            smell(
                "attributes-not-protected", "anybody may change what git shows of plans, by `.gitattributes`", at: node,
                "add `.gitattributes` to `protect`")
        }
    }
}
