package import Attestation
import Diagnostics

/// The steps from a signature to the lines of `allowed_signers` that say whose key made it. It is told step by step what
/// `KeyRing.verdict` says at once, and comes to the same.
package struct SignatureReasoning: Sendable {
    /// Whose keys count, and when.
    package struct Keys: Sendable {
        package let trust: TrustSet
        package let moment: KeyTime
        /// Where they stand, as in `9ab31f0`.
        package let revision: String

        package init(_ trust: TrustSet, at moment: KeyTime, revision: String) {
            self.trust = trust
            self.moment = moment
            self.revision = revision
        }
    }

    package let steps: [ReasoningStep]
    package let verdict: SignatureVerdict

    /// `what` is what was signed, as in `the statement and its line end`.
    package init(
        _ signature: SignatureBlob, over message: some Collection<UInt8>, _ what: String,
        for namespace: SignatureBlob.Namespace, by keys: Keys, now: Keys
    ) {
        let key = signature.key
        var steps = [ReasoningStep(.key, .holds, "`\(key.kind.rawValue)`, \(key.fingerprint)")]
        let isNamespace = signature.namespace == namespace.rawValue
        steps.append(
            ReasoningStep(
                .namespace, isNamespace ? .holds : .fails,
                isNamespace
                    ? "`\(namespace.rawValue)`"
                    : "`\(Printable.line(signature.namespace))`; expected `\(namespace.rawValue)`: it was made for something else"
            ))
        let verifies = signature.verifies(message)
        steps.append(
            ReasoningStep(
                .signature, verifies ? .holds : .fails,
                verifies
                    ? "the key made it over \(what), \(message.count) bytes"
                    : "the key did not make it over \(what), \(message.count) bytes"))
        steps += Self.registration(of: key, for: namespace, keys)
        guard let ring = keys.trust.keys else {
            verdict = .unsigned
            self.steps = steps
            return
        }
        verdict = ring.verdict(signature, over: message, for: namespace, at: keys.moment)
        self.steps = steps + [Self.today(key, for: namespace, wasValid: verdict.isValid, keys, now)]
    }

    // MARK: - Keys

    private static func registration(
        of key: PublicKey, for namespace: SignatureBlob.Namespace, _ keys: Keys
    ) -> [ReasoningStep] {
        let lacks = keys.trust.lacks.filter { $0.path != keys.trust.paths[0] }
        guard let ring = keys.trust.keys else {
            return [
                ReasoningStep(
                    .registered, .undecided,
                    "the keys are not known at \(keys.revision): \(lacks.map(\.text).joined(separator: ", "))")
            ]
        }
        return [allowed(key, ring, for: namespace, keys), revoked(key, ring, keys)]
    }

    private static func allowed(
        _ key: PublicKey, _ ring: KeyRing, for namespace: SignatureBlob.Namespace, _ keys: Keys
    ) -> ReasoningStep {
        let place = "`\(Printable.line(keys.trust.paths[1]))` at \(keys.revision)"
        let lines = ring.allowed.entries(of: key)
        guard !lines.isEmpty else { return ReasoningStep(.registered, .fails, "\(place) does not list the key") }
        let counting = lines.filter { $0.admits(namespace) && $0.isValid(at: keys.moment) }
        let details = lines.map { line in
            let names = line.principals.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
            let uses =
                line.namespaces.isEmpty
                ? "anything" : line.namespaces.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
            let outcome =
                !line.admits(namespace)
                ? "set aside, since not for `\(namespace.rawValue)`"
                : line.isValid(at: keys.moment) ? "counts" : "set aside, since not valid at \(keys.moment)"
            return "line \(line.line): \(names) for \(uses), \(line.validity): \(outcome)"
        }
        let numbers = counting.map { String($0.line) }.joined(separator: ", ")
        return ReasoningStep(
            .registered, counting.isEmpty ? .fails : .holds,
            counting.isEmpty
                ? "\(place) lists the key, and no line of it counts at \(keys.moment)"
                : "\(place) lists the key; line \(numbers) counts at \(keys.moment)", details: details)
    }

    private static func revoked(_ key: PublicKey, _ ring: KeyRing, _ keys: Keys) -> ReasoningStep {
        let place = "`\(Printable.line(keys.trust.paths[2]))` at \(keys.revision)"
        guard let entry = ring.revoked.entry(of: key) else {
            return ReasoningStep(.revoked, .holds, "\(place) does not list the key")
        }
        let text = "\(entry.kind.rawValue) since \(entry.since): \(Printable.line(entry.reason))"
        return entry.since <= keys.moment
            ? ReasoningStep(.revoked, .fails, "\(place), line \(entry.line): \(text)")
            : ReasoningStep(
                .revoked, .holds, "\(place), line \(entry.line): \(text), which is later than \(keys.moment)")
    }

    /// What the keys of now say. Nothing that has landed fails by it.
    private static func today(
        _ key: PublicKey, for namespace: SignatureBlob.Namespace, wasValid: Bool, _ keys: Keys, _ now: Keys
    ) -> ReasoningStep {
        guard let ring = now.trust.keys else {
            return ReasoningStep(
                .now, .inDoubt, "the keys of \(now.revision) cannot be read, so that nothing is known of today")
        }
        let place = "by the keys of \(now.revision), as of \(now.moment)"
        if let entry = ring.revoked.entry(of: key), entry.kind == .compromised || entry.since <= now.moment {
            let text = "\(place), it is \(entry.kind.rawValue) since \(entry.since): \(Printable.line(entry.reason))"
            guard entry.kind == .compromised else {
                return ReasoningStep(.now, wasValid ? .shown : .inDoubt, "\(text); what it signed before stands")
            }
            return ReasoningStep(.now, .inDoubt, "\(text); somebody else may have made what rests on it")
        }
        let lines = ring.allowed.entries(of: key).filter { $0.admits(namespace) }
        guard !lines.isEmpty else { return ReasoningStep(.now, .shown, "\(place), the key is not listed any more") }
        guard lines.contains(where: { $0.isValid(at: now.moment) }) else {
            return ReasoningStep(
                .now, .shown,
                "\(place), the key does not count any more: \(lines.map(\.validity).joined(separator: ", or "))")
        }
        return ReasoningStep(.now, .shown, "\(place), the key counts too")
    }
}

extension AllowedSigners.Entry {
    /// When the line counts, in words.
    fileprivate var validity: String {
        switch (validAfter, validBefore) {
        case (let after?, let before?): "valid from \(after) to \(before)"
        case (let after?, nil): "valid from \(after)"
        case (nil, let before?): "valid to \(before)"
        case (nil, nil): "valid always"
        }
    }
}
