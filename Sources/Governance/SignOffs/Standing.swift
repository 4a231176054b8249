/// What earlier landings say about an initiative, or about the policy or the people, that sign-offs are judged by.
package struct Standing: Sendable {
    /// The place on the first-parent chain, 0 for the oldest, of the landing that took its last step; nothing where none has.
    package var lastStep: Int?
    /// How it stood at each landing since it last passed a gate, oldest first, as far as conditions of sign-offs look back.
    package var states: [InitiativeState] = []
    /// Who wrote its content since an independent role last signed.
    package var authors: [ContentAuthor] = []
    /// Whether content has landed since then that no commit tells the authors of.
    package var hasUnknownAuthors = false
    /// The folders that it lay in since it last passed a gate, below the policy's.
    package var folders: Set<String> = []
    /// Sign-offs in commits that landed since its last step.
    package var signOffs: [FoundSignOff] = []

    package init() {}
}

/// Somebody who is on a commit that changed a plan or its ledger.
package struct ContentAuthor: Hashable, Sendable {
    /// The commit, as 40 hexadecimal digits.
    package let commit: String
    /// The addresses on it, as typed.
    package let addresses: [String]
    /// The person whose key signed it; nothing where it is not signed by a key that is known.
    package let signer: String?

    package init(commit: String, addresses: [String], signer: String?) {
        self.commit = commit
        self.addresses = addresses
        self.signer = signer
    }
}
