import Diagnostics
import Foundation
import Testing

@testable import Governance

@Suite("Catalogue of rules")
struct RuleCatalogueTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    private static func swiftFiles(in folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    /// The codes that a `static let … = RuleCode("…")` declares, and the names of those constants.
    private static func declarations() throws -> [(code: String, constant: String)] {
        let pattern = /static let (\w+) = RuleCode\("([^"]*)"\)/
        return try swiftFiles(in: sources).flatMap { file in
            try String(contentsOf: file, encoding: .utf8).matches(of: pattern)
                .map { (code: String($0.2), constant: String($0.1)) }
        }
    }

    @Test("Every declared code is in the catalogue exactly once, and nothing else is")
    func declaredCodes() throws {
        let declared = try Self.declarations().map(\.code).sorted()
        #expect(!declared.isEmpty)
        #expect(declared == RuleCatalogue.rules.map(\.code.text))
    }

    @Test("The list is in the order of codes, each of three letters and three digits")
    func order() {
        let codes = RuleCatalogue.rules.map(\.code)
        #expect(codes == codes.sorted())
        #expect(Set(codes).count == codes.count)
        for code in codes { #expect(code.text.wholeMatch(of: /[A-Z]{3}[0-9]{3}/) != nil, "\(code)") }
    }

    @Test("One rule is one file, named by its code and its constant")
    func files() throws {
        let folder = Self.sources.appending(path: "Governance/Catalogue/Rules")
        let files = Set(Self.swiftFiles(in: folder).map { $0.deletingPathExtension().lastPathComponent.lowercased() })
        #expect(files == Set(try Self.declarations().map { ($0.code + $0.constant).lowercased() }))
    }

    @Test("Names are in kebab case and unique")
    func names() {
        let names = RuleCatalogue.rules.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(name)") }
    }

    @Test("A code is never used again")
    func ledger() {
        let codes = CodeLedger.codes.map(\.code)
        #expect(codes == codes.sorted())
        #expect(Set(codes).count == codes.count)
        #expect(CodeLedger.retired.isSubset(of: codes))
        let names = Dictionary(uniqueKeysWithValues: CodeLedger.codes.map { ($0.code, $0.name) })
        for rule in RuleCatalogue.rules {
            #expect(names[rule.code.text] == rule.name, "\(rule.code) is not in the ledger under its name")
            #expect(!CodeLedger.retired.contains(rule.code.text), "\(rule.code) is retired")
        }
        #expect(codes.count == RuleCatalogue.rules.count + CodeLedger.retired.count)
    }

    @Test("Texts are there and whole", arguments: RuleCatalogue.rules.map(\.code))
    func texts(code: RuleCode) throws {
        let rule = try #require(RuleCatalogue.rule(code))
        for text in [rule.summary, rule.rationale, rule.remedy] + situations(rule) {
            #expect(text.count >= 20)
            #expect(text.hasSuffix("."), "\(text)")
            #expect(!text.contains("\n") && !text.contains("  "), "\(text)")
            #expect(text.count { $0 == "`" }.isMultiple(of: 2), "\(text)")
            for placeholder in ["TODO", "FIXME", "TBD", "XXX", "lorem", "…."] { #expect(!text.contains(placeholder)) }
        }
        let words = rule.summary.replacing(/`[^`]*`/, with: "")
        #expect(!words.contains(". "), "a summary is one sentence")
        #expect(rule.since.wholeMatch(of: /[0-9]+\.[0-9]+/) != nil)
    }

    private func situations(_ rule: Rule) -> [String] {
        [rule.failing, rule.passing].compactMap { if case .situation(let text) = $0 { text } else { nil } }
    }

    @Test("A rule is found by its code or its name, in any case")
    func lookUp() {
        #expect(RuleCatalogue.rule(named: "syn016")?.name == "duplicate-key")
        #expect(RuleCatalogue.rule(named: "Duplicate-Key")?.code == RuleCode("SYN016"))
        #expect(RuleCatalogue.rule(named: "duplicate") == nil)
        #expect(RuleCatalogue.rule(RuleCode("SYN999")) == nil)
    }

    @Test("What breaks gates, trust, history or what has landed in a ledger, or prevents reading, has a fixed severity")
    func adjustable() {
        let keeping = [
            "LDG001", "LDG002", "LDG003", "LDG004", "LDG005", "LDG016", "LDG031", "LDG032", "LDG033",
        ]
        for rule in RuleCatalogue.rules {
            let isFixed =
                ["GAT", "SGN", "TRU", "HIS"].contains(rule.code.family) || rule.preventsReading
                || keeping.contains(rule.code.text)
            #expect((rule.adjustability == .never) == isFixed, "\(rule.code)")
            // What a person has to look at, what is loud rather than wrong, and a clock that was wrong and has landed.
            let telling = ["SGN003", "SGN005", "SGN110", "SGN111", "HIS005"]
            if isFixed, !telling.contains(rule.code.text) { #expect(rule.severity == .error, "\(rule.code)") }
        }
    }
}
