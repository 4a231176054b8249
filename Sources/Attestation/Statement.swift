/// What somebody signs: one line that says who agrees to which step of which initiative, over exactly which bytes.
///
/// The line is printable ASCII with its keys in one order and single blanks between them, so that one statement has one
/// spelling and its digest names it.
package struct Statement: Hashable, Sendable {
    package enum Decision: String, Sendable, CaseIterable {
        /// Agrees to the step, in a role.
        case approve
        /// Answers for the content; needs no role.
        case submit
    }

    /// The first bytes of a ledger.
    package struct LedgerPrefix: Hashable, Sendable {
        package let bytes: Int
        package let digest: ContentDigest

        package init(bytes: Int, digest: ContentDigest) {
            self.bytes = bytes
            self.digest = digest
        }
    }

    /// An account at a forge, whose key signs for a review that it saw.
    package struct Account: Hashable, Sendable {
        package let forge: String
        package let id: String

        package init(forge: String, id: String) {
            self.forge = forge
            self.id = id
        }
    }

    /// The UUID in the policy.
    package var repository: String
    package var branch: String
    /// The tip of the branch that the signer saw, as 40 hexadecimal digits.
    package var onto: String
    /// Nothing in a statement about the policy or the people.
    package var initiative: String?
    /// The step's name.
    package var gate: String
    package var plan: ContentDigest
    package var ledger: LedgerPrefix?
    package var evidence: ContentDigest?
    /// Nothing for a submission.
    package var role: String?
    package var decision: Decision
    /// A person's id.
    package var by: String
    package var at: KeyTime
    package var account: Account?

    package init(
        repository: String, branch: String, onto: String, initiative: String?, gate: String, plan: ContentDigest,
        ledger: LedgerPrefix? = nil, evidence: ContentDigest? = nil, role: String?, decision: Decision, by: String,
        at: KeyTime, account: Account? = nil
    ) {
        self.repository = repository
        self.branch = branch
        self.onto = onto
        self.initiative = initiative
        self.gate = gate
        self.plan = plan
        self.ledger = ledger
        self.evidence = evidence
        self.role = role
        self.decision = decision
        self.by = by
        self.at = at
        self.account = account
    }

    static let version = "tollgate/v1"
    /// More than the longest ids and names can need.
    static let mostBytes = 4096

    /// The line, without its line end.
    package var text: String {
        func value(_ text: String?) -> String { text.map(PercentEncoding.encode) ?? "-" }
        var parts = [
            Self.version, "repo=\(value(repository))", "branch=\(value(branch))", "onto=\(value(onto))",
            "initiative=\(value(initiative))", "gate=\(value(gate))", "plan=\(plan)",
            "ledger=\(ledger.map { "\($0.bytes):\($0.digest)" } ?? "none")",
            "evidence=\(evidence.map(\.description) ?? "none")", "role=\(value(role))",
            "decision=\(decision.rawValue)", "by=\(value(by))", "at=\(at)",
        ]
        if let account { parts.append("account=\(value(account.forge)):\(value(account.id))") }
        return parts.joined(separator: " ")
    }

    /// Names the statement: the digest of its line without the line end.
    package var digest: ContentDigest { ContentDigest(of: text.utf8) }

    /// What the signature is over: the line and its line end.
    package var signedBytes: [UInt8] { Array(text.utf8) + [0x0A] }
}

/// Why a line is no statement, in a sentence without a full stop.
package struct StatementFault: Error, Hashable, Sendable {
    package let message: String
}

extension Statement {
    /// Reads a line, strictly: the same text comes out again, or it is no statement.
    package init(line: String) throws(StatementFault) {
        guard line.utf8.count <= Self.mostBytes else {
            throw StatementFault(
                message: "the statement has \(line.utf8.count) bytes; at most \(Self.mostBytes) are read")
        }
        guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw StatementFault(message: "the statement has characters other than printable ASCII")
        }
        var fields = StatementFields(line)
        let version = fields.word()
        guard version == Self.version else {
            throw StatementFault(message: "the statement begins with `\(version)`; expected `\(Self.version)`")
        }
        let repository = try fields.text("repo")
        let branch = try fields.text("branch")
        let onto = try fields.text("onto")
        guard onto.utf8.count == 40, onto.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 })
        else {
            throw StatementFault(message: "`onto` is `\(onto)`; expected the 40 hexadecimal digits of a commit")
        }
        let initiative = try fields.optionalText("initiative")
        let gate = try fields.text("gate")
        let plan = try fields.digest("plan")
        let ledger = try fields.ledger()
        let evidence = try fields.optionalDigest("evidence")
        let role = try fields.optionalText("role")
        let decisionWord = try fields.text("decision")
        guard let decision = Decision(rawValue: decisionWord) else {
            throw StatementFault(message: "`decision` is `\(decisionWord)`; expected `approve` or `submit`")
        }
        guard (decision == .submit) == (role == nil) else {
            throw StatementFault(
                message: decision == .submit
                    ? "a submission has a role; expected `role=-`" : "an approval has no role; expected one")
        }
        let by = try fields.text("by")
        let moment = try fields.text("at")
        guard let at = KeyTime(rfc3339: moment) else {
            throw StatementFault(message: "`at` is `\(moment)`; expected a time in UTC such as `2026-04-07T09:30:00Z`")
        }
        let account = try fields.account()
        try fields.expectEnd()
        self.init(
            repository: repository, branch: branch, onto: onto, initiative: initiative, gate: gate, plan: plan,
            ledger: ledger, evidence: evidence, role: role, decision: decision, by: by, at: at, account: account)
        // Whatever reads leniently above would show here.
        guard text == line else { throw StatementFault(message: "the statement is not written in its one form") }
    }
}

/// The fields of a statement, taken one after the other.
private struct StatementFields {
    private var rest: [Substring]

    init(_ line: String) {
        rest = line.split(separator: " ", omittingEmptySubsequences: false).reversed()
    }

    mutating func word() -> String { rest.popLast().map(String.init) ?? "" }

    mutating func raw(_ key: String) throws(StatementFault) -> Substring {
        guard let field = rest.popLast() else { throw StatementFault(message: "the statement ends before `\(key)`") }
        guard field.hasPrefix(key + "=") else {
            throw StatementFault(message: "`\(field)` stands where `\(key)=…` is expected")
        }
        let value = field.dropFirst(key.count + 1)
        guard !value.isEmpty else { throw StatementFault(message: "`\(key)` is empty") }
        return value
    }

    mutating func text(_ key: String) throws(StatementFault) -> String {
        try decoded(try raw(key), key)
    }

    mutating func optionalText(_ key: String) throws(StatementFault) -> String? {
        let value = try raw(key)
        return value == "-" ? nil : try decoded(value, key)
    }

    private func decoded(_ value: Substring, _ key: String) throws(StatementFault) -> String {
        guard let text = PercentEncoding.decode(value) else {
            throw StatementFault(message: "`\(key)` is not percent-encoded in its one form: `\(value)`")
        }
        return text
    }

    mutating func digest(_ key: String) throws(StatementFault) -> ContentDigest {
        try digest(try raw(key), key)
    }

    mutating func optionalDigest(_ key: String) throws(StatementFault) -> ContentDigest? {
        let value = try raw(key)
        return value == "none" ? nil : try digest(value, key)
    }

    private func digest(_ value: Substring, _ key: String) throws(StatementFault) -> ContentDigest {
        guard let digest = ContentDigest(value) else {
            throw StatementFault(
                message: "`\(key)` is `\(value)`; expected 64 hexadecimal digits, as `sha256sum` prints")
        }
        return digest
    }

    mutating func ledger() throws(StatementFault) -> Statement.LedgerPrefix? {
        let value = try raw("ledger")
        guard value != "none" else { return nil }
        let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 9, parts[0].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let bytes = Int(parts[0])
        else {
            throw StatementFault(message: "`ledger` is `\(value)`; expected `<bytes>:<sha256>` or `none`")
        }
        return Statement.LedgerPrefix(bytes: bytes, digest: try digest(parts[1], "ledger"))
    }

    mutating func account() throws(StatementFault) -> Statement.Account? {
        guard !rest.isEmpty else { return nil }
        let value = try raw("account")
        let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw StatementFault(message: "`account` is `\(value)`; expected `<forge>:<id>`")
        }
        return Statement.Account(forge: try decoded(parts[0], "account"), id: try decoded(parts[1], "account"))
    }

    func expectEnd() throws(StatementFault) {
        guard let field = rest.last else { return }
        throw StatementFault(message: "`\(field)` stands behind the end of the statement")
    }
}
