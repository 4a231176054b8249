import Diagnostics
import PlanText
import Testing

@Suite("Findings of one file")
struct FindingListTests {
    private func finding(_ code: String, _ number: Int) -> Diagnostic {
        Diagnostic(RuleCode(code), "finding \(number)", at: Location(path: "file.csv"))
    }

    @Test("Up to fifty are listed as they are")
    func fifty() {
        var list = FindingList()
        for number in 1...50 { list.append(RuleCode("LDG002")) { finding("LDG002", number) } }
        #expect(list.diagnostics.map(\.message) == (1...50).map { "finding \($0)" })
    }

    @Test("The last one of a rule says how many more there are, and none of those is made")
    func more() {
        var list = FindingList()
        var made = 0
        for number in 1...1_000 {
            list.append(RuleCode("LDG002")) {
                made += 1
                return finding("LDG002", number)
            }
        }
        #expect(made == 50)
        #expect(list.diagnostics.count == 50)
        #expect(list.diagnostics.last?.message == "finding 50 (and 950 more like it in this file)")
    }

    @Test("However many there are of one rule, the first of another is listed")
    func hidesNothing() {
        var list = FindingList()
        for number in 1...500 { list.append(RuleCode("LDG011")) { finding("LDG011", number) } }
        for number in 1...3 { list.append(RuleCode("LDG006")) { finding("LDG006", number) } }
        let last = list.diagnostics.last
        #expect(last?.code == RuleCode("LDG006"))
        #expect(last?.message == "finding 1 (and 2 more like it in this file)")
    }

    @Test("Two lists become one, and what either left out is counted")
    func joins() {
        var (one, other) = (FindingList(), FindingList())
        for number in 1...60 { one.append(RuleCode("LDG002")) { finding("LDG002", number) } }
        for number in 1...70 { other.append(RuleCode("LDG002")) { finding("LDG002", number) } }
        one.append(contentsOf: other)
        #expect(one.diagnostics.count == 50)
        #expect(one.diagnostics.last?.message == "finding 50 (and 80 more like it in this file)")
    }
}
