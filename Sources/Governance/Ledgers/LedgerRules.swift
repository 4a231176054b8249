package import Diagnostics
package import PlanModel
import PlanText

/// What the ledger of one initiative says, by itself and about its plan, and whether what both point to is there.
package struct LedgerRules: Sendable {
    private let policy: Policy
    private let asOf: Day

    /// `asOf` is the day of the landing, or of the proposal for one.
    package init(_ policy: Policy, asOf: Day) {
        self.policy = policy
        self.asOf = asOf
    }

    /// The findings about the ledger and the references of an initiative that is judged.
    ///
    /// Lines that the first parent has were judged when they landed, and can be changed no more: unless `judgesLanded`, only
    /// what was added is judged.
    package func diagnostics(
        of state: InitiativeState, before: InitiativeState? = nil, judgesLanded: Bool = false
    ) -> [Diagnostic] {
        var findings = FindingList()
        if let ledger = state.ledger {
            if let pointer = DocumentRules.largeFilePointer(ledger.source, what: "ledger") {
                findings.append(pointer.code) { pointer }
            } else {
                judge(ledger, of: state, before, judgesLanded, &findings)
            }
        }
        plan(state, before, judgesLanded, &findings)
        return findings.diagnostics.map {
            var diagnostic = $0
            diagnostic.initiative = state.initiative?.id
            return diagnostic
        }
    }

    private func judge(
        _ ledger: Ledger, of state: InitiativeState, _ before: InitiativeState?, _ judgesLanded: Bool,
        _ findings: inout FindingList
    ) {
        let landed = judgesLanded ? 0 : LedgerLandingRules.landedBytes(before, state)
        findings.append(
            contentsOf: landed == 0 ? ledger.findings : Ledger.read(ledger.source, notingFrom: landed).findings)
        guard ledger.isRead else { return }
        var sequence = LedgerSequence(
            asOf: asOf, content: state.content, goLive: state.content.flatMap(ledger.goLive),
            isOrdered: before?.ledger.map { AppendOnly(before: $0.source, after: ledger.source).isKept } ?? true)
        let former = before?.content.map(LedgerItems.init)
        let items = state.content.map(LedgerItems.init)
        var reported: Set<String> = []
        for line in ledger.lines {
            let isNew = line.bytes.lowerBound >= landed
            sequence.take(line, isNew: isNew, &findings)
            if let items { item(line, isNew, items, former, &reported, &findings) }
            if isNew, let reference = line.reference {
                self.reference(reference, line.evidence, at: { line.location(.evidence) }, state, before, &findings)
            }
        }
    }

    // MARK: - Items

    /// Whether the plan has what a line is about. A line that has landed is looked at where the plan has lost it since.
    private func item(
        _ line: LedgerLine, _ isNew: Bool, _ items: LedgerItems, _ former: LedgerItems?,
        _ reported: inout Set<String>, _ findings: inout FindingList
    ) {
        guard let isKnown = items.knows(line), !isKnown else { return }
        let shown = Printable.line(String(line.item.prefix(60)))
        if isNew {
            findings.append(.unknownItem) {
                let names = items.names(line.series)
                let nearest = Suggestion.nearest(to: line.item, among: names)
                let what = line.series == .milestone ? "milestone" : "metric and no value line"
                return Diagnostic(
                    .unknownItem, "the plan has no \(what) `\(shown)`", at: line.location(.item),
                    helps: [
                        nearest.map { "did you mean `\($0)`?" }
                            ?? "the plan has: \(names.isEmpty ? "none" : names.prefix(12).joined(separator: ", "))"
                    ])
            }
        } else if former?.knows(line) ?? false, reported.insert(line.item).inserted {
            findings.append(.unknownItem) {
                Diagnostic(
                    .unknownItem, "the plan has no `\(shown)` any more, and the ledger has lines about it",
                    at: line.location(.item),
                    helps: ["keep it in the plan: what was promised and measured once stays readable"])
            }
        }
    }

    // MARK: - References

    /// The references of the plan itself.
    private func plan(
        _ state: InitiativeState, _ before: InitiativeState?, _ judgesLanded: Bool, _ findings: inout FindingList
    ) {
        let known = judgesLanded ? [] : Set(before?.references.map(\.value) ?? [])
        for field in state.references {
            guard let reference = EvidenceReference(field.value), !known.contains(field.value) else { continue }
            self.reference(reference, field.value, at: { field.location }, state, before, &findings)
        }
    }

    private func reference(
        _ reference: EvidenceReference, _ text: String, at place: () -> Location, _ state: InitiativeState,
        _ before: InitiativeState?, _ findings: inout FindingList
    ) {
        let shown = Printable.line(String(text.prefix(120)))
        switch (reference, state.state(of: reference)) {
        case (.malformed, _):
            findings.append(.malformedReference) {
                Diagnostic(
                    .malformedReference, "`\(shown)` is no reference; expected \(EvidenceReference.expectation)",
                    at: place(),
                    helps: ["put the report into `evidence/` beside the plan and name it, as in `evidence/2026-05.csv`"]
                )
            }
        case (.file(let file), .missing?):
            // What was there before and is gone is a finding of the landing.
            if case .present? = before?.evidence[text] { return }
            findings.append(.evidenceMissing) {
                Diagnostic(
                    .evidenceMissing, "`\(shown)` is named and is not there", at: place(),
                    helps: [
                        "add the file as `\(Self.beside(state.path, file))` in the same landing, or correct the name"
                    ])
            }
        case (.commit, .missing?), (.tag, .missing?):
            findings.append(.unresolvedReference) {
                let isTag = if case .tag = reference { true } else { false }
                return Diagnostic(
                    .unresolvedReference,
                    isTag
                        ? "`\(shown)` is no tag of this repository that stands for that commit"
                        : "`\(shown)` is no commit of this repository",
                    at: place(),
                    helps: [
                        "fetch it, or correct the reference; where it lies in another repository, name that in the policy's `repositories`"
                    ])
            }
        case (.commit, .undecided(let reason)?), (.tag, .undecided(let reason)?):
            findings.append(.unreadRepository) {
                Diagnostic(
                    .unreadRepository, "nobody has checked that `\(shown)` exists: \(reason)", at: place(),
                    helps: ["look it up there; a gate that asks for evidence does not count it"])
            }
        default: break
        }
    }

    private static func beside(_ path: String, _ file: String) -> String {
        let folder = InitiativeState.folder(of: path)
        return folder.isEmpty ? file : folder + "/" + file
    }
}

/// What the lines of a ledger may be about, by the plan.
struct LedgerItems {
    private let figures: Set<String>
    private let milestones: Set<String>

    init(_ content: InitiativeContent) {
        figures = Set(content.metrics.map(\.id.value) + content.value.map(\.id.value))
        milestones = Set(content.milestones.map(\.id.value))
    }

    /// Whether the plan has what a line is about; nothing where the line is about nothing in the plan.
    func knows(_ line: LedgerLine) -> Bool? {
        switch line.series {
        case .actual, .forecast: figures.contains(line.item)
        case .milestone: milestones.contains(line.item)
        case .deployment, .status, .review: nil
        }
    }

    func names(_ series: LedgerLine.Series) -> [String] { (series == .milestone ? milestones : figures).sorted() }
}
