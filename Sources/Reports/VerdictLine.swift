import Governance

/// The last line of a check and of an audit: how it ended, and what of.
struct VerdictLine {
    let verdict: CheckReport.Verdict
    /// What was found, such as `2 errors`.
    var parts: [String]
    let excepted: Excepted
    let style: Style

    var text: String {
        var parts = parts
        if parts.isEmpty, !excepted.isNothing { parts.append("no findings") }
        if excepted.suppressed > 0 { parts.append("\(excepted.suppressed) suppressed by comments") }
        if excepted.waived > 0 { parts.append("\(excepted.waived) waived by the policy") }
        if excepted.inBaseline > 0 { parts.append("\(excepted.inBaseline) in the baseline") }
        let detail = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
        switch verdict {
        case .pass: return style.apply(.help, "pass") + ": \(detail)"
        case .violation: return style.apply(.error, "violation") + ": \(detail)"
        case .cannotDecide: return style.apply(.warning, "cannot decide") + ": \(detail)"
        }
    }
}
