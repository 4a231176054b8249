import Testing
import TollgateTesting

@testable import Attestation

@Suite("Statements")
struct StatementTests {
    static let digest = String(repeating: "0123456789abcdef", count: 4)
    static let line = """
        tollgate/v1 repo=0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55 branch=main onto=9ab31f0e2d3c4b5a69788796a5b4c3d2e1f00112 \
        initiative=SD-104 gate=decided plan=\(digest) ledger=120:\(digest) evidence=none role=controller \
        decision=approve by=dana.weiss at=2026-04-07T09:30:00Z
        """

    @Test("a line is read, and written the same again")
    func roundTrip() throws {
        let statement = try Statement(line: Self.line)
        #expect(statement.initiative == "SD-104")
        #expect(statement.ledger?.bytes == 120)
        #expect(statement.evidence == nil)
        #expect(statement.role == "controller")
        #expect(statement.text == Self.line)
        #expect(statement.signedBytes == Array((Self.line + "\n").utf8))
        let vouched = Self.line + " account=github.com:583231"
        #expect(try Statement(line: vouched).account == Statement.Account(forge: "github.com", id: "583231"))
        #expect(try Statement(line: vouched).text == vouched)
    }

    @Test("what is not printable is percent-encoded, in one way only")
    func encoding() throws {
        var statement = try Statement(line: Self.line)
        statement.branch = "größe 100%"
        #expect(statement.text.contains(" branch=gr%C3%B6%C3%9Fe%20100%25 "))
        #expect(try Statement(line: statement.text) == statement)
        for other in ["%6Dain", "%c3%B6", "%", "%4", "%zz", "%FF", "ma\u{7F}in"] {
            #expect(throws: StatementFault.self) {
                try Statement(line: Self.line.replacing("branch=main", with: "branch=\(other)"))
            }
        }
    }

    @Test(
        "what departs from the grammar is no statement",
        arguments: [
            ("tollgate/v1 ", "tollgate/v2 "), ("tollgate/v1 ", ""), ("tollgate/v1 ", "tollgate/v1  "), ("Z", "Z "),
            ("Z", "Z x=1"), ("Z", "Z account=github.com"), ("repo=", "REPO="), ("branch=main ", ""),
            (
                "branch=main onto=9ab31f0e2d3c4b5a69788796a5b4c3d2e1f00112",
                "onto=9ab31f0e2d3c4b5a69788796a5b4c3d2e1f00112 branch=main"
            ),
            ("onto=9ab3", "onto=9AB3"), ("onto=9ab31f0e", "onto=9ab"), ("plan=0", "plan=A"), ("plan=0", "plan="),
            ("ledger=120:", "ledger=0120:"), ("ledger=120:", "ledger=-1:"), ("ledger=120:", "ledger="),
            ("evidence=none", "evidence=-"), ("role=controller", "role=-"), ("decision=approve", "decision=submit"),
            ("decision=approve", "decision=yes"), ("by=dana.weiss", "by="), ("09:30:00Z", "09:30:00+00:00"),
            ("2026-04-07", "2026-04-31"), (" gate=decided", "\tgate=decided"), ("gate=decided", "gate=decided\n"),
        ])
    func malformed(part: String, other: String) {
        let line = Self.line.replacing(part, with: other, maxReplacements: 1)
        #expect(line != Self.line)
        #expect(throws: StatementFault.self) { try Statement(line: line) }
    }

    @Test("any text is read without a crash, and what is read is written the same")
    func anyText() {
        var random = SeededGenerator(seed: 0x57)
        for _ in 0..<3000 {
            let bytes = random.mutated(
                Array(Self.line.utf8), with: [Array("%20".utf8), Array(" ".utf8), Array("=".utf8)])
            let line = String(decoding: bytes, as: UTF8.self)
            if let statement = try? Statement(line: line) { #expect(statement.text == line) }
        }
    }

    // MARK: - Where statements stand

    @Test("B11: sign-offs are found on every line of a message, and each signature belongs to the statement above it")
    func B11_message() {
        let message = """
            Merge decide (#12)

            * SD-104: decided

              Gate-Signoff: one
              Gate-Signature: AAAA

            ---
            \t- Gate-Signoff: two
            > Gate-Signature: BBBB
            Gate-Signature: CCCC
            Gate-Signoff: three
            not Gate-Signoff: four
            Gate-Signoff:five
            gate-signoff: six
            """
        #expect(
            SignOffText.inMessage(message) == [
                SignOffText(statement: "one", signature: "AAAA"), SignOffText(statement: "two", signature: "BBBB"),
                SignOffText(statement: "three", signature: nil),
            ])
    }

    @Test("a record is its two lines and nothing else")
    func record() {
        let text = SignOffText(statement: Self.line, signature: "AAAA")
        #expect(SignOffText(record: Array(text.lines.utf8)) == text)
        for other in [
            text.lines + "\n", String(text.lines.dropLast()), " " + text.lines, text.lines + text.lines,
            text.lines.replacing("\n", with: "\r\n"), "Gate-Signoff: x\n", "",
        ] {
            #expect(SignOffText(record: Array(other.utf8)) == nil)
        }
    }
}
