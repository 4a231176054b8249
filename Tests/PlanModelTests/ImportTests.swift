import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Import from spreadsheets")
struct ImportTests {
    private func sheet(_ text: String, _ delimiter: SpreadsheetText.Delimiter? = nil) -> SpreadsheetText {
        SpreadsheetText.read(SourceText(path: "in.csv", bytes: Array(text.utf8)), delimiter: delimiter)
    }

    private func cells(_ sheet: SpreadsheetText) -> [[String]] {
        ([sheet.header].compactMap { $0 } + sheet.rows).map { $0.fields.map(\.text) }
    }

    @Test(
        "what spreadsheets write is read",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a;b\r\n1;2,5\r\n", [["a", "b"], ["1", "2,5"]]),
            ("\u{FEFF}a\tb\n1\t2", [["a", "b"], ["1", "2"]]), ("\n\na,b\n,,\n1,2\n\n", [["a", "b"], ["1", "2"]]),
            ("\"a;\"\"x\"\"\",b\n\"1\r\n2\",\n", [["a;\"x\"", "b"], ["1\r\n2", ""]]), ("a\n1\n", [["a"], ["1"]]),
            ("", []), ("a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]),
        ])
    func reads(_ text: String, _ expected: [[String]]) {
        let sheet = sheet(text)
        #expect(sheet.diagnostics.isEmpty)
        #expect(cells(sheet) == expected)
    }

    @Test("rows know their lines and cells their bytes")
    func places() throws {
        let sheet = sheet("a;b\r\n\"x\r\ny\";1\r\nz;2\r\n")
        #expect(sheet.rows.map(\.line) == [2, 4])
        let cell = try #require(sheet.rows.last?.fields.last)
        #expect(sheet.source.location(cell.bytes).range?.start == TextPosition(line: 4, column: 3))
    }

    @Test(
        "what cannot be read is a finding with its place",
        arguments: [
            ("a,b;c\n1,2\n", "SYN021 1:1"), ("a,b\n\"1,2\n", "SYN021 2:1"), ("a,b\n\"1\"2,3\n", "SYN021 2:4"),
        ])
    func refuses(_ text: String, _ expected: String) {
        #expect(sheet(text).diagnostics.map(\.codeAndPlace) == [expected])
        #expect(sheet("a,b;c\n1,2\n", .comma).diagnostics.isEmpty)
    }

    @Test("bytes that are no UTF-8 are a finding")
    func latin() {
        let sheet = SpreadsheetText.read(SourceText(path: "in.csv", bytes: Array("a\n".utf8) + [0xFC, 0x0A]))
        #expect(sheet.diagnostics.map(\.codeAndPlace) == ["SYN001 2:1"])
        #expect(sheet.rows.isEmpty)
    }

    @Test("any bytes are read to the end")
    func anyBytes() {
        var state: UInt64 = 42
        let alphabet = Array("a,;\"\r\n\t1".utf8) + [0xFF]
        for _ in 0..<2_000 {
            var bytes: [UInt8] = []
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let sheet = SpreadsheetText.read(SourceText(path: "in.csv", bytes: bytes))
            for row in [sheet.header].compactMap({ $0 }) + sheet.rows {
                #expect(row.fields.allSatisfy { $0.bytes.upperBound <= bytes.count })
            }
        }
    }

    @Test(
        "dates are read by the pattern that is declared, and by nothing else",
        arguments: [
            ("DD.MM.YYYY", "05.06.2026", "2026-06-05"), ("D.M.YYYY", "5.6.2026", "2026-06-05"),
            ("D.M.YYYY", "05.06.2026", "2026-06-05"), ("MM/DD/YYYY", "06/05/2026", "2026-06-05"),
            ("YYYYMMDD", "20260605", "2026-06-05"), ("MM/YYYY", "06/2026", "2026-06-01"),
            ("DD.MM.YYYY", "5.6.2026", nil), ("DD.MM.YYYY", "2026-06-05", nil), ("DD.MM.YYYY", "31.02.2026", nil),
            ("DD.MM.YYYY", "05.06.2026 ", nil), ("DD.MM.YYYY", "05.06.26", nil), ("MM/YYYY", "13/2026", nil),
            ("MM/YYYY", "", nil), ("DD.MM.YYYY", "٠٥.06.2026", nil),
        ] as [(String, String, String?)])
    func dates(_ pattern: String, _ text: String, _ expected: String?) throws {
        #expect(try #require(DatePattern(pattern)).day(text)?.description == expected)
    }

    @Test(
        "what names no year and month once is no pattern",
        arguments: ["", "DD.MM", "YYYY", "YYYY-MM-MM", "MMM YYYY", "YYYY-MM-DD x", "DDD.MM.YYYY", "yyyy-mm"])
    func noPattern(_ text: String) {
        #expect(DatePattern(text) == nil)
    }

    private func content() throws -> InitiativeContent {
        let text = """
            metrics: [{id: resets, class: outcome}, {id: both, class: outcome}]
            milestones: [{id: pilot, due: 2026-03-15}, {id: both, due: 2026-03-15}]
            """
        let source = SourceText(path: "plans/p/SD-1.yaml", bytes: Array(text.utf8))
        return InitiativeContent(root: try #require(PlanText.read(source, layout: .yaml).tree?.root))
    }

    @Test("the item tells the series, and where two have its id the value does")
    func series() throws {
        let content = try content()
        #expect(content.series(of: "resets", value: "done") == .actual)
        #expect(content.series(of: "pilot", value: "1") == .milestone)
        #expect(content.series(of: "both", value: "1") == .actual)
        #expect(content.series(of: "both", value: "done") == .milestone)
        #expect(content.series(of: "both", value: "2026-03-20") == .milestone)
        #expect(content.series(of: "value", value: "green") == .status)
        #expect(content.series(of: "other", value: "1") == nil)
    }

    @Test(
        "numbers are read by the mapping, digit by digit",
        arguments: [
            ("1234.50", .point, .none, "1234.50"), ("1234,50", .comma, .none, "1234.50"),
            ("1.234,50", .comma, .point, "1234.50"), ("-1,234.50", .point, .comma, "-1234.50"),
            ("1 234", .point, .space, "1234"), ("1\u{202F}234", .point, .space, "1234"),
            ("1'234'567.8", .point, .apostrophe, "1234567.8"), ("0.10", .point, .none, "0.10"),
            ("1,5", .point, .none, nil), ("1.5", .comma, .none, nil), ("1.5", .comma, .point, nil),
            ("12.34,5", .comma, .point, nil), ("1234.567", .comma, .point, nil), ("1e3", .point, .none, nil),
            (".5", .point, .none, nil), ("", .point, .none, nil), ("12,345", .point, .comma, "12345"),
            ("1,5.25", .point, .comma, nil),
        ] as [(String, ColumnMapping.DecimalMark, ColumnMapping.Grouping, String?)])
    func numbers(
        _ text: String, _ decimal: ColumnMapping.DecimalMark, _ grouping: ColumnMapping.Grouping, _ expected: String?
    ) throws {
        var mapping = ColumnMapping()
        mapping.columns = [.value: "Count"]
        mapping.constants = [.initiative: "SD-1", .item: "resets"]
        mapping.decimal = decimal
        mapping.grouping = grouping
        let quoted = "\"" + text + "\""
        let rows = try LedgerImport(
            sheet("Count,Other\n\(quoted),x\n"), mapping, today: Day(daysSinceEpoch: 0),
            contents: ["SD-1": try content()])
        #expect(rows.entries.map(\.draft.value) == [expected].compactMap { $0 })
        #expect(rows.diagnostics.map(\.codeAndPlace) == (expected == nil ? ["LDG002 2:1"] : []))
    }

    @Test("a mapping reads as it was written, whatever its columns are called")
    func roundTrip() throws {
        var mapping = ColumnMapping()
        mapping.columns = [.value: "Wert (€)", .period: " Monat: \"neu\" # 1", .item: "no", .note: "a\nb\\"]
        mapping.constants = [.series: "actual", .evidence: "- x", .initiative: "SD-1"]
        mapping.delimiter = .semicolon
        mapping.decimal = .comma
        mapping.grouping = .space
        mapping.datePattern = DatePattern("DD.MM.YYYY")
        mapping.periodPattern = DatePattern("M YYYY")
        let source = SourceText(path: "m.yaml", bytes: Array(mapping.document.utf8))
        let reading = ColumnMapping.read(source)
        #expect(reading.diagnostics.map(\.message) == [])
        #expect(reading.mapping == mapping)
    }

    @Test(
        "a mapping that is not as declared is not used",
        arguments: [
            ("schema: tollgate/mapping/v1\n", "DOC003"),
            ("schema: tollgate/mapping/v1\ncolumns: {valu: x}\n", "DOC006"),
            ("schema: tollgate/mapping/v2\ncolumns: {value: x}\n", "DOC007"),
            ("schema: tollgate/mapping/v1\ncolumns: {value: x}\nconstants: {value: y}\n", "DOC005"),
            ("schema: tollgate/mapping/v1\ncolumns: {value: x}\ndate-pattern: MM/YYYY\n", "DOC005"),
            ("schema: tollgate/mapping/v1\ncolumns: {value: x}\ndecimals: comma\n", "DOC002"),
            ("schema: [\n", "SYN010"),
        ])
    func strict(_ text: String, _ code: String) {
        let reading = ColumnMapping.read(SourceText(path: "m.yaml", bytes: Array(text.utf8)))
        #expect(reading.mapping == nil)
        #expect(reading.diagnostics.map(\.code.text) == [code])
    }

    @Test("appending keeps the old bytes as a prefix")
    func appending() {
        let draft = LedgerDraft(date: "2026-01-01", series: .status, item: "value", value: "green", note: "a, \"b\"")
        let line = "2026-01-01,status,value,,green,,\"a, \"\"b\"\"\"\n"
        #expect(LedgerDraft.appending([draft, draft], to: []) == Array((LedgerLine.header + "\n" + line + line).utf8))
        let old = Array("anything\n".utf8)
        let new = LedgerDraft.appending([draft], to: old)
        #expect(new.starts(with: old))
        #expect(new == old + Array(line.utf8))
    }
}
