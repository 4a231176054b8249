import Foundation
import Testing
import TollgateTesting

/// One result in many forms, and nothing from a document that could pass for the program's own words.
@Suite("Formats")
struct FormatTests {
    private func sample() throws -> TestRepository {
        try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("on") { plan("SD-1", "identified") }
            Commit("further") { plan("SD-1", "detailed") }
        }
    }

    private static let commands: [[String]] = [
        ["check"], ["status"], ["log"], ["log", "SD-1"], ["analyze", "transitions"], ["explain", "GAT002"],
        ["explain", "--all"], ["doctor"],
    ]

    private func object(_ text: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("JSON comes in a versioned envelope with sorted keys, JSON lines one object a line", arguments: commands)
    func json(command: [String]) async throws {
        let repository = try sample()
        let pretty = await CommandRun(command + ["--format", "json"], in: repository.path)
        #expect(pretty.status == 0, "\(pretty)")
        let envelope = try object(pretty.output)
        let name = try #require(envelope["format"] as? String)
        #expect(name == "tollgate.\(command[0])/1")
        let keys = pretty.output.split(separator: "\n").filter { $0.hasPrefix("  \"") }
            .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
        #expect(keys == keys.sorted() && keys.count > 1)
        let lines = await CommandRun(command + ["--format", "jsonl"], in: repository.path).output.split(separator: "\n")
        for line in lines { _ = try object(line) }
        #expect(try object(try #require(lines.first))["format"] as? String == name)
    }

    @Test("JSON, JSON lines and CSV have the same rows")
    func sameRows() async throws {
        let repository = try sample()
        let command = ["analyze", "transitions", "--format"]
        let rows = try #require(
            try object(await CommandRun(command + ["json"], in: repository.path).output)["rows"] as? [[String: Any]])
        let lines = try await CommandRun(command + ["jsonl"], in: repository.path).output.split(separator: "\n")
            .dropFirst().map { try object($0) }
        let csv = await CommandRun(command + ["csv"], in: repository.path).output.split(separator: "\n")
        #expect(rows.count == 2 && lines.count == 2 && csv.count == 3)
        #expect(rows.map { $0["kind"] as? String } == ["forward", "forward"])
        let heads = try #require(csv.first).split(separator: ",").map(String.init)
        for (index, row) in rows.enumerated() {
            #expect(row["commit"] as? String == lines[index]["commit"] as? String)
            let cells = csv[index + 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            for (head, cell) in zip(heads, cells) { #expect(cell == row[head] as? String ?? "", "\(head)") }
        }
    }

    @Test("one evaluation, many outputs")
    func outputs() async throws {
        let repository = try sample()
        let run = await repository.tollgate("status", "--output", "csv=-", "--output", "json=status.json")
        #expect(run.status == 0 && run.output.hasPrefix("id,stage,state,since,commit,owner,title,path\nSD-1,detailed,"))
        let file = try String(contentsOfFile: repository.path + "/status.json", encoding: .utf8)
        #expect(file == (await repository.tollgate("status", "--format", "json").output))
        let nowhere = await repository.tollgate("status", "--output", "json=no/such/folder.json")
        #expect(nowhere.status == 2 && nowhere.errors.contains("cannot write no/such/folder.json"))
    }

    @Test("the same repository gives the same bytes")
    func deterministic() async throws {
        let repository = try sample()
        for command in Self.commands {
            let first = await CommandRun(command, in: repository.path)
            let second = await CommandRun(
                command, in: repository.path, environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"])
            #expect(first.transcript == second.transcript, "\(command)")
        }
    }

    @Test(
        "colour is for terminals, and obeys who does not want it",
        arguments: [
            ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["TERM": "dumb"], true, false),
            (["CLICOLOR_FORCE": "1"], false, true), (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
        ] as [([String: String], Bool, Bool)])
    func colour(environment: [String: String], isTerminal: Bool, isColoured: Bool) async throws {
        let repository = try sample()
        let run = await CommandRun(
            ["check"], in: repository.path, environment: environment, isTerminal: isTerminal)
        #expect(run.output.contains("\u{1B}[") == isColoured, "\(run)")
        let never = await CommandRun(
            ["check", "--color", "never"], in: repository.path, environment: environment, isTerminal: true)
        let always = await CommandRun(["check", "--color", "always"], in: repository.path, environment: environment)
        #expect(!never.output.contains("\u{1B}[") && always.output.contains("\u{1B}["))
    }

    @Test("text from documents is never obeyed: no escape sequence, no workflow command, no formula")
    func hostileText() async throws {
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                Write(
                    "plans/p/SD-2.yaml",
                    "schema: tollgate/initiative/v1\nid: SD-2\ntitle: \"=1+1\\n::error::x\\e[31m\\u202e\"\nstage: \"=x\\n::error::y\\e[0m\"\n"
                )
            }
        }
        for format in ["full", "concise", "csv"] {
            for command in [["check"], ["status"], ["log"]] {
                let run = await CommandRun(command + ["--format", format], in: repository.path)
                #expect(!run.transcript.contains("\u{1B}") && !run.transcript.contains("\u{202E}"), "\(run)")
                if format != "csv" { #expect(!run.transcript.contains("\n::"), "\(run)") }
            }
        }
        let csv = await repository.tollgate("status", "--format", "csv")
        #expect(csv.output.contains("\"'=x\n") && csv.output.contains("\"'=1+1\n"), "\(csv)")
        let actions = await repository.tollgate("check", environment: ["GITHUB_ACTIONS": "true"])
        let lines = actions.output.split(separator: "\n")
        let token = try #require(lines.first).dropFirst("::stop-commands::".count)
        #expect(lines.first?.hasPrefix("::stop-commands::") == true && lines.last == "::\(token)::" && token.count > 12)
    }
}
