import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Lists of files")
struct ListingRulesTests {
    private func judge(
        _ files: [ListedFile], changed: [ListedFile]? = nil, policy: Policy = Sample.policy(), root: String? = "plans"
    ) -> [Diagnostic] {
        ListingRules(policy, root: root).diagnostics(all: files, changed: changed ?? files)
    }

    @Test(
        "A file that nobody would judge",
        arguments: [
            "plans/notes.yaml", "plans/README.md", "plans/service-desk/deeper/SD-105.yaml",
            "plans/service-desk/SD-105.yml",
            "plans/service-desk/SD-105.YAML", "plans/service-desk/SD-105.markdown", "plans/service-desk/SD-105.csv",
            "plans/service-desk/policy.csv", "plans/service-desk/signoffs/SD-104.yaml",
        ])
    func unmatched(path: String) {
        let diagnostics = judge([Sample.file("plans/service-desk/SD-104.yaml"), Sample.file(path)])
        #expect(diagnostics.codes == [.unmatchedDocument])
        #expect(diagnostics.first?.primary.location.path == path)
    }

    @Test(
        "Files that need no entry",
        arguments: [
            "plans/policy.yaml", "plans/people.yaml", "plans/allowed_signers", "plans/revoked_signers", "plans/fx.csv",
            "plans/baseline.csv", "plans/service-desk/plan.yaml", "plans/service-desk/SD-104.csv",
            "plans/service-desk/evidence/itsm-2026q1.csv", "plans/service-desk/evidence/2026/readings.md",
            "plans/evidence/minutes.md", "plans/signoffs/SD-104/0f3c.yaml", "plans/schema/initiative.yaml",
            "plans/service-desk/picture.png", "docs/readme.md", "planspace/SD-105.yaml",
        ])
    func matched(path: String) {
        #expect(judge([Sample.file("plans/service-desk/SD-104.yaml"), Sample.file(path)]).isEmpty)
    }

    @Test("A ledger belongs to an initiative, by the name that its entry gives")
    func ledgers() {
        let ledger = Sample.file("plans/service-desk/SD-104.csv")
        #expect(judge([ledger]).codes == [.unmatchedDocument])
        #expect(judge([Sample.file("plans/service-desk/SD-104.md"), ledger]).isEmpty)
        #expect(judge([Sample.file("plans/identity/SD-104.yaml"), ledger]).codes == [.unmatchedDocument])
        let policy = Sample.policy(
            adding: """
                documents:
                  - {kind: initiative, match: "plans/*.yaml", ledger: "{stem}-ledger.csv"}
                """)
        let files = [
            Sample.file("plans/SD-1.yaml"), Sample.file("plans/SD-1-ledger.csv"), Sample.file("plans/SD-1.csv"),
        ]
        let diagnostics = judge(files, policy: policy)
        #expect(diagnostics.map(\.primary.location.path) == ["plans/SD-1.csv"])
    }

    @Test("Only files to judge are judged by themselves")
    func changedOnly() {
        let old = Sample.file("plans/notes.yaml", .executable)
        #expect(judge([old], changed: []).isEmpty)
    }

    @Test("Where the policy lies outside the repository, only its entries govern")
    func outside() {
        #expect(judge([Sample.file("plans/notes.yaml"), Sample.file("README.md")], root: nil).isEmpty)
        let rules = ListingRules(Sample.policy(), root: nil)
        #expect(rules.governs(Sample.file("plans/service-desk/SD-104.yaml")))
        #expect(!rules.governs(Sample.file("plans/notes.yaml")))
        #expect(ListingRules(Sample.policy(), root: "plans").governs(Sample.file("plans/notes.yaml")))
        #expect(!ListingRules(Sample.policy(), root: "plans").governs(Sample.file("planspace/notes.yaml")))
        #expect(ListingRules(Sample.policy(), root: "").governs(Sample.file("notes.yaml")))
    }

    @Test("At the top of the repository everything is governed")
    func topLevel() {
        #expect(judge([Sample.file("notes.yaml")], root: "").codes == [.unmatchedDocument])
        #expect(judge([Sample.file("policy.yaml"), Sample.file("evidence/a.csv")], root: "").isEmpty)
    }

    @Test(
        "Modes",
        arguments: [
            (.executable, "is executable"), (.link, "is a symbolic link"), (.submodule, "is a submodule"),
            (.unusual("100664"), "has the mode 100664"),
        ] as [(ListedFile.Kind, String)])
    func modes(kind: ListedFile.Kind, words: String) throws {
        let diagnostics = judge([Sample.file("plans/service-desk/SD-104.yaml", kind)])
        #expect(diagnostics.codes == [.fileMode])
        #expect(diagnostics.first?.message.contains(words) == true)
    }

    @Test(
        "Paths that are one on some file systems",
        arguments: [
            ("plans/a/SD-1.yaml", "plans/a/sd-1.yaml"), ("plans/a/SD-1.yaml", "plans/A/SD-1.yaml"),
            // é as one character and as two.
            ("plans/a/evidence/caf\u{E9}.txt", "plans/a/evidence/cafe\u{301}.txt"),
            ("plans/a/evidence/CAF\u{C9}.txt", "plans/a/evidence/cafe\u{301}.txt"),
        ])
    func collisions(first: String, second: String) throws {
        let files = [Sample.file(first), Sample.file(second)]
        let diagnostics = judge(files).filter { $0.code == .pathCollision }
        #expect(diagnostics.count == 1)
        let path = try #require(diagnostics.first).primary.location.path
        #expect(Array(path.utf8) == Array(second.utf8))
        // It is a finding of whichever of the two is judged.
        for file in files { #expect(judge(files, changed: [file]).codes.contains(.pathCollision)) }
        #expect(judge(files, changed: []).isEmpty)
    }

    @Test("Paths that differ do not collide")
    func noCollision() {
        #expect(judge([Sample.file("plans/a/SD-1.yaml"), Sample.file("plans/b/SD-1.yaml")]).isEmpty)
    }

    @Test(
        "Characters that are read differently elsewhere",
        arguments: [
            "plans/a/evidence/m\u{E4}rz.txt", "plans/a/evidence/a\\b.txt", "plans/a/evidence/a\nb.txt",
            "plans/a/evidence/\"a\".txt", "plans/a/evidence/10:30.txt", "plans/a/evidence/a\u{200B}.txt",
            "plans/a/evidence/what?.txt", "plans/a/evidence/a*.txt", "plans/a/evidence/ a.txt",
            "plans/a/evidence/a.txt ",
            "plans/a/evidence/a.", "plans/a /evidence/a.txt", "plans/a/evidence/../a.txt", "plans//a.txt",
            "plans/a/evidence/$(id).txt", "plans/a/evidence/a;b.txt", "plans/a/evidence/a\u{7F}.txt",
        ])
    func characters(path: String) {
        #expect(judge([Sample.file(path)]).codes == [.pathCharacters])
    }

    @Test("Bytes that are no UTF-8, shown as escapes")
    func invalidUTF8() {
        let raw = Array("plans/a/evidence/m".utf8) + [0xE4] + Array("rz.txt".utf8)
        let file = ListedFile(rawPath: raw, path: Printable.path(raw), kind: .regular)
        let diagnostics = judge([file])
        #expect(diagnostics.codes == [.pathCharacters])
        #expect(diagnostics.first?.primary.location.path == "plans/a/evidence/m\\xe4rz.txt")
    }

    @Test(
        "Characters that are the same everywhere",
        arguments: [
            "plans/a/evidence/minutes 2026-06-05.txt", "plans/a/evidence/cost (v2), final.pdf",
            "plans/a/evidence/a_b+c@d=e.txt", "plans/a/evidence/.keep", "plans/a/evidence/archive.tar.gz",
        ])
    func goodCharacters(path: String) {
        #expect(judge([Sample.file(path)]).isEmpty)
    }
}
