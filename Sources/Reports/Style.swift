/// Colour for terminals, which is never the only sign of anything.
package struct Style: Sendable {
    package let isColoured: Bool

    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    package static let plain = Style(isColoured: false)

    package enum Role: Sendable {
        case error
        case warning
        case info
        /// Line numbers, rules and arrows.
        case frame
        case emphasis
        case help
        case faint
    }

    package func apply(_ role: Role, _ text: String) -> String {
        guard isColoured, !text.isEmpty else { return text }
        let code =
            switch role {
            case .error: "1;31"
            case .warning: "1;33"
            case .info: "1;36"
            case .frame: "34"
            case .emphasis: "1"
            case .help: "32"
            case .faint: "2"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
