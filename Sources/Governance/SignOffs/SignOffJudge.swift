import Attestation
package import Diagnostics
package import PlanModel
import PlanText

/// Judges the sign-offs of one step: quorums of people, roles of the first parent, and separation of duties.
package struct SignOffJudge {
    private let policy: Policy
    private let signOffs: SignOffCase
    private let root: String?
    private let day: Day

    /// `root` is the folder of the policy.
    package init(_ policy: Policy, _ signOffs: SignOffCase, root: String?) {
        self.policy = policy
        self.signOffs = signOffs
        self.root = root
        day = Timestamp(seconds: signOffs.moment.seconds).day
    }

    private var people: People? { signOffs.trust.people?.people }

    // MARK: - Steps

    /// Judges a step of an initiative. `changed` are the fields that a handover changes, each with the person that it had.
    package func judge(
        _ step: Step, _ state: InitiativeState, former: InitiativeState?, at location: Location
    ) -> StepSignOffs {
        let subject = SignedSubject(
            state, former: former, step: step, policy: policy, root: root, files: signOffs.files[state.name] ?? [:])
        var result = StepSignOffs(key: subject.key, step: step.name, location: location)
        take(subject, &result)
        let gates = step.gates(in: policy)
        for gate in gates { add(gate, subject, asked: asked(gate, state), &result) }
        if step == .handover, gates.isEmpty { addHandover(subject, &result) }
        return result
    }

    /// Judges a change of the policy or of the people.
    package func judge(_ step: SignOffCase.TrustStep, at location: Location) -> StepSignOffs {
        let subject = SignedSubject(step, digest: signOffs.trustContent[step])
        var result = StepSignOffs(key: subject.key, step: step.rawValue, location: location)
        take(subject, &result)
        if let gate = policy.gates[step.rawValue] { add(gate, subject, asked: gate.signOffs, &result) }
        return result
    }

    /// The sign-offs of a gate whose conditions hold, held at a landing since the last gate, or cannot be told.
    private func asked(_ gate: Gate, _ state: InitiativeState) -> [Gate.SignOff] {
        let states = (signOffs.standings[state.name]?.states ?? []) + [state]
        return gate.signOffs.filter { signOff in
            signOff.when.isEmpty || states.contains { RequiredSignOff.applies(signOff, to: $0, policy) != false }
        }
    }

    // MARK: - What there is

    private func take(_ subject: SignedSubject, _ result: inout StepSignOffs) {
        let judge = StatementJudge(policy: policy, signOffs: signOffs, subject: subject)
        var glass: [JudgedSignOff] = []
        for found in (signOffs.standings[subject.key]?.signOffs ?? []) + signOffs.found {
            guard let statement = try? Statement(line: found.text.statement), statement.initiative == subject.id else {
                continue
            }
            if statement.gate == subject.step {
                let judged = judge.judge(found, statement)
                result.all.append(judged)
                if statement.decision == .submit, judged.isValid { result.submissions.append(judged) }
            } else if statement.gate == BreakGlassGate.name(of: subject.step), statement.decision == .approve {
                glass.append(judge.judge(found, statement))
            }
        }
        breakGlass(glass, subject, &result)
    }

    private func breakGlass(_ signed: [JudgedSignOff], _ subject: SignedSubject, _ result: inout StepSignOffs) {
        result.all += signed
        guard let glass = policy.breakGlass, let people else { return }
        var holders = Set(people.holders(of: glass.role.value, in: subject.folder, on: day).map(\.id))
        for folder in subject.state == nil ? [] : folders(subject) {
            holders.formIntersection(people.holders(of: glass.role.value, in: folder, on: day).map(\.id))
        }
        var given: [String: JudgedSignOff] = [:]
        for signOff in signed where signOff.isValid && signOff.assurance == .attested {
            guard signOff.statement.role == glass.role.value, let person = signOff.person?.id, holders.contains(person)
            else { continue }
            if given[person] == nil { given[person] = signOff }
        }
        guard given.count >= glass.count else { return }
        result.breakGlass = given.sorted { $0.key < $1.key }.map { .init(person: $0.key, signOff: $0.value) }
    }

    // MARK: - What a gate asks for

    private func add(_ gate: Gate, _ subject: SignedSubject, asked: [Gate.SignOff], _ result: inout StepSignOffs) {
        guard !asked.isEmpty else { return }
        var requirements: [StepSignOffs.Requirement] = []
        var candidates: [[String: JudgedSignOff]] = []
        for signOff in asked {
            var requirement = StepSignOffs.Requirement(
                gate: gate.name, asked: signOff, role: signOff.role, count: signOff.count,
                isIndependent: signOff.isIndependent, text: RequiredSignOff.text(signOff),
                policyLocation: signOff.location)
            candidates.append(self.candidates(gate, signOff, subject, result, &requirement))
            requirements.append(requirement)
        }
        let pairs = Set(policy.samePersonMay.map { Set($0.map(\.value)) })
        let filled = Quorum(
            seats: zip(asked, candidates).map { .init(role: $0.role, count: $0.count, candidates: $1.keys.sorted()) },
            mayShare: { pairs.contains([$0, $1]) }
        ).filled()
        for (place, chosen) in filled.enumerated() {
            requirements[place].given = chosen.compactMap { person in
                candidates[place][person].map { .init(person: person, signOff: $0) }
            }
            guard !requirements[place].isMet else { continue }
            let others = Set(filled.enumerated().filter { $0.offset != place }.flatMap(\.element))
            for (person, signOff) in candidates[place].sorted(by: { $0.key < $1.key })
            where !chosen.contains(person) && others.contains(person) {
                requirements[place].refused.append(
                    .init(
                        signOff: signOff, reason: .taken,
                        text: "is by `\(person)`, who signs for another role of this gate"))
            }
        }
        result.requirements += requirements
    }

    /// The people whose sign-offs count for a role by themselves.
    private func candidates(
        _ gate: Gate, _ signOff: Gate.SignOff, _ subject: SignedSubject, _ judged: StepSignOffs,
        _ requirement: inout StepSignOffs.Requirement
    ) -> [String: JudgedSignOff] {
        let submissions = judged.submissions.filter { Self.suffices($0.assurance, gate.assurance) }
        requirement.lacksSubmission = signOff.isIndependent && submissions.isEmpty
        let involved = signOff.isIndependent ? self.involved(subject, judged.submissions) : [:]
        requirement.involved = involved
        let (eligible, words) = self.eligible(signOff, subject, involved)
        requirement.maySign = words
        requirement.eligible = [signOff.role: eligible]
        var result: [String: JudgedSignOff] = [:]
        for given in judged.all where given.statement.role == signOff.role && given.statement.gate == subject.step {
            func refuse(_ reason: StepSignOffs.Refusal.Reason, _ text: String) {
                requirement.refused.append(.init(signOff: given, reason: reason, text: text))
            }
            guard given.isValid, let person = given.person else {
                refuse(.fault, given.reason)
                continue
            }
            if let part = involved[person.id] {
                refuse(.involved, "is by `\(person.id)`, who \(part): an independent role has no part in the content")
            } else if !eligible.contains(person.id) {
                refuse(.role, "is by `\(person.id)`, who may not sign as `\(signOff.role)` here on \(day)")
            } else if !Self.suffices(given.assurance, gate.assurance) {
                refuse(
                    .assurance,
                    "is \(given.assurance.rawValue); the gate takes no less than \(gate.assurance.rawValue)")
            } else if signOff.isIndependent, authorsAreUnknown(subject) {
                refuse(.involved, "is independent of nobody: no commit says who wrote what has changed")
            } else if requirement.lacksSubmission {
                refuse(.involved, "is independent of nobody: no submission says who answers for the content")
            } else if result[person.id] == nil {
                result[person.id] = given
            }
        }
        return result
    }

    private static func suffices(_ given: Gate.Assurance, _ asked: Gate.Assurance) -> Bool {
        let order = Gate.Assurance.allCases
        return order.firstIndex(of: given) ?? 0 >= order.firstIndex(of: asked) ?? 0
    }

    /// Who holds a role, and in words who of them can still sign: nobody who had a part in the content, where the role is independent.
    private func eligible(
        _ signOff: Gate.SignOff, _ subject: SignedSubject, _ involved: [String: String]
    ) -> (ids: Set<String>, words: String) {
        guard let people else { return ([], "nobody is known to hold a role") }
        guard let state = subject.state, let folder = subject.folder else {
            let holders = people.holders(of: signOff.role, in: nil, on: day).map(\.id)
            return (Set(holders), holders.isEmpty ? "nobody holds this role" : holders.joined(separator: "; "))
        }
        let answer = EligibleSigners(people, of: state, former: subject.former, folder: folder, on: day).answer(signOff)
        var ids = Set(answer.signers.map(\.id))
        // A move is free, and lends nobody a role: it has to be held wherever the initiative lay since its last gate.
        for other in folders(subject) where other != folder {
            let there = EligibleSigners(people, of: state, former: subject.former, folder: other, on: day).answer(
                signOff)
            ids.formIntersection(there.signers.map(\.id))
        }
        let able = answer.signers.filter { involved[$0.id] == nil }
        if ids.isEmpty, !answer.signers.isEmpty {
            return (ids, "nobody holds this role in every folder that it lay in")
        }
        if able.isEmpty, !answer.signers.isEmpty {
            let parts = answer.signers.map { "`\(Printable.line($0.id))`, who \(involved[$0.id] ?? "")" }
            return (ids, "nobody: the role is held by \(parts.joined(separator: ", and by "))")
        }
        let rest = EligibleSigners.Answer(signers: able, named: answer.named, involved: answer.involved)
        return (ids, rest.text(signOff.role))
    }

    private func folders(_ subject: SignedSubject) -> Set<String> {
        var folders = signOffs.standings[subject.key]?.folders ?? []
        for state in [subject.former, subject.state].compactMap({ $0 }) {
            folders.insert(TrustRules.folder(of: state.path, below: root))
        }
        return folders
    }

    // MARK: - Separation of duties

    /// Whether something of the content came about in no commit that can be told.
    private func authorsAreUnknown(_ subject: SignedSubject) -> Bool {
        signOffs.unknownAuthors.contains(subject.key) || signOffs.standings[subject.key]?.hasUnknownAuthors ?? false
    }

    /// Everybody who had a part in the content, with the part.
    private func involved(_ subject: SignedSubject, _ submissions: [JudgedSignOff]) -> [String: String] {
        var parts: [String: String] = [:]
        func add(_ person: String, _ part: String) { if parts[person] == nil { parts[person] = part } }
        for submission in submissions {
            if let person = submission.person?.id { add(person, "answers for the content by a submission") }
        }
        for state in [subject.former, subject.state].compactMap({ $0 }) {
            for field in ["owner", "sponsor"] {
                if let name = state.content?.root.text(field)?.value { add(name, "is the \(field) of the initiative") }
            }
        }
        let authors = (signOffs.standings[subject.key]?.authors ?? []) + (signOffs.authors[subject.key] ?? [])
        for author in authors {
            if let signer = author.signer { add(signer, "signed commit \(author.commit.prefix(7)), which changed it") }
            for address in author.addresses {
                for person in people?.people(withEmail: address) ?? [] {
                    add(person.id, "stands on commit \(author.commit.prefix(7)), which changed it")
                }
            }
        }
        return parts
    }

    // MARK: - Handover

    /// Where the policy has no gate for it, whoever leaves agrees, or a policy-owner.
    private func addHandover(_ subject: SignedSubject, _ result: inout StepSignOffs) {
        guard policy.asksForSignOffs else { return }
        for (field, person) in Handover.leaving(from: subject.former, to: subject.state) {
            var requirement = StepSignOffs.Requirement(
                gate: "handover", asked: nil, role: field, count: 1, isIndependent: false,
                text: "sign-off by `\(Printable.line(person))`, who is \(field) no more, or by role `policy-owner`",
                policyLocation: Location(path: policy.source.path))
            let owners = people?.holders(of: "policy-owner", in: subject.folder, on: day).map(\.id) ?? []
            requirement.maySign = ([person] + owners.filter { $0 != person }).map(Printable.line).joined(
                separator: "; ")
            requirement.eligible = [field: [person], "policy-owner": Set(owners)]
            for given in result.all where given.statement.decision == .approve && given.statement.gate == subject.step {
                guard given.isValid, let signer = given.person?.id else {
                    requirement.refused.append(.init(signOff: given, reason: .fault, text: given.reason))
                    continue
                }
                let isOwner = given.statement.role == "policy-owner" && owners.contains(signer)
                if signer == person && given.statement.role == field || isOwner {
                    guard given.assurance == .attested else {
                        requirement.refused.append(
                            .init(
                                signOff: given, reason: .assurance,
                                text: "is \(given.assurance.rawValue); a handover takes no less than attested"))
                        continue
                    }
                    if requirement.given.isEmpty { requirement.given = [.init(person: signer, signOff: given)] }
                } else {
                    requirement.refused.append(
                        .init(
                            signOff: given, reason: .role,
                            text: "is by `\(signer)` as `\(Printable.line(given.statement.role ?? "-"))`"))
                }
            }
            result.requirements.append(requirement)
        }
    }
}

/// The gate that statements name which land a step although its gates are closed.
package enum BreakGlassGate {
    package static func name(of step: String) -> String { "break-glass:\(step)" }
}

/// The persons whom a landing takes an initiative from.
package enum Handover {
    package static let fields = ["owner", "sponsor", "controller"]

    /// The fields that name another person than before, each with the person before. Naming somebody for the first time is
    /// no handover.
    package static func leaving(
        from before: InitiativeState?, to after: InitiativeState?
    ) -> [(field: String, person: String)] {
        fields.compactMap { field in
            guard let was = before?.content?.root.text(field)?.value,
                after?.content?.root.text(field)?.value != was
            else { return nil }
            return (field, was)
        }
    }
}
