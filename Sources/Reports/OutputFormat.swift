/// A form in which a result can be written.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// For people: frames with the text that findings point at, tables with aligned columns.
    case full
    /// For people and editors: one line for each finding or row.
    case concise
    case json
    /// One JSON object a line; the first describes the rest.
    case jsonl
    case csv
    /// For pages and comments on proposals: tables as tables, everything else as a block of text.
    case markdown
}
