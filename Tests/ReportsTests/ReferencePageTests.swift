import Diagnostics
import Foundation
import PlanModel
import PlanText
import Testing

@testable import Reports

@Suite("ReferencePage")
struct ReferencePageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/reference")
    static let names = ReferencePage.all.map(\.name)

    private func page(_ name: String) throws -> ReferencePage {
        try #require(ReferencePage.all.first { $0.name == name })
    }

    @Test("docs/reference is what the schemas say; RECORD=1 writes it", arguments: names)
    func document(name: String) throws {
        let page = try page(name)
        let file = Self.folder.appending(path: "\(name).md")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(page.markdown.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        let isCurrent = written.utf8.elementsEqual(page.markdown.utf8)
        #expect(isCurrent, "\(name).md differs: RECORD=1 swift test --disable-xctest --filter ReferencePage writes it")
    }

    @Test("The example on a page has no finding", arguments: names)
    func example(name: String) throws {
        let text = try page(name).example
        func source(_ path: String) -> SourceText { SourceText(path: path, bytes: Array(text.utf8)) }
        let diagnostics: [Diagnostic]
        switch name {
        case "policy": diagnostics = Policy.read(source("plans/policy.yaml"), toolVersion: "0.1").diagnostics
        case "people": diagnostics = People.read(source("plans/people.yaml")).diagnostics
        case "ledger":
            let ledger = Ledger.read(source("plans/p/SD-104.csv"))
            #expect(ledger.lines.count == 6)
            diagnostics = ledger.diagnostics
        case "fx":
            let rates = ActualRates.read(source("plans/fx.csv"))
            #expect(rates.lines.count == 4)
            diagnostics = rates.findings.diagnostics
        default:
            let path = name == "plan" ? "plans/p/plan.yaml" : "plans/p/SD-104.yaml"
            let policy = try #require(
                Policy.read(
                    SourceText(path: "p", bytes: Array(try self.page("policy").example.utf8)), toolVersion: "0.1"
                ).policy)
            let entry = try #require(policy.entry(for: Array(path.utf8)))
            diagnostics = PlanDocument.read(source(path), entry: entry).diagnostics
        }
        #expect(diagnostics.map(\.message) == [])
    }

    @Test("Every field that can be written has a row, and every word one that says what it means")
    func complete() throws {
        for (name, fields) in [
            ("initiative", InitiativeSchema.fields), ("plan", ChangePlanSchema.fields), ("policy", PolicySchema.fields),
            ("people", PeopleSchema.fields),
        ] {
            let text = try page(name).markdown
            for field in fields { #expect(text.contains("| `\(field.name)` | "), "\(name): \(field.name)") }
        }
        #expect(try page("initiative").markdown.contains("| `metrics[].baseline.value` | a decimal number"))
        #expect(
            try page("initiative").markdown.contains("| `risks[].likelihood` | a whole number from 1 to 5 | points |"))
        #expect(try page("policy").markdown.contains("| `gates.<key>.require[].metrics.class` | `outcome` | what is"))
        #expect(try page("plan").markdown.contains("| `cadence.review` | `weekly` | each week |"))
        for page in ReferencePage.all {
            for line in page.markdown.split(separator: "\n") where line.hasPrefix("| ") {
                #expect(!line.contains("| anything |"), "\(page.name): \(line)")
                #expect(!line.hasSuffix("|  |"), "a row without a meaning in \(page.name): \(line)")
            }
        }
    }

    @Test("Every series and every column is on the ledger's page")
    func ledger() throws {
        let text = try page("ledger").markdown
        for series in LedgerLine.Series.allCases { #expect(text.contains("| `\(series.rawValue)` | ")) }
        for column in LedgerLine.Column.allCases { #expect(text.contains("| `\(column.name)` | ")) }
    }

    @Test("Every column of the exchange rates is on their page, with what its finding expects")
    func rates() throws {
        let text = try page("fx").markdown
        for column in ActualRates.Line.Column.allCases { #expect(text.contains("| `\(column.name)` | ")) }
        let refused = ActualRates.read(
            SourceText(path: "plans/fx.csv", bytes: Array("\(ActualRates.header)\nMay,usd,-1,\n".utf8)))
        let messages = refused.findings.diagnostics.map(\.message)
        #expect(messages.count == RatesSchema.columns.count)
        for (message, column) in zip(messages, RatesSchema.columns) {
            #expect(message.hasPrefix("`\(column.column.name)` is "), "\(message)")
            #expect(message.hasSuffix("expected \(column.type)"), "\(message)")
        }
    }
}
