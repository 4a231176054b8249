/// What is known of the controller's sign-offs for the last stage, by the landings that brought initiatives there.
package struct Confirmations: Sendable {
    private struct Step: Hashable, Sendable {
        let initiative: String
        let commit: String
    }

    private var signed: Set<Step> = []
    private var undecided: [Step: String] = [:]

    package init() {}

    /// Notes that the controller's sign-off counted for the landing `commit`, 40 hexadecimal digits, of an initiative.
    package mutating func sign(_ initiative: String, at commit: String) {
        signed.insert(Step(initiative: initiative, commit: commit))
    }

    /// Notes that nobody can say whether the controller signed, and why.
    package mutating func leaveOpen(_ initiative: String, at commit: String, because reason: String) {
        undecided[Step(initiative: initiative, commit: commit)] = reason
    }

    func isSigned(_ initiative: String, at commit: String) -> Bool {
        signed.contains(Step(initiative: initiative, commit: commit))
    }

    func reason(_ initiative: String, at commit: String) -> String? {
        undecided[Step(initiative: initiative, commit: commit)]
    }
}
