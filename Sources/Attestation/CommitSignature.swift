extension KeyRing {
    /// Judges what stands in the `gpgsig` header of a commit, over the commit without that header. It never approves anything.
    ///
    /// Only SSH signatures are verified; OpenPGP and X.509 are told apart by how they begin.
    package func verdict(
        ofCommitSignature text: some Collection<UInt8>, over payload: some Collection<UInt8>, at moment: KeyTime
    ) -> SignatureVerdict {
        guard !text.isEmpty else { return .unsigned }
        for (begin, kind) in [
            ("-----BEGIN PGP ", "OpenPGP"), ("-----BEGIN SIGNED MESSAGE-----", "X.509"),
        ] where text.starts(with: begin.utf8) {
            return .notVerified(kind: kind)
        }
        do throws(Malformation) {
            let signature = try SignatureBlob(armoured: text)
            return verdict(signature, over: payload, for: .git, at: moment)
        } catch {
            return .malformed(error)
        }
    }
}
