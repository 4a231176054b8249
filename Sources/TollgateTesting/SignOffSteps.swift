package import Attestation

/// Says what the statements that follow are made of.
package struct Terms: HistoryStep {
    let terms: SigningTerms

    package init(_ terms: SigningTerms) {
        self.terms = terms
    }

    package func record(in history: inout HistoryDraft) throws {
        history.terms = terms
    }
}

/// A commit that carries sign-offs and nothing else, as `tollgate signoff` makes it.
package struct SignOff: HistoryStep {
    private let commit: Commit

    /// Of people over the current branch, by what each of them signs.
    package init(
        _ subject: String, _ agreements: [Agreement], carrier: Carrier = .both, author: Author? = nil,
        committer: Author? = nil, at: Moment? = nil, signedBy signer: Signer? = nil
    ) {
        commit = Commit(
            subject, author: author ?? agreements.first?.signer.author ?? .ada, committer: committer, at: at,
            signedBy: signer, agreements: agreements, carrier: carrier)
    }

    /// Of one person, who approves a step in a role.
    package init(
        _ initiative: String, gate: String, by signer: Signer, as role: String, carrier: Carrier = .both,
        at: Moment? = nil, _ change: @escaping @Sendable (inout Statement) -> Void = { _ in }
    ) {
        self.init(
            "Sign off \(initiative) for \(gate) as \(role)",
            [.approval(initiative, gate, by: signer, as: role, change)], carrier: carrier, at: at)
    }

    package func record(in history: inout HistoryDraft) throws {
        try commit.record(in: &history)
    }
}

/// A commit in which whoever answers for the content of a step submits it.
package struct Submit: HistoryStep {
    private let step: SignOff

    package init(
        _ initiative: String, gate: String, by signer: Signer, carrier: Carrier = .both, at: Moment? = nil,
        _ change: @escaping @Sendable (inout Statement) -> Void = { _ in }
    ) {
        step = SignOff(
            "Submit \(initiative) for \(gate)", [.submission(initiative, gate, by: signer, change)], carrier: carrier,
            at: at)
    }

    package func record(in history: inout HistoryDraft) throws {
        try step.record(in: &history)
    }
}
