package import Diagnostics
package import PlanModel

/// Whether what a field points to is there.
package enum EvidenceState: Hashable, Sendable {
    /// With the name of the git object that it is.
    case present(String)
    case missing
    /// It cannot be told here, for this reason.
    case undecided(String)

    /// A commit or tag that is not here and may lie in another repository.
    package static let elsewhere = EvidenceState.undecided(
        "it may lie in a repository that the policy names, which cannot be read here")
}

/// One initiative at one revision: its plan, its ledger, and what they point to.
package struct InitiativeState: Sendable {
    package let document: PlanDocument
    /// The plan, typed; nothing where it cannot be read, and for documents not written for Tollgate.
    package let content: InitiativeContent?
    /// Nothing where there is no ledger.
    package let ledger: Ledger?
    /// What `evidence` and `source` point to, by their text, for files, commits and tags.
    package let evidence: [String: EvidenceState]

    package init(_ document: PlanDocument, ledger: Ledger? = nil, evidence: [String: EvidenceState] = [:]) {
        self.document = document
        content = document.content
        self.ledger = ledger
        self.evidence = evidence
    }

    package var name: String { document.name }
    package var initiative: Initiative? { document.initiative }

    /// The texts of every `evidence` and `source` of the plan and the ledger that a machine can follow, each once.
    package static func references(_ document: PlanDocument, _ ledger: Ledger?) -> Set<String> {
        var texts: Set<String> = []
        if let content = document.content {
            texts.formUnion(content.metrics.compactMap { $0.baseline?.source?.value })
            texts.formUnion(content.readiness.compactMap { $0.evidence?.value })
        }
        texts.formUnion(ledger?.lines.map(\.evidence) ?? [])
        return texts.filter { text in
            switch EvidenceReference(text) {
            case .file, .commit, .tag: true
            case .address, .words, .malformed, nil: false
            }
        }
    }

    /// What a reference points to. An address and words cannot be followed and are never missing.
    package func state(of reference: EvidenceReference) -> EvidenceState? {
        switch reference {
        case .file(let path): evidence[path] ?? .missing
        case .commit(let digits): evidence["commit:" + digits] ?? .missing
        case .tag(let name, let commit): evidence["tag:\(name)@\(commit)"] ?? .missing
        case .address, .words, .malformed: nil
        }
    }
}

extension InitiativeState {
    /// The folder that a file lies in; empty at the top of the repository.
    package static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(Substring(path.utf8[..<$0])) } ?? ""
    }

    package var path: String { document.path }
    package var entry: DocumentEntry { document.entry }

    /// Where a core field stands; the document itself where it does not.
    package func location(_ name: String) -> Location { document.location(name) }
}
