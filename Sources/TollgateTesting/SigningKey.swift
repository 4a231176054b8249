/// A key of OpenSSH in a sandbox, made by `ssh-keygen`.
package struct SigningKey {
    package enum Kind: String, Sendable, CaseIterable {
        case ed25519
        case ecdsa256
        case ecdsa384
        case ecdsa521
        case rsa2048
        case rsa3072

        fileprivate var arguments: [String] {
            switch self {
            case .ed25519: ["-t", "ed25519"]
            case .ecdsa256: ["-t", "ecdsa", "-b", "256"]
            case .ecdsa384: ["-t", "ecdsa", "-b", "384"]
            case .ecdsa521: ["-t", "ecdsa", "-b", "521"]
            case .rsa2048: ["-t", "rsa", "-b", "2048"]
            case .rsa3072: ["-t", "rsa", "-b", "3072"]
            }
        }
    }

    /// The private key's file.
    package let path: String
    /// The kind and the blob in base64, without a comment.
    package let publicText: String
    private let sandbox: Sandbox

    package init(_ kind: Kind = .ed25519, in sandbox: Sandbox) throws {
        path = sandbox.freePath("key-\(kind.rawValue)")
        let made = try sandbox.run("ssh-keygen", ["-q", "-N", "", "-C", "", "-f", path] + kind.arguments)
        guard made.status == 0 else { throw CommandFailure("ssh-keygen makes no key: \(made.errorText)") }
        publicText = try sandbox.run("cat", [path + ".pub"]).text.trimmingSuffix { $0 == " " }
        self.sandbox = sandbox
    }

    /// The armoured signature over a message.
    package func sign(_ message: [UInt8], namespace: String, options: [String] = []) throws -> [UInt8] {
        let flags = options.flatMap { ["-O", $0] }
        let outcome = try sandbox.run(
            "ssh-keygen", ["-q", "-Y", "sign", "-n", namespace, "-f", path] + flags, input: message)
        guard outcome.status == 0 else { throw CommandFailure("ssh-keygen signs nothing: \(outcome.errorText)") }
        return outcome.output
    }
}

extension String {
    fileprivate func trimmingSuffix(while matches: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, matches(last) { text.removeLast() }
        return String(text)
    }
}
