import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// What a sign-off is held against: a landing, or what is proposed, with both of its states.
struct VerifiedScene {
    let context: CheckContext
    /// The first parent, or the tip that something is proposed onto.
    let base: ObjectID
    /// The landing, or the tip of the proposal.
    var revision: ObjectID
    let before: StateFiles
    var after: StateFiles
    var signOffs: SignOffCase
    var judgement: Judgement
    var commits: [RawCommit]
    let hasLanded: Bool
    var label: String
    /// Why what is proposed cannot be judged.
    var obstacle: String?
    private var subjects: [String: Subject] = [:]

    /// What a statement is about.
    private struct Subject {
        var signed: SignedSubject?
        /// Nothing for a trust step.
        var state: InitiativeState?
        var former: InitiativeState?
        var trustFiles: [String] = []
    }

    private var repository: Repository { context.repository }
    private var reading: SignOffReading {
        SignOffReading(context: context, before: before, after: after, commits: commits)
    }

    init(
        context: CheckContext, base: ObjectID, revision: ObjectID, before: StateFiles, after: StateFiles,
        signOffs: SignOffCase, judgement: Judgement, commits: [RawCommit], hasLanded: Bool, label: String
    ) {
        self.context = context
        self.base = base
        self.revision = revision
        self.before = before
        self.after = after
        self.signOffs = signOffs
        self.judgement = judgement
        self.commits = commits
        self.hasLanded = hasLanded
        self.label = label
    }

    mutating func part(
        of found: FoundSignOff, _ statement: Statement, _ now: SignatureReasoning.Keys
    ) throws(CommandFailure) -> VerifyReport.Part {
        let prefix = BreakGlassGate.name(of: "")
        let gate = statement.gate.hasPrefix(prefix) ? String(statement.gate.dropFirst(prefix.count)) : statement.gate
        var subject = try self.subject(statement.initiative, gate)
        let key = subject.signed?.key
        let step = judgement.signOffs.first { $0.key == key && $0.step == gate }
        var isAhead = false
        if step == nil { isAhead = try look(ahead: statement, gate, &subject) }
        // Where a step has it, it was found there with everything that brought it.
        let text = found.text
        let whole = step?.all.first(where: { $0.found.text == text })?.found ?? found
        var versions: (signed: ObjectID?, details: [String]) = (nil, [])
        if !isAhead { versions = try self.versions(of: statement.plan, subject, whole) }
        if let state = subject.state, !isAhead, versions.signed != revision, signOffs.versions[statement.plan] == nil {
            signOffs.versions.merge(
                try reading.versions(of: state, former: subject.former), uniquingKeysWith: { first, _ in first })
        }
        var setting = SignOffReasoning.Setting(
            policy: context.policy, signOffs: signOffs, subject: subject.signed, step: step, label: label,
            hasLanded: hasLanded, revision: base.short, now: now)
        setting.obstacle = obstacle
        setting.isAhead = isAhead
        setting.details[.plan] = versions.details
        setting.details[.ledger] = ledgerDetails(statement, subject)
        let evidence =
            subject.state.map { SignedContent($0, files: [:]).evidenceFiles(ledger: statement.ledger?.bytes) } ?? []
        setting.details[.evidence] = evidence.map { path in
            "\(subject.signed.flatMap { signOffs.files[$0.key]?[path]?.description } ?? "not there")  \(path)"
        }
        let reasoning = SignOffReasoning(whole, setting)
        var places = HandProof.Places(
            content: (versions.signed ?? revision).hex, base: base.hex, allowedPath: signOffs.trust.paths[1],
            revokedPath: signOffs.trust.paths[2], moment: signOffs.moment)
        places.isWithdrawn = reasoning.signature.map { signOffs.trust.revoked?.keys?.entry(of: $0.key) != nil } ?? false
        places.planPath = isAhead ? nil : subject.state?.path
        places.ledgerPath = subject.state.flatMap { Ledger.path(of: $0.document) }
        places.folder = subject.state.map { StateFiles.folder(of: $0.path) } ?? ""
        places.evidence = evidence
        places.trustFiles = subject.trustFiles
        return VerifyReport.Part(reasoning, commands: HandProof(of: reasoning, places).commands)
    }

    // MARK: - What a statement is about

    private mutating func subject(_ initiative: String?, _ gate: String) throws(CommandFailure) -> Subject {
        let name = "\(initiative ?? "-") \(gate)"
        if let known = subjects[name] { return known }
        let subject: Subject
        if let initiative { subject = try self.initiative(initiative, gate) } else { subject = try trust(gate) }
        subjects[name] = subject
        return subject
    }

    private mutating func initiative(_ id: String, _ gate: String) throws(CommandFailure) -> Subject {
        guard let state = try state(id, after) else { return Subject() }
        let former = try self.state(id, before)
        if signOffs.files[state.name] == nil { signOffs.files[state.name] = try reading.evidence(of: state) }
        let taken = judgement.steps.first { $0.initiative == state.name && $0.step.name == gate }?.step
        let choice = (former ?? state).initiative.map {
            StepChoice(context.policy, $0, fallsShort: state.content?.shortfall != nil)
        }
        guard let step = taken ?? choice?.step(named: gate) else { return Subject(state: state, former: former) }
        let signed = SignedSubject(
            state, former: former, step: step, policy: context.policy, root: context.scope.root,
            files: signOffs.files[state.name] ?? [:])
        return Subject(signed: signed, state: state, former: former)
    }

    /// Whether a sign-off is over what `advance` would write where nobody takes its step yet; that is then what it is held
    /// against.
    private func look(
        ahead statement: Statement, _ gate: String, _ subject: inout Subject
    ) throws(CommandFailure) -> Bool {
        guard let state = subject.state, let initiative = state.initiative, obstacle == nil,
            let step = StepChoice(context.policy, initiative, fallsShort: state.content?.shortfall != nil)
                .step(named: gate),
            let bytes = try? StepEdit(step).applied(to: state.document), ContentDigest(of: bytes) == statement.plan,
            bytes != state.document.text.source.bytes
        else { return false }
        let source = DocumentSource(repository, policy: context.policy)
        guard let document = source.document(Array(state.path.utf8), .bytes(bytes)) else { return false }
        let ahead = try after.state(of: document, absent: context.absentReference)
        subject.state = ahead
        subject.former = state
        subject.signed = SignedSubject(
            ahead, former: state, step: step, policy: context.policy, root: context.scope.root,
            files: signOffs.files[state.name] ?? [:])
        return true
    }

    private func state(_ id: String, _ files: StateFiles) throws(CommandFailure) -> InitiativeState? {
        let source = DocumentSource(repository, policy: context.policy)
        for entry in files.files.entries(withStems: [id])
        where context.policy.entry(for: entry.path)?.kind == .initiative {
            if let document = try files.document(entry, source), document.initiative?.id == id {
                return try files.state(of: document, absent: context.absentReference)
            }
        }
        return nil
    }

    private mutating func trust(_ gate: String) throws(CommandFailure) -> Subject {
        guard let step = SignOffCase.TrustStep(rawValue: gate) else { return Subject() }
        if signOffs.trustContent[step] == nil { signOffs.trustContent[step] = try reading.trustContent(step) }
        let guarded = TrustGate(policy: context.policy, root: context.scope.root)
        let files = after.files.entries.filter { $0.mode.isFile && guarded.guards(step, $0.listed) }.map(\.listed.path)
        return Subject(
            signed: SignedSubject(step, digest: signOffs.trustContent[step]),
            trustFiles: files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    // MARK: - Where the bytes are

    /// The most commits that are looked through for the bytes that were signed.
    private static let mostVersions = 200

    /// A commit whose tree has the plan as it was signed, and what is to be said of the plan elsewhere.
    private func versions(
        of digest: ContentDigest, _ subject: Subject, _ found: FoundSignOff
    ) throws(CommandFailure) -> (signed: ObjectID?, details: [String]) {
        guard let path = subject.state?.path else { return (nil, []) }
        let carriers = found.carriers.compactMap { carrier -> ObjectID? in
            if case .commit(let id) = carrier { ObjectID(hex: id) } else { nil }
        }
        let candidates = [revision] + carriers + commits.prefix(Self.mostVersions).map(\.id) + [base]
        var seen: Set<ObjectID> = []
        var signed: ObjectID?
        for commit in candidates where signed == nil {
            guard let (entry, bytes) = try plan(path, in: commit), seen.insert(entry).inserted else { continue }
            if ContentDigest(of: bytes) == digest { signed = commit }
        }
        var details: [String] = []
        if signed == nil {
            details.append("no version of `\(Printable.line(path))` at hand has the bytes that were signed")
        } else if let signed, signed != revision {
            details.append("\(signed.short) has the bytes that were signed")
        }
        if let head = repository.facts.head, head != revision {
            details.append(try compare(head, path, digest, signed))
        }
        return (signed, details)
    }

    private func plan(_ path: String, in commit: ObjectID) throws(CommandFailure) -> (ObjectID, [UInt8])? {
        try git { () throws(GitError) in
            let tree = try repository.objects.commit(commit).tree
            guard let entry = try repository.objects.entry(at: Array(path.utf8), inTree: tree), entry.mode.isFile,
                case .bytes(let bytes) = try repository.objects.blob(entry.id, limit: TextLimits.bytes)
            else { return nil }
            return (entry.id, bytes)
        }
    }

    private func compare(
        _ head: ObjectID, _ path: String, _ digest: ContentDigest, _ signed: ObjectID?
    ) throws(CommandFailure) -> String {
        guard let (_, bytes) = try plan(path, in: head) else {
            return "HEAD (\(head.short)) has no `\(Printable.line(path))`"
        }
        if ContentDigest(of: bytes) == digest { return "HEAD (\(head.short)) has the same bytes" }
        guard let signed, let (_, old) = try plan(path, in: signed) else {
            return "HEAD (\(head.short)) has other bytes"
        }
        let source = DocumentSource(repository, policy: context.policy)
        func root(_ bytes: [UInt8]) -> PlanNode? { source.document(Array(path.utf8), .bytes(bytes))?.text.tree?.root }
        guard let before = root(old), let after = root(bytes) else {
            return "HEAD (\(head.short)) has other bytes"
        }
        let fields = FieldChange.between(before, after).map { "`\(Printable.line($0.field))`" }
        let more = fields.count > 6 ? " and \(fields.count - 6) more" : ""
        return fields.isEmpty
            ? "HEAD (\(head.short)) has other bytes: only comments or layout differ"
            : "HEAD (\(head.short)) has other bytes: \(fields.prefix(6).joined(separator: ", "))\(more) differ\(fields.count == 1 ? "s" : "")"
    }

    private func ledgerDetails(_ statement: Statement, _ subject: Subject) -> [String] {
        guard statement.ledger != nil, let ledger = subject.state?.ledger else { return [] }
        return ["`\(Printable.line(ledger.path))` has \(ledger.source.bytes.count) bytes in \(label)"]
    }
}
