package import PlanModel

/// Who agreed to the steps of a branch, as an audit found it.
package struct SignOffFacts: Sendable {
    package struct Signature: Hashable, Sendable {
        package let person: String
        package let role: String
        package let assurance: String
        /// When the statement says it was given.
        package let at: Timestamp
        /// What brought it.
        package let carrier: String

        package init(person: String, role: String, assurance: String, at: Timestamp, carrier: String) {
            self.person = person
            self.role = role
            self.assurance = assurance
            self.at = at
            self.carrier = carrier
        }
    }

    /// A sign-off that did not count.
    package struct Refusal: Hashable, Sendable {
        package let person: String
        package let role: String
        package let isStale: Bool
        package let text: String

        package init(person: String, role: String, isStale: Bool, text: String) {
            self.person = person
            self.role = role
            self.isStale = isStale
            self.text = text
        }
    }

    package struct Step: Hashable, Sendable {
        package let commit: String
        package let recorded: Timestamp
        package let initiative: String
        package let step: String
        package let passes: Bool
        /// What was asked for, in words.
        package let asked: [String]
        package let given: [Signature]
        package let refused: [Refusal]
        /// When the newest commit that wrote content of the landing was made; nothing where there is none.
        package let contentAt: Timestamp?

        package init(
            commit: String, recorded: Timestamp, initiative: String, step: String, passes: Bool, asked: [String],
            given: [Signature], refused: [Refusal], contentAt: Timestamp?
        ) {
            self.commit = commit
            self.recorded = recorded
            self.initiative = initiative
            self.step = step
            self.passes = passes
            self.asked = asked
            self.given = given
            self.refused = refused
            self.contentAt = contentAt
        }
    }

    /// What somebody did in a landing, beside signing.
    package struct Part: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable, CaseIterable {
            case wrote
            case booked
            case landed
        }

        package let person: String
        package let kind: Kind
        package let initiative: String
        package let commit: String

        package init(person: String, kind: Kind, initiative: String, commit: String) {
            self.person = person
            self.kind = kind
            self.initiative = initiative
            self.commit = commit
        }
    }

    package var steps: [Step] = []
    package var parts: [Part] = []
    /// What the audit could not decide.
    package var undecided: [String] = []

    package init() {}

    /// Whether the controller has signed for a step that landed with a commit.
    package func hasController(_ initiative: String, _ commit: String) -> Bool {
        steps.contains { step in
            step.initiative == initiative && step.commit == commit && step.given.contains { $0.role == "controller" }
        }
    }
}
