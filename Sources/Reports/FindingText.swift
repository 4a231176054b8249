package import Diagnostics

/// Single findings as text, outside the report of a check.
package enum FindingText {
    package static func frame(_ finding: Finding, _ style: Style) -> String {
        FindingFrame(finding: finding, style: style).text
    }
}
