import Foundation
import GitStore
import Glibc
import Testing
import TollgateTesting

/// `record`: what it appends, and that it leaves everything as it was where a line cannot stand.
@Suite("Record")
struct RecordTests {
    private static let policy = Plans.policy(
        version: 1,
        """
        documents:
          - {kind: plan, match: "plans/*/plan.yaml"}
          - {kind: initiative, match: "plans/*/*.yaml", ledger: "{stem}.csv"}

        """)

    private static let content = """
        metrics:
          - {id: resets, class: outcome, unit: contacts/month, direction: decrease}
        value:
          - {id: handling, kind: hard-saving, currency: EUR, plan: {2026-04: 4000.00}}
        milestones:
          - {id: pilot, due: 2026-03-15, go-live: true}

        """
    private static let header = "date,series,item,period,value,evidence,note\n"
    private static let old = header + "2026-03-14,milestone,pilot,,done,,\n"
    private static let ledger = "plans/p/SD-1.csv"

    private func setUp() throws -> TestRepository {
        try TestRepository {
            start(policy: Self.policy) {
                plan("SD-1", "defined", Self.content)
                plan("SD-2", "defined", Self.content)
                Write(Self.ledger, Self.old)
            }
        }
    }

    @Test(
        "one line is appended, its series found from the item",
        arguments: [
            ("resets 3900 --period 2026-05", "2026-07-01,actual,resets,2026-05,3900,,"),
            ("handling 8400.00 --period 2026-05 --date 2026-06-05", "2026-06-05,actual,handling,2026-05,8400.00,,"),
            ("handling -1 --period 2026-08 --forecast", "2026-07-01,forecast,handling,2026-08,-1,,"),
            ("pilot 2026-09-01 --note late,again", "2026-07-01,milestone,pilot,,2026-09-01,,\"late,again\""),
            (
                "pilot done --evidence https://example.com/report",
                "2026-07-01,milestone,pilot,,done,https://example.com/report,"
            ),
            ("portal done --deployment", "2026-07-01,deployment,portal,,done,,"),
            ("implementation amber", "2026-07-01,status,implementation,,amber,,"),
            ("value red --status", "2026-07-01,status,value,,red,,"),
            ("held --review --period 2026-05", "2026-07-01,review,,2026-05,held,,"),
        ])
    func oneLine(_ words: String, _ line: String) async throws {
        let repository = try setUp()
        let run = await CommandRun(
            ["record", "SD-1"] + words.split(separator: " ").map(String.init), in: repository.path)
        #expect(run.status == 0, "\(run)")
        #expect(try repository.read(Self.ledger) == Self.old + line + "\n")
        #expect(try repository.git("status", "--porcelain") == " M plans/p/SD-1.csv")
        #expect(run.output.contains("plans/p/SD-1.csv: 1 line appended"))
    }

    @Test("a ledger that is not there begins with its header")
    func newLedger() async throws {
        let repository = try setUp()
        let run = await repository.tollgate("record", "SD-2", "pilot", "done")
        #expect(run.status == 0, "\(run)")
        #expect(try repository.read("plans/p/SD-2.csv") == Self.header + "2026-07-01,milestone,pilot,,done,,\n")
        #expect(try await repository.check().status == 0)
    }

    @Test(
        "what cannot stand in the ledger is said, and nothing is written",
        arguments: [
            ("SD-1 reset 1 --period 2026-05", 2, "did you mean `resets`?"),
            ("SD-1 nothing-like-it 1", 2, "it has: resets, handling, pilot"),
            ("SD-12 resets 1", 3, "did you mean `SD-1`?"), ("SD-1 resets", 2, "<id> <item> <value>"),
            ("SD-1 resets 1 2", 2, "there are 4 words"), ("SD-1 held x --review", 2, "<id> <value>"),
            ("SD-1 resets 1 --forecast --review", 2, "exclude each other"),
            ("SD-1 pilot 2026-09-01 --forecast", 2, "only those have a forecast"),
            ("SD-1 resets 1 --map value=Count", 2, "`--map` is for spreadsheets"),
            ("SD-1 resets 1", 1, "`period` is empty"), ("SD-1 resets 1,5 --period 2026-05", 1, "`value` is `1,5`"),
            ("SD-1 resets 1 --period 05/2026", 1, "`period` is `05/2026`"),
            ("SD-1 resets 1 --period 2026-05 --date yesterday", 1, "`date` is `yesterday`"),
            ("SD-1 pilot soon", 1, "`value` is `soon`"), ("SD-1 portal yes --deployment", 1, "expected `done`"),
            ("SD-1 implementation blue", 1, "`value` is `blue`"),
        ])
    func refused(_ words: String, _ status: Int32, _ message: String) async throws {
        let repository = try setUp()
        let run = await CommandRun(["record"] + words.split(separator: " ").map(String.init), in: repository.path)
        #expect(run.status == status, "\(run)")
        #expect(run.transcript.contains(message), "\(run)")
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test("a line break in a field is no line of a ledger")
    func lineBreak() async throws {
        let repository = try setUp()
        let run = await repository.tollgate("record", "SD-1", "pilot", "done", "--note", "a\nb")
        #expect(run.status == 2 && run.errors.contains("`note` has a line break"), "\(run)")
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test("a ledger that is broken already gets no line more", arguments: ["no end", "crlf\r\n", ""])
    func brokenLedger(_ tail: String) async throws {
        let repository = try setUp()
        let text = tail.isEmpty ? "wrong,header\n" : Self.old + "2026-03-15,status,value,,green,," + tail
        try repository.write(Self.ledger, text)
        let run = await repository.tollgate("record", "SD-1", "pilot", "done")
        #expect(run.status == 1, "\(run)")
        #expect(try repository.read(Self.ledger) == text)
    }

    @Test("a ledger that git knows and that is not on disk does not begin anew")
    func missingLedger() async throws {
        let repository = try setUp()
        try FileManager.default.removeItem(atPath: repository.path + "/" + Self.ledger)
        let run = await repository.tollgate("record", "SD-1", "pilot", "done")
        #expect(run.status == 2 && run.errors.contains("git restore plans/p/SD-1.csv"), "\(run)")
        #expect(access(repository.path + "/" + Self.ledger, F_OK) != 0)
    }

    @Test("a dry run shows the line, writes nothing, and says so")
    func dryRun() async throws {
        let repository = try setUp()
        let run = await repository.tollgate("record", "SD-1", "pilot", "done", "--dry-run", "--format", "json")
        #expect(run.status == 0, "\(run)")
        let root = try JSON(run.output).object
        #expect(root["format"] as? String == "tollgate.record/1")
        #expect(root["written"] as? Bool == false)
        #expect((root["rows"] as? [[String: Any]])?.first?["line"] as? Int == 3)
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test("commands that record at the same time lose no line of each other")
    func atTheSameTime() async throws {
        let repository = try setUp()
        let path = repository.path
        await withTaskGroup(of: Int32.self) { group in
            for number in 1...12 {
                group.addTask {
                    await CommandRun(["record", "SD-1", "portal-\(number)", "done", "--deployment"], in: path).status
                }
            }
            for await status in group { #expect(status == 0) }
        }
        let lines = try repository.read(Self.ledger).split(separator: "\n")
        #expect(lines.count == 14)
        #expect(Set(lines.dropFirst(2)).count == 12)
        #expect(try await repository.check().status == 0)
    }

    @Test("where no ledger is declared, none is made")
    func noLedger() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "documents: [{kind: initiative, match: \"plans/*/*.yaml\"}]\n")) {
                plan("SD-1", "defined", Self.content)
            }
        }
        let run = await repository.tollgate("record", "SD-1", "pilot", "done")
        #expect(run.status == 2 && run.errors.contains("ledger: \"{stem}.csv\""), "\(run)")
    }

    // MARK: - Spreadsheets

    private static let options = [
        "--map", "initiative=Id", "--map", "item=Metric", "--map", "period=Month", "--map", "value=Count",
        "--period-pattern", "MM/YYYY", "--decimal", "comma", "--grouping", "point",
    ]

    @Test("rows of a spreadsheet go to the ledgers of their initiatives, and the mapping is kept")
    func spreadsheet() async throws {
        let repository = try setUp()
        try repository.write(
            "in.csv",
            "\u{FEFF}Id;Metric;Remark;Month;Count\r\nSD-2;resets;\"two\r\nlines\";04/2026;5.900,5\r\n"
                + "SD-1;handling;;04/2026;8400,00\r\n;;;;\r\nSD-2;resets;;05/2026;5900\r\n")
        let run = await CommandRun(
            ["record", "--from", "in.csv", "--save-mapping", "itsm"] + Self.options, in: repository.path)
        #expect(run.status == 0, "\(run)")
        #expect(try repository.read(Self.ledger) == Self.old + "2026-07-01,actual,handling,2026-04,8400.00,,\n")
        #expect(
            try repository.read("plans/p/SD-2.csv") == Self.header
                + "2026-07-01,actual,resets,2026-04,5900.5,,\n2026-07-01,actual,resets,2026-05,5900,,\n")
        #expect(
            try repository.read(".tollgate/mappings/itsm.yaml")
                == """
                schema: tollgate/mapping/v1
                columns:
                  initiative: Id
                  item: Metric
                  period: Month
                  value: Count
                decimal: comma
                grouping: point
                period-pattern: MM/YYYY

                """)
        try repository.write("next.csv", "Id;Metric;Month;Count\nSD-1;resets;06/2026;1,5\n")
        let next = await repository.tollgate("record", "--from", "next.csv", "--mapping", "itsm")
        #expect(next.status == 0, "\(next)")
        #expect(try repository.read(Self.ledger).hasSuffix("actual,resets,2026-06,1.5,,\n"))
    }

    @Test("rows that name one initiative by its id and by its path go into one ledger, in their order")
    func twoNames() async throws {
        let repository = try setUp()
        try repository.write(
            "in.csv",
            "Id;Metric;Month;Count\nplans/p/SD-1.yaml;resets;05/2026;2\nSD-1;resets;04/2026;1\n"
                + "plans/p/SD-1.yaml;resets;06/2026;3\n")
        let run = await CommandRun(["record", "--from", "in.csv"] + Self.options, in: repository.path)
        #expect(run.status == 0, "\(run)")
        #expect(
            try repository.read(Self.ledger) == Self.old + "2026-07-01,actual,resets,2026-05,2,,\n"
                + "2026-07-01,actual,resets,2026-04,1,,\n2026-07-01,actual,resets,2026-06,3,,\n")
    }

    @Test("a mapping that cannot be kept leaves the ledgers as they are")
    func mappingThatCannotBeKept() async throws {
        let repository = try setUp()
        try repository.write("in.csv", "Id;Metric;Month;Count\nSD-1;resets;04/2026;1\n")
        try repository.write(".tollgate", "a file where the folder would be")
        let run = await CommandRun(
            ["record", "--from", "in.csv", "--save-mapping", "itsm"] + Self.options, in: repository.path)
        #expect(run.status != 0, "\(run)")
        #expect(try repository.read(Self.ledger) == Self.old)
    }

    @Test("one bad row and no row is recorded; each is a finding at its cell")
    func badRows() async throws {
        let repository = try setUp()
        try repository.write(
            "in.csv",
            "Id;Metric;Month;Count\nSD-1;resets;04/2026;1\nSD-1;resets;13/2026;1\nSD-1;resets;04/2026;1.5\n"
                + "SD-1;reset;04/2026;1\nSD-9;resets;04/2026;1\nSD-1;resets;;1\n")
        let run = await CommandRun(
            ["record", "--from", "in.csv", "--save-mapping", "itsm", "--format", "concise"] + Self.options,
            in: repository.path)
        #expect(run.status == 1, "\(run)")
        #expect(
            run.output.split(separator: "\n").prefix(4).map { $0.prefix { $0 != " " } } == [
                "in.csv:3:13:", "in.csv:4:21:", "in.csv:5:6:", "in.csv:6:1:",
            ])
        #expect(try repository.git("status", "--porcelain") == "?? in.csv")
        // What only the ledger's rules see is shown at the row too.
        try repository.write("in.csv", "Id;Metric;Month;Count\nSD-1;resets;04/2026;1\nSD-1;resets;;1\n")
        let judged = await CommandRun(
            ["record", "--from", "in.csv", "--format", "concise"] + Self.options, in: repository.path)
        #expect(judged.status == 1, "\(judged)")
        #expect(judged.output.hasPrefix("in.csv:3:1: error[LDG002] `period` is empty"))
        #expect(try repository.git("status", "--porcelain") == "?? in.csv")
    }

    @Test(
        "a mapping that does not fit is a mistake in use",
        arguments: [
            (["--map", "value=Cuont"], "did you mean `Count`?"), (["--map", "valeu=Count"], "did you mean `value`?"),
            (["--map", "value"], "lacks a name on one side"), ([], "`--map value=<column>`"),
            (["--map", "value=Count", "--set", "value=1"], "has a column and a constant"),
            (["--map", "value=Count", "--date-pattern", "MM/YYYY"], "cannot be used"),
            (["--mapping", "nope"], "there is no mapping at .tollgate/mappings/nope.yaml"),
            (["--mapping", "../x"], "is no name of a mapping"),
            (["--map", "value=Count", "--perod", "2026-05"], "did you mean `--period`?"),
        ])
    func misfits(_ options: [String], _ message: String) async throws {
        let repository = try setUp()
        try repository.write("in.csv", "Month,Count\n2026-04,1\n")
        let run = await CommandRun(["record", "SD-1", "resets", "--from", "in.csv"] + options, in: repository.path)
        #expect(run.status == 2 && run.errors.contains(message), "\(run)")
        #expect(try repository.git("status", "--porcelain") == "?? in.csv")
    }

    @Test("a kept mapping is read strictly")
    func strictMapping() async throws {
        let repository = try setUp()
        try repository.write("in.csv", "Month,Count\n2026-04,1\n")
        try repository.write(
            ".tollgate/mappings/m.yaml",
            "schema: tollgate/mapping/v1\ncolumns: {period: Month, valu: Count}\nperiod-pattern: month\n")
        let run = await repository.tollgate("record", "SD-1", "resets", "--from", "in.csv", "--mapping", "m")
        #expect(run.status == 2, "\(run)")
        #expect(run.errors.contains(".tollgate/mappings/m.yaml:2:26"))
        #expect(run.errors.contains("`period-pattern` is `month`"))
    }

    @Test("a temporary file that a kill left behind is no document")
    func leftBehind() async throws {
        let repository = try setUp()
        try repository.write("plans/p/.tollgate-0123456789abcdef.tmp", "half")
        #expect(try await repository.check().status == 0)
    }
}
