package import Diagnostics
import PlanText

/// The outcome of reading a policy. It fails closed: one finding, and there is no policy.
package struct PolicyReading: Sendable {
    package let policy: Policy?
    package let diagnostics: [Diagnostic]
}

extension Policy {
    /// Reads a policy. `toolVersion` is compared with `min-tollgate`.
    package static func read(_ source: SourceText, toolVersion: String) -> PolicyReading {
        let text = PlanText.read(source, layout: .yaml)
        var diagnostics = text.diagnostics
        guard let root = text.tree?.root else { return PolicyReading(policy: nil, diagnostics: diagnostics) }
        diagnostics += ShapeCheck.diagnostics(of: root, against: PolicySchema.shape)
        guard diagnostics.isEmpty else { return PolicyReading(policy: nil, diagnostics: diagnostics) }
        var reader = PolicyReader(root: root)
        let policy = reader.read(source, toolVersion: toolVersion)
        return PolicyReading(
            policy: reader.diagnostics.isEmpty ? policy : nil, diagnostics: reader.diagnostics)
    }
}

/// Turns a document that has the shape of a policy into one, and checks what a shape cannot say.
private struct PolicyReader {
    let root: PlanNode
    var diagnostics: [Diagnostic] = []

    init(root: PlanNode) {
        self.root = root
    }

    mutating func read(_ source: SourceText, toolVersion: String) -> Policy {
        if let least = root["min-tollgate"], let text = least.string, Self.isOlder(toolVersion, than: text) {
            report(
                .malformedValue, least, "the policy asks for Tollgate \(text) or newer; this is \(toolVersion)",
                help: "install a newer Tollgate: an older one could miss rules that this policy relies on")
        }
        let stages = words(root["stages"])
        let ends = words(root["ends"])
        if stages.isEmpty, let node = root["stages"] {
            report(.malformedValue, node, "`stages` is empty; expected the ladder, lowest stage first")
        }
        unique(root["stages"], root["ends"])
        let ladder = StageLadder(stages: stages, ends: ends)
        var documents = Policy.defaultDocuments
        if let node = root["documents"], !node.isNull {
            documents = node.elements.map { entry($0) }
            for (_, target) in node.elements.flatMap({ $0["stage-values"]?.pairs ?? [] }) {
                if let stage = target.string, !ladder.declares(stage) { undeclared(target, stage, ladder) }
            }
            if documents.isEmpty {
                report(
                    .malformedValue, node, "`documents` is empty; expected at least one entry, or no `documents` at all"
                )
            }
        }
        var severities: [RuleCode: Severity?] = [:]
        var severityKeys: [(code: String, key: PlanNode)] = []
        for (key, value) in root["rules"]?.pairs ?? [] {
            guard let code = key.string, let word = value.string else { continue }
            severities[RuleCode(code)] = .some(Severity(word: word))
            severityKeys.append((code, key))
        }
        var gateReader = GateReader(ladder: ladder, documents: documents)
        let gates = gateReader.read(root["gates"])
        diagnostics += gateReader.diagnostics
        return Policy(
            source: source, version: root["version"]?.string.flatMap { Int($0) },
            repositoryID: root["repository"]?.string, branches: branches(),
            mergeStyles: words(root["merge-styles"]), commitDemands: CommitDemands(root["commits"]),
            documents: documents, ladder: ladder, gates: gates,
            protected: words(root["protect"]).compactMap(PathPattern.init), breakGlass: breakGlass(),
            samePersonMay: samePersonMay(), waivers: (root["waivers"]?.elements ?? []).compactMap(Waiver.init),
            signOffMaxAge: root["signoff-max-age"]?.string.flatMap { Int($0.dropLast()) },
            status: status(), repositories: NamedRepository.all(root["repositories"]),
            currencies: currencies(),
            severities: severities,
            severityKeys: severityKeys)
    }

    private func words(_ node: PlanNode?) -> [String] {
        guard let node else { return [] }
        if node.kind == .scalar { return node.isNull ? [] : [node.string].compactMap { $0 } }
        return node.elements.compactMap(\.string)
    }

    private mutating func branches() -> [String] {
        (root["branches"]?.elements ?? []).compactMap { node in
            guard let name = node.string else { return nil }
            let isGood =
                !name.hasPrefix("refs/") && !name.hasPrefix("-") && !name.contains("..") && !name.hasSuffix("/")
                && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"~^:?*[\\".utf8.contains($0) }
            if !isGood {
                report(.malformedValue, node, "`\(Printable.line(name))` is no branch; expected a name such as `main`")
            }
            return name
        }
    }

    private mutating func unique(_ lists: PlanNode?...) {
        var seen: [String: PlanNode] = [:]
        for node in lists.flatMap({ $0?.elements ?? [] }) {
            guard let word = node.string else { continue }
            if let first = seen[word] {
                report(
                    .malformedValue, node, "the stage `\(Printable.line(word))` is declared twice", first: first,
                    help: "take one of the two out: a stage stands once, in `stages` or in `ends`")
            } else {
                seen[word] = node
            }
        }
    }

    private mutating func entry(_ node: PlanNode) -> DocumentEntry {
        var entry = DocumentEntry(
            kind: node["kind"]?.string == "plan" ? .plan : .initiative,
            matches: words(node["match"]).compactMap(PathPattern.init))
        entry.excludes = words(node["exclude"]).compactMap(PathPattern.init)
        entry.ledger = ledger(node["ledger"])
        for (key, value) in node["fields"]?.pairs ?? [] {
            guard let name = key.string, let path = value.string.flatMap(FieldPath.init) else { continue }
            guard Initiative.mappableFields.contains(name) else {
                let nearest = Suggestion.nearest(to: name, among: Initiative.mappableFields)
                report(
                    .unknownKey, key, "`fields` cannot map `\(Printable.line(name))`",
                    help: nearest.map { "did you mean `\($0)`?" }
                        ?? "expected one of \(Initiative.mappableFields.joined(separator: ", "))")
                continue
            }
            entry.fields[name] = path
        }
        for (key, value) in node["stage-values"]?.pairs ?? [] {
            if let theirs = key.string, let ours = value.string { entry.stageValues[theirs] = ours }
        }
        entry.allowsUnknownKeys = node["unknown-keys"]?.string == "allow"
        if let pattern = node["id-pattern"], let text = pattern.string {
            entry.idPattern = TextPattern(text)
            if entry.idPattern == nil {
                report(
                    .malformedValue, pattern, "`\(Printable.line(text))` is no pattern that ids can have",
                    help: "use characters, `.`, `[a-z]`, `\\d` and `? * + {n,m}`; no groups, no `|`")
            }
        }
        if node["syntax"]?.string == "headers" { entry.syntax = .headers }
        if entry.kind == .initiative, entry.isAdapted, entry.fields["stage"] == nil {
            report(
                .missingField, node["fields"] ?? node, "`fields` does not say which field is the `stage`",
                help: "add `stage:`")
        }
        return entry
    }

    /// A ledger lies beside its plan and belongs to nobody else.
    private mutating func ledger(_ node: PlanNode?) -> String? {
        guard let node, let name = node.string else { return nil }
        if name.utf8.contains(0x2F) {
            report(
                .malformedValue, node, "`ledger` is `\(Printable.line(name))`; expected a file name, without a folder",
                help: "a ledger lies beside its plan: write `ledger: \"{stem}.csv\"`")
        } else if !name.contains(DocumentEntry.stem) {
            report(
                .malformedValue, node,
                "`ledger` is `\(Printable.line(name))`, without `{stem}`, so that initiatives of one folder would share it",
                help: "each initiative has a ledger of its own: write `ledger: \"{stem}.csv\"`")
        }
        return name
    }

    private mutating func undeclared(_ node: PlanNode, _ stage: String, _ ladder: StageLadder) {
        let names = ladder.stages + ladder.ends
        report(
            .notOneOf, node, "`\(Printable.line(stage))` is no declared stage",
            help: Suggestion.nearest(to: stage, among: names).map { "did you mean `\($0)`?" }
                ?? "declared: \(names.joined(separator: ", "))")
    }

    private func currencies() -> Currencies? {
        guard let node = root["currencies"], let reporting = node["reporting"]?.string else { return nil }
        var rates: [Int: [String: ExactDecimal]] = [:]
        for (year, entries) in node["plan-rates"]?.pairs ?? [] {
            guard let year = year.string.flatMap({ Int($0) }) else { continue }
            for (currency, rate) in entries.pairs {
                guard let currency = currency.string, let rate = rate.string.flatMap(ExactDecimal.init) else {
                    continue
                }
                rates[year, default: [:]][currency] = rate
            }
        }
        return Currencies(reporting: reporting, planRates: rates)
    }

    private mutating func status() -> StatusThresholds {
        let status = StatusThresholds(root["status"])
        let value = root["status"]?["value"]
        if status.amber < status.red, let node = value?[StatusThresholds.amberNode] ?? value?[StatusThresholds.redNode]
        {
            report(
                .malformedValue, node,
                "the value would be amber below \(status.amber)% and red below \(status.red)%, so that it is never amber",
                help: "`amber-below` is not less than `red-below`")
        }
        return status
    }

    private func breakGlass() -> Policy.BreakGlass? {
        guard let node = root["break-glass"], let role = node.text("role"), let count = node.integer("count") else {
            return nil
        }
        return Policy.BreakGlass(role: role, count: count)
    }

    private mutating func samePersonMay() -> [[Placed<String>]] {
        (root["same-person-may"]?.elements ?? []).map { pair in
            let roles = pair.elements.compactMap { node in node.string.map { Placed($0, at: node) } }
            if roles.count != 2 || roles[0].value == roles[1].value {
                report(
                    .malformedValue, pair, "`same-person-may` lists no pair here; expected two different roles",
                    help: "write each pair as a list of its own, as in `[[owner, operations]]`")
            }
            return roles
        }
    }

    private mutating func report(
        _ code: RuleCode, _ node: PlanNode, _ message: String, first: PlanNode? = nil, help: String? = nil
    ) {
        guard diagnostics.count < TextLimits.findings else { return }
        diagnostics.append(
            Diagnostic(
                code, message, at: node.location, secondary: first.map { [Label($0.location, "first here")] } ?? [],
                helps: help.map { [$0] } ?? []))
    }

    /// Whether a version is older than another, number by number. A number too large to read is newer than any.
    private static func isOlder(_ version: String, than least: String) -> Bool {
        let left = version.split(separator: ".").map { Int($0) ?? 0 }
        let right = least.split(separator: ".").map { Int($0) ?? .max }
        for index in 0..<max(left.count, right.count) {
            let (a, b) = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
            if a != b { return a < b }
        }
        return false
    }
}
