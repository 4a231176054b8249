import Diagnostics
import Foundation
import Governance
import Testing

@testable import Reports

@Suite("RulesPage")
struct RulesPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/rules.md")

    @Test("docs/rules.md is what the catalogue says; RECORD=1 writes it")
    func document() throws {
        let text = RulesPage.markdown()
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(text.utf8).write(to: Self.page)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        let isCurrent = written.utf8.elementsEqual(text.utf8)
        #expect(isCurrent, "docs/rules.md differs from the catalogue: RECORD=1 swift test --filter RulesPage writes it")
    }

    @Test("Every rule has its anchor, its row and its section, once")
    func complete() {
        let lines = RulesPage.markdown().split(separator: "\n")
        for rule in RuleCatalogue.rules {
            #expect(lines.count { $0 == "<a id=\"\(rule.code)\"></a>" } == 1)
            #expect(lines.count { $0 == "### \(rule.code) `\(rule.name)`" } == 1)
            #expect(lines.count { $0.hasPrefix("| [\(rule.code)](#\(rule.code)) | `\(rule.name)` |") } == 1)
        }
        #expect(Set(RuleCatalogue.rules.map(\.code.family)).isSubset(of: RuleFamily.all.map(\.letters)))
    }

    @Test("The page has no character that cannot be seen")
    func visible() {
        for scalar in RulesPage.markdown().unicodeScalars where scalar != "\n" {
            #expect(CharacterClass.of(scalar) == .ordinary && scalar != "\t")
        }
    }

    @Test("A rule in words and examples")
    func explanation() throws {
        let rule = try #require(RuleCatalogue.rule(named: "duplicate-key"))
        #expect(
            RulesPage.text(for: rule) == """
                SYN016 duplicate-key

                A key stands once in its mapping.

                Severity: error; a policy may change it for documents that were not written for
                Tollgate, as in `rules: {SYN016: warning}`. Since 0.1.

                Why
                  Most YAML readers take the last of two equal keys without a word, and people
                  read the first. Whoever signs for the stage or the target at the top of a long
                  plan would be signing what somebody wrote further down. Keys are compared
                  after unescaping: `"st\\x61ge"` is `stage` too.

                What to do
                  Keep one of the two; the finding shows both places.

                Fails
                  plans/service-desk/SD-104.yaml
                  | schema: tollgate/initiative/v1
                  | id: SD-104
                  | title: Move password resets to self-service
                  | stage: detailed
                  | owner: ana.ruiz
                  | ↓stage: decided

                Passes
                  plans/service-desk/SD-104.yaml
                  | schema: tollgate/initiative/v1
                  | id: SD-104
                  | title: Move password resets to self-service
                  | stage: detailed
                  | owner: ana.ruiz

                ↓ stands before the place that the finding points at.

                """)
    }

    private func text(_ name: String, width: Int = 80) throws -> String {
        RulesPage.text(for: try #require(RuleCatalogue.rule(named: name)), width: width)
    }

    @Test("A landing is shown as its change")
    func landing() throws {
        let text = try text("skipped-stage")
        #expect(text.contains("Severity: error, whatever the policy says: the rule guards gates"))
        #expect(
            text.contains(
                """
                Fails
                  plans/service-desk/SD-104.yaml
                  |  schema: tollgate/initiative/v1
                  |  id: SD-104
                  |  title: Move password resets to self-service
                  | -stage: identified
                  | +stage: ↓decided

                """))
    }

    @Test("A mark alone is no change, and files come, go and stay")
    func files() throws {
        #expect(try text("policy-version").contains("  |  version: ↓3\n"))
        #expect(try text("deleted-initiative").contains("plans/service-desk/SD-104.yaml (deleted)\n"))
        #expect(try text("duplicate-id").contains("plans/service-desk/SD-104.yaml (unchanged)\n"))
        #expect(try text("duplicate-id").contains("plans/identity/SD-104.yaml (new)\n"))
        #expect(try text("id-used-again").contains("  Earlier landings had initiatives with these ids: `SD-104`.\n"))
    }

    @Test("A list of files, with their kinds")
    func listing() throws {
        #expect(try text("file-mode").contains("  | ↓plans/service-desk/SD-104.yaml (symbolic link)\n"))
    }

    @Test("Characters that cannot be seen are named")
    func invisible() throws {
        #expect(try text("crlf").contains("  | schema: tollgate/initiative/v1↓⟨U+000D⟩\n"))
        #expect(try text("control-character").contains("stage: detailed↓⟨U+0009⟩# waits"))
        #expect(try text("bidirectional-control").contains("↓⟨U+202E⟩00021↓⟨U+202C⟩"))
    }

    @Test("A situation needs no mark")
    func situation() throws {
        let text = try text("invalid-utf-8")
        #expect(text.contains("Severity: error, whatever the policy says: what breaks this rule cannot be read."))
        #expect(!text.contains("↓"))
    }

    @Test("Prose keeps to the width", arguments: [40, 80, 120])
    func width(width: Int) {
        for rule in RuleCatalogue.rules {
            for line in RulesPage.text(for: rule, width: width).split(separator: "\n") where !line.hasPrefix("  | ") {
                let isOneWord = !line.dropFirst(2).contains(" ")
                #expect(
                    line.count <= width || isOneWord || line.hasPrefix("↓") || line.hasPrefix("  plans/"), "\(line)")
            }
        }
    }
}
