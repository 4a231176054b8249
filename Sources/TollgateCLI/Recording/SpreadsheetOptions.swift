import ArgumentParser
import Diagnostics
import PlanModel
import PlanText

/// How the columns of a spreadsheet become lines of a ledger, as options say it.
struct SpreadsheetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take a field (initiative, date, series, item, period, value, evidence, note) from a column; repeatable.",
            valueName: "field=column"))
    var map: [String] = []

    @Option(help: ArgumentHelp("Give a field the same value in every row; repeatable.", valueName: "field=value"))
    var set: [String] = []

    @Option(help: "What stands between two fields: comma, semicolon or tab; found in the first line, if not said.")
    var delimiter: SpreadsheetText.Delimiter?

    @Option(help: "What stands before the fraction of a number: point or comma.")
    var decimal: ColumnMapping.DecimalMark?

    @Option(help: "What stands between thousands: none, point, comma, space or apostrophe.")
    var grouping: ColumnMapping.Grouping?

    @Option(
        name: .customLong("date-pattern"),
        help: ArgumentHelp("How dates are written, such as DD.MM.YYYY; ISO 8601, if not said.", valueName: "pattern"))
    var datePattern: String?

    @Option(
        name: .customLong("period-pattern"),
        help: ArgumentHelp("How months are written, such as MM/YYYY; ISO 8601, if not said.", valueName: "pattern"))
    var periodPattern: String?

    @Option(help: ArgumentHelp("Use a mapping that was saved.", valueName: "name"))
    var mapping: String?

    @Option(
        name: .customLong("save-mapping"),
        help: ArgumentHelp("Keep the mapping in .tollgate/mappings/ for the next time.", valueName: "name"))
    var saveMapping: String?

    static let names = [
        "--map", "--set", "--delimiter", "--decimal", "--grouping", "--date-pattern", "--period-pattern", "--mapping",
        "--save-mapping",
    ]

    /// The options that are there, by their names.
    private var said: [String] {
        let isThere = [
            !map.isEmpty, !set.isEmpty, delimiter != nil, decimal != nil, grouping != nil, datePattern != nil,
            periodPattern != nil, mapping != nil, saveMapping != nil,
        ]
        return zip(Self.names, isThere).filter(\.1).map(\.0)
    }

    func requireNone() throws(CommandFailure) {
        guard let first = said.first else { return }
        throw .usage("`\(first)` is for spreadsheets", help: "name one with `--from <file.csv>`, or leave it out")
    }

    /// Lays what the options say over a mapping.
    func apply(to mapping: inout ColumnMapping) throws(CommandFailure) {
        for text in map {
            let (target, name) = try Self.pair(text, "--map", "period=Month")
            mapping.columns[target] = name
            mapping.constants[target] = nil
        }
        for text in set {
            let (target, value) = try Self.pair(text, "--set", "series=actual")
            guard !map.contains(where: { $0.hasPrefix(target.rawValue + "=") }) else {
                throw .usage(
                    "`\(target.rawValue)` has a column and a constant", help: "keep one of `--map` and `--set` for it")
            }
            mapping.constants[target] = value
            mapping.columns[target] = nil
        }
        if let delimiter { mapping.delimiter = delimiter }
        if let decimal { mapping.decimal = decimal }
        if let grouping { mapping.grouping = grouping }
        if let datePattern { mapping.datePattern = try Self.pattern(datePattern, "--date-pattern", needsDay: true) }
        if let periodPattern { mapping.periodPattern = try Self.pattern(periodPattern, "--period-pattern") }
    }

    private static func pair(_ text: String, _ option: String, _ example: String) throws(CommandFailure) -> (
        ColumnMapping.Target, String
    ) {
        guard let equals = text.firstIndex(of: "="), text.index(after: equals) != text.endIndex else {
            throw .usage(
                "`\(option) \(Printable.line(text))` lacks a name on one side of `=`",
                help: "write it as in `\(option) \(example)`")
        }
        let name = String(text[..<equals])
        guard let target = ColumnMapping.Target(rawValue: name) else {
            let names = ColumnMapping.Target.names
            throw .usage(
                "a ledger has no field `\(Printable.line(name))`",
                help: Suggestion.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
                    ?? "there is: \(names.joined(separator: ", "))")
        }
        return (target, String(text[text.index(after: equals)...]))
    }

    private static func pattern(
        _ text: String, _ option: String, needsDay: Bool = false
    ) throws(CommandFailure) -> DatePattern {
        guard let pattern = DatePattern(text), pattern.hasDay || !needsDay else {
            throw .usage(
                "`\(option) \(Printable.line(text))` cannot be used", help: "expected \(DatePattern.expectation)")
        }
        return pattern
    }
}

extension SpreadsheetText.Delimiter: ExpressibleByArgument {}
extension ColumnMapping.DecimalMark: ExpressibleByArgument {}
extension ColumnMapping.Grouping: ExpressibleByArgument {}
