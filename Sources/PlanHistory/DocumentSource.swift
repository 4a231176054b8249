import Diagnostics
package import GitStore
package import PlanModel
import PlanText

/// Reads documents of one state for judging.
package struct DocumentSource {
    private let repository: Repository
    private let policy: Policy

    package init(_ repository: Repository, policy: Policy) {
        self.repository = repository
        self.policy = policy
    }

    /// The document at a governed entry; nothing where no document entry matches, or there is no file.
    package func document(_ entry: GovernedFiles.Entry) throws(GitError) -> PlanDocument? {
        guard entry.mode.isFile, let documentEntry = policy.entry(for: entry.path) else { return nil }
        return try VersionReader.read(
            entry.id, path: Printable.path(entry.path), entry: documentEntry, from: repository.objects)
    }

    /// The document that these bytes of a work tree hold.
    package func document(_ path: [UInt8], _ content: ObjectDatabase.Blob) -> PlanDocument? {
        guard let entry = policy.entry(for: path) else { return nil }
        let shown = Printable.path(path)
        switch content {
        case .bytes(let bytes): return PlanDocument.read(SourceText(path: shown, bytes: bytes), entry: entry)
        case .tooLarge(let bytes):
            return PlanDocument(
                path: shown, entry: entry, text: .tooLarge(SourceText(path: shown, bytes: []), bytes: bytes))
        }
    }
}
