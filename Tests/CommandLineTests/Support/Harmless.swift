import Testing
import TollgateTesting

/// Expects text for people that cannot steer a terminal, a reader's eye or a CI system.
///
/// No control characters but line feeds and the colours that Tollgate itself gives, nothing that reorders text or cannot be
/// seen, and no line that begins as a command to GitHub Actions.
func expectHarmless(
    _ text: String, _ comment: @autoclosure () -> String = "", isColoured: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let plain = isColoured ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
    let bad = plain.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x0A: false
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF:
            true
        default: false
        }
    }
    let names = bad.map { "U+" + String($0.value, radix: 16) }
    #expect(names.isEmpty, "\(comment()): \(names) in \(text.debugDescription)", sourceLocation: sourceLocation)
    let commands = plain.split(separator: "\n").filter {
        $0.drop { $0 == " " }.hasPrefix("::") && !$0.hasPrefix("::stop-commands::")
    }
    #expect(commands.isEmpty, "\(comment()): \(commands)", sourceLocation: sourceLocation)
}
