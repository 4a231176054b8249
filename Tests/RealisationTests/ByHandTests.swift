import Foundation
import Realisation
import Testing

@testable import PlanModel

/// `by-hand.md`: a portfolio whose figures somebody worked out without the program.
@Suite("A portfolio worked out by hand")
struct ByHandTests {
    private struct Expectation {
        let day: String
        let cells: [String]
    }

    /// The page read from its beginning: the policy, then landings and tables in turn.
    private static func read() throws -> [(expectation: Expectation, story: ValueStory)] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "by-hand.md")
        var story: ValueStory?
        var result: [(expectation: Expectation, story: ValueStory)] = []
        var (landed, day): (String?, String?) = (nil, nil)
        var block: (path: String, text: String)?
        var files: [String: String?] = [:]
        func land() {
            if let landed, !files.isEmpty { story?.land(landed, files) }
            files = [:]
        }
        for line in try String(contentsOf: page, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if let open = block {
                if line == "```" {
                    if open.path == "plans/policy.yaml" {
                        story = ValueStory(policy: open.text)
                    } else {
                        files[open.path] = open.text
                    }
                    block = nil
                } else {
                    block = (open.path, open.text + line + "\n")
                }
            } else if line.hasPrefix("```") {
                block = (String(line.split(separator: " ").last ?? ""), "")
            } else if line.hasPrefix("## ") {
                land()
                let word = String(line.split(separator: " ").last ?? "")
                (landed, day) = line.hasPrefix("## Landed") ? (word, nil) : (nil, word)
            } else if let day, line.hasPrefix("| "), !line.hasPrefix("| name"), let story {
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                result.append((Expectation(day: day, cells: cells), story))
            }
        }
        return result
    }

    @Test("Every figure comes out as it stands on the page, to the cent")
    func figures() throws {
        let expectations = try Self.read()
        #expect(expectations.count == 48)
        for (expected, story) in expectations {
            let rows = ValueStory.rows(
                try #require(AnalysisCatalogue.analysis(named: "realisation")),
                Analysis.Input(try story.portfolio(expected.day)))
            let (name, kind, figure, value) = (
                expected.cells[0], expected.cells[1], expected.cells[2], expected.cells[3]
            )
            let row = try #require(
                rows.first { $0["name"] == name && $0["kind"] == kind }, "no row for \(expected.cells)")
            #expect(row[figure] == value, "\(name) \(kind) \(figure) on \(expected.day)")
        }
    }
}
