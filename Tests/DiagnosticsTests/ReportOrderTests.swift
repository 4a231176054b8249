import Testing
import TollgateTesting

import Diagnostics

@Suite("The order of reports")
struct ReportOrderTests {
    @Test("Errors come before warnings, then path, place, code and message decide, in this order")
    func sortsByWhatMattersFirst() {
        let ordered = [
            Self.finding(.error, "b.yaml", (9, 9), "SYN020", "z"),
            Self.finding(.warning, "a.yaml", (9, 9), "SYN020", "z"),
            Self.finding(.warning, "b.yaml", nil, "SYN020", "z"),
            Self.finding(.warning, "b.yaml", (2, 10), "SYN020", "z"),
            Self.finding(.warning, "b.yaml", (10, 1), "SYN020", "z"),
            Self.finding(.warning, "b.yaml", (10, 2), "DOC001", "z"),
            Self.finding(.warning, "b.yaml", (10, 2), "SYN001", "a"),
            Self.finding(.warning, "b.yaml", (10, 2), "SYN001", "b"),
            Self.finding(.info, "a.yaml", (1, 1), "DOC001", "a"),
        ]
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20 {
            let sorted = ordered.shuffled(using: &random).sorted(by: Finding.reportOrder)
            #expect(sorted == ordered)
        }
    }

    @Test("Capitals and digits sort by their bytes, not by a language")
    func sortsPathsByBytes() {
        let paths = ["B.yaml", "a.yaml", "a1.yaml", "aé.yaml", "a中.yaml"]
        let findings = paths.map { Self.finding(.error, $0, nil, "SYN001", "m") }
        #expect(Array(findings.reversed()).sorted(by: Finding.reportOrder) == findings)
    }

    @Test("The order is strict and total over everything that it looks at")
    func isAStrictTotalOrder() {
        var random = SeededGenerator(seed: 8)
        // é in two spellings that Swift calls equal, and what sorts between them.
        let paths = ["a", "b", "e\u{301}", "f", "\u{E9}"]
        let findings = (0..<60).map { _ in
            Self.finding(
                random.pick(Severity.allCases), random.pick(paths), random.pick([nil, (1, 1), (1, 2), (2, 1)]),
                random.pick(["DOC001", "SYN001"]), random.pick(["m", "e\u{301}", "n", "\u{E9}"]))
        }
        let order = findings.map { left in findings.map { Finding.reportOrder(left, $0) } }
        for i in findings.indices {
            #expect(!order[i][i])
            for j in findings.indices {
                #expect(!(order[i][j] && order[j][i]))
                let isSame = Self.key(findings[i]) == Self.key(findings[j])
                #expect(
                    (!order[i][j] && !order[j][i]) == isSame, "\(Self.key(findings[i])) and \(Self.key(findings[j]))")
                for k in findings.indices where order[i][j] && order[j][k] && !order[i][k] {
                    Issue.record("\([i, j, k].map { Self.key(findings[$0]) }) go round in a circle")
                    return
                }
            }
        }
    }

    @Test("Every severity has a word, and no other word is one")
    func readsSeverities() {
        for severity in Severity.allCases { #expect(Severity(word: severity.word) == severity) }
        #expect(Severity(word: "Error") == nil)
        #expect(Severity(word: "off") == nil)
        #expect(Severity.info < .warning && .warning < Severity.error)
    }

    @Test("The family of a code is its letters")
    func namesFamilies() {
        #expect(RuleCode("SYN016").family == "SYN")
        #expect(RuleCode("DOC001") < RuleCode("SYN001"))
        #expect("\(RuleCode("SYN016"))" == "SYN016")
    }

    private static func finding(
        _ severity: Severity, _ path: String, _ place: (Int, Int)?, _ code: String, _ message: String
    ) -> Finding {
        let range = place.map {
            let position = TextPosition(line: $0.0, column: $0.1)
            return TextRange(start: position, end: position, bytes: 0..<0)
        }
        return Finding(
            severity: severity,
            diagnostic: Diagnostic(RuleCode(code), message, at: Location(path: path, range: range)))
    }

    /// All that the order looks at, as bytes.
    private static func key(_ finding: Finding) -> [[UInt8]] {
        let place = finding.diagnostic.primary.location.range?.start
        return [
            finding.severity.word, finding.diagnostic.primary.location.path,
            "\(place?.line ?? 0):\(place?.column ?? 0)",
            finding.code.text, finding.diagnostic.message,
        ].map { Array($0.utf8) }
    }
}
