import Foundation
import Testing
import TollgateTesting

/// The outcome of a `check`, read from its JSON.
struct Checked: CustomStringConvertible {
    struct Found: Hashable {
        let severity: String
        let code: String
        let path: String
        let line: Int?
        let column: Int?
        let message: String
        let commit: String?
    }

    let run: CommandRun
    let verdict: String
    let findings: [Found]
    /// The gates that were not judged.
    let gates: [String]
    /// Why something could not be decided.
    let undecided: [String]
    let helps: [String]
    let remarks: [String]
    let examined: [String: Int]

    var status: Int32 { run.status }
    /// The codes of the findings in report order, each once.
    var codes: [String] {
        findings.reduce(into: []) { codes, found in
            if !codes.contains(found.code) { codes.append(found.code) }
        }
    }

    var description: String {
        let lines = findings.map {
            "\($0.severity)[\($0.code)] \($0.path):\($0.line ?? 0):\($0.column ?? 0) \($0.message)"
        }
        let rest =
            gates.map { "not judged: \($0)" } + undecided.map { "undecided: \($0)" } + remarks.map { "note: \($0)" }
        return (["\(run.arguments.joined(separator: " ")) ended with \(status), \(examined)"] + lines + rest).joined(
            separator: "\n")
    }

    init(_ run: CommandRun) throws {
        self.run = run
        let root = try JSON(run.output).object
        verdict = try #require(root["verdict"] as? String)
        func location(_ item: [String: Any]) -> (path: String, line: Int?, column: Int?) {
            let location = item["location"] as? [String: Any] ?? [:]
            let start = location["start"] as? [String: Any]
            return (location["path"] as? String ?? "", start?["line"] as? Int, start?["column"] as? Int)
        }
        findings = (root["findings"] as? [[String: Any]] ?? []).map { item in
            let place = location(item)
            return Found(
                severity: item["severity"] as? String ?? "", code: item["code"] as? String ?? "", path: place.path,
                line: place.line, column: place.column, message: item["message"] as? String ?? "",
                commit: item["commit"] as? String)
        }
        gates = (root["notJudged"] as? [[String: Any]] ?? []).compactMap { $0["gate"] as? String }
        let reasons = root["undecided"] as? [[String: Any]] ?? []
        undecided = reasons.compactMap { $0["reason"] as? String }
        helps = reasons.compactMap { $0["help"] as? String }
        remarks = root["remarks"] as? [String] ?? []
        examined = root["examined"] as? [String: Int] ?? [:]
    }
}

extension TestRepository {
    /// Runs `tollgate check` in process and reads its verdict.
    func check(_ arguments: String..., environment: [String: String] = [:]) async throws -> Checked {
        let run = await CommandRun(["check", "--format", "json"] + arguments, in: path, environment: environment)
        try #require(!run.output.isEmpty, "\(arguments) ended with \(run.status): \(run.errors)")
        return try Checked(run)
    }
}

/// Expects an exit code and exactly these rules, in any order.
func expect(
    _ checked: Checked, _ status: Int32, _ codes: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
    expect(checked, status, codes: codes, sourceLocation: sourceLocation)
}

func expect(
    _ checked: Checked, _ status: Int32, codes: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
    let verdict = [0: "pass", 1: "violation", 3: "cannot-decide"][Int(status)]
    let isExpected = checked.status == status && checked.verdict == verdict && checked.codes.sorted() == codes.sorted()
    #expect(isExpected, "expected \(status) with \(codes): \(checked)", sourceLocation: sourceLocation)
}
