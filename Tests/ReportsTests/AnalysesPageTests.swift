import Foundation
import Realisation
import Testing

@testable import Reports

@Suite("AnalysesPage")
struct AnalysesPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/reference/analyses.md")

    @Test("docs/reference/analyses.md is what the catalogue says; RECORD=1 writes it")
    func document() throws {
        let text = AnalysesPage.markdown()
        if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(text.utf8).write(to: Self.page) }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(
            written.utf8.elementsEqual(text.utf8),
            "docs/reference/analyses.md differs from the catalogue: RECORD=1 swift test --filter AnalysesPage writes it"
        )
    }

    @Test("Every analysis has a name of its own in kebab case, a row and a section; every column a key and a meaning")
    func complete() {
        let names = AnalysisCatalogue.all.map(\.name)
        #expect(Set(names).count == names.count)
        let lines = AnalysesPage.markdown().split(separator: "\n")
        for one in AnalysisCatalogue.all {
            #expect(one.name.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x61 && $0 <= 0x7A }, "\(one.name)")
            #expect(lines.count { $0 == "## \(one.name)" } == 1)
            let keys = one.columns.map(\.key)
            #expect(Set(keys).count == keys.count, "\(one.name): \(keys)")
            #expect(one.columns.allSatisfy { !$0.meaning.isEmpty && !$0.meaning.hasSuffix(".") }, "\(one.name)")
            #expect(keys.contains { $0.hasPrefix("commit") || $0.hasSuffix("-commit") }, "\(one.name) names no commits")
        }
    }

    @Test("Markdown cells are text, whatever a document says")
    func markdown() {
        #expect(MarkdownText.cell("a|b <img> `c` *d* # e") == "a\\|b &lt;img&gt; \\`c\\` \\*d\\* \\# e")
        #expect(MarkdownText.block("x ``` y") == "````text\nx ``` y\n````\n")
    }
}
