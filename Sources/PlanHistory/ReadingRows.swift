import PlanModel
import PlanText

/// The readings in the bytes of a ledger, as rows and not as lines that keep its rules: what somebody broke in one commit
/// and mended in the next was written by the first.
struct ReadingRows: Sendable {
    /// What a reading is about, as written.
    struct Figure: Hashable, Sendable {
        let item: String
        let period: String
    }

    /// A row by its bytes, without its line break.
    private var rows: [[UInt8]: (figure: Figure, count: Int)] = [:]

    /// No readings at all.
    init() {}

    init(_ bytes: [UInt8]) {
        add(bytes)
    }

    mutating func add(_ bytes: [UInt8]) {
        let columns = LedgerLine.Column.allCases.count
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = end > start && bytes[end - 1] == 0x0D ? start..<end - 1 : start..<end
            start = end + 1
            guard let cells = CSVText.cells(bytes, line), cells.count == columns,
                cells[LedgerLine.Column.series.rawValue] == LedgerLine.Series.actual.rawValue
            else { continue }
            let figure = Figure(
                item: cells[LedgerLine.Column.item.rawValue], period: cells[LedgerLine.Column.period.rawValue])
            rows[Array(bytes[line]), default: (figure, 0)].count += 1
        }
    }

    var isEmpty: Bool { rows.isEmpty }
    var figures: Set<Figure> { Set(rows.values.map(\.figure)) }

    /// The rows that stand here more often than in `other`.
    func beyond(_ other: ReadingRows) -> ReadingRows {
        var result = ReadingRows()
        result.rows = rows.filter { row, value in value.count > other.rows[row]?.count ?? 0 }
        return result
    }

    /// The rows that stand in both.
    func shared(with other: ReadingRows) -> ReadingRows {
        var result = ReadingRows()
        result.rows = rows.filter { other.rows[$0.key] != nil }
        return result
    }
}
