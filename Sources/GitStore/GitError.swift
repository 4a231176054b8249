/// Why git's data could not be had: the world's fault, never the author's mistake in a document.
package struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An open set: callers handle the codes they know and show the others.
    package struct Code: Hashable, Sendable {
        package let name: String

        package static let notARepository = Code(name: "not-a-repository")
        package static let foreignOwner = Code(name: "foreign-owner")
        package static let objectFormat = Code(name: "object-format")
        package static let unknownExtension = Code(name: "unknown-extension")
        package static let missingObject = Code(name: "missing-object")
        package static let malformedObject = Code(name: "malformed-object")
        package static let hashMismatch = Code(name: "hash-mismatch")
        package static let notFound = Code(name: "not-found")
        package static let ambiguous = Code(name: "ambiguous")
        package static let input = Code(name: "input-output")
        /// What stands in the work tree is not what was expected there.
        package static let changed = Code(name: "changed-meanwhile")
        package static let busy = Code(name: "busy")
        /// Nobody is known who a commit could be by.
        package static let noIdentity = Code(name: "no-identity")
        package static let other = Code(name: "git")
    }

    package let code: Code
    /// What was tried, as in "cannot open the repository".
    package let operation: String
    package let reason: String
    /// What to do about it, where that is known.
    package let help: String?

    package init(_ code: Code, _ operation: String, reason: String, help: String? = nil) {
        self.code = code
        self.operation = operation
        self.reason = reason
        self.help = help
    }

    package var description: String { reason.isEmpty ? operation : "\(operation): \(reason)" }
}
