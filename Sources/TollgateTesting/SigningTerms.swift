import Attestation
import Crypto
import Foundation

/// What statements are made of besides the tree: which repository and branch they are for, and what each gate reads.
///
/// Digests are worked out here anew, from the documentation and not from the program, so that tests are a second opinion.
package struct SigningTerms: Sendable {
    /// The UUID in the policy.
    package var repository: String
    /// The governed branch.
    package var branch: String
    /// The folder of the policy.
    package var root: String
    /// The steps of which a criterion can read the ledger.
    package var ledgerSteps: Set<String>
    /// Whether a path lies below `protect`.
    package var isProtected: @Sendable (String) -> Bool

    package init(
        repository: String = "0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55", branch: String = "main", root: String = "plans",
        ledgerSteps: Set<String> = ["implemented", "closed", "shortfall"],
        isProtected: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.repository = repository
        self.branch = branch
        self.root = root
        self.ledgerSteps = ledgerSteps
        self.isProtected = isProtected
    }

    // MARK: - Statements

    func statement(
        _ initiative: String?, gate: String, role: String?, by signer: Signer, over tree: TreeDraft, onto: String,
        at moment: Moment
    ) throws -> Statement {
        var plan: ContentDigest
        var ledger: Statement.LedgerPrefix?
        var evidence: ContentDigest?
        if let initiative {
            let path = try planPath(of: initiative, in: tree)
            let content = try tree.file(Array(path.utf8)).content
            plan = try Self.sha256(content)
            var rows: [UInt8] = []
            let step = gate.hasPrefix("ratify:") ? String(gate.dropFirst(7)) : gate
            if ledgerSteps.contains(step) {
                rows = tree.files[Array(Self.ledgerPath(path).utf8)]?.content ?? []
                ledger = Statement.LedgerPrefix(bytes: rows.count, digest: try Self.sha256(rows))
            }
            evidence = try Self.evidenceDigest(
                plan: String(decoding: content, as: UTF8.self), ledger: String(decoding: rows, as: UTF8.self),
                folder: Self.folder(of: path), in: tree)
        } else {
            plan = try trustDigest(gate, in: tree)
        }
        return Statement(
            repository: repository, branch: branch, onto: onto, initiative: initiative, gate: gate, plan: plan,
            ledger: ledger, evidence: evidence, role: role, decision: role == nil ? .submit : .approve, by: signer.id,
            at: KeyTime(seconds: moment.seconds))
    }

    /// The path of a record, by its statement.
    func recordPath(_ text: SignOffText) throws -> String {
        let field = text.statement.split(separator: " ").first { $0.hasPrefix("initiative=") }
        let folder = field.map { String($0.dropFirst(11)) } ?? "-"
        return "\(root)/signoffs/\(folder)/\(try Self.sha256(Array(text.statement.utf8)))"
    }

    private func planPath(of initiative: String, in tree: TreeDraft) throws -> String {
        let names = [".yaml", ".md"].map { "/" + initiative + $0 }
        let found = tree.files.keys.map { String(decoding: $0, as: UTF8.self) }
            .filter { path in path.hasPrefix(root + "/") && names.contains { path.hasSuffix($0) } }.sorted()
        guard let path = found.first else { throw CommandFailure("there is no plan of \(initiative) to sign") }
        return path
    }

    private static func ledgerPath(_ plan: String) -> String {
        (plan.lastIndex(of: ".").map { String(plan[..<$0]) } ?? plan) + ".csv"
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    // MARK: - Digests

    static func sha256(_ bytes: [UInt8]) throws -> ContentDigest {
        let digits = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard let digest = ContentDigest(digits) else { throw CommandFailure("`\(digits)` is no digest") }
        return digest
    }

    /// As `sha256sum` prints it for a file.
    private static func sumLine(_ path: String, _ content: [UInt8]) throws -> String {
        "\(try sha256(content))  \(path)\n"
    }

    private static func evidenceDigest(
        plan: String, ledger: String, folder: String, in tree: TreeDraft
    ) throws -> ContentDigest? {
        var paths: Set<String> = []
        for match in plan.matches(of: /\b(evidence|source): (evidence\/[^,}\s]+)/) { paths.insert(String(match.2)) }
        for row in ledger.split(separator: "\n") {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            if cells.count > 5, cells[5].hasPrefix("evidence/") { paths.insert(String(cells[5])) }
        }
        if paths.isEmpty { return nil }
        let sorted = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let lines = try sorted.map { path in
            try sumLine(path, try tree.file(Array("\(folder)/\(path)".utf8)).content)
        }
        return try sha256(Array(lines.joined().utf8))
    }

    private func trustDigest(_ gate: String, in tree: TreeDraft) throws -> ContentDigest {
        let people = ["people.yaml", "allowed_signers", "revoked_signers"].map { "\(root)/\($0)" }
        let paths = tree.files.keys.map { String(decoding: $0, as: UTF8.self) }.filter { path in
            gate.hasSuffix("people") ? people.contains(path) : path == root + "/policy.yaml" || isProtected(path)
        }
        let lines = try paths.map { try Self.sumLine($0, try tree.file(Array($0.utf8)).content) }
        let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return try Self.sha256(Array(sorted.joined().utf8))
    }
}
