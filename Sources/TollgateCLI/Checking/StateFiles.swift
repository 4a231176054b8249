import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

/// The governed files of one state, whether it is a tree, an index or a work tree.
struct StateFiles {
    /// Sorted by path; the ids are unknown in a work tree.
    let files: GovernedFiles
    let repository: Repository
    /// Where contents come from; nothing where they are git objects.
    var workTree: WorkTree?
    /// Contents that are not written yet and are judged as if they were, by path.
    var drafts: [[UInt8]: [UInt8]] = [:]
    /// Documents that were read before, where many states are read one after the other.
    var documents: DocumentCache?

    /// The largest evidence file whose bytes are compared in a work tree, in bytes.
    private static let evidenceLimit = 256 << 20

    func entry(at path: String) -> GovernedFiles.Entry? {
        guard let entry = files.entry(at: Array(path.utf8)), entry.mode.isFile else { return nil }
        return entry
    }

    /// The bytes of a governed file; nothing where there is no such file.
    func content(_ entry: GovernedFiles.Entry, limit: Int = TextLimits.bytes) throws(CommandFailure)
        -> ObjectDatabase.Blob?
    {
        if let draft = drafts[entry.path] {
            return draft.count <= limit ? .bytes(draft) : .tooLarge(bytes: draft.count)
        }
        return try git { () throws(GitError) in
            // What git keeps out of a sparse work tree stands in by its index entry.
            if let workTree, let content = try workTree.read(entry.path, limit: limit) { return content }
            guard entry.id != .zero else { return nil }
            return try repository.objects.blob(entry.id, limit: limit)
        }
    }

    /// The name in git of a file's bytes.
    func name(of entry: GovernedFiles.Entry) throws(CommandFailure) -> EvidenceState {
        guard workTree != nil else { return .present(entry.id.hex) }
        switch try content(entry, limit: Self.evidenceLimit) {
        case .bytes(let bytes):
            return .present(try git { () throws(GitError) in try repository.objects.blobName(of: bytes).hex })
        case .tooLarge(let bytes): return .undecided("the file has \(bytes) bytes and is not compared")
        case nil: return .missing
        }
    }

    /// people.yaml as it is read; nothing where there is none.
    func people(at path: String) throws(CommandFailure) -> PeopleReading? {
        guard let entry = entry(at: path), let content = try content(entry) else { return nil }
        switch content {
        case .bytes(let bytes): return People.read(SourceText(path: path, bytes: bytes))
        case .tooLarge(let bytes): return People.tooLarge(SourceText(path: path, bytes: []), bytes: bytes)
        }
    }

    /// People and keys as they are read, in the folder of the policy.
    func trustSet(in folder: String) throws(CommandFailure) -> TrustSet {
        let paths = TrustSet.paths(in: folder)
        let contents = try paths.enumerated().map { place, path throws(CommandFailure) in
            try trustFile(at: path, limit: place == 0 ? TextLimits.bytes : KeyFileProblem.mostBytes)
        }
        return TrustSet(in: folder, people: contents[0], allowed: contents[1], revoked: contents[2])
    }

    private func trustFile(at path: String, limit: Int) throws(CommandFailure) -> TrustSet.Content {
        guard let entry = entry(at: path), let content = try content(entry, limit: limit) else { return .absent }
        return switch content {
        case .bytes(let bytes): .bytes(bytes)
        case .tooLarge(let bytes): .tooLarge(bytes: bytes)
        }
    }

    /// The baseline as it is read; nothing where there is none.
    func baseline(at path: String) throws(CommandFailure) -> Baseline? {
        guard let entry = entry(at: path), let content = try content(entry) else { return nil }
        switch content {
        case .bytes(let bytes): return Baseline.read(SourceText(path: path, bytes: bytes))
        case .tooLarge(let bytes): return Baseline.tooLarge(SourceText(path: path, bytes: []), bytes: bytes)
        }
    }

    // MARK: - Initiatives

    func document(_ entry: GovernedFiles.Entry, _ source: DocumentSource) throws(CommandFailure) -> PlanDocument? {
        guard entry.mode.isFile else { return nil }
        func read() throws(CommandFailure) -> PlanDocument? {
            guard let content = try content(entry) else { return nil }
            return source.document(entry.path, content)
        }
        guard let documents, workTree == nil, drafts.isEmpty else { return try read() }
        return try documents.document(entry.id, entry.path, read: read)
    }

    /// An initiative with its ledger and what both point to; also what it pointed to in another state.
    ///
    /// `absent` tells what a commit or tag is that is not in the repository.
    func state(
        of document: PlanDocument, absent: ReferenceLookup, former: InitiativeState? = nil
    ) throws(CommandFailure) -> InitiativeState {
        guard document.entry.kind == .initiative else { return InitiativeState(document) }
        var ledger: Ledger?
        if let path = Ledger.path(of: document), let entry = entry(at: path) {
            switch try content(entry) {
            case .bytes(let bytes): ledger = Ledger.read(SourceText(path: path, bytes: bytes))
            case .tooLarge(let bytes): ledger = Ledger.tooLarge(path, bytes: bytes)
            case nil: break
            }
        }
        var evidence: [String: EvidenceState] = [:]
        let references = InitiativeState.references(document, ledger).union(former?.evidence.keys.map { $0 } ?? [])
        for reference in references.sorted() {
            evidence[reference] = try resolve(reference, beside: document.path, absent)
        }
        return InitiativeState(document, ledger: ledger, evidence: evidence)
    }

    /// The actual exchange rates; nothing where there are none.
    func rates(at path: String) throws(CommandFailure) -> ActualRates? {
        guard let entry = entry(at: path) else { return nil }
        switch try content(entry) {
        case .bytes(let bytes): return ActualRates.read(SourceText(path: path, bytes: bytes))
        case .tooLarge(let bytes): return ActualRates.tooLarge(path, bytes: bytes)
        case nil: return nil
        }
    }

    private func resolve(
        _ text: String, beside path: String, _ absent: ReferenceLookup
    ) throws(CommandFailure) -> EvidenceState {
        switch EvidenceReference(text) {
        case .file(let file):
            guard let entry = entry(at: Self.path(file, in: Self.folder(of: path))) else { return .missing }
            return try name(of: entry)
        case .commit(let digits): return try commit(digits) ?? absent.state(of: .commit(digits))
        case .tag(let name, let digits):
            // A tag that was moved no longer shows what the line was written about.
            let tagged = try? git { () throws(GitError) in try repository.commit(ofRef: "refs/tags/\(name)") }
            guard let tagged else { return absent.state(of: .tag(name: name, commit: digits)) }
            return tagged.hex == digits ? try commit(digits) ?? .missing : .missing
        case .address, .words, .malformed, nil: return .missing
        }
    }

    private func commit(_ digits: String) throws(CommandFailure) -> EvidenceState? {
        guard let id = ObjectID(hex: digits), repository.objects.contains(id) else { return nil }
        let kind = try git { () throws(GitError) in try repository.objects.kind(id) }
        return kind == "commit" ? .present(digits) : .missing
    }

    static func folder(of path: String) -> String { InitiativeState.folder(of: path) }

    static func path(_ name: String, in folder: String) -> String { folder.isEmpty ? name : folder + "/" + name }

    /// The entries that lie directly in a folder.
    func entries(in folder: String) -> [GovernedFiles.Entry] {
        let prefix = folder.isEmpty ? [] : Array(folder.utf8) + [0x2F]
        return files.entries(startingWith: prefix).filter { !$0.path.dropFirst(prefix.count).contains(0x2F) }
    }
}
