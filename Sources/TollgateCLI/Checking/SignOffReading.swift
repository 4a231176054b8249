import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Timeline

/// Reads what a landing, or a proposal for one, brings of sign-offs, and whom it was written by.
struct SignOffReading {
    let context: CheckContext
    let before: StateFiles
    let after: StateFiles
    /// The commits that it brings, newest first.
    let commits: [RawCommit]

    private var repository: Repository { context.repository }

    // MARK: - Sign-offs

    /// The sign-offs in the messages of commits.
    static func found(in commits: [RawCommit]) -> [FoundSignOff] {
        commits.flatMap { commit in
            LandingCommit(commit).signOffs.map { FoundSignOff($0, in: .commit(commit.id.hex)) }
        }
    }

    /// The folder of records, from the top, with a slash at its end; nothing where the policy lies outside the repository.
    static func recordFolder(_ scope: GovernedScope) -> String? {
        scope.root.map { StateFiles.path("signoffs/", in: $0) }
    }

    /// The records of some ids that the new state has, and those of any id that it adds or changes.
    func records(
        of keys: Set<String>, changed: [ListedFile]
    ) throws(CommandFailure) -> (found: [FoundSignOff], malformed: [Diagnostic]) {
        guard let folder = Self.recordFolder(context.scope) else { return ([], []) }
        let prefix = Array(folder.utf8)
        var paths = Set(changed.map(\.rawPath).filter { $0.starts(with: prefix) })
        let ids = Set(keys.map { SignOffCase.TrustStep(rawValue: $0) == nil ? $0 : NotJudged.noInitiative })
        for id in ids {
            paths.formUnion(after.files.entries(startingWith: prefix + Array(id.utf8) + [0x2F]).map(\.path))
        }
        var found: [FoundSignOff] = []
        var malformed: [Diagnostic] = []
        for path in paths.sorted(by: PathOrder.precedes) {
            guard let entry = after.files.entry(at: path), entry.mode.isFile else { continue }
            let shown = entry.listed.path
            guard case .bytes(let bytes) = try after.content(entry, limit: Self.recordLimit),
                let text = SignOffText(record: bytes)
            else {
                malformed.append(SignOffRecord.malformed(shown))
                continue
            }
            found.append(FoundSignOff(text, in: .record(shown)))
        }
        return (found, malformed)
    }

    /// More than a statement and a signature can have, in bytes.
    private static let recordLimit = 32 << 10

    // MARK: - Digests

    /// The largest file of evidence that is read, in bytes.
    private static let evidenceLimit = 256 << 20

    /// The digests of what an initiative names as evidence, by path below its folder, as far as it is there.
    func evidence(of state: InitiativeState) throws(CommandFailure) -> [String: ContentDigest] {
        var result: [String: ContentDigest] = [:]
        let folder = StateFiles.folder(of: state.path)
        for path in SignedContent.files(of: state).sorted() {
            guard let entry = after.entry(at: StateFiles.path(path, in: folder)),
                case .bytes(let bytes) = try after.content(entry, limit: Self.evidenceLimit)
            else { continue }
            result[path] = ContentDigest(of: bytes)
        }
        return result
    }

    /// The digest over the files that a trust step is about, as they would land.
    func trustContent(_ step: SignOffCase.TrustStep) throws(CommandFailure) -> ContentDigest? {
        var files: [(path: String, digest: ContentDigest)] = []
        let gate = TrustGate(policy: context.policy, root: context.scope.root)
        for entry in after.files.entries where gate.guards(step, entry.listed) {
            // A digest binds bytes and no modes: a link, a submodule or another mode than before cannot be signed.
            let former = before.files.entry(at: entry.path)
            guard entry.mode == .file || entry.mode.isFile && former?.mode == entry.mode else { return nil }
            guard case .bytes(let bytes) = try after.content(entry, limit: Self.evidenceLimit) else { return nil }
            files.append((entry.listed.path, ContentDigest(of: bytes)))
        }
        return SignOffCase.trustContent(files)
    }

    // MARK: - Authors

    /// Who wrote what the landing brings of each initiative, and of the files of trust steps.
    func authors(
        of states: [(key: String, state: InitiativeState, former: InitiativeState?)],
        trust: [SignOffCase.TrustStep: Set<String>], by keys: TrustSet, at moment: KeyTime
    ) throws(CommandFailure) -> [String: [ContentAuthor]] {
        guard !commits.isEmpty, !states.isEmpty || !trust.isEmpty else { return [:] }
        var names = states.map(\.key)
        var interests = states.map { item in
            let documents = [item.state.document, item.former?.document].compactMap { $0 }
            return ContentAuthors.Interest(
                planPaths: Set(documents.map(\.path)), ledgerPaths: Set(documents.compactMap { Ledger.path(of: $0) }))
        }
        for (step, paths) in trust.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            names.append(step.rawValue)
            interests.append(ContentAuthors.Interest(planPaths: paths, ledgerPaths: []))
        }
        let found = try git { () throws(GitError) in
            try ContentAuthors.find(repository, commits, interests, policy: context.policy)
        }
        let byID = Dictionary(commits.map { ($0.id.hex, $0) }, uniquingKeysWith: { first, _ in first })
        var signers: [String: String] = [:]
        var result: [String: [ContentAuthor]] = [:]
        for (name, changes) in zip(names, found) {
            for change in changes where change.isAuthorship {
                if signers[change.commit] == nil, let commit = byID[change.commit] {
                    signers[change.commit] = Self.signer(of: commit, keys, moment) ?? ""
                }
                let signer = signers[change.commit].flatMap { $0.isEmpty ? nil : $0 }
                result[name, default: []].append(
                    ContentAuthor(
                        commit: change.commit, addresses: change.addresses.map(\.email), signer: signer))
            }
        }
        return result
    }

    /// Whether an initiative differs from before in more than its stage or state.
    static func hasContent(_ state: InitiativeState, since former: InitiativeState?) -> Bool {
        if state.ledger?.source.bytes != former?.ledger?.source.bytes { return true }
        guard let new = state.document.text.tree?.root, let old = former?.document.text.tree?.root else {
            return state.document.text.source.bytes != former?.document.text.source.bytes
        }
        let steps = ContentAuthors.steps(state.entry)
        return FieldChange.between(old, new).contains { !steps.contains($0.field) }
    }

    /// The person whose key signed a commit. It adds this person to the authors, and approves nothing.
    private static func signer(of commit: RawCommit, _ trust: TrustSet, _ moment: KeyTime) -> String? {
        guard commit.signature != nil, let keys = trust.keys else { return nil }
        return trust.person(of: LandingCommit(commit).verdict(by: keys, at: moment)).person?.id
    }

    // MARK: - What has changed since

    /// The most commits that are looked through for what a stale sign-off was over.
    private static let mostVersions = 200

    /// The versions of a plan in the commits and in the first parent, by the digests of their bytes.
    func versions(of state: InitiativeState, former: InitiativeState?) throws(CommandFailure) -> [ContentDigest:
        PlanDocument]
    {
        var result: [ContentDigest: PlanDocument] = [:]
        func add(_ document: PlanDocument) {
            result[ContentDigest(of: document.text.source.bytes)] = document
        }
        if let former { add(former.document) }
        let path = Array(state.path.utf8)
        var seen: Set<ObjectID> = []
        let source = DocumentSource(repository, policy: context.policy)
        for commit in commits.prefix(Self.mostVersions) {
            let document: PlanDocument? = try git { () throws(GitError) in
                guard let entry = try repository.objects.entry(at: path, inTree: commit.tree), entry.mode.isFile,
                    seen.insert(entry.id).inserted
                else { return nil }
                return try source.document(GovernedFiles.Entry(path: path, mode: entry.mode, id: entry.id))
            }
            if let document { add(document) }
        }
        return result
    }
}
