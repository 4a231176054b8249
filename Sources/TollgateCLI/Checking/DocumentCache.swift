import Diagnostics
import GitStore
import PlanModel

/// Documents of git blobs that were read lately: what one landing brings is what a later one begins with.
final class DocumentCache {
    private struct Key: Hashable {
        let blob: ObjectID
        let path: [UInt8]
    }

    /// How many documents are kept before the cache begins anew.
    private static let limit = 512

    private var documents: [Key: PlanDocument?] = [:]
    private var policy: [UInt8] = []

    /// Documents are read by the entries of a policy: under another one they may be something else.
    func use(_ policy: Policy) {
        guard policy.source.bytes != self.policy else { return }
        self.policy = policy.source.bytes
        documents = [:]
    }

    func document(
        _ blob: ObjectID, _ path: [UInt8], read: () throws(CommandFailure) -> PlanDocument?
    ) throws(CommandFailure) -> PlanDocument? {
        let key = Key(blob: blob, path: path)
        if let known = documents[key] { return known }
        let document = try read()
        if documents.count >= Self.limit { documents = [:] }
        documents[key] = .some(document)
        return document
    }
}
