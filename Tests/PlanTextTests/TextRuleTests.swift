import Diagnostics
import PlanText
import Testing

@Suite("Rules of the text")
struct TextRuleTests {
    @Test("A rule is reported with its code, in words, where it is broken", arguments: RuleExample.all)
    func reportsABrokenRule(example: RuleExample) throws {
        let text = read(example.broken, as: example.layout)
        let finding = try #require(text.findings(example.code).first, "\(text.codes)")
        #expect(finding.place == example.place)
        #expect(finding.message.contains(example.mention), "\(finding.message)")
        #expect(!finding.message.hasSuffix("."))
        #expect(finding.primary.location.path == "plans/p/SD-1.yaml")
        #expect(!text.isClean)
    }

    @Test("A text that keeps the rule has no finding", arguments: RuleExample.all)
    func acceptsAKeptRule(example: RuleExample) {
        let text = read(example.kept, as: example.layout)
        #expect(text.diagnostics.isEmpty)
        #expect(text.isClean)
        #expect(text.tree != nil)
        #expect(text.unreadable == nil)
    }

    @Test("Whether a document can still be read depends on the rule", arguments: RuleExample.all)
    func readsWhatCanBeRead(example: RuleExample) throws {
        let text = read(example.broken, as: example.layout)
        let finding = try #require(text.findings(example.code).first)
        #expect(finding.preventsReading == example.preventsReading)
        if example.preventsReading {
            #expect(text.tree == nil)
            #expect(text.unreadable == finding.message)
        }
    }

    @Test("Every rule that a text can break has its example")
    func coversEveryRule() {
        let codes = Set(RuleExample.all.map(\.code))
        let expected = (1...20).filter { ![9, 19].contains($0) }.map { "SYN0" + ($0 < 10 ? "0" : "") + "\($0)" }
        #expect(codes.map(\.text).sorted() == expected)
    }

    @Test("The second of two equal keys is marked, and the first is named beside it")
    func namesBothDuplicates() throws {
        let finding = try #require(read("a: 1\nbb:\n  x: 1\n  y: 2\n  x: 3\n").findings(.duplicateKey).first)
        #expect(finding.place == "5:3")
        #expect(finding.secondary.map(\.place) == ["3:3"])
        #expect(finding.secondary.first?.text == "first here")
        #expect(finding.helps == ["keep one of the two"])
    }

    @Test("A key that stands three times is reported twice, each time with the first")
    func reportsEveryDuplicate() {
        let findings = read("a: 1\na: 2\nb: 3\na: 4\n").findings(.duplicateKey)
        #expect(findings.map(\.place) == ["2:1", "4:1"])
        #expect(findings.flatMap { $0.secondary.map(\.place) } == ["1:1", "1:1"])
    }

    @Test(
        "Equal keys are found however they are spelled",
        arguments: [
            "stage: a\n\"stage\": b\n", "stage: a\n'stage': b\n", "stage: a\n\"st\\x61ge\": b\n",
            "stage: a\n\"st\\u0061ge\": b\n",
            "stage: a\n\"\\U00000073tage\": b\n", "stage: a\n? stage\n: b\n", "stage: a\n? |-\n  stage\n: b\n",
            "stage: a\n? >-\n  stage\n: b\n", "{stage: a, \"stage\": b}", "x: {stage: a, 'stage': b}",
            "'it''s': a\n\"it's\": b\n", "\"\": a\n'': b\n", "{'': '', \"\": ''}", "é: a\n\"\\xe9\": b\n",
            "😀: a\n\"\\U0001F600\": b\n",
        ])
    func findsDuplicatesInAnySpelling(text: String) {
        #expect(read(text).codes == ["SYN016"])
    }

    @Test(
        "Keys that only look alike are two keys",
        arguments: [
            "stage: a\nStage: b\n", "\"stage \": a\nstage: b\n", "e\u{301}: a\n\u{E9}: b\n", "1: a\n01: b\n",
            "~: a\nnull: b\n",
            "a: {x: 1}\nb: {x: 1}\n", "- x: 1\n- x: 1\n", "x: {x: {x: 1}}\n",
        ])
    func keepsDifferentKeysApart(text: String) {
        #expect(read(text).codes == [])
    }

    @Test("A mapping with many keys finds the one that stands twice")
    func findsADuplicateAmongMany() {
        let keys = (0..<200).map { "key-\($0): x\n" }.joined()
        #expect(read(keys).codes == [])
        let findings = read(keys + "\"key\\x2d17\": y\n").findings(.duplicateKey)
        #expect(findings.map(\.place) == ["201:1"])
        #expect(findings.first?.secondary.map(\.place) == ["18:1"])
    }

    @Test("Line ends of CRLF are one finding, and its fix leaves LF alone")
    func mendsCRLF() throws {
        let text = read("a: 1\r\nb: |\r\n  x\r\nc: 2\n")
        #expect(text.codes == ["SYN004"])
        let finding = try #require(text.diagnostics.first)
        #expect(finding.place == "1:5")
        let mended = try #require(finding.fix).applied(to: text.source.bytes)
        #expect(String(decoding: mended, as: UTF8.self) == "a: 1\nb: |\n  x\nc: 2\n")
        #expect(read(mended).isClean)
    }

    @Test("A lone CR beside CRLF is not mended away")
    func leavesALoneCR() throws {
        let text = read("a: 1\r\nb: 'x\r  y'\r\n")
        #expect(text.codes == ["SYN004", "SYN003"])
        let mended = try #require(text.diagnostics.first?.fix).applied(to: text.source.bytes)
        #expect(read(mended).codes == ["SYN003"])
    }

    @Test("The fix for a byte order mark removes it")
    func mendsAByteOrderMark() throws {
        let text = read("\u{FEFF}a: 1\n")
        #expect(text.codes == ["SYN002"])
        let mended = try #require(text.diagnostics.first?.fix).applied(to: text.source.bytes)
        #expect(String(decoding: mended, as: UTF8.self) == "a: 1\n")
        #expect(text.diagnostics.first?.helps == ["`tollgate check --fix` mends it"])
    }

    @Test("A byte order mark further on is a zero-width character")
    func knowsAMarkFurtherOn() {
        #expect(read("a: 1\n\u{FEFF}b: 2\n").codes.first == "SYN007")
        #expect(read("\u{FEFF}\u{FEFF}a: 1\n").codes == ["SYN002", "SYN007"])
    }

    @Test("Findings come in the order of the text")
    func sortsFindings() {
        let text = read("a: \u{202E}x\nb: &n y\na: 1\n<<: z\nc: \u{200B}\n")
        #expect(
            text.diagnostics.map { "\($0.place) \($0.code)" } == [
                "1:4 SYN006", "2:4 SYN012", "3:1 SYN016", "4:1 SYN013", "5:4 SYN007",
            ])
    }

    @Test("One document gets no more than so many findings")
    func limitsFindings() {
        let invisible = read(String(repeating: "- \u{200B}\n", count: 5_000))
        #expect(invisible.diagnostics.count == TextLimits.findings)
        #expect(invisible.tree?.root.count == 5_000)
        let duplicates = read(String(repeating: "a: 1\n", count: 5_000))
        #expect(duplicates.diagnostics.count == TextLimits.findings)
        let aliases = read("[" + String(repeating: "*a,", count: 5_000) + "]")
        #expect(aliases.diagnostics.count == TextLimits.findings)
        // What prevents reading is always said.
        let broken = read(String(repeating: "- \u{200B}\n", count: 5_000) + "]")
        #expect(broken.diagnostics.count == TextLimits.findings + 1)
        #expect(broken.codes.last == "SYN010")
    }
}

/// A text that breaks a rule, and one like it that keeps it.
struct RuleExample: Sendable, CustomTestStringConvertible {
    let code: RuleCode
    let broken: [UInt8]
    let kept: [UInt8]
    /// Where the finding points, as `line:column`.
    let place: String
    /// What its message names.
    let mention: String
    let preventsReading: Bool
    let layout: PlanText.Layout

    init(
        _ code: RuleCode, broken: [UInt8], kept: [UInt8], at place: String, says mention: String,
        unreadable: Bool = false,
        layout: PlanText.Layout = .yaml
    ) {
        self.code = code
        self.broken = broken
        self.kept = kept
        self.place = place
        self.mention = mention
        preventsReading = unreadable
        self.layout = layout
    }

    init(
        _ code: RuleCode, broken: String, kept: String, at place: String, says mention: String,
        unreadable: Bool = false,
        layout: PlanText.Layout = .yaml
    ) {
        self.init(
            code, broken: Array(broken.utf8), kept: Array(kept.utf8), at: place, says: mention, unreadable: unreadable,
            layout: layout)
    }

    var testDescription: String { "\(code) \(mention)" }

    static let all = [
        RuleExample(
            .invalidUTF8, broken: Array("a: caf".utf8) + [0xE9, 0x0A], kept: Array("a: café\n".utf8), at: "1:7",
            says: "UTF-8",
            unreadable: true),
        RuleExample(
            .invalidUTF8, broken: [0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], kept: Array("a: 1\n".utf8), at: "1:1",
            says: "UTF-16",
            unreadable: true),
        RuleExample(.byteOrderMark, broken: "\u{FEFF}a: 1\n", kept: "a: 1\n", at: "1:1", says: "byte order mark"),
        RuleExample(
            .foreignLineBreak, broken: "a: 1\nb: x\u{2028}y\n", kept: "a: 1\nb: x y\n", at: "2:5", says: "U+2028"),
        RuleExample(.foreignLineBreak, broken: "a: x\u{2029}\n", kept: "a: x\n", at: "1:5", says: "U+2029"),
        RuleExample(.foreignLineBreak, broken: "a: 'x\u{85}  y'\n", kept: "a: 'x\n  y'\n", at: "1:6", says: "U+0085"),
        RuleExample(
            .foreignLineBreak, broken: "a: 1\rb: 2\n", kept: "a: 1\nb: 2\n", at: "1:5", says: "lone CR (U+000D)"),
        RuleExample(.carriageReturnLineFeed, broken: "é: 1\r\nb: 2\r\n", kept: "é: 1\nb: 2\n", at: "1:5", says: "CRLF"),
        RuleExample(.controlCharacter, broken: "a: 1 # \u{7}\n", kept: "a: 1 # bell\n", at: "1:8", says: "U+0007"),
        RuleExample(.controlCharacter, broken: "a: 'x\u{7F}'\n", kept: "a: 'x'\n", at: "1:6", says: "U+007F"),
        RuleExample(.controlCharacter, broken: "a: 'x\u{9F}'\n", kept: "a: 'x\u{A0}'\n", at: "1:6", says: "U+009F"),
        RuleExample(
            .controlCharacter, broken: "a: |\n  x\ty\n", kept: "a: |\n  x y\n", at: "2:4", says: "TAB (U+0009)"),
        RuleExample(
            .bidirectionalControl, broken: "a: \"x\u{202E}y\"\n", kept: "a: \"xy\"\n", at: "1:6", says: "U+202E"),
        RuleExample(
            .bidirectionalControl, broken: "a: 1 # \u{2066}\n", kept: "a: 1 # שלום\n", at: "1:8", says: "U+2066"),
        RuleExample(.zeroWidthCharacter, broken: "st\u{200B}age: 1\n", kept: "stage: 1\n", at: "1:3", says: "U+200B"),
        RuleExample(.zeroWidthCharacter, broken: "a: x\u{E0041}\n", kept: "a: x\n", at: "1:5", says: "U+E0041"),
        RuleExample(
            .fileTooLarge, broken: String(repeating: "#", count: TextLimits.bytes + 1),
            kept: "a: 1 #" + String(repeating: "#", count: TextLimits.bytes - 6), at: "1:1", says: "1048577 bytes",
            unreadable: true),
        RuleExample(
            .yamlSyntax, broken: "a: 1\nb: [x, y\nc: 2\n", kept: "a: 1\nb: [x, y]\nc: 2\n", at: "3:2", says: "not YAML",
            unreadable: true),
        RuleExample(
            .yamlSyntax, broken: "a: x: y\n", kept: "a: 'x: y'\n", at: "1:5", says: "mapping values are not allowed",
            unreadable: true),
        RuleExample(
            .yamlSyntax, broken: "a: 1\n é: 2\nb: 3\n", kept: "a: 1\né: 2\nb: 3\n", at: "2:3", says: "not YAML",
            unreadable: true),
        RuleExample(.yamlSyntax, broken: "", kept: "a:", at: "1:1", says: "empty", unreadable: true),
        RuleExample(
            .yamlSyntax, broken: "# only this\n\n", kept: "# only this\na:\n", at: "1:1", says: "empty",
            unreadable: true),
        RuleExample(
            .severalDocuments, broken: "a: 1\n---\nb: 2\n", kept: "---\na: 1\n...\n", at: "2:1",
            says: "second document", unreadable: true),
        RuleExample(.anchorOrAlias, broken: "a: &x 1\nb: 2\n", kept: "a: '&x 1'\nb: 2\n", at: "1:4", says: "&name"),
        RuleExample(
            .anchorOrAlias, broken: "a: 1\nb: [2, *x]\n", kept: "a: 1\nb: [2, '*x']\n", at: "2:8", says: "*name"),
        RuleExample(.anchorOrAlias, broken: "a: &x {b: 1}\n", kept: "a: {b: 1}\n", at: "1:4", says: "&name"),
        RuleExample(.anchorOrAlias, broken: "a: &x [1]\n", kept: "a: [1]\n", at: "1:4", says: "&name"),
        RuleExample(.anchorOrAlias, broken: "&x a: 1\n", kept: "a: 1\n", at: "1:1", says: "&name"),
        RuleExample(
            .mergeKey, broken: "a: 1\n<<: {stage: closed}\n", kept: "a: 1\n'<<': {stage: closed}\n", at: "2:1",
            says: "<<"),
        RuleExample(
            .explicitTag, broken: "a: !!str 1\n", kept: "a: '!!str 1'\n", at: "1:4", says: "tag:yaml.org,2002:str"),
        RuleExample(.explicitTag, broken: "a: !!binary aGk=\n", kept: "a: aGk=\n", at: "1:4", says: "binary"),
        RuleExample(.explicitTag, broken: "a: !person {id: x}\n", kept: "a: {id: x}\n", at: "1:4", says: "!person"),
        RuleExample(.explicitTag, broken: "a: ! x\n", kept: "a: x\n", at: "1:4", says: "`!`"),
        RuleExample(
            .directive, broken: "%YAML 1.1\n---\na: 1\n", kept: "---\na: '%YAML 1.1'\n", at: "1:1", says: "%YAML"),
        RuleExample(
            .directive, broken: "# why\n%TAG ! tag:x,2026:\n---\na: 1\n", kept: "# %TAG\na: 1\n", at: "2:1",
            says: "%TAG"),
        RuleExample(
            .duplicateKey, broken: "a: 1\nb: 2\n\"\\x61\": 3\n", kept: "a: 1\nb: 2\n\"\\x41\": 3\n", at: "3:1",
            says: "`a`"),
        RuleExample(.duplicateKey, broken: "x: {é: 1, é: 2}\n", kept: "x: {é: 1, è: 2}\n", at: "1:11", says: "`é`"),
        RuleExample(
            .nestingTooDeep, broken: String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
            kept: String(repeating: "[", count: 32) + String(repeating: "]", count: 32), at: "1:33", says: "32",
            unreadable: true),
        RuleExample(.complexKey, broken: "? [a, b]\n: 1\n", kept: "? a b\n: 1\n", at: "1:3", says: "key"),
        RuleExample(.complexKey, broken: "x: {{a: b}: 1}\n", kept: "x: {a: {b: 1}}\n", at: "1:5", says: "key"),
        RuleExample(
            .frontMatterMissing, broken: "# Heading\n\nid: SD-1\n", kept: "---\nid: SD-1\n---\n# Heading\n", at: "1:1",
            says: "front matter", unreadable: true, layout: .frontMatter),
    ]
}
