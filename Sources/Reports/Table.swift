import Diagnostics

/// A result in rows and columns, which any format can show.
package struct Table: Sendable {
    package struct Column: Sendable {
        /// The key in JSON and the head in CSV.
        package let key: String
        /// The head for people.
        package let title: String
        package let audience: Audience

        package init(_ key: String, _ title: String, _ audience: Audience = .all) {
            self.key = key
            self.title = title
            self.audience = audience
        }
    }

    /// How much of a column people see; machines get all of it.
    package enum Audience: Sendable {
        case all
        /// The name of an object, or several with blanks between them: people see the first seven digits of each.
        case objectName
        /// Left out where people read.
        case machines
    }

    package enum Cell: Sendable, Equatable {
        case none
        /// A figure that does not exist.
        case notAvailable
        case text(String)
        case number(Int)

        package static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }

        var plain: String {
            switch self {
            case .none: ""
            case .notAvailable: "n/a"
            case .text(let text): text
            case .number(let number): String(number)
            }
        }

        var json: JSONValue {
            switch self {
            case .none, .notAvailable: .null
            case .text(let text): .string(text)
            case .number(let number): .int(number)
            }
        }
    }

    /// The versioned name of the envelope, such as `tollgate.analyze/1`.
    package var format: String
    /// Further members of the envelope.
    package var members: [String: JSONValue]
    package var columns: [Column]
    package var rows: [[Cell]]
    /// Closing lines for people.
    package var summary: [String]

    package init(
        format: String, members: [String: JSONValue], columns: [Column], rows: [[Cell]], summary: [String]
    ) {
        self.format = format
        self.members = members
        self.columns = columns
        self.rows = rows
        self.summary = summary
    }

    /// The table in a format, with a line break at its end.
    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: aligned(style)
        case .concise: lines
        case .json: json
        case .jsonl: jsonLines
        case .csv: csv
        case .markdown: markdown
        }
    }

    private func aligned(_ style: Style) -> String {
        let shown = columns.indices.filter { columns[$0].audience != .machines }
        let texts = rows.map { row in shown.map { forPeople(row, $0) } }
        let heads = shown.map { columns[$0].title }
        let widths = heads.indices.map { index in
            texts.reduce(DisplayWidth.of(heads[index])) { max($0, DisplayWidth.of($1[index])) }
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { index, cell in
                index == cells.count - 1 ? cell : DisplayWidth.pad(cell, to: widths[index])
            }
            var text = padded.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }
        var lines: [String] = []
        if !rows.isEmpty {
            lines.append(style.apply(.emphasis, line(heads)))
            lines += texts.map(line)
            lines.append("")
        }
        return (lines + summary.map(Printable.line)).joined(separator: "\n") + "\n"
    }

    private var lines: String {
        let shown = columns.indices.filter { columns[$0].audience != .machines }
        return rows.map { row in
            shown.map { forPeople(row, $0) }.filter { !$0.isEmpty }.joined(separator: " ") + "\n"
        }.joined()
    }

    private func forPeople(_ row: [Cell], _ column: Int) -> String {
        let text = Printable.line(row[column].plain)
        guard columns[column].audience == .objectName else { return text }
        let names = text.split(separator: " ").map { String($0.prefix(7)) }
        return (names.count > 4 ? [names[0], "…", names[names.count - 1]] : names).joined(separator: " ")
    }

    private func object(_ row: [Cell]) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: zip(columns.map(\.key), row.map(\.json))))
    }

    private var json: String {
        var members = members
        members["format"] = .string(format)
        members["rows"] = .array(rows.map(object))
        return JSONValue.object(members).text(pretty: true) + "\n"
    }

    private var jsonLines: String {
        var members = members
        members["format"] = .string(format)
        return ([.object(members)] + rows.map(object)).map { $0.text(pretty: false) + "\n" }.joined()
    }

    private var markdown: String {
        let shown = columns.indices.filter { columns[$0].audience != .machines }
        let table = MarkdownText.table(
            shown.map { columns[$0].title }, rows.map { row in shown.map { forPeople(row, $0) } })
        let lines = summary.map { "- " + MarkdownText.cell($0) + "\n" }
        return (rows.isEmpty ? "" : table + (lines.isEmpty ? "" : "\n")) + lines.joined()
    }

    private var csv: String {
        ([CSVText.line(columns.map(\.key))] + rows.map { CSVText.line($0.map(\.plain)) }).joined(separator: "\n") + "\n"
    }
}
