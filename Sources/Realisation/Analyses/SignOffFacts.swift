package import PlanModel
package import Timeline

/// Who agreed to the steps of a branch, as an audit found it, and who did what beside signing.
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
        package enum Kind: String, Hashable, Sendable {
            /// It agrees to other bytes than those that landed, and never counted.
            case stale
            /// It counted for an earlier landing of the same step, and counts once.
            case used
            /// The person had a part in the content, and the role is independent.
            case involved
            case refused
        }

        package let person: String
        package let role: String
        package let kind: Kind
        package let text: String

        package init(person: String, role: String, kind: Kind, text: String) {
            self.person = person
            self.role = role
            self.kind = kind
            self.text = text
        }
    }

    package struct Step: Hashable, Sendable {
        /// What stands in place of an initiative where the policy or the people change.
        package static let noInitiative = "-"

        package let landing: Landing
        package let initiative: String
        package let step: String
        package let passes: Bool
        /// What was asked for, in words.
        package let asked: [String]
        package let given: [Signature]
        package let refused: [Refusal]
        /// Who answers for the content.
        package let submitted: [Signature]
        /// Who broke the glass, where the gates were closed.
        package let breakGlass: [Signature]
        /// When the newest commit that wrote content of the landing was made; nothing where there is none.
        package let contentAt: Timestamp?

        package init(
            landing: Landing, initiative: String, step: String, passes: Bool, asked: [String], given: [Signature],
            refused: [Refusal], submitted: [Signature], breakGlass: [Signature], contentAt: Timestamp?
        ) {
            self.landing = landing
            self.initiative = initiative
            self.step = step
            self.passes = passes
            self.asked = asked
            self.given = given
            self.refused = refused
            self.submitted = submitted
            self.breakGlass = breakGlass
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
        package let landing: Landing

        package init(person: String, kind: Kind, initiative: String, landing: Landing) {
            self.person = person
            self.kind = kind
            self.initiative = initiative
            self.landing = landing
        }
    }

    /// In landing order.
    package var steps: [Step] = []
    package var parts: [Part] = []
    /// What the audit could not decide.
    package var undecided: [String] = []

    package init() {}

    /// The steps of these initiatives, and those of the policy and the people, which concern every one.
    func steps(of portfolio: Portfolio) -> [Step] {
        let names = Set(portfolio.initiatives.map(\.name) + [Step.noInitiative])
        return steps.filter { names.contains($0.initiative) }
    }
}
