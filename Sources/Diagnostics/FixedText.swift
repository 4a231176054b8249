/// A text with all the fixes that findings offer for it.
package struct FixedText: Sendable {
    package let source: SourceText
    /// What the fixes do, each once, in the order of the findings.
    package let titles: [String]
    /// In the order of their ranges, which do not overlap.
    package let edits: [Fix.Edit]

    /// The text with its edits.
    package var bytes: [UInt8] { Self.apply(edits[...], to: source.bytes, in: 0..<source.bytes.count) }

    /// The texts that findings offer fixes for, by path. Of two fixes that overlap the first one is made, and the other one
    /// is offered again the next time.
    package static func collect(_ diagnostics: [Diagnostic]) -> [FixedText] {
        var order: [SourceText] = []
        var fixes: [String: [Fix]] = [:]
        for diagnostic in diagnostics {
            guard let fix = diagnostic.fix, let source = diagnostic.primary.location.source else { continue }
            if fixes[source.path] == nil { order.append(source) }
            if fixes[source.path]?.contains(fix) != true { fixes[source.path, default: []].append(fix) }
        }
        return order.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map { source in
            var titles: [String] = []
            var edits: [Fix.Edit] = []
            for fix in fixes[source.path] ?? [] {
                guard let merged = merge(edits, fix.edits) else { continue }
                edits = merged
                titles.append(fix.title)
            }
            return FixedText(source: source, titles: titles, edits: edits)
        }
    }

    /// Two lists of edits as one; nothing where any two overlap.
    private static func merge(_ left: [Fix.Edit], _ right: [Fix.Edit]) -> [Fix.Edit]? {
        let merged = (left + right).sorted {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }
        for (first, second) in zip(merged, merged.dropFirst())
        where first.bytes.upperBound > second.bytes.lowerBound || first.bytes == second.bytes {
            return nil
        }
        return merged
    }

    /// The bytes of a range of a text with the edits in it.
    package static func apply(_ edits: ArraySlice<Fix.Edit>, to bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        var done = range.lowerBound
        for edit in edits {
            result += bytes[done..<edit.bytes.lowerBound]
            result += edit.replacement.utf8
            done = edit.bytes.upperBound
        }
        return result + bytes[done..<range.upperBound]
    }
}
