package import Diagnostics

extension PlanText {
    /// Reads front matter that is not YAML: one `key: value` a line, up to the first line that is none.
    ///
    /// The header may stand between lines `---`; empty lines, remarks (`# …`) and elements of lists (`- …`) do not end it
    /// there. A line that begins with a blank continues the value before it. A key may be of several words: any between
    /// `---`, up to four that begin with a capital elsewhere, so that prose with a colon is none. A later key of the same
    /// name is a finding and otherwise ignored, with the lines that continue it.
    package static func readHeaders(_ source: SourceText) -> PlanText {
        guard source.bytes.count <= TextLimits.bytes else { return tooLarge(source, bytes: source.bytes.count) }
        let scan = source.bytes.withUnsafeBufferPointer { TextScan($0, in: 0..<$0.count, allowingTabs: true) }
        guard scan.isValidUTF8 else { return PlanText(source: source, tree: nil, problems: scan.problems) }
        var reader = HeaderReader(bytes: source.bytes)
        reader.read(from: scan.start)
        guard !reader.pairs.isEmpty else {
            let missing = TextProblem(
                code: .frontMatterMissing, range: 0..<0,
                message: "there is no header; expected lines `key: value` at the top",
                preventsReading: true, help: "begin the file with its fields, one `key: value` a line")
            return PlanText(source: source, tree: nil, problems: [missing] + scan.problems)
        }
        let problems = (scan.problems + reader.problems).sorted { $0.range.lowerBound < $1.range.lowerBound }
        return PlanText(source: source, tree: reader.tree(source), problems: problems)
    }
}

/// Collects the lines of a header.
private struct HeaderReader {
    let bytes: [UInt8]
    private(set) var pairs: [(key: Range<Int>, value: Range<Int>)] = []
    private(set) var problems: [TextProblem] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read(from start: Int) {
        var offset = start
        var seen: [[UInt8]: Range<Int>] = [:]
        var isDuplicate = false
        var isFenced = false
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let line = trimmed(offset..<end)
            let start = offset
            offset = end + 1
            if bytes[line].elementsEqual("---".utf8) {
                if pairs.isEmpty, !isFenced {
                    // Without a second line there is no fence, and the header ends as one does that has none.
                    isFenced = hasFence(from: offset)
                    continue
                }
                break
            }
            if line.isEmpty {
                if pairs.isEmpty || isFenced { continue }
                break
            }
            if isFenced, bytes[line.lowerBound] == 0x23 { continue }
            let isElement = isFenced && bytes[line].starts(with: "- ".utf8)
            if line.lowerBound > start || isElement, let last = pairs.last {
                guard !isDuplicate else { continue }
                let value = (last.value.isEmpty ? line : last.value).lowerBound..<line.upperBound
                pairs[pairs.count - 1] = (last.key, value)
                continue
            }
            guard let colon = bytes[line].firstIndex(of: 0x3A),
                isKey(bytes[line.lowerBound..<colon], isFenced: isFenced)
            else {
                // What is no field between the fences is left alone, like the fields that nobody asks for.
                if isFenced { continue }
                break
            }
            let key = line.lowerBound..<colon
            let name = Array(bytes[key])
            isDuplicate = seen[name] != nil
            if let first = seen[name] {
                guard problems.count < TextLimits.findings else { continue }
                let text = Printable.line(String(decoding: bytes[key], as: UTF8.self))
                problems.append(
                    TextProblem(
                        code: .duplicateKey, range: key, message: "the key `\(text)` stands twice", earlier: first,
                        help: "keep one of the two"))
                continue
            }
            seen[name] = key
            pairs.append((key, trimmed(colon + 1..<line.upperBound)))
        }
    }

    /// Whether a line `---` stands at or behind an offset.
    private func hasFence(from start: Int) -> Bool {
        var offset = start
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            if bytes[trimmed(offset..<end)].elementsEqual("---".utf8) { return true }
            offset = end + 1
        }
        return false
    }

    private func isKey(_ name: ArraySlice<UInt8>, isFenced: Bool) -> Bool {
        let words = name.split(separator: 0x20, omittingEmptySubsequences: false)
        guard (1...4).contains(words.count), name.count <= 60, name.first != 0x2D,
            words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 } })
        else { return false }
        return isFenced || words.count == 1
            || words.allSatisfy { isCapitalOrDigit($0[$0.startIndex]) }
    }

    private func isCapitalOrDigit(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    func tree(_ source: SourceText) -> PlanTree {
        let whole = (pairs.first?.key.lowerBound ?? 0)..<(pairs.last?.value.upperBound ?? 0)
        var nodes = [
            PlanTree.Node(
                kind: .mapping, style: .none, start: UInt32(whole.lowerBound), end: UInt32(whole.upperBound),
                next: UInt32(pairs.count * 2 + 1), count: UInt32(pairs.count))
        ]
        var text: [UInt8] = []
        for range in pairs.flatMap({ [$0.key, $0.value] }) {
            nodes.append(
                PlanTree.Node(
                    kind: .scalar, style: .plain, start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
                    textStart: UInt32(text.count), textCount: UInt32(range.count), next: UInt32(nodes.count + 1)))
            text += bytes[range]
        }
        return PlanTree(source: source, nodes: nodes, text: text)
    }
}
