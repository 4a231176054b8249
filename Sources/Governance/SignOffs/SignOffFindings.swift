package import Attestation
package import Diagnostics

/// Findings about sign-offs that only a whole history shows.
package enum SignOffFindings {
    /// That a step rests on a key that is compromised by now.
    package static func compromised(
        _ signature: StepSignOffs.Signature, step: AuditedLanding.Step, entry: RevokedSigners.Entry?
    ) -> Diagnostic {
        let since = entry.map { " since \($0.since): \(Printable.line($0.reason))" } ?? ""
        return Diagnostic(
            .restsOnCompromisedKey,
            "`\(step.step)` rests on a sign-off by `\(signature.person)` whose key is compromised\(since)",
            at: step.signOffs?.location ?? Location(path: signature.signOff.found.carriers[0].name),
            notes: [
                "it counted when it landed; somebody else may have had the key then already",
                "the sign-off stands in \(signature.signOff.found.carriers[0].name)",
            ],
            helps: ["ask `\(signature.person)` whether the sign-off is theirs, and write down what comes of it"],
            initiative: step.initiative == NotJudged.noInitiative ? nil : step.initiative)
    }
}
