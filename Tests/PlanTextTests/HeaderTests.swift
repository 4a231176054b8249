import Diagnostics
import PlanText
import Testing

@Suite("Headers, line by line")
struct HeaderTests {
    @Test("A header is its lines of key and value, and the rest is prose")
    func readsLines() throws {
        let text = readHeaders(
            "PEP: 8\nTitle: Style Guide: für Python\nStatus: Active\n\nIntroduction\n====\nStatus: x\n")
        #expect(text.isClean)
        let root = try #require(text.tree?.root)
        #expect(Self.pairs(text) == ["PEP=8", "Title=Style Guide: für Python", "Status=Active"])
        #expect(root.kind == .mapping && root.count == 3)
        #expect(root.cut == "PEP: 8\nTitle: Style Guide: für Python\nStatus: Active")
        #expect(root.all.allSatisfy { $0.kind == .mapping || $0.style == .plain })
    }

    @Test("Keys and values know their places")
    func placesFields() throws {
        let root = try #require(readHeaders("\n---\nTitle:  größer  \nStatus:\tActive\n").tree?.root)
        #expect(root["Title"]?.cut == "größer")
        #expect(root["Title"]?.location.range?.start == TextPosition(line: 3, column: 9))
        #expect(root["Title"]?.location.range?.end == TextPosition(line: 3, column: 14))
        #expect(root.pair("Status")?.key.location.range?.start == TextPosition(line: 4, column: 1))
        #expect(root["Status"]?.cut == "Active")
    }

    @Test("A line that begins with a blank goes on with the value before it")
    func continuesValues() throws {
        let text = readHeaders("Author: Mia,\n  Ana\n\tLi\nStatus: Draft\n\n  not this\n")
        #expect(text.isClean)
        #expect(Self.pairs(text) == ["Author=Mia,\n  Ana\n\tLi", "Status=Draft"])
        #expect(text.tree?.root["Author"]?.location.range?.end == TextPosition(line: 3, column: 3))
    }

    @Test("A value that begins on the next line is that line")
    func continuesEmptyValues() {
        #expect(Self.pairs(readHeaders("Status:\n  Draft\nTitle: x\n")) == ["Status=Draft", "Title=x"])
        #expect(Self.pairs(readHeaders("Author:\n  Mia,\n  Ana\n")) == ["Author=Mia,\n  Ana"])
    }

    @Test("What goes on with a line looks like a field and is none")
    func doesNotReadIndentedFields() {
        #expect(
            Self.pairs(readHeaders("Author: Mia\n  Status: Final\nStatus: Draft\n")) == [
                "Author=Mia\n  Status: Final", "Status=Draft",
            ])
    }

    @Test("The second of two equal keys is a finding, and the first counts")
    func reportsDuplicates() throws {
        let text = readHeaders("Status: Draft\nTitle: x\nStatus: Final\n")
        let finding = try #require(text.diagnostics.first)
        #expect(text.codes == ["SYN016"])
        #expect(finding.place == "3:1")
        #expect(finding.secondary.map(\.place) == ["1:1"])
        #expect(finding.message.contains("`Status`"))
        #expect(Self.pairs(text) == ["Status=Draft", "Title=x"])
    }

    @Test("What goes on with a second field of the same name belongs to no other")
    func dropsTheWholeDuplicate() {
        let text = readHeaders("Status: Draft\nTitle: x\nStatus:\n  Final\n  really\nOwner: mia\n")
        #expect(text.codes == ["SYN016"])
        #expect(Self.pairs(text) == ["Status=Draft", "Title=x", "Owner=mia"])
    }

    @Test("Keys of another case are other keys")
    func keepsCasesApart() {
        #expect(readHeaders("Status: a\nstatus: b\n").codes == [])
    }

    @Test(
        "A header may stand between fences, behind blank lines, and end at a fence, a blank line or any other line",
        arguments: [
            "---\na: 1\nb: 2\n---\nc: 3\n", "\n\na: 1\nb: 2\n\nc: 3\n", "a: 1\nb: 2\n---\nc: 3\n",
            "a: 1\nb: 2\nProse begins\nc: 3\n",
            "a: 1\nb: 2\n# Heading\nc: 3\n", "a: 1\nb: 2", "a: 1\r\nb: 2\r\n\r\nc: 3\r\n",
            "---\r\na: 1\r\nb: 2\r\n---\r\n", "a:1\nb:2\n: x\nc: 3\n",
            "a: 1\nb: 2\nwith blanks: 3\n", "a: 1\nb: 2\nключ: 3\n",
        ])
    func endsAtTheFirstOtherLine(text: String) {
        #expect(Self.pairs(readHeaders(text)) == ["a=1", "b=2"])
    }

    @Test(
        "What repositories of proposals really begin with is read",
        arguments: [
            // Python: continued authors, links, dates.
            (
                "PEP: 8\nTitle: Style Guide\nAuthor: Ada <a@x.org>,\n        Bob <b@x.org>\nStatus: Active\nPost-History: `05-Jul-2001 <https://x.org/a:b>`__,\n              01-Aug-2013\n\n\nIntroduction\n============\n",
                "Active", 5
            ),
            // Debian: values that begin on the next line, and empty ones.
            (
                "Title: Machine-readable files\nDEP: 5\nState: x\nStatus: Accepted\nDrivers:\n a\n b\nLicense:\n Copying\nAbstract:\n text\n",
                "Accepted", 7
            ),
            // Between fences: empty lines, remarks, lists and lines that are no fields do not end it.
            (
                "---\ntitle: RFC 1: a: b\n\n# people\nauthors:\n- Ada: lead\n- Bob\nno field at all\nStatus: Final\n---\nText: x\n",
                "Final", 3
            ),
            ("---\nstart date: 2020-01-01\nrfc pr: x\nStatus: Draft\n---\n", "Draft", 3),
            // Without fences, words that begin with a capital.
            ("Start Date: 2020-01-01\nRFC PR: #12\nLast Modified By: x\nStatus: Draft\n\nText\n", "Draft", 4),
            // A line in front that is never closed is no fence.
            ("---\nStatus: Draft\n\nText: prose\n", "Draft", 1),
        ])
    func realWorld(_ text: String, _ status: String, _ count: Int) throws {
        let root = try #require(readHeaders(text).tree?.root)
        #expect(root["Status"]?.string == status)
        #expect(root.count == count)
    }

    @Test(
        "A text that does not begin with a field has no header",
        arguments: [
            "", "\n", "---\n---\n", "# Title\nStatus: x\n", "Just prose.\n", ": x\n", "=====\nStatus: x\n", "ключ: x\n",
            "two words: x\n",
            "#a: x\n", "- a: x\n",
        ])
    func missesAHeader(text: String) throws {
        let result = readHeaders(text)
        let finding = try #require(result.diagnostics.first)
        #expect(finding.code == .frontMatterMissing)
        #expect(finding.place == "1:1")
        #expect(finding.preventsReading && !finding.helps.isEmpty)
        #expect(result.tree == nil)
    }

    @Test(
        "Values are taken as they stand, YAML or not",
        arguments: [
            "[a, b", "\"x", "'", "a: b: c", "&x *y", "# not a comment", "|", "%", "@x", "- x", "{", "<<", "!!str x",
            "größer 😀", "",
        ])
    func takesValuesAsTheyAre(value: String) {
        let text = readHeaders("Key: \(value)\n")
        #expect(text.isClean)
        #expect(text.tree?.root["Key"]?.string == value)
    }

    @Test("The rules of the text hold here too, but tabs may stand anywhere")
    func judgesTheText() {
        #expect(readHeaders("a:\t1\n\tb\n").codes == [])
        #expect(readHeaders("a: \u{202E}1\n\nprose\u{200B}\n").codes == ["SYN006", "SYN007"])
        #expect(readHeaders("a: 1\r\nb: 2\r\n").codes == ["SYN004"])
        #expect(readHeaders("a: 1\u{2028}b: 2\n").codes == ["SYN003"])
        #expect(readHeaders("a: 1\nb: 2\na: 3\u{200B}\n").codes == ["SYN016", "SYN007"])
        let broken = PlanText.readHeaders(SourceText(path: "p", bytes: Array("a: 1\n\n".utf8) + [0xFF]))
        #expect(broken.codes == ["SYN001"] && broken.tree == nil)
    }

    @Test("A byte order mark is a finding and hides nothing")
    func readsBehindAByteOrderMark() {
        let text = readHeaders("\u{FEFF}Status: Draft\nTitle: é\n")
        #expect(text.codes == ["SYN002"])
        #expect(Self.pairs(text) == ["Status=Draft", "Title=é"])
    }

    @Test("A megabyte is read, and a byte more is not")
    func limitsSize() {
        let full = "a: 1\n\n" + String(repeating: "x", count: TextLimits.bytes - 6)
        #expect(readHeaders(full).isClean)
        #expect(readHeaders(full + "x").codes == ["SYN008"])
    }

    @Test("A header of a megabyte is read, and so is one that repeats itself")
    func survivesAMegabyte() {
        let many = readHeaders((0..<40_000).map { "k\($0): x\n" }.joined())
        #expect(many.isClean)
        #expect(many.tree?.root.count == 40_000)
        let same = readHeaders(String(repeating: "a: x\n", count: 100_000))
        #expect(same.tree?.root.count == 1)
        #expect(same.diagnostics.count == TextLimits.findings)
        let long = readHeaders("a: x\n" + String(repeating: " y\n", count: 100_000))
        #expect(long.tree?.root["a"]?.bytes == 3..<300_004)
    }

    private static func pairs(_ text: PlanText) -> [String] {
        text.tree?.root.pairs.map { "\($0.key.string ?? "?")=\($0.value.string ?? "?")" } ?? []
    }
}
