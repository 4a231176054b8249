import Diagnostics
import PlanModel
package import Timeline

/// The timeline of one or more initiatives.
package struct LogReport: Sendable {
    private let timelines: [InitiativeTimeline]
    private let values: [ValueSummary?]
    private let members: [String: JSONValue]
    private let summary: [String]

    /// `values` are what came of each, for people; nothing where that is not told.
    package init(
        _ timelines: [InitiativeTimeline], values: [ValueSummary?] = [], members: [String: JSONValue],
        summary: [String]
    ) {
        self.timelines = timelines
        self.values = values
        self.members = members
        self.summary = summary
    }

    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: story(style)
        default: table.text(format, style: style)
        }
    }

    // MARK: - For people

    private func story(_ style: Style) -> String {
        var lines: [String] = []
        for (index, timeline) in timelines.enumerated() {
            let title = timeline.current?.title.map { "  \(Printable.line($0))" } ?? ""
            let gone = timeline.isRemoved ? "  (removed)" : ""
            lines.append(style.apply(.emphasis, Printable.line(timeline.name)) + title + gone)
            lines.append(style.apply(.faint, "  \(timeline.path)"))
            var last: Landing?
            for event in timeline.events {
                let isSame = event.landing == last
                let head = "\(event.landing.recorded.day)  \(event.landing.commit.prefix(7))"
                lines.append(
                    "  " + (isSame ? String(repeating: " ", count: 19) : head) + "  "
                        + Printable.line(Self.words(event.kind)))
                last = event.landing
            }
            lines.append("")
            if index < values.count, let value = values[index] { lines += value.lines + [""] }
        }
        return (lines + summary.map(Printable.line)).joined(separator: "\n") + "\n"
    }

    private static func words(_ kind: Event.Kind) -> String {
        switch kind {
        case .created(let stage, let state):
            return "created" + (stage.map { " at `\($0)`" } ?? " without a stage") + (state.map { ", \($0)" } ?? "")
        case .moved(let from): return "moved from \(from)"
        case .removed: return "removed"
        case .unreadable(let reason): return "unreadable: \(reason)"
        case .renamed(let from, let to): return "id \(value(from)) → \(value(to))"
        case .transition(let step): return "stage \(value(step.from)) → \(value(step.to)) (\(step.move.rawValue))"
        case .stateChanged(let from, let to, let because):
            return "state \(from) → \(to)" + (because.map { ": \($0)" } ?? "")
        case .fieldChanged(let change):
            switch (change.old, change.new) {
            case (nil, let new?): return "\(change.field) = \(short(new))"
            case (let old?, nil): return "\(change.field) removed, was \(short(old))"
            default: return "\(change.field): \(short(change.old ?? "")) → \(short(change.new ?? ""))"
            }
        case .locked(let stage): return "promise locked by the gate `\(stage)`"
        case .rebaselined(let parts): return "re-baseline of \(parts.joined(separator: ", "))"
        case .handover(let role, let from, let to): return "\(role) \(value(from)) → \(value(to))"
        case .recorded(let line, _):
            let period = line.period.map { " for \($0)" } ?? ""
            let subject = [line.series.rawValue, line.item].filter { !$0.isEmpty }.joined(separator: " ")
            let note = line.note.isEmpty ? "" : ": \(short(line.note))"
            return "\(line.date) \(subject)\(period) = \(short(line.value))\(note)"
        }
    }

    private static func value(_ text: String?) -> String { text.map { "`\($0)`" } ?? "nothing" }

    private static func short(_ text: String) -> String {
        let line = Printable.line(text)
        return line.count > 60 ? line.prefix(59) + "…" : line
    }

    // MARK: - For machines

    private var table: Table {
        let columns = [
            Table.Column("recorded", "recorded"), Table.Column("authored", "authored", .machines),
            Table.Column("valid", "valid", .machines), Table.Column("commit", "landing", .objectName),
            Table.Column("initiative", "initiative"), Table.Column("event", "event"), Table.Column("field", "field"),
            Table.Column("from", "from"), Table.Column("to", "to"), Table.Column("kind", "kind"),
            Table.Column("note", "note"), Table.Column("line", "line", .machines),
            Table.Column("column", "column", .machines), Table.Column("path", "path"),
        ]
        let rows = timelines.flatMap { timeline in timeline.events.map { row($0, timeline) } }
        return Table(format: "tollgate.log/1", members: members, columns: columns, rows: rows, summary: summary)
    }

    private func row(_ event: Event, _ timeline: InitiativeTimeline) -> [Table.Cell] {
        var (field, from, to, kind, note): (String?, String?, String?, String?, String?) = (nil, nil, nil, nil, nil)
        var position: TextPosition?
        var line: Int?
        let name: String
        switch event.kind {
        case .created(let stage, let state): (name, to, note) = ("created", stage, state)
        case .moved(let source): (name, from, to) = ("moved", source, event.path)
        case .removed: name = "removed"
        case .unreadable(let reason): (name, note) = ("unreadable", reason)
        case .renamed(let old, let new): (name, field, from, to) = ("id-changed", "id", old, new)
        case .transition(let step): (name, from, to, kind) = ("transition", step.from, step.to, step.move.rawValue)
        case .stateChanged(let old, let new, let because):
            (name, field, from, to, note) = ("state-changed", "state", old, new, because)
        case .fieldChanged(let change):
            (name, field, from, to) = ("field-changed", change.field, change.old, change.new)
            position = change.position
        case .locked(let stage): (name, to) = ("locked", stage)
        case .rebaselined(let parts): (name, field) = ("rebaselined", parts.joined(separator: " "))
        case .handover(let role, let old, let new): (name, field, from, to) = ("handover", role, old, new)
        case .recorded(let record, let number):
            (name, field, to, kind, note) = (
                "recorded", record.item, record.value, record.series.rawValue, record.note.isEmpty ? nil : record.note
            )
            from = record.period?.description
            line = number
        }
        return [
            .text(event.landing.recorded.description), .text(event.landing.authored.description),
            .optional(event.valid?.description), .text(event.landing.commit), .text(timeline.name), .text(name),
            .optional(field), .optional(from), .optional(to), .optional(kind), .optional(note),
            (line ?? position?.line).map { .number($0) } ?? .none, position.map { .number($0.column) } ?? .none,
            .text(event.path),
        ]
    }
}
