import Attestation
import Diagnostics
import PlanModel

/// What is to be said of a commit by itself: who signed it, and whether the names on it are those of that person. It approves
/// nothing.
package struct CommitReasoning: Sendable {
    /// A commit as it is read.
    package struct Commit: Sendable {
        /// 40 hexadecimal digits.
        package let id: String
        /// What its grammar departs from git's in, in clauses.
        package let irregularities: [String]
        /// What stands in its header `gpgsig`; nothing where there is none.
        package let signature: [UInt8]?
        /// The bytes that a signature is over.
        package let payload: [UInt8]
        /// Name and address, as typed.
        package let author: (name: String, email: String)?
        package let committer: (name: String, email: String)?

        package init(
            id: String, irregularities: [String], signature: [UInt8]?, payload: [UInt8],
            author: (name: String, email: String)?, committer: (name: String, email: String)?
        ) {
            self.id = id
            self.irregularities = irregularities
            self.signature = signature
            self.payload = payload
            self.author = author
            self.committer = committer
        }
    }

    package private(set) var steps: [ReasoningStep] = []
    /// The principal of the line of `allowed_signers` that counts.
    package private(set) var principal: String?
    package let isSigned: Bool

    package var verdict: ReasoningVerdict { ReasoningVerdict(steps) }

    package init(_ commit: Commit, by keys: SignatureReasoning.Keys, now: SignatureReasoning.Keys) {
        isSigned = commit.signature != nil
        if !commit.irregularities.isEmpty {
            steps.append(
                ReasoningStep(
                    .object, .fails, "the object departs from git's grammar, so that readers may see different things",
                    details: commit.irregularities.map(Printable.line)))
        }
        judge(commit, keys, now)
        steps.append(
            ReasoningStep(
                .role, .shown,
                "a commit's signature approves nothing: whoever rebases or merges signs all that the message says"))
    }

    private mutating func judge(
        _ commit: Commit, _ keys: SignatureReasoning.Keys, _ now: SignatureReasoning.Keys
    ) {
        guard let text = commit.signature else {
            steps.append(ReasoningStep(.signature, .shown, "the commit is not signed"))
            names(commit, nil, keys.trust)
            return
        }
        let signature: SignatureBlob
        do throws(Malformation) {
            if let kind = KeyRing.otherKind(ofSignature: text) {
                steps.append(ReasoningStep(.signature, .undecided, "it is \(kind), which is not verified"))
                names(commit, nil, keys.trust)
                return
            }
            signature = try SignatureBlob(armoured: text)
        } catch {
            steps.append(ReasoningStep(.signature, .fails, "it cannot be read: \(Printable.line(error.reason))"))
            names(commit, nil, keys.trust)
            return
        }
        let reasoning = SignatureReasoning(
            signature, over: commit.payload, "the commit without its signature", for: .git, by: keys, now: now)
        steps += reasoning.steps
        guard reasoning.verdict.isValid else {
            names(commit, nil, keys.trust)
            return
        }
        principal = reasoning.verdict.principals.first
        let owner = keys.trust.person(of: reasoning.verdict)
        switch owner {
        case .person(let person):
            steps.append(
                ReasoningStep(
                    .person, .holds,
                    "`\(person.id)`, \(Printable.line(person.name)), by `\(Printable.line(keys.trust.paths[0]))` at \(keys.revision)"
                ))
        case .undecided: steps.append(ReasoningStep(.person, .undecided, "it \(owner.text)"))
        default: steps.append(ReasoningStep(.person, .fails, "it \(owner.text)"))
        }
        names(commit, owner.person?.id, keys.trust)
    }

    /// Names and addresses on a commit are typed by whoever makes it. That they are another's is shown, and decides nothing.
    private mutating func names(_ commit: Commit, _ signer: String?, _ trust: TrustSet) {
        let lines = [("author", commit.author), ("committer", commit.committer)].map { part, identity in
            guard let identity else { return "the \(part) is missing or malformed" }
            let typed = Printable.line("\(identity.name) <\(identity.email)>")
            let people = trust.people?.people?.people(withEmail: identity.email).map(\.id) ?? []
            let who = people.isEmpty ? "an address of nobody" : "an address of `\(people.joined(separator: "`, `"))`"
            return "\(part): \(typed), \(who)"
        }
        guard let signer else {
            steps.append(ReasoningStep(.names, .shown, "as typed, and proved by nothing", details: lines))
            return
        }
        let addresses = [commit.author, commit.committer].compactMap { $0?.email }
        let isSame = addresses.contains { email in
            trust.people?.people?.people(withEmail: email).contains { $0.id == signer } ?? false
        }
        steps.append(
            isSame
                ? ReasoningStep(.names, .shown, "`\(signer)` stands on it as author or committer", details: lines)
                : ReasoningStep(
                    .names, .inDoubt,
                    "`\(signer)` signed it, and it names others: names are typed by whoever makes the commit",
                    details: lines))
    }

    // MARK: - As a landing

    package mutating func add(_ step: ReasoningStep) { steps.append(step) }

    /// The steps that a landing takes, each with the sign-offs that let it pass.
    package static func landing(_ steps: [StepSignOffs], unsigned: [(initiative: String, step: String)])
        -> [ReasoningStep]
    {
        var result: [ReasoningStep] = []
        for step in steps {
            var lines: [String] = []
            for requirement in step.requirements {
                let names = requirement.given.map { name($0.person, $0.signOff) }.joined(separator: ", ")
                let found = requirement.isMet ? names : names.isEmpty ? "missing" : "only \(names)"
                lines.append("`\(Printable.line(requirement.gate))` asks for a \(requirement.text): \(found)")
            }
            lines += step.submissions.map { "submitted by \(name($0.statement.by, $0))" }
            lines += step.breakGlass.map { "glass broken by \(name($0.person, $0.signOff))" }
            let isMet = step.isMet || !step.breakGlass.isEmpty
            let how = isMet ? "with its sign-offs" : "without all of its sign-offs"
            result.append(
                ReasoningStep(
                    .step, isMet ? .holds : .fails,
                    "takes the step `\(Printable.line(step.step))` of `\(Printable.line(step.key))`, \(how)",
                    details: lines))
        }
        for item in unsigned {
            result.append(
                ReasoningStep(
                    .step, .shown,
                    "takes the step `\(Printable.line(item.step))` of `\(Printable.line(item.initiative))`, which asks for no sign-off"
                ))
        }
        return result
    }

    private static func name(_ person: String, _ signOff: JudgedSignOff) -> String {
        "`\(Printable.line(person))` (\(signOff.found.carriers[0].name), \(signOff.assurance.rawValue))"
    }
}
