import Foundation
import Testing
import TollgateTesting

/// The repository that `demo` makes: what is planted in it is found, and without it nothing is.
@Suite("demo")
struct DemoTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private func demo(_ variant: MadeDemo.Variant) async throws -> String {
        try await MadeDemo.copy(variant, in: sandbox)
    }

    private func tollgate(_ arguments: String..., in folder: String) async -> CommandRun {
        await CommandRun(arguments, in: folder, now: MadeDemo.day)
    }

    private func git(_ arguments: String..., in folder: String) throws -> String {
        try sandbox.git(arguments, in: folder)
    }

    /// What an audit finds: code and initiative, sorted.
    private func findings(_ run: CommandRun) throws -> [String] {
        let root = try JSON(run.output).object
        return (root["findings"] as? [[String: Any]] ?? []).map {
            "\($0["code"] as? String ?? "") \($0["initiative"] as? String ?? "-")"
        }.sorted()
    }

    @Test("an audit finds the mistakes of governance, and nothing else")
    func mistakes() async throws {
        let folder = try await demo(.signed)
        let audit = await tollgate("audit", "--format", "json", in: folder)
        #expect(audit.status == 1)
        #expect(try Set(findings(audit)) == ["GAT012 PF-205", "SGN101 PF-203", "SGN101 PF-204", "SGN103 SD-107"])
        // The only controller there is had a part in the content, and is not told to sign once more.
        #expect(audit.output.contains("nobody: the role is held by `dana.weiss`, who signed commit"))
        let check = await tollgate("check", in: folder)
        // The date of the backdated reading is an info.
        #expect(check.status == 0 && check.output.hasSuffix("pass: 1 info\n"), "\(check)")
        #expect(try git("status", "--porcelain", in: folder) == "")
        #expect(try git("fsck", "--strict", "--no-dangling", in: folder) == "")
    }

    @Test("without mistakes, nothing is found")
    func inOrder() async throws {
        let folder = try await demo(.inOrder)
        let audit = await tollgate("audit", "--format", "json", in: folder)
        #expect(try findings(audit) == [])
        #expect(audit.status == 0)
        let check = await tollgate("check", in: folder)
        #expect(check.output.contains("pass: no findings"), "\(check)")
    }

    @Test(
        "without signatures it is the same commits everywhere",
        arguments: [
            (MadeDemo.Variant.unsigned, "b57dbd57f3f57b5cec7260b7fb913aad8d01e043"),
            (.unsignedInOrder, "598dc0b0ce6c9fe1f6c4ef9f46ae6bb9587a3182"),
        ])
    func unsigned(variant: MadeDemo.Variant, tip: String) async throws {
        let folder = try await demo(variant)
        #expect(try git("rev-parse", "refs/heads/main", in: folder) == tip)
        #expect(!FileManager.default.fileExists(atPath: folder + "/.git/tollgate-demo-keys"))
        let check = await tollgate("check", in: folder)
        #expect(check.status == 0, "\(check)")
        let audit = await tollgate("audit", "--format", "json", in: folder)
        #expect(try findings(audit) == (variant == .unsigned ? ["GAT012 PF-205"] : []))
    }

    @Test(
        "what the analyses are to find stands in plans and ledgers, and only with mistakes", arguments: [true, false])
    func facts(hasMistakes: Bool) async throws {
        let folder = try await demo(hasMistakes ? .unsigned : .unsignedInOrder)
        func text(_ path: String) throws -> String { try git("show", "main:plans/\(path)", in: folder) }
        func commits(_ pattern: String, _ path: String) throws -> Int {
            try git("log", "--first-parent", "--format=%h", "-G", pattern, "main", "--", "plans/\(path)", in: folder)
                .split(separator: "\n").count
        }
        // A target that is eroded in three small steps: set once, and given anew three times.
        #expect(try commits("target: .value: 3[0369]00,", "service-desk/SD-102.yaml") == (hasMistakes ? 4 : 1))
        // A milestone that is always thirty days away.
        let moves = try text("service-desk/SD-104.csv").split(separator: "\n").filter {
            $0.contains(",milestone,go-live,,20")
        }
        #expect(moves.count == (hasMistakes ? 7 : 0))
        // Green is claimed of value that is not there.
        let booked = try text("service-desk/SD-105.csv").split(separator: "\n")
        #expect(!booked.contains { $0.contains(",status,value,,") && !$0.contains(",green,") })
        #expect(booked.contains { $0.contains("outage-minutes,2026-08,5800.00") } == hasMistakes)
        // A reading with a date from before the gate, recorded three months later.
        #expect(
            try text("platform/PF-202.csv").contains("\n2026-05-04,actual,pipeline-share,2026-04,52,") == hasMistakes)
        // Value that moved, value that decays, and value that nobody confirmed.
        #expect(try text("service-desk/SD-106.yaml").contains("value-disposition: SD-102") == hasMistakes)
        #expect(try text("service-desk/SD-101.csv").contains("resolution-time,2026-10,24.2,") == hasMistakes)
        #expect(
            try text("service-desk/SD-103.yaml").contains("stage: \(hasMistakes ? "implemented" : "closed")\n"))
        let gate = await tollgate("gate", "SD-103", "--gate", "closed", in: folder)
        if hasMistakes { #expect(gate.status == 0, "\(gate)") }
    }

    @Test("each analysis finds what it is meant to find, and without mistakes nothing", arguments: [true, false])
    func analyses(hasMistakes: Bool) async throws {
        let folder = try await demo(hasMistakes ? .unsigned : .unsignedInOrder)
        let expected = [
            ("target-erosion", "SD-102 how-to-contacts (3 steps)", "no locked target or plan was eroded"),
            ("date-slippage", "always as far away: SD-104 go-live", "0 milestones moved or late"),
            ("watermelon-index", "watermelon index: 3.0 %", "watermelon index: 0.0 %"),
            (
                "late-and-backdated-records", " 1 of them with something that stands out",
                " 0 of them with something that stands out"
            ),
            ("cancelled-value", "taker-did-not-grow", "None; its budget went back"),
            ("benefit-decay", "\ndecayed: SD-101 resolution-time\n", "nothing that was confirmed has decayed"),
            ("realisation", "realised and never confirmed: SD-103\n", "portfolio"),
        ]
        let value = await tollgate("value", in: folder)
        #expect(value.output.contains("\nof it cancelled: 35900.00 EUR promised, by SD-106\n"), "\(value)")
        let teams = await tollgate("analyze", "team-adoption", "SD-101", "--format", "csv", in: folder)
        #expect(teams.output.contains(",level-1-desk,26,portal-requests,2025-12,16.4,15.6,105.1,"), "\(teams)")
        #expect(
            value.output.contains("\ndecayed since it was closed: SD-101 resolution-time\n") == hasMistakes, "\(value)")
        // On the first of a month nobody has booked the one before yet.
        let first = await tollgate("value", "SD-101", "PF-201", "--as-of", "2026-07-01", in: folder)
        #expect(
            first.output.contains("\nnothing is booked yet for 2026-06, which is over and counts: PF-201, SD-101\n"),
            "\(first)")
        for (analysis, found, otherwise) in expected {
            let run = await tollgate("analyze", analysis, in: folder)
            #expect(run.output.contains(hasMistakes ? found : otherwise), "\(run)")
            #expect(run.output.contains(found) == hasMistakes, "\(analysis)")
        }
    }

    @Test("keys are made on the spot, and commits differ by nothing else")
    func newKeys() async throws {
        func facts(_ folder: String) throws -> (keys: [String], tip: String) {
            let files = try sandbox.run("sh", ["-c", "cat .git/tollgate-demo-keys/*.pub"], in: folder).text
            return (files.split(separator: "\n").map(String.init), try git("rev-parse", "main", in: folder))
        }
        let run = await CommandRun(["demo", "real"], in: sandbox.path, now: MadeDemo.day)
        #expect(run.status == 0, "\(run)")
        let real = try facts(sandbox.path + "/real")
        let numbered = try facts(try await demo(.signed))
        #expect(Set(real.keys).count == 10 && Set(real.keys).isDisjoint(with: numbered.keys))
        #expect(real.tip != numbered.tip)
        // With the same keys, signatures come out the same, and so does everything.
        let again = await MadeDemo.make("again", [], in: sandbox)
        #expect(again.status == 0, "\(again)")
        #expect(try facts(sandbox.path + "/again") == numbered)
    }

    @Test("keys are their owners' alone, and git signs with them")
    func keys() async throws {
        let folder = try await demo(.signed)
        let keys = folder + "/.git/tollgate-demo-keys"
        let modes = try sandbox.run("sh", ["-c", "stat -c '%a %n' *"], in: keys).text.split(separator: "\n")
        #expect(modes.count == 20 && modes.allSatisfy { $0.hasPrefix("600 ") })
        #expect(
            try sandbox.run("ssh-keygen", ["-y", "-f", keys + "/ana.ruiz"]).text.hasSuffix(" ana.ruiz@example.com"))
        let log = try sandbox.git(
            ["-c", "gpg.ssh.allowedSignersFile=plans/allowed_signers", "log", "--format=%G?", "main"], in: folder)
        #expect(Set(log.split(separator: "\n")) == ["G"])
    }

    @Test("a folder that is not empty is refused, and so is a file")
    func refusals() async throws {
        let first = await CommandRun(["demo", "."], in: sandbox.path)
        #expect(first.status == 2 && first.errors.contains(". is not empty"), "\(first)")
        try Data().write(to: URL(fileURLWithPath: sandbox.path + "/file"))
        let second = await CommandRun(["demo", "file"], in: sandbox.path)
        #expect(second.status == 2 && second.errors.contains("no folder"), "\(second)")
    }
}
