/// The keys in force at one revision: which are allowed, and which were withdrawn.
package struct KeyRing: Sendable {
    package let allowed: AllowedSigners
    package let revoked: RevokedSigners

    package init(allowed: AllowedSigners, revoked: RevokedSigners) {
        self.allowed = allowed
        self.revoked = revoked
    }

    /// Judges a signature over a message, for one namespace, at one moment.
    ///
    /// All lines of the key are considered: those for other namespaces and other times are set aside, and what is left says
    /// whose key it is. Whether these principals are one person is for the reader of `people.yaml` to say.
    package func verdict(
        _ signature: SignatureBlob, over message: some Collection<UInt8>, for namespace: SignatureBlob.Namespace,
        at moment: KeyTime
    ) -> SignatureVerdict {
        let key = signature.key
        guard signature.namespace == namespace.rawValue else {
            return .wrongNamespace(found: signature.namespace, expected: namespace)
        }
        // The arithmetic first: what does not verify says nothing about its key, and must not be told apart by it.
        guard signature.verifies(message) else { return .doesNotVerify(key) }
        let lines = allowed.entries(of: key)
        guard !lines.isEmpty else { return .unknownKey(key) }
        let admitted = lines.filter { $0.admits(namespace) }
        guard !admitted.isEmpty else { return .notForNamespace(key, lines, namespace) }
        if let withdrawn = revoked.entry(of: key), withdrawn.since <= moment { return .revoked(key, withdrawn) }
        let valid = admitted.filter { $0.isValid(at: moment) }
        guard !valid.isEmpty else { return .notValidThen(key, admitted, moment) }
        return .valid(key, valid)
    }

    /// Whether somebody else may have had the key, whenever that was found out.
    package func isCompromised(_ key: PublicKey) -> Bool { revoked.entry(of: key)?.kind == .compromised }
}
