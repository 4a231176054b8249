/// One step on the way from a text to what it proves: what was looked at, what was found, and whether it holds.
package struct ReasoningStep: Hashable, Sendable {
    /// What was looked at, in the order in which one thing rests on the other.
    package enum Topic: String, Sendable, CaseIterable {
        /// The two lines of a sign-off.
        case lines
        /// The grammar of the statement.
        case statement
        /// Its digest, and the record that is named by it.
        case record
        /// The object of a commit, by git's grammar.
        case object
        /// The key in the signature.
        case key
        /// What the signature was made for.
        case namespace
        /// Whether the key made it over these bytes.
        case signature
        /// The lines of `allowed_signers` with the key.
        case registered
        /// The line of `revoked_signers` with the key.
        case revoked
        /// The same with the keys and at the time of now.
        case now
        /// Whose key it is.
        case person
        /// Whether the people whose addresses stand on a commit are the one who signed it.
        case names
        case role
        case repository
        case branch
        case onto
        case plan
        case ledger
        case evidence
        case date
        /// Which landing, or which proposal, a sign-off counts in.
        case counts
        /// Where a commit has landed.
        case landing
        /// A step that a landing takes.
        case step
    }

    package enum Verdict: String, Sendable, CaseIterable {
        case holds
        case fails
        case undecided = "cannot-decide"
        /// Nothing depends on it.
        case shown
        /// It held when it counted, and would not today, or is not what it seems.
        case inDoubt = "in-doubt"
    }

    package let topic: Topic
    package let verdict: Verdict
    /// What was found, in a clause.
    package let text: String
    /// More of it, each in a clause.
    package let details: [String]

    package init(_ topic: Topic, _ verdict: Verdict, _ text: String, details: [String] = []) {
        self.topic = topic
        self.verdict = verdict
        self.text = text
        self.details = details
    }
}

/// What steps of reasoning come to.
package enum ReasoningVerdict: String, Sendable, CaseIterable {
    case valid
    case notValid = "not-valid"
    case undecided = "cannot-decide"

    /// One step that fails is enough; what cannot be decided never passes.
    package init(_ steps: some Sequence<ReasoningStep>) {
        var verdict = ReasoningVerdict.valid
        for step in steps {
            if step.verdict == .fails {
                self = .notValid
                return
            }
            if step.verdict == .undecided { verdict = .undecided }
        }
        self = verdict
    }
}
