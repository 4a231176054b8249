package import Attestation
package import GitStore
package import Timeline

/// A commit of a landing, with what is read of it beside its tree.
///
/// It keeps the object's bytes alone; everything else is read from them when it is asked for.
package struct LandingCommit: Sendable {
    package let raw: RawCommit

    package init(_ raw: RawCommit) {
        self.raw = raw
    }

    /// Every commit that can be reached from a landing and not from its first parent, each once, newest first.
    package static func all(
        _ repository: Repository, from base: ObjectID, to tip: ObjectID
    ) throws(GitError) -> [LandingCommit] {
        try repository.commits(from: base, to: tip).map(LandingCommit.init)
    }

    package var id: ObjectID { raw.id }

    /// Every address on it, each once: the author's, the committer's, then those of co-authors.
    package var addresses: [CommitAddress] { CommitAddresses.all(raw) }

    /// The sign-offs in its message, on whatever line.
    package var signOffs: [SignOffText] { SignOffText.inMessage(String(decoding: raw.message, as: UTF8.self)) }

    /// The trailers that git finds in its message.
    package var trailers: Trailers { Trailers(message: raw.message) }

    /// Judges the signature that stands on it, by the keys in force and at a moment. It never approves anything.
    package func verdict(by keys: KeyRing, at moment: KeyTime) -> SignatureVerdict {
        guard let signature = raw.signature else { return .unsigned }
        return keys.verdict(ofCommitSignature: signature, over: raw.signedPayload, at: moment)
    }
}
