import Diagnostics

/// Places as text.
enum Place {
    /// `path:line:column`, or the path alone.
    static func text(_ location: Location) -> String {
        guard let start = location.range?.start else { return location.path }
        return "\(location.path):\(start.line):\(start.column)"
    }
}
