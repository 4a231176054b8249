extension KeyRing {
    /// Judges what stands in the `gpgsig` header of a commit, over the commit without that header. It never approves anything.
    ///
    /// Only SSH signatures are verified; OpenPGP and X.509 are told apart by how they begin.
    package func verdict(
        ofCommitSignature text: some Collection<UInt8>, over payload: some Collection<UInt8>, at moment: KeyTime
    ) -> SignatureVerdict {
        guard !text.isEmpty else { return .unsigned }
        if let kind = Self.otherKind(ofSignature: text) { return .notVerified(kind: kind) }
        do throws(Malformation) {
            let signature = try SignatureBlob(armoured: text)
            return verdict(signature, over: payload, for: .git, at: moment)
        } catch {
            return .malformed(error)
        }
    }

    /// What it is where it begins as something else than an SSH signature, which is not verified.
    package static func otherKind(ofSignature text: some Collection<UInt8>) -> String? {
        [("-----BEGIN PGP ", "OpenPGP"), ("-----BEGIN SIGNED MESSAGE-----", "X.509")]
            .first { text.starts(with: $0.0.utf8) }?.1
    }
}
