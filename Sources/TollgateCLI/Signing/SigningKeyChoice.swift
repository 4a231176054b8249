#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Attestation
import Diagnostics
import GitStore

/// The key that git is configured to sign with by `user.signingKey`: a file, or the key itself, which an agent then holds.
struct SigningKeyChoice {
    private enum Holder {
        /// The file of the private key, or of the public one whose private key an agent or the file beside it holds.
        case file(String)
        case agent
    }

    let key: PublicKey
    private let holder: Holder
    private let gitDirectory: String

    private static let setting = "user.signingKey"
    /// More than any public key has, in bytes.
    private static let mostBytes = 32 << 10

    init(_ workspace: Workspace) throws(CommandFailure) {
        gitDirectory = workspace.repository.facts.gitDirectory
        let text = try git { () throws(GitError) in try workspace.repository.configuration(Self.setting) } ?? ""
        guard !text.isEmpty else {
            throw .usage(
                "git is not told which key you sign with: `\(Self.setting)` is not set",
                help: "name the file of your SSH key: `git config \(Self.setting) ~/.ssh/id_ed25519.pub`")
        }
        // As git tells a key from a file.
        if text.hasPrefix("key::") || text.hasPrefix("ssh-") {
            key = try Self.key(text.hasPrefix("key::") ? String(text.dropFirst(5)) : text, from: "`\(Self.setting)`")
            holder = .agent
            return
        }
        let path = try Self.path(text, workspace)
        holder = .file(path)
        if let line = Self.line(of: path), let key = try? PublicKey(line: line) {
            self.key = key
            return
        }
        guard let line = Self.line(of: path + ".pub") else {
            throw .usage(
                "`\(Self.setting)` is `\(Printable.line(text))`, and there is no public SSH key in that file or in `\(Printable.line(path)).pub`",
                help:
                    "name an SSH key, whatever else git signs with; `ssh-keygen -y -f <key> > <key>.pub` writes its public part"
            )
        }
        key = try Self.key(line, from: "`\(Printable.line(path)).pub`")
    }

    private static func key(_ line: String, from place: String) throws(CommandFailure) -> PublicKey {
        do throws(Malformation) {
            return try PublicKey(line: line)
        } catch {
            throw .usage(
                "\(place) has no key that can sign: \(Printable.line(error.reason))",
                help: "sign with a key of another kind: `ssh-keygen -t ed25519` makes one")
        }
    }

    private static func path(_ text: String, _ workspace: Workspace) throws(CommandFailure) -> String {
        if text.hasPrefix("/") { return text }
        guard text.hasPrefix("~") else {
            return (workspace.repository.facts.workTree ?? workspace.directory) + "/" + text
        }
        guard text.hasPrefix("~/"), let home = workspace.world.environment["HOME"], home.hasPrefix("/") else {
            throw .usage(
                "`\(setting)` is `\(Printable.line(text))`, and it is not known which folder that is",
                help: "name the file by its whole path")
        }
        return home + text.dropFirst()
    }

    /// The first line of a file; nothing where there is none, or too much.
    private static func line(of path: String) -> String? {
        guard let bytes = try? Data(contentsOf: URL(filePath: path)), bytes.count <= mostBytes,
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// Runs something with the file that `ssh-keygen` finds the key by. A key that an agent holds gets one for that time.
    func withFile<Result>(_ body: (String) throws(CommandFailure) -> Result) throws(CommandFailure) -> Result {
        switch holder {
        case .file(let path): return try body(path)
        case .agent:
            var generator = SystemRandomNumberGenerator()
            let path = gitDirectory + "tollgate-key-\(String(generator.next() as UInt64, radix: 16)).pub"
            do {
                try Data("\(key.text)\n".utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
            } catch {
                throw .usage(
                    "cannot write \(Printable.line(path))",
                    help: "the folder of git has to be one that you may write to")
            }
            defer { try? FileManager.default.removeItem(atPath: path) }
            return try body(path)
        }
    }
}
