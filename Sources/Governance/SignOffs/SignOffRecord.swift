package import Diagnostics

/// Records of sign-offs as files.
package enum SignOffRecord {
    /// The finding about a file that is no record.
    package static func malformed(_ path: String) -> Diagnostic {
        Diagnostic(
            .malformedRecord,
            "the record does not have its two lines, `Gate-Signoff: …` and `Gate-Signature: …`, and nothing more",
            at: Location(path: path),
            helps: ["make it again: `tollgate signoff --accept` writes the record of lines that somebody sent"])
    }
}
