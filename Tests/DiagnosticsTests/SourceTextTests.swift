import Testing
import TollgateTesting

import Diagnostics

@Suite("Positions in a text")
struct SourceTextTests {
    @Test("Lines and columns count from one, columns in Unicode scalars")
    func countsFromOne() {
        let source = SourceText(path: "p", bytes: Array("aé😀b\n\ncd".utf8))
        let expected = [
            // a, é (2 bytes), 😀 (4 bytes), b, LF, LF, c, d, the end
            (0, 1, 1), (1, 1, 2), (3, 1, 3), (7, 1, 4), (8, 1, 5), (9, 2, 1), (10, 3, 1), (11, 3, 2), (12, 3, 3),
        ]
        for (offset, line, column) in expected {
            #expect(source.position(at: offset) == TextPosition(line: line, column: column), "offset \(offset)")
        }
    }

    @Test("An offset beyond the end is the place behind the last character")
    func stopsAtTheEnd() {
        let source = SourceText(path: "p", bytes: Array("ab\nc".utf8))
        #expect(source.position(at: 4) == TextPosition(line: 2, column: 2))
        #expect(source.position(at: 4_000) == TextPosition(line: 2, column: 2))
        #expect(SourceText(path: "p", bytes: []).position(at: 0) == TextPosition(line: 1, column: 1))
    }

    @Test("A combining mark has a column of its own")
    func countsScalarsNotCharacters() {
        let source = SourceText(path: "p", bytes: Array("e\u{301}x".utf8))
        #expect(source.position(at: 3) == TextPosition(line: 1, column: 3))
    }

    @Test("At every character of any text the position is that of counting by hand")
    func agreesWithCountingByHand() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let text = Self.text(&random)
            let source = SourceText(path: "p", bytes: Array(text.utf8))
            var (offset, line, column) = (0, 1, 1)
            for scalar in text.unicodeScalars {
                #expect(source.position(at: offset) == TextPosition(line: line, column: column))
                offset += UTF8.width(scalar)
                (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            }
            #expect(source.position(at: offset) == TextPosition(line: line, column: column))
        }
    }

    @Test("A range goes from its first to its last character, which is inside it")
    func coversFirstToLast() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let scalars = Array(Self.text(&random).unicodeScalars)
            guard !scalars.isEmpty else { continue }
            let first = random.number(0...scalars.count - 1)
            let last = random.number(first...scalars.count - 1)
            let offsets = scalars.reduce(into: [0]) { $0.append(($0.last ?? 0) + UTF8.width($1)) }
            let source = SourceText(path: "p", bytes: scalars.flatMap { Array(String($0).utf8) })
            let range = source.range(of: offsets[first]..<offsets[last + 1])
            #expect(range.start == source.position(at: offsets[first]))
            #expect(range.end == source.position(at: offsets[last]))
            #expect(range.bytes == offsets[first]..<offsets[last + 1])
        }
    }

    @Test("An empty range is one place, also at the end and beyond it")
    func placesEmptyRanges() {
        let source = SourceText(path: "p", bytes: Array("ab\ncd".utf8))
        let middle = source.range(of: 1..<1)
        #expect(middle.start == TextPosition(line: 1, column: 2) && middle.end == middle.start)
        let end = source.range(of: 5..<5)
        #expect(end.start == TextPosition(line: 2, column: 3) && end.end == end.start)
        let beyond = source.range(of: 9..<12)
        #expect(beyond.start == end.start && beyond.end == end.start)
    }

    @Test("Bytes that are no UTF-8 have positions too")
    func survivesAnyBytes() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<500 {
            let bytes = (0..<random.number(0...30)).map { _ in UInt8(random.number(0...255)) }
            let source = SourceText(path: "p", bytes: bytes)
            var last = TextPosition(line: 1, column: 1)
            for offset in 0...bytes.count {
                let position = source.position(at: offset)
                #expect(position >= last)
                #expect(position.line == 1 + bytes[..<offset].count { $0 == 0x0A })
                last = position
            }
        }
    }

    @Test("A location carries the path, the range and the text")
    func makesLocations() {
        let source = SourceText(path: "plans/a.yaml", bytes: Array("id: SD-1\n".utf8))
        let location = source.location(4..<8)
        #expect(location.path == "plans/a.yaml")
        #expect(location.range?.start == TextPosition(line: 1, column: 5))
        #expect(location.range?.end == TextPosition(line: 1, column: 8))
        #expect(location.source == source)
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let pieces = ["a", "\n", "\r\n", "é", "中", "😀", "e\u{301}", " ", "\t", "👩‍👩‍👧", "\u{2028}"]
        return (0..<random.number(0...25)).map { _ in random.pick(pieces) }.joined()
    }
}
