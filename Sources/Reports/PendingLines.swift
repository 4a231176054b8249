import Diagnostics
import Governance

/// Sign-offs that a step still needs, for people.
struct PendingLines {
    let lines: [String]

    init(_ item: PendingSignOffs, _ style: Style) {
        let step =
            item.initiative == NotJudged.noInitiative
            ? "`\(Printable.line(item.location.path))` differs"
            : "`\(Printable.line(item.initiative))` takes the step `\(Printable.line(item.step))`"
        var lines = [
            style.apply(.warning, "pending") + ": \(step), which still needs "
                + item.missing.map(Printable.line).joined(separator: ", "),
            "  --> \(Place.text(item.location))",
        ]
        if !item.given.isEmpty {
            lines.append("  = note: signed by \(item.given.map(Printable.line).joined(separator: ", "))")
        }
        self.lines = lines
    }
}
