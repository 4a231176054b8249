#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Attestation
import Diagnostics
import GitStore

/// Where the public key of somebody comes from: a file, standard input, or what git is told to sign with.
///
/// A private key is never read where the public one lies beside it, and never shown.
struct SigningKeySource {
    let workspace: Workspace

    /// What was found, and how to name it.
    struct Found {
        let key: PublicKey
        let origin: String
    }

    private static let setting = "user.signingKey"

    /// The key that an option names; without it, the one that git's configuration names.
    func key(_ option: String?) throws(CommandFailure) -> Found {
        if let option {
            if option == "-" {
                return try read(workspace.world.readInput(PublicKeyFile.mostBytes + 1), "standard input")
            }
            let bytes = bytes(workspace.world.absolute(option))
            guard let bytes else {
                throw .usage(
                    "cannot read the key `\(Printable.line(option))`",
                    help: "expected a public key, such as `id_ed25519.pub`")
            }
            return try read(bytes, "`\(Printable.line(option))`")
        }
        guard let found = try configured() else {
            throw .usage(
                "git's configuration has no `\(Self.setting)`, and `--key` names no file",
                help: "name the public key: `--key ~/.ssh/id_ed25519.pub`")
        }
        return found
    }

    /// The key that git is told to sign with; nothing where none is set.
    func configured() throws(CommandFailure) -> Found? {
        let value = try git { () throws(GitError) in try workspace.repository.configuration(Self.setting) }
        guard let value, !value.isEmpty else { return nil }
        let origin = "`\(Self.setting)` of git's configuration"
        let format = try git { () throws(GitError) in try workspace.repository.configuration("gpg.format") }
        if value.hasPrefix("key::") { return try read(Array(value.dropFirst(5).utf8), origin) }
        if value.hasPrefix("ssh-") || PublicKey.Kind.allCases.contains(where: { value.hasPrefix($0.rawValue + " ") }) {
            return try read(Array(value.utf8), origin)
        }
        let home = workspace.world.environment["HOME"]
        let path = value.hasPrefix("~/") ? home.map { $0 + value.dropFirst() } ?? value : value
        // Git signs with the private key that lies beside the public one.
        let candidates = path.hasSuffix(".pub") ? [path] : [path + ".pub", path]
        for candidate in candidates {
            if let bytes = bytes(workspace.world.absolute(candidate)) {
                return try read(bytes, "`\(Printable.line(candidate))`, by \(origin)")
            }
        }
        throw .usage(
            "\(origin) names no key of OpenSSH that can be read\(format == "ssh" ? "" : "; sign-offs are made with keys of OpenSSH")",
            help: "name the public key: `--key ~/.ssh/id_ed25519.pub`")
    }

    private func bytes(_ path: String) -> [UInt8]? {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        // A pipe would be waited for, and a device never ends.
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
        guard attributes?[.type] as? FileAttributeType == .typeRegular, let data = try? Data(contentsOf: url) else {
            return nil
        }
        return Array(data.prefix(PublicKeyFile.mostBytes + 1))
    }

    private func read(_ bytes: [UInt8], _ origin: String) throws(CommandFailure) -> Found {
        if PublicKeyFile.isPrivate(bytes) {
            throw .usage(
                "\(origin) holds a private key; expected the public one",
                help: "name the file beside it that ends with `.pub`; a private key belongs in no repository")
        }
        do throws(Malformation) {
            return Found(key: try PublicKeyFile.read(bytes), origin: origin)
        } catch {
            throw .usage(
                "\(origin) is no key that can be used: \(error.reason)",
                help: "expected one line such as `ssh-ed25519 AAAA… comment`, as in a `.pub` file")
        }
    }
}
