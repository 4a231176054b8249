import Diagnostics
import PlanText
import Testing

@Suite("Front matter")
struct FrontMatterTests {
    @Test("The YAML between the fences is read, at its place in the file")
    func readsBetweenFences() throws {
        let text = read("---\nid: SD-1\ntitle: größer\n---\n# Prose\n", as: .frontMatter)
        #expect(text.isClean)
        let root = try #require(text.tree?.root)
        #expect(root.cut == "id: SD-1\ntitle: größer")
        #expect(root["title"]?.cut == "größer")
        #expect(root["title"]?.location.range?.start == TextPosition(line: 3, column: 8))
        #expect(root["title"]?.location.range?.end == TextPosition(line: 3, column: 13))
    }

    @Test(
        "Fences are lines of three dashes, with any line end",
        arguments: [
            "---\na: 1\n---\nprose\n", "---\na: 1\n---", "---\r\na: 1\r\n---\r\nprose\r\n", "---\r\na: 1\n---\n",
            "---\na: 1\n---\r",
            "---\na: 1\n\n---\n\n---\n", "---\na: 1\n---\n---\n---\n", "---\n# why\na: 1\n---\nprose",
        ])
    func knowsFences(text: String) {
        let root = read(text, as: .frontMatter).tree?.root
        #expect(root?.content == .mapping([Content.Pair(key: .scalar("a"), value: .scalar("1"))]))
    }

    @Test(
        "Without both fences there is nothing to read",
        arguments: [
            "", "-", "--", "---", "---\n", "---\na: 1\n", "a: 1\n---\n", "\n---\na: 1\n---\n", " ---\na: 1\n---\n",
            "----\na: 1\n----\n",
            "---\na: 1\n----\n", "---\na: 1\n ---\n", "--- \na: 1\n---\n", "---\na: 1\n--- \n", "---a: 1\n---\n",
            "# Title\n\n---\na: 1\n---\n",
            "---\ra: 1\r---\r", "+++\na: 1\n+++\n",
        ])
    func missesFences(text: String) throws {
        let result = read(text, as: .frontMatter)
        #expect(result.tree == nil)
        let finding = try #require(result.diagnostics.first)
        #expect(finding.code == .frontMatterMissing)
        #expect(finding.place == "1:1")
        #expect(finding.preventsReading)
        #expect(!finding.helps.isEmpty)
    }

    @Test("A line of dashes further down in the prose ends nothing")
    func leavesProseAlone() throws {
        let text = read("---\na: 1\n---\nHeading\n---\nb: 2\n---\n: [ } & * ! % @\n", as: .frontMatter)
        #expect(text.isClean)
        #expect(text.tree?.root.cut == "a: 1")
    }

    @Test("The first line of dashes ends the front matter, even in a literal")
    func endsAtTheFirstFence() throws {
        let text = read("---\na: |\n  x\n---\n  y\n---\n", as: .frontMatter)
        #expect(text.isClean)
        #expect(text.tree?.root["a"]?.string == "x\n")
        let indented = read("---\na: |\n  ---\n  y\n---\n", as: .frontMatter)
        #expect(indented.tree?.root["a"]?.string == "---\ny\n")
    }

    @Test(
        "Front matter without a field cannot be read",
        arguments: ["---\n---\n", "---\n\n---\n", "---\n# only this\n---\nprose\n"])
    func refusesEmptyFrontMatter(text: String) throws {
        let result = read(text, as: .frontMatter)
        #expect(result.codes == ["SYN010"])
        #expect(result.diagnostics.first?.place == "2:1")
        #expect(result.unreadable?.contains("empty") == true)
    }

    @Test("What is wrong with the YAML is reported where it is in the file")
    func placesFindings() {
        #expect(
            read("---\na: 1\na: 2\n---\n", as: .frontMatter).diagnostics.map { "\($0.place) \($0.code)" } == [
                "3:1 SYN016"
            ])
        #expect(
            read("---\né: [1\n---\n]\n", as: .frontMatter).diagnostics.map { "\($0.place) \($0.code)" } == [
                "3:1 SYN010"
            ])
        #expect(
            read("---\né: &x 1\n---\n", as: .frontMatter).diagnostics.map { "\($0.place) \($0.code)" } == ["2:4 SYN012"]
        )
        #expect(
            read("---\né: ü: ä\n---\n", as: .frontMatter).diagnostics.map { "\($0.place) \($0.code)" } == ["2:5 SYN010"]
        )
    }

    @Test("The prose keeps the rules of the text as well, but may have tabs")
    func judgesTheProse() {
        #expect(read("---\na: 1\n---\n\tcode\n", as: .frontMatter).codes == [])
        #expect(read("---\na: 1\t# x\n---\n\tcode\n", as: .frontMatter).codes == ["SYN005"])
        #expect(
            read("---\na: 1\n---\n\u{202E}x\u{200B}\u{2028}\r\u{7}\n", as: .frontMatter).codes == [
                "SYN006", "SYN007", "SYN003", "SYN003", "SYN005",
            ])
        #expect(read("---\na: 1\n---\nprose\r\n", as: .frontMatter).codes == ["SYN004"])
        #expect(read("---\na: 1\n---\n# Title\nb: [\n", as: .frontMatter).codes == [])
    }

    @Test("Prose that is no UTF-8 keeps the file from being read")
    func refusesBrokenProse() {
        let result = read(Array("---\na: 1\n---\ncaf".utf8) + [0xE9, 0x0A], as: .frontMatter)
        #expect(result.codes == ["SYN001"])
        #expect(result.diagnostics.first?.place == "4:4")
        #expect(result.tree == nil)
    }

    @Test("A byte order mark is a finding and hides nothing, as in YAML")
    func readsBehindAByteOrderMark() throws {
        let text = read("\u{FEFF}---\na: é\n---\nprose\n", as: .frontMatter)
        #expect(text.codes == ["SYN002"])
        let node = try #require(text.tree?.root["a"])
        #expect(node.cut == "é")
        #expect(node.location.range?.start == TextPosition(line: 2, column: 4))
        let mended = try #require(text.diagnostics.first?.fix).applied(to: text.source.bytes)
        #expect(read(mended, as: .frontMatter).isClean)
    }

    @Test(
        "A Markdown file has front matter, everything else is YAML",
        arguments: [
            ("plans/p/SD-1.md", true), (".md", true), ("plans/p/SD-1.yaml", false), ("SD-1.yml", false), ("md", false),
            ("", false),
            ("a.md/b", false), ("SD-1.MD", false), ("SD-1.md.yaml", false),
        ])
    func choosesTheLayout(path: String, isMarkdown: Bool) {
        switch PlanText.Layout(path: path) {
        case .yaml: #expect(!isMarkdown)
        case .frontMatter: #expect(isMarkdown)
        }
    }

    @Test("A text of the other layout is no accident that passes")
    func tellsLayoutsApart() {
        #expect(read("---\na: 1\n---\n# Prose\n", as: .yaml).codes == ["SYN011"])
        #expect(read("a: 1\n", as: .frontMatter).codes == ["SYN020"])
    }
}
