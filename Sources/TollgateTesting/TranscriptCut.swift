/// Which lines of a command's output a page shows, where it leaves some out.
struct TranscriptCut {
    /// The line that stands for those that are left out.
    static let mark = "…"

    /// What is shown between the marks. One part where nothing is left out.
    private let parts: [[Substring]]

    init(_ shown: [Substring], hasExit: Bool) {
        let output = hasExit && shown.last?.hasPrefix("[exit ") ?? false ? shown.dropLast() : shown[...]
        parts = output.split(separator: Substring(Self.mark), omittingEmptySubsequences: false).map(Array.init)
    }

    /// The output cut at the same places, so that a page with it shows nothing but lines that came out, in their order; all of it
    /// where they cannot be found.
    func applied(to output: [String]) -> [String] {
        guard parts.count > 1 else { return output }
        var result: [String] = []
        var end = 0
        for (index, part) in parts.enumerated() {
            let isFirst = index == 0
            let isLast = index == parts.count - 1
            // At least one line is left out before all but the first.
            let earliest = isFirst ? 0 : end + 1
            let found = isLast ? output.count - part.count : place(of: part, in: output, from: earliest)
            guard let start = isFirst ? 0 : found, start >= earliest, start + part.count <= output.count else {
                return output
            }
            end = start + part.count
            result += (isFirst ? [] : [Self.mark]) + output[start..<end]
        }
        return result
    }

    /// Where a part stands: as it is, else where a line begins as its first one does, so that what has changed is seen.
    private func place(of part: [Substring], in output: [String], from earliest: Int) -> Int? {
        guard let first = part.first, earliest < output.count else { return nil }
        let candidates = earliest..<output.count
        return candidates.first { output[$0...].prefix(part.count).elementsEqual(part) { $0 == $1 } }
            ?? candidates.first { output[$0].hasPrefix(first.prefix(12)) }
    }
}
