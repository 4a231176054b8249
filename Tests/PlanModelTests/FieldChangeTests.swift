import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Changes of fields")
struct FieldChangeTests {
    private func document(_ target: String) -> SourceText {
        SourceText(
            path: "SD-104.yaml",
            bytes: Array("id: SD-104\nmetrics:\n  - id: contacts\n    target: {value: \(target), by: 2026-09}\n".utf8))
    }

    @Test("a change marks the characters of the new value")
    func range() throws {
        let new = document("2500")
        let before = try #require(PlanText.read(document("1500"), layout: .yaml).tree?.root)
        let after = try #require(PlanText.read(new, layout: .yaml).tree?.root)
        let change = try #require(FieldChange.between(before, after).first)
        let range = try #require(change.range)
        #expect(change.field == "metrics.contacts.target.value")
        #expect(String(decoding: new.bytes[range.bytes], as: UTF8.self) == "2500")
        #expect(range.start.line == 4 && range.start.column == 21 && range.end.column == 24)
    }
}
