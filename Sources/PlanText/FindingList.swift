package import Diagnostics

/// The findings about one file: so many as people read, and how many more there were.
///
/// The first finding of each rule is always kept, so that no number of harmless ones can hide one that counts.
package struct FindingList: Sendable {
    private var kept: [Diagnostic] = []
    /// Where the newest kept finding of each rule stands in `kept`.
    private var newest: [RuleCode: Int] = [:]
    private var omitted: [RuleCode: Int] = [:]

    package init() {}

    /// Adds a finding. It is only made where it is kept: places in a text take time to count.
    package mutating func append(_ code: RuleCode, _ make: () -> Diagnostic) {
        if kept.count < TextLimits.findings || newest[code] == nil {
            newest[code] = kept.count
            kept.append(make())
        } else {
            omitted[code, default: 0] += 1
        }
    }

    package mutating func append(contentsOf diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { append(diagnostic.code) { diagnostic } }
    }

    package mutating func append(contentsOf other: FindingList) {
        append(contentsOf: other.kept)
        omitted.merge(other.omitted, uniquingKeysWith: +)
    }

    package var isEmpty: Bool { kept.isEmpty }

    /// The findings that are kept; the last one of each rule says how many more like it there are.
    package var diagnostics: [Diagnostic] {
        guard !omitted.isEmpty else { return kept }
        var result = kept
        for (code, count) in omitted {
            guard let index = newest[code] else { continue }
            result[index] = result[index].with(
                message: "\(result[index].message) (and \(count) more like it in this file)")
            result[index].omitted += count
        }
        return result
    }
}
