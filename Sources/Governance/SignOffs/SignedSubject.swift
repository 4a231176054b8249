package import Attestation
package import PlanModel

/// What sign-offs of one step are about: an initiative, or a part of the trust set.
package struct SignedSubject: Sendable {
    enum Content: Sendable {
        case initiative(SignedContent)
        /// The digest of the files; nothing where it is not known.
        case trust(ContentDigest?)
    }

    /// The id in statements; nothing for a trust step.
    package let id: String?
    /// By what standings and authors are known.
    package let key: String
    /// The step's name: what statements have as their gate.
    package let step: String
    let content: Content
    /// Whether a criterion of the step's gates can read the ledger, so that a statement has to bind it.
    package let bindsLedger: Bool
    /// The folder of plans that roles are held for; nothing for a trust step.
    let folder: String?
    let state: InitiativeState?
    /// The initiative as the first parent has it.
    let former: InitiativeState?

    /// A step of an initiative.
    package init(
        _ state: InitiativeState, former: InitiativeState?, step: Step, policy: Policy, root: String?,
        files: [String: ContentDigest]
    ) {
        id = state.initiative?.id
        key = state.name
        self.step = step.name
        content = .initiative(SignedContent(state, files: files))
        bindsLedger = step.gates(in: policy).contains(where: \.readsLedger)
        folder = TrustRules.folder(of: state.path, below: root)
        self.state = state
        self.former = former
    }

    /// A change of the policy or of the people.
    package init(_ step: SignOffCase.TrustStep, digest: ContentDigest?) {
        id = nil
        key = step.rawValue
        self.step = step.rawValue
        content = .trust(digest)
        bindsLedger = false
        folder = nil
        state = nil
        former = nil
    }
}
