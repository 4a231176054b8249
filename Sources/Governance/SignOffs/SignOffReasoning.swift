package import Attestation
package import Diagnostics
package import PlanModel

/// Every step from the text of a sign-off to what it proves, and whether it counts.
///
/// It rests on the same judge that lets landings pass: where that finds a fault, a step fails, and nowhere else.
package struct SignOffReasoning: Sendable {
    /// What a sign-off is judged against.
    package struct Setting: Sendable {
        /// The policy in force.
        package let policy: Policy
        /// What it was, or would be, judged by.
        package let signOffs: SignOffCase
        /// What it is about; nothing where there is no such initiative or step.
        package let subject: SignedSubject?
        /// The step that it is for, judged; nothing where nobody takes it.
        package let step: StepSignOffs?
        /// The landing or the proposal, as in `landing 4f1c9e2 on main`.
        package let label: String
        package let hasLanded: Bool
        /// Where policy, people and keys come from, as in `9ab31f0`.
        package let revision: String
        /// The keys of the newest landing, and now.
        package let now: SignatureReasoning.Keys
        /// What is known beside the judgement about plan, ledger and evidence, in clauses.
        package var details: [ReasoningStep.Topic: [String]] = [:]
        /// Whether it is over what `advance` would write, and nobody takes the step yet.
        package var isAhead = false
        /// What keeps the proposal from being judged, in a clause.
        package var obstacle: String?

        package init(
            policy: Policy, signOffs: SignOffCase, subject: SignedSubject?, step: StepSignOffs?, label: String,
            hasLanded: Bool, revision: String, now: SignatureReasoning.Keys
        ) {
            self.policy = policy
            self.signOffs = signOffs
            self.subject = subject
            self.step = step
            self.label = label
            self.hasLanded = hasLanded
            self.revision = revision
            self.now = now
        }

        var keys: SignatureReasoning.Keys { .init(signOffs.trust, at: signOffs.moment, revision: revision) }
    }

    package let found: FoundSignOff
    /// Nothing where the text is none.
    package let statement: Statement?
    package let steps: [ReasoningStep]
    package let assurance: Gate.Assurance
    /// The principal of the line of `allowed_signers` that counts; nothing where none does.
    package let principal: String?
    package let signature: SignatureBlob?

    package var verdict: ReasoningVerdict { ReasoningVerdict(steps) }

    /// A text that is no statement, or that there is nothing to judge by.
    package init(_ found: FoundSignOff) {
        var reasoning = Reasoning(found)
        reasoning.readText()
        self.init(reasoning)
    }

    package init(_ found: FoundSignOff, _ setting: Setting) {
        var reasoning = Reasoning(found)
        reasoning.readText()
        if let statement = reasoning.statement { reasoning.judge(statement, setting) }
        self.init(reasoning)
    }

    /// A file among the records that is none.
    package init(malformedRecord finding: Diagnostic) {
        found = FoundSignOff(SignOffText(statement: "", signature: nil), in: .record(finding.primary.location.path))
        statement = nil
        steps = [ReasoningStep(.lines, .fails, finding.message)]
        assurance = .claimed
        principal = nil
        signature = nil
    }

    private init(_ reasoning: Reasoning) {
        found = reasoning.found
        statement = reasoning.statement
        steps = reasoning.steps
        assurance = reasoning.assurance
        principal = reasoning.principal
        signature = reasoning.signature
    }
}

private struct Reasoning {
    let found: FoundSignOff
    private(set) var statement: Statement?
    private(set) var signature: SignatureBlob?
    private(set) var steps: [ReasoningStep] = []
    private(set) var assurance = Gate.Assurance.claimed
    private(set) var principal: String?

    init(_ found: FoundSignOff) {
        self.found = found
    }

    private mutating func add(
        _ topic: ReasoningStep.Topic, _ verdict: ReasoningStep.Verdict, _ text: String, _ details: [String] = []
    ) {
        steps.append(ReasoningStep(topic, verdict, text, details: details))
    }

    // MARK: - The text

    mutating func readText() {
        let places = found.carriers.map { carrier in
            if case .commit = carrier {
                "the message of commit \(carrier.name)"
            } else {
                "the record `\(carrier.name)`"
            }
        }.joined(separator: " and ")
        if found.text.signature == nil {
            add(
                .lines, .fails,
                "`\(SignOffText.statementKey)` stands in \(places) without `\(SignOffText.signatureKey)` below it: anybody could have typed it"
            )
        } else {
            add(.lines, .holds, "`\(SignOffText.statementKey)` and `\(SignOffText.signatureKey)` stand in \(places)")
        }
        do throws(StatementFault) {
            let statement = try Statement(line: found.text.statement)
            self.statement = statement
            add(
                .statement, .holds, "it is in its one form, \(found.text.statement.utf8.count) characters",
                found.text.statement.split(separator: " ").dropFirst().map(String.init))
            name(statement)
        } catch {
            add(.statement, .fails, Printable.line(error.message))
        }
        guard let text = found.text.signature else { return }
        do throws(Malformation) {
            signature = try SignatureBlob(base64: text)
        } catch {
            add(.key, .fails, "the signature cannot be read: \(Printable.line(error.reason))")
        }
    }

    private mutating func name(_ statement: Statement) {
        let expected = "signoffs/\(statement.initiative ?? "-")/\(statement.digest)"
        let records = found.carriers.compactMap { carrier -> String? in
            if case .record(let path) = carrier { path } else { nil }
        }
        let wrong = records.filter { !$0.hasSuffix("/" + expected) }
        if let path = wrong.first {
            add(
                .record, .fails,
                "the record lies at `\(Printable.line(path))`; expected `\(Printable.line(expected))`, by the statement's digest"
            )
        } else {
            add(
                .record, .holds,
                "the statement's digest is \(statement.digest)" + (records.isEmpty ? "" : ", which names the record"))
        }
    }

    // MARK: - Judging

    mutating func judge(_ statement: Statement, _ setting: SignOffReasoning.Setting) {
        judgeSignature(statement, setting)
        guard let subject = setting.subject else {
            add(
                .counts, .fails,
                setting.obstacle
                    ?? "there is no step `\(Printable.line(statement.gate))` of \(Self.name(statement)) in \(setting.label)"
            )
            return
        }
        let judge = StatementJudge(policy: setting.policy, signOffs: setting.signOffs, subject: subject)
        judgePerson(judge.judge(found, statement), setting, subject)
        judgeContent(judge.faults(statement), statement, setting, subject)
        judgeCounting(statement, setting)
    }

    private static func name(_ statement: Statement) -> String {
        statement.initiative.map { "`\(Printable.line($0))`" } ?? "the trust set"
    }

    private mutating func judgeSignature(_ statement: Statement, _ setting: SignOffReasoning.Setting) {
        guard let signature else { return }
        let reasoning = SignatureReasoning(
            signature, over: statement.signedBytes, "the statement and its line end", for: .tollgate, by: setting.keys,
            now: setting.now)
        steps += reasoning.steps
        principal = reasoning.verdict.principals.first
    }

    private mutating func judgePerson(
        _ judged: JudgedSignOff, _ setting: SignOffReasoning.Setting, _ subject: SignedSubject
    ) {
        assurance = judged.assurance
        let place = "`\(Printable.line(setting.signOffs.trust.paths[0]))` at \(setting.revision)"
        guard signature != nil else { return }
        guard judged.verdict.isValid else {
            let lacks = setting.signOffs.trust.lacks
            if lacks.isEmpty {
                add(.person, .fails, "nobody: the signature does not count")
            } else {
                add(.person, .undecided, lacks.map(\.text).joined(separator: ", "))
            }
            return
        }
        let owner = setting.signOffs.trust.person(of: judged.verdict)
        if case .undecided(let lacks) = owner {
            add(.person, .undecided, lacks.map(\.text).joined(separator: ", "))
            return
        }
        guard let person = judged.person else {
            let faults = judged.faults.filter { $0.kind == .identity || $0.kind == .signature }
            add(.person, .fails, "it \(faults.map(\.text).joined(separator: "; "))")
            return
        }
        let names = judged.verdict.principals.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
        let way =
            judged.assurance == .vouched
            ? "\(names) is a forge and saw the review of `\(judged.statement.account.map { Printable.line("\($0.forge):\($0.id)") } ?? "-")`, the account of `\(person.id)`"
            : "\(names) is `\(person.id)`, \(Printable.line(person.name))"
        add(.person, .holds, "\(way), by \(place): \(judged.assurance.rawValue)")
        judgeRole(judged, person, setting, subject)
    }

    private mutating func judgeRole(
        _ judged: JudgedSignOff, _ person: Person, _ setting: SignOffReasoning.Setting, _ subject: SignedSubject
    ) {
        guard let role = judged.statement.role else {
            add(.role, .holds, "a submission needs no role: `\(person.id)` answers for the content")
            return
        }
        let day = Timestamp(seconds: setting.signOffs.moment.seconds).day
        let shown = "`\(Printable.line(role))`"
        let folder = subject.folder.map { " for `\(Printable.line($0))`" } ?? ""
        let refusals = (setting.step?.requirements ?? []).flatMap(\.refused)
            .filter { $0.signOff.found.text == found.text && $0.reason == .role }
        let holders =
            setting.signOffs.trust.people?.people?.holders(of: role, in: subject.folder, on: day).map(\.id) ?? []
        let gives = (setting.step?.requirements ?? []).contains { requirement in
            requirement.given.contains { $0.signOff.found.text == found.text }
        }
        // Whom an initiative names for a role signs a handover without holding it.
        if let refusal = refusals.first, !gives {
            add(.role, .fails, "it \(refusal.text)")
        } else if gives || holders.contains(person.id) {
            add(.role, .holds, "`\(person.id)` may sign as \(shown)\(folder) on \(day)")
        } else {
            add(.role, .fails, "`\(person.id)` does not hold \(shown)\(folder) on \(day)")
        }
    }

    // MARK: - What it is over

    private mutating func judgeContent(
        _ faults: [JudgedSignOff.Fault], _ statement: Statement, _ setting: SignOffReasoning.Setting,
        _ subject: SignedSubject
    ) {
        func texts(_ kinds: JudgedSignOff.Fault.Kind...) -> [String] {
            faults.filter { kinds.contains($0.kind) }.map(\.text)
        }
        func judged(
            _ topic: ReasoningStep.Topic, _ kind: JudgedSignOff.Fault.Kind, _ holding: String
        ) -> ReasoningStep {
            let found = texts(kind)
            return ReasoningStep(
                topic, found.isEmpty ? .holds : .fails, found.isEmpty ? holding : "it \(found.joined(separator: "; "))",
                details: setting.details[topic] ?? [])
        }
        steps.append(judged(.repository, .repository, "\(Printable.line(statement.repository)), as the policy has it"))
        steps.append(judged(.branch, .branch, "`\(Printable.line(statement.branch))`, which this is"))
        let place = setting.signOffs.chain[statement.onto].map { "landing \($0 + 1) of the branch" } ?? ""
        steps.append(
            judged(
                .onto, .onto,
                "\(statement.onto.prefix(7)) is \(place), and no step of \(Self.name(statement)) has landed since"))
        switch subject.content {
        case .initiative:
            steps.append(
                judged(
                    .plan, .plan,
                    "\(setting.isAhead ? "`advance` would write these bytes onto" : "the plan has these bytes in") \(setting.label): \(statement.plan)"
                ))
            steps.append(
                judged(
                    .ledger, .ledger,
                    statement.ledger.map {
                        "the first \($0.bytes) bytes of the ledger are the same, and what follows them says nothing that has happened"
                    } ?? "none, and no criterion of the step reads it"))
            steps.append(
                judged(
                    .evidence, .evidence,
                    statement.evidence.map { "the files have these bytes in \(setting.label): \($0)" }
                        ?? "none, and plan and ledger name none"))
        case .trust:
            steps.append(
                judged(
                    .plan, .plan,
                    "the files of `\(subject.step)` have these bytes in \(setting.label): \(statement.plan)"))
            steps.append(judged(.ledger, .ledger, "none, and none belongs to this"))
            steps.append(judged(.evidence, .evidence, "none, and none belongs to this"))
        }
        let when = setting.hasLanded ? "the landing" : "now"
        steps.append(
            judged(.date, .date, "\(statement.at), and judged at \(setting.signOffs.moment), \(when)"))
    }

    // MARK: - Whether it counts

    private mutating func judgeCounting(_ statement: Statement, _ setting: SignOffReasoning.Setting) {
        let step = "`\(Printable.line(statement.gate))`"
        let isDecided = !steps.contains { $0.verdict == .undecided } || steps.contains { $0.verdict == .fails }
        guard isDecided else {
            add(.counts, .undecided, "not in \(setting.label), as long as the above cannot be decided")
            return
        }
        guard let judged = setting.step else {
            guard !setting.isAhead else {
                add(.counts, .shown, "nobody takes the step \(step) of \(Self.name(statement)) in \(setting.label) yet")
                return
            }
            add(
                .counts, .fails,
                setting.obstacle ?? "nobody takes the step \(step) of \(Self.name(statement)) in \(setting.label)")
            return
        }
        let verb = setting.hasLanded ? "counted" : "counts"
        let given = judged.requirements.filter { requirement in
            requirement.given.contains { $0.signOff.found.text == found.text }
        }
        if judged.breakGlass.contains(where: { $0.signOff.found.text == found.text }) {
            add(.counts, .holds, "\(verb) for breaking the glass: \(step) in \(setting.label)")
        } else if !given.isEmpty {
            let asked = given.map { "`\(Printable.line($0.gate))`: \($0.text)" }
            add(.counts, .holds, "\(verb) in \(setting.label)", asked)
        } else if judged.submissions.contains(where: { $0.found.text == found.text }) {
            add(.counts, .holds, "\(verb) in \(setting.label) as the submission of \(step)")
        } else {
            uncounted(judged, statement, setting)
        }
    }

    private mutating func uncounted(
        _ judged: StepSignOffs, _ statement: Statement, _ setting: SignOffReasoning.Setting
    ) {
        let refused = judged.requirements.flatMap(\.refused).filter { $0.signOff.found.text == found.text }
        if let refusal = refused.first {
            let isSpare = refusal.reason == .taken
            add(.counts, isSpare ? .shown : .fails, "not in \(setting.label): it \(refusal.text)")
        } else if steps.contains(where: { $0.verdict == .fails }) {
            add(.counts, .fails, "not in \(setting.label), for the reasons above")
        } else if judged.requirements.contains(where: { $0.role == statement.role }) {
            add(.counts, .shown, "not needed in \(setting.label): others fill the role")
        } else {
            add(
                .counts, .shown,
                "not needed in \(setting.label): its gate asks for no `\(Printable.line(statement.role ?? "-"))`")
        }
    }
}
