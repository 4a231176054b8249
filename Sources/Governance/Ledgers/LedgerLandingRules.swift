import Diagnostics
import PlanModel
import PlanText

/// What a landing does to ledgers and evidence: lines are only added, and what a line points to keeps its bytes.
struct LedgerLandingRules {
    /// How to call the first parent, as in `main (9ab31f0)`.
    let base: String

    func diagnostics(_ pair: InitiativePair) -> [Diagnostic] {
        // Deleting the initiative is a finding of its own.
        guard let before = pair.before, let after = pair.after else { return [] }
        return (ledger(before, after) + evidence(before, after)).map {
            var diagnostic = $0
            diagnostic.initiative = after.initiative?.id ?? before.initiative?.id
            return diagnostic
        }
    }

    /// How many bytes of a ledger had landed before: all of the older one, where it is the newer one's beginning.
    static func landedBytes(_ before: InitiativeState?, _ after: InitiativeState) -> Int {
        guard let old = before?.ledger, let new = after.ledger,
            AppendOnly(before: old.source, after: new.source).isKept
        else { return 0 }
        return old.source.bytes.last == 0x0A ? old.source.bytes.count : 0
    }

    // MARK: - Ledger

    private func ledger(_ before: InitiativeState, _ after: InitiativeState) -> [Diagnostic] {
        guard let old = before.ledger else { return [] }
        guard let new = after.ledger else { return deleted(old, after) }
        // What is too large to read is a finding of its own.
        guard old.isRead, new.isRead else { return [] }
        let rules = AppendOnlyRules(
            name: "ledger", columns: LedgerLine.Column.allCases.map(\.name), changed: .ledgerLineChanged,
            inserted: .ledgerLineInserted,
            mergeHelp: "after a merge: `tollgate merge-ledger` puts the lines of the branch that is merged into first",
            correction: "to correct a reading, add a line with the same item and period, and say why in `note`",
            base: base)
        return rules.findings(from: old.source, to: new.source).diagnostics
    }

    private func deleted(_ old: Ledger, _ after: InitiativeState) -> [Diagnostic] {
        let expected = Ledger.path(of: after.document)
        let isMoved = expected.map { $0 != old.path } ?? false
        let help =
            isMoved
            ? "a plan that moves takes its ledger along: `git mv \(old.path) \(expected ?? "")`"
            : "restore it: `git restore --source=HEAD --staged --worktree \(old.path)`, or from \(base)"
        return [
            Diagnostic(
                .ledgerDeleted,
                "the ledger of `\(Printable.line(after.name))` is gone; it was `\(old.path)` in \(base)",
                at: Location(path: old.path), helps: [help])
        ]
    }

    // MARK: - Evidence

    /// Files that were named before must have the bytes that they had, whether they are still named or not.
    private func evidence(_ before: InitiativeState, _ after: InitiativeState) -> [Diagnostic] {
        var findings = FindingList()
        for text in before.evidence.keys.sorted() {
            guard case .present(let old)? = before.evidence[text], case .file(let file)? = EvidenceReference(text),
                let now = after.evidence[text]
            else { continue }
            let shown = Printable.line(file)
            switch now {
            case .present(old), .undecided: break
            case .present:
                findings.append(.evidenceChanged) {
                    finding(
                        "`\(shown)` has other bytes than in \(base); evidence that is named never changes", text,
                        before, after,
                        help: "restore the file; newer evidence is a file of its own, named by a line of its own")
                }
            case .missing:
                findings.append(.evidenceChanged) {
                    finding(
                        "`\(shown)` is gone; it was named in \(base), and evidence that is named stays", text,
                        before, after,
                        help: "restore the file, under its name; a plan that moves takes its evidence along")
                }
            }
        }
        return findings.diagnostics
    }

    private func finding(
        _ message: String, _ text: String, _ before: InitiativeState, _ after: InitiativeState, help: String
    ) -> Diagnostic {
        Diagnostic(
            .evidenceChanged, message,
            at: after.place(of: text).map { Label($0, "named here") } ?? before.place(of: text).map {
                Label($0, "named here in \(base)")
            } ?? Label(Location(path: after.path)), helps: [help])
    }
}

extension InitiativeState {
    /// Where a reference stands first: in the plan, else in the ledger.
    func place(of reference: String) -> Location? {
        let inPlan = references.first { $0.value == reference }
        return inPlan?.location ?? ledger?.lines.first { $0.evidence == reference }?.location(.evidence)
    }

    /// The fields of the plan that say what something rests on.
    var references: [Placed<String>] {
        guard let content else { return [] }
        return content.metrics.compactMap { $0.baseline?.source } + content.readiness.compactMap(\.evidence)
    }
}
