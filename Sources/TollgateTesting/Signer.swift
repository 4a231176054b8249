package import Attestation
import Crypto
import Foundation

/// Somebody with a key of their own who signs in process, so that thousands of signatures are cheap.
///
/// Keys follow from the id and signatures from the key and the bytes (RFC 8032), so that commit ids are the same in every run.
package struct Signer: Hashable, Sendable {
    /// What `people.yaml` and `allowed_signers` call them.
    package let id: String
    package let name: String
    /// Tells several keys of one person apart.
    package let number: Int

    package init(_ id: String, _ name: String, number: Int = 1) {
        self.id = id
        self.name = name
        self.number = number
    }

    package static let ana = Signer("ana.ruiz", "Ana Ruiz")
    package static let ola = Signer("ola.nord", "Ola Nord")
    package static let dana = Signer("dana.weiss", "Dana Weiss")
    package static let raj = Signer("raj.iyer", "Raj Iyer")
    package static let li = Signer("li.chen", "Li Chen")
    package static let greta = Signer("greta.holm", "Greta Holm")
    /// Holds no role, and is registered only where a test does so.
    package static let mallory = Signer("mallory.reed", "Mallory Reed")
    /// The service that holds the repository.
    package static let forge = Signer("forge.example", "Example Forge")

    /// Another key of the same person.
    package func key(_ number: Int) -> Signer { Signer(id, name, number: number) }

    package var email: String { id + "@example.com" }
    /// As commits have it.
    package var author: Author { Author(name, email) }

    // MARK: - The key

    package var keyPair: SigningKeyPair {
        get throws {
            try SigningKeyPair(seed: Array(SHA256.hash(data: Array("tollgate test key \(number) of \(id)".utf8))))
        }
    }

    /// The kind and the blob in base64, as a `.pub` file has them.
    package var publicText: String { get throws { try keyPair.publicKey.text } }

    /// The private key as `ssh-keygen` keeps it in a file, without a passphrase.
    package var privateText: String { get throws { try keyPair.privateFile(comment: id) } }

    /// Puts the key into a folder as its owner has it, both parts, and gives the path of the private one.
    package func writeKey(in folder: String) throws -> String {
        let path = "\(folder)/\(id)-\(number)"
        try Data(privateText.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("\(publicText) \(id)\n".utf8).write(to: URL(fileURLWithPath: path + ".pub"))
        return path
    }

    /// As `revoked_signers` names the key.
    package var fingerprint: String { get throws { try keyPair.publicKey.fingerprint } }

    /// A line of `allowed_signers`, with its line end.
    package func allowedLine(
        namespaces: String = "tollgate,git", validAfter: String? = nil, validBefore: String? = nil
    ) throws -> String {
        var options = "namespaces=\"\(namespaces)\""
        if let validAfter { options += ",valid-after=\"\(validAfter)\"" }
        if let validBefore { options += ",valid-before=\"\(validBefore)\"" }
        return "\(id) \(options) \(try publicText)\n"
    }

    // MARK: - Signing

    /// The bytes of an SSHSIG signature over a message.
    package func signature(over message: [UInt8], namespace: String) throws -> [UInt8] {
        try keyPair.signature(over: message, namespace: namespace)
    }

    /// The signature in base64 on one line, as trailers and records hold it.
    package func sign(_ text: String, namespace: String = "tollgate") throws -> String {
        try keyPair.base64(over: Array(text.utf8), namespace: namespace)
    }

    /// Both lines of a sign-off.
    package func sign(_ statement: Statement) throws -> SignOffText { try keyPair.sign(statement) }

    /// The armoured signature over a commit without its signature, as `ssh-keygen -Y sign -n git` makes it.
    package func armoured(over message: [UInt8], namespace: String = "git") throws -> String {
        try keyPair.armoured(over: message, namespace: namespace)
    }
}
