package import Diagnostics
package import PlanModel

/// The sign-offs of one step: what is asked for, who has signed, and what keeps a sign-off from counting.
package struct StepSignOffs: Sendable {
    /// Somebody whose sign-off stands for a role.
    package struct Signature: Sendable {
        package let person: String
        package let signOff: JudgedSignOff

        package init(person: String, signOff: JudgedSignOff) {
            self.person = person
            self.signOff = signOff
        }
    }

    /// A sign-off for a role that does not count for it.
    package struct Refusal: Sendable {
        package enum Reason: Hashable, Sendable {
            /// The sign-off itself is not valid for these bytes.
            case fault
            /// The person does not hold the role here and now, or is not the one that the initiative names.
            case role
            case assurance
            /// The person had a part in the content, or nobody has said who had.
            case involved
            /// The person fills another role of the gate.
            case taken
        }

        package let signOff: JudgedSignOff
        package let reason: Reason
        /// A clause whose subject is the sign-off.
        package let text: String
    }

    /// One sign-off that a gate asks for.
    package struct Requirement: Sendable {
        package let gate: String
        /// Nothing where the policy lists none and the step needs one all the same.
        package let asked: Gate.SignOff?
        package let role: String
        package let count: Int
        package let isIndependent: Bool
        /// What is asked for, in words.
        package let text: String
        package let policyLocation: Location
        package internal(set) var given: [Signature] = []
        package internal(set) var refused: [Refusal] = []
        /// The people who may sign, in words.
        package internal(set) var maySign = ""
        /// The ids of those who may sign, by the role that they sign in.
        package internal(set) var eligible: [String: Set<String>] = [:]
        /// Who may not, since they had a part in the content, with the part; empty where it need not be independent.
        package internal(set) var involved: [String: String] = [:]
        /// Whether it wants to know who answers for the content, and nobody has said so.
        package internal(set) var lacksSubmission = false

        package var missing: Int { max(0, count - given.count) }
        package var isMet: Bool { missing == 0 }
    }

    /// The id, or the name of a trust step.
    package let key: String
    package let step: String
    /// Where the step shows.
    package let location: Location
    package internal(set) var requirements: [Requirement] = []
    /// Who answers for the content.
    package internal(set) var submissions: [JudgedSignOff] = []
    /// Everything for this step, in the order in which it was found.
    package internal(set) var all: [JudgedSignOff] = []
    /// The quorum that lands it although its gates are closed; empty where there is none.
    package internal(set) var breakGlass: [Signature] = []

    package var isMet: Bool { requirements.allSatisfy(\.isMet) }
    /// Whether an independent role has signed.
    package var hasIndependent: Bool { isMet && requirements.contains(where: \.isIndependent) }
}
