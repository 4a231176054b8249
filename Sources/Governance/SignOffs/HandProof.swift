package import Attestation
import Diagnostics

/// The plain commands that repeat a step of reasoning by hand: `git`, `sha256sum`, `head` and `ssh-keygen`, and nothing of
/// Tollgate. Every value is quoted, so that whatever it says is a word to the shell.
package struct HandProof: Sendable {
    package struct Command: Hashable, Sendable {
        /// What it shows, in a clause.
        package let purpose: String
        /// One or several lines for a POSIX shell, run in the repository.
        package let script: String
        /// What it prints where the step holds; the beginning of it.
        package let expected: String
    }

    package private(set) var commands: [Command] = []

    package init() {}

    private mutating func add(_ purpose: String, _ lines: [String], expect expected: String) {
        let script = lines.joined(separator: "\n")
        // What a terminal would not show as it is, nobody can copy.
        guard script.split(separator: "\n").allSatisfy({ Printable.line(String($0)) == $0 }) else { return }
        commands.append(Command(purpose: purpose, script: script, expected: expected))
    }

    /// A word that a shell takes literally.
    package static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func show(_ revision: String, _ path: String) -> String {
        "git show \(quoted("\(revision):\(path)"))"
    }

    // MARK: - A sign-off

    /// What the commands need to know; revisions are whole commit ids.
    package struct Places: Sendable {
        /// The commit whose tree has what was signed.
        package var content: String
        /// The commit that the branch stood at before: where policy, people and keys come from.
        package var base: String
        package var allowedPath: String
        package var revokedPath: String
        package var moment: KeyTime
        /// Whether `revoked_signers` lists the key.
        package var isWithdrawn = false
        /// Nothing for a trust step.
        package var planPath: String?
        package var ledgerPath: String?
        package var folder = ""
        /// Paths below the folder, sorted by bytes.
        package var evidence: [String] = []
        /// The files that a trust step is about.
        package var trustFiles: [String] = []

        package init(
            content: String, base: String, allowedPath: String, revokedPath: String, moment: KeyTime
        ) {
            self.content = content
            self.base = base
            self.allowedPath = allowedPath
            self.revokedPath = revokedPath
            self.moment = moment
        }
    }

    package init(of reasoning: SignOffReasoning, _ places: Places) {
        guard let statement = reasoning.statement else { return }
        add(
            "the statement's digest, which names its record",
            ["printf '%s' \(Self.quoted(statement.text)) | sha256sum"],
            expect: statement.digest.description)
        if let signature = reasoning.found.text.signature, reasoning.signature != nil,
            let principal = reasoning.principal
        {
            addVerification(statement, signature, principal, places)
            if let key = reasoning.signature?.key { addRevocation(key, places) }
        }
        add(
            "the landing that it was made onto",
            ["git rev-list --first-parent \(Self.quoted(places.base)) | grep -x \(Self.quoted(statement.onto))"],
            expect: statement.onto)
        if let path = places.planPath {
            add(
                "the plan's bytes", ["\(Self.show(places.content, path)) | sha256sum"],
                expect: statement.plan.description)
        } else {
            addTrustFiles(statement.plan, places)
        }
        if let prefix = statement.ledger, let path = places.ledgerPath {
            add(
                "the ledger's first bytes",
                ["\(Self.show(places.content, path)) | head -c \(prefix.bytes) | sha256sum"],
                expect: prefix.digest.description)
        }
        if let digest = statement.evidence, !places.evidence.isEmpty { addEvidence(digest, places) }
    }

    private mutating func addVerification(
        _ statement: Statement, _ signature: String, _ principal: String, _ places: Places
    ) {
        var armour = [SignatureBlob.armourBegin]
        var rest = signature[...]
        while !rest.isEmpty {
            armour.append(String(rest.prefix(70)))
            rest = rest.dropFirst(70)
        }
        armour.append(SignatureBlob.armourEnd)
        add(
            "the signature, by the keys in force then",
            [
                "dir=$(mktemp -d)",
                "printf '%s\\n' \(Self.quoted(statement.text)) > \"$dir/statement\"",
                "printf '%s\\n' \(armour.map(Self.quoted).joined(separator: " ")) > \"$dir/statement.sig\"",
                "\(Self.show(places.base, places.allowedPath)) > \"$dir/allowed_signers\"",
                "ssh-keygen -Y verify -f \"$dir/allowed_signers\" -I \(Self.quoted(principal)) -n tollgate -O verify-time=\(places.moment.compact) -s \"$dir/statement.sig\" < \"$dir/statement\"",
            ], expect: "Good \"tollgate\" signature for \(principal)")
    }

    private mutating func addRevocation(_ key: PublicKey, _ places: Places) {
        add(
            "what was withdrawn then",
            [
                "\(Self.show(places.base, places.revokedPath)) | grep -F \(Self.quoted(key.fingerprint)) || echo 'not withdrawn'"
            ],
            expect: places.isWithdrawn ? key.fingerprint : "not withdrawn")
    }

    /// Files are written out, so that `sha256sum` prints their names as they were signed.
    private mutating func addEvidence(_ digest: ContentDigest, _ places: Places) {
        let prefix = places.folder.isEmpty ? "" : places.folder + "/"
        add(
            "the files of evidence",
            ["dir=$(mktemp -d)"]
                + Self.written(places.evidence.map { ($0, prefix + $0) }, places.content)
                + ["(cd \"$dir\" && sha256sum \(places.evidence.map(Self.quoted).joined(separator: " "))) | sha256sum"],
            expect: digest.description)
    }

    private mutating func addTrustFiles(_ digest: ContentDigest, _ places: Places) {
        guard !places.trustFiles.isEmpty else { return }
        add(
            "the files that it is about",
            ["dir=$(mktemp -d)"]
                + Self.written(places.trustFiles.map { ($0, $0) }, places.content)
                + [
                    "(cd \"$dir\" && sha256sum \(places.trustFiles.map(Self.quoted).joined(separator: " "))) | LC_ALL=C sort | sha256sum"
                ], expect: digest.description)
    }

    private static func written(_ files: [(name: String, path: String)], _ revision: String) -> [String] {
        var made: Set<String> = []
        return files.flatMap { name, path in
            let folder = name.split(separator: "/").dropLast().joined(separator: "/")
            let make = folder.isEmpty || !made.insert(folder).inserted ? [] : ["mkdir -p \"$dir\"/\(quoted(folder))"]
            return make + ["\(show(revision, path)) > \"$dir\"/\(quoted(name))"]
        }
    }

    // MARK: - A commit

    /// `principal` is the one of the line that counts; nothing where the signature does not.
    package init(ofCommit commit: String, signedBy principal: String?, base: String, allowedPath: String) {
        guard let principal else { return }
        add(
            "the commit's signature, by the keys in force then",
            [
                "dir=$(mktemp -d)",
                "\(Self.show(base, allowedPath)) > \"$dir/allowed_signers\"",
                "git -c gpg.format=ssh -c gpg.ssh.allowedSignersFile=\"$dir/allowed_signers\" verify-commit \(Self.quoted(commit)) 2>&1",
            ], expect: "Good \"git\" signature for \(principal)")
    }
}

extension KeyTime {
    /// As `ssh-keygen` takes it: digits and `Z`.
    fileprivate var compact: String { description.filter { $0.isNumber } + "Z" }
}
