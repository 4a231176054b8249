import Diagnostics
import PlanText
import Testing
import TollgateTesting

@Suite("Reading any bytes")
struct AnyBytesTests {
    @Test("Random bytes are read or refused, and every finding lies in them")
    func readsRandomBytes() {
        var random = SeededGenerator(seed: 20)
        for _ in 0..<3_000 {
            check((0..<random.number(0...40)).map { _ in UInt8(random.number(0...255)) })
        }
    }

    @Test("Random bytes of YAML's alphabet are read or refused")
    func readsRandomSigns() {
        var random = SeededGenerator(seed: 21)
        let alphabet = Array("ab:-?[]{},#&*!|>'\"%@` \n\n  \t\\\r~<".utf8)
        for _ in 0..<6_000 {
            check((0..<random.number(0...40)).map { _ in random.pick(alphabet) })
        }
    }

    @Test("Soup of YAML's tokens is read or refused")
    func readsTokenSoup() {
        var random = SeededGenerator(seed: 22)
        for _ in 0..<4_000 {
            check(Array((0..<random.number(1...30)).map { _ in random.pick(Self.tokens) }.joined().utf8))
        }
    }

    @Test("A realistic initiative with random damage is read or refused")
    func readsDamagedInitiatives() {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<500 { check(damaged(Array(Samples.initiative.utf8), &random)) }
    }

    @Test("A realistic Markdown plan with random damage is read or refused")
    func readsDamagedMarkdown() {
        var random = SeededGenerator(seed: 24)
        for _ in 0..<1_000 { check(damaged(Array(Samples.markdown.utf8), &random)) }
    }

    @Test("A realistic header with random damage is read or refused")
    func readsDamagedHeaders() {
        var random = SeededGenerator(seed: 25)
        for _ in 0..<1_500 { check(damaged(Array(Samples.header.utf8), &random)) }
    }

    @Test("Cut anywhere, a realistic initiative is read or refused")
    func readsEveryPrefix() {
        let bytes = Array(Samples.initiative.utf8)
        for end in stride(from: 0, through: bytes.count, by: 3) { check(Array(bytes[..<end]), layouts: [.yaml]) }
    }

    @Test("The realistic texts that get damaged are clean themselves")
    func beginsWithCleanTexts() {
        #expect(read(Samples.initiative).codes == [])
        #expect(read(Samples.markdown, as: .frontMatter).codes == [])
        #expect(readHeaders(Samples.header).codes == [])
    }

    /// Reads the bytes in every way there is, twice.
    private func check(_ bytes: [UInt8], layouts: [PlanText.Layout] = [.yaml, .frontMatter]) {
        let source = SourceText(path: "plans/p/SD-1.yaml", bytes: bytes)
        for layout in layouts {
            judge(PlanText.read(source, layout: layout), PlanText.read(source, layout: layout), "\(layout)")
        }
        judge(PlanText.readHeaders(source), PlanText.readHeaders(source), "headers")
    }

    private func judge(_ first: PlanText, _ second: PlanText, _ how: String) {
        let broken = Invariants.broken(in: first)
        let bytes = first.source.bytes
        #expect(
            broken.isEmpty, "\(how): \(broken.prefix(3)) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        #expect(first.diagnostics == second.diagnostics)
        #expect(Self.flat(first) == Self.flat(second))
    }

    /// A tree as text, for comparison.
    private static func flat(_ text: PlanText) -> [String] {
        text.tree?.root.all.map { "\($0.kind) \($0.style) \($0.bytes) \($0.count) \($0.string ?? "")" } ?? []
    }

    private func damaged(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<random.number(1...4) {
            let place = random.number(0...bytes.count)
            let end = min(bytes.count, place + random.number(0...20))
            switch random.number(0...5) {
            case 0 where place < bytes.count: bytes[place] = UInt8(random.number(0...255))
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: random.pick(Self.tokens).utf8, at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.number(0...bytes.count))
            case 4: bytes.insert(UInt8(random.number(0...255)), at: place)
            default:
                // Indentation is where YAML breaks best.
                if let line = bytes[..<place].lastIndex(of: 0x0A) {
                    bytes.insert(contentsOf: [0x20, 0x20], at: line + 1)
                }
            }
        }
        return bytes
    }

    private static let tokens = [
        "a", "b", "key", "x: ", ": ", ":", "- ", "-", "? ", "?", "[", "]", "{", "}", ", ", ",", "\n", "\n", "\n  ",
        "\n    ", "\n- ",
        " ", "  ", "#", " # c\n", "'", "\"", "''", "|", "|\n  x", ">", "|-\n", "|2+\n", ">-\n  y\n\n  z\n", "&a ", "*a",
        "*a ",
        "!!str ", "!t ", "!", "%YAML 1.1\n", "%", "---\n", "--- ", "---", "...\n", "\t", "\r\n", "\r", "é", "😀", "中文",
        "\u{2028}",
        "\u{85}", "\u{FEFF}", "\u{200B}", "\u{202E}", "\\", "\\n", "\\x41", "\"\\u00e9\"", "<<", "<<: ", "~", "null",
        "0", "1.5",
        "\0", "\u{1}", "\u{FFFF}", "@", "`",
    ]
}
