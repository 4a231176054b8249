import Foundation
import Realisation

@testable import PlanModel

/// A page of stories and of what analyses tell of them, read from its beginning: a policy, then landings and tables in turn.
struct ByHandPage {
    /// All that one analysis is to tell of a story on a day.
    struct Table {
        let analysis: String
        /// The initiatives and plans that it is asked about; everything where there are none.
        let names: [String]
        let day: String
        /// The day that it is compared with.
        let since: String?
        let story: ValueStory
        var gates: [String: GateStanding] = [:]
        var columns: [String] = []
        var rows: [[String]] = []
    }

    private(set) var tables: [Table] = []
    private var story: ValueStory?
    private var landed: String?
    private var changes: [String: String?] = [:]

    init(_ name: String) throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        var block: (words: [Substring], text: String)?
        for line in try String(contentsOf: page, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if let open = block {
                if line == "```" {
                    take(open.words, open.text)
                    block = nil
                } else {
                    block = (open.words, open.text + line + "\n")
                }
            } else if line.hasPrefix("```") {
                block = (line.split(separator: " "), "")
            } else if line.hasPrefix("#") {
                land()
                head(line.split(separator: " ").dropFirst())
            } else if line.hasPrefix("|") {
                row(line)
            } else {
                edit(line)
            }
        }
    }

    private mutating func land() {
        if let landed, !changes.isEmpty { story?.land(landed, changes) }
        (landed, changes) = (nil, [:])
    }

    private mutating func head(_ words: ArraySlice<Substring>) {
        guard let first = words.first, let last = words.last else { return }
        if first == "Landed" {
            landed = String(last)
        } else if words.dropLast().last == "on", let story {
            let between = words.dropFirst().prefix { $0 != "on" }.map(String.init)
            let since = between.first == "since" ? between.last : nil
            let names = between.first == "of" ? Array(between.dropFirst()) : []
            tables.append(
                Table(analysis: String(first), names: names, day: String(last), since: since, story: story))
        }
    }

    private mutating func take(_ words: [Substring], _ text: String) {
        guard let path = words.last.map(String.init) else { return }
        if path == "plans/policy.yaml" {
            story = ValueStory(policy: text)
        } else {
            changes[path] = words.contains("more") ? (self.text(path) ?? "") + text : text
        }
    }

    /// A file as it stands behind the changes that were read.
    private func text(_ path: String) -> String? { changes[path] ?? story?.text(path) }

    /// A line of a list: a change of one file, or a gate.
    private mutating func edit(_ line: Substring) {
        let quoted = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        if line.hasPrefix("- gate of `"), quoted.count >= 2 {
            let counts = line.split(whereSeparator: { $0 == " " || $0 == "," }).compactMap { Int($0) }
            tables[tables.count - 1].gates[quoted[0]] = GateStanding(
                step: quoted[1], holds: counts[0], criteria: counts[1], missing: Array(quoted.dropFirst(2)))
        } else if line.hasPrefix("- `"), line.hasSuffix("` is removed") {
            changes[quoted[0]] = .some(nil)
        } else if landed != nil, line.hasPrefix("- `"), quoted.count == 3 {
            let parts = (text(quoted[0]) ?? "").components(separatedBy: quoted[1])
            precondition(parts.count == 2, "`\(quoted[1])` does not stand once in \(quoted[0])")
            changes[quoted[0]] = parts.joined(separator: quoted[2])
        }
    }

    private mutating func row(_ line: Substring) {
        guard !tables.isEmpty, landed == nil, !line.hasPrefix("|-") else { return }
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            .map { $0.trimmingCharacters(in: .whitespaces) }
        let last = tables.count - 1
        if tables[last].columns.isEmpty { tables[last].columns = cells } else { tables[last].rows.append(cells) }
    }
}
