package import Diagnostics

/// Sign-offs that a step still needs before it may land, seen where nothing lands yet.
package struct PendingSignOffs: Hashable, Sendable {
    /// The id, or `-` where the policy or the people change.
    package let initiative: String
    package let step: String
    /// What is missing, in words.
    package let missing: [String]
    /// Who has signed, in words.
    package let given: [String]
    package let location: Location

    package init(initiative: String, step: String, missing: [String], given: [String], location: Location) {
        self.initiative = initiative
        self.step = step
        self.missing = missing
        self.given = given
        self.location = location
    }
}

extension LandingRules.Judgement {
    /// Takes what was not judged for pending, where nothing lands yet.
    mutating func postpone() {
        pending += notJudged.map(PendingSignOffs.init)
        notJudged = []
    }
}

extension PendingSignOffs {
    /// A gate of which nothing is known yet.
    package init(_ item: NotJudged) {
        self.init(
            initiative: item.initiative, step: item.step, missing: item.asksFor, given: [], location: item.location)
    }

    /// What a step still needs; nothing where it needs nothing more.
    init?(_ step: StepSignOffs, initiative: String) {
        guard !step.isMet, step.breakGlass.isEmpty else { return nil }
        self.init(
            initiative: initiative, step: step.step,
            missing: step.requirements.filter { !$0.isMet }.map { requirement in
                requirement.lacksSubmission ? requirement.text + ", after a submission" : requirement.text
            },
            given: step.requirements.flatMap { requirement in
                requirement.given.map { "`\($0.person)` as `\(requirement.role)`" }
            },
            location: step.location)
    }
}
