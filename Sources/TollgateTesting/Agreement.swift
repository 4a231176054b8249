package import Attestation

/// Where a sign-off is carried to the branch that it is meant for.
package enum Carrier: Sendable, CaseIterable {
    /// In the message of a commit.
    case trailers
    /// In a file below `plans/signoffs`.
    case record
    case both

    var hasTrailers: Bool { self != .record }
    var hasRecord: Bool { self != .trailers }
}

/// What somebody signs in a commit of a history: the statement follows from the tree that the commit makes and from where the
/// governed branch stands then. Attacks change parts of it.
package struct Agreement: Sendable {
    enum Content: Sendable {
        /// `initiative` is nothing for the policy and the people.
        case made(initiative: String?, gate: String, role: String?, change: @Sendable (inout Statement) -> Void)
        /// What was signed before under this label.
        case again(label: String)
        /// As it stands, whoever made it.
        case raw(SignOffText)
    }

    let content: Content
    let signer: Signer
    private(set) var label: String?
    private(set) var namespace = "tollgate"
    private(set) var rewrite: @Sendable (String) -> String = { $0 }
    private(set) var forge: @Sendable (SignOffText) -> SignOffText = { $0 }

    /// The role that is claimed; nothing for a submission, and for lines that were signed elsewhere.
    package var role: String? { if case .made(_, _, let role, _) = content { role } else { nil } }

    /// The approval of a step of an initiative, in a role.
    package static func approval(
        _ initiative: String, _ gate: String, by signer: Signer, as role: String,
        _ change: @escaping @Sendable (inout Statement) -> Void = { _ in }
    ) -> Agreement {
        Agreement(
            content: .made(initiative: initiative, gate: gate, role: role, change: change), signer: signer)
    }

    /// The submission of a step of an initiative by whoever answers for its content.
    package static func submission(
        _ initiative: String, _ gate: String, by signer: Signer,
        _ change: @escaping @Sendable (inout Statement) -> Void = { _ in }
    ) -> Agreement {
        Agreement(content: .made(initiative: initiative, gate: gate, role: nil, change: change), signer: signer)
    }

    /// The approval of the policy or of the people: `gate` is `policy` or `people`.
    package static func trust(
        _ gate: String, by signer: Signer, as role: String = "policy-owner",
        _ change: @escaping @Sendable (inout Statement) -> Void = { _ in }
    ) -> Agreement {
        Agreement(content: .made(initiative: nil, gate: gate, role: role, change: change), signer: signer)
    }

    /// Once more what was signed under a label.
    package static func again(_ label: String) -> Agreement {
        Agreement(content: .again(label: label), signer: .mallory)
    }

    /// Lines that come from elsewhere.
    package static func raw(_ text: SignOffText) -> Agreement {
        Agreement(content: .raw(text), signer: .mallory)
    }

    /// Keeps what is signed under a name, for `again` and for `TestRepository.signOffText`.
    package func labelled(_ label: String) -> Agreement {
        var agreement = self
        agreement.label = label
        return agreement
    }

    /// Signed for another use.
    package func signed(for namespace: String) -> Agreement {
        var agreement = self
        agreement.namespace = namespace
        return agreement
    }

    /// The line is changed before it is signed.
    package func spelled(_ rewrite: @escaping @Sendable (String) -> String) -> Agreement {
        var agreement = self
        agreement.rewrite = rewrite
        return agreement
    }

    /// The lines are changed after signing.
    package func tampered(_ forge: @escaping @Sendable (SignOffText) -> SignOffText) -> Agreement {
        var agreement = self
        agreement.forge = forge
        return agreement
    }
}
