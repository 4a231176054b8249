import Foundation
import GitStore
import Testing
import TollgateTesting

/// A service is written by others, and nothing in its repository is to be trusted: names, messages, dates, objects, numbers.
@Suite("Hostile services")
struct DeploymentThreatTests {
    private static let ledger =
        "date,series,item,period,value,evidence,note\n2026-02-01,deployment,portal,,done,,\n2026-02-01,milestone,live,,done,,\n"
    private static let milestones = "milestones: [{id: live, due: 2026-02-01, go-live: true}]\n"

    private func plans(in sandbox: Sandbox) throws -> TestRepository {
        try TestRepository(in: sandbox, named: "plans") {
            Commit("begin", at: "2026-01-02T09:00:00Z") {
                Write(Plans.policyPath, Plans.policy("repositories: {portal: ../portal}\n"))
                plan("SD-1", "decided", Self.milestones)
                Write("plans/p/SD-1.csv", Self.ledger)
            }
        }
    }

    /// Writes refs as they are, whatever git would say to their names.
    private func pack(_ refs: [(name: [UInt8], id: String)], in repository: TestRepository) throws {
        var bytes = Array("# pack-refs with: peeled fully-peeled \n".utf8)
        for ref in refs { bytes += Array("\(ref.id) refs/tags/".utf8) + ref.name + [0x0A] }
        try Data(bytes).write(to: URL(fileURLWithPath: repository.gitDirectory + "/packed-refs"))
    }

    @Test("names and messages with control sequences, signs of other formats and odd bytes are shown harmlessly")
    func names() async throws {
        let sandbox = try Sandbox()
        let portal = try TestRepository(in: sandbox, named: "portal") {
            Commit("\u{1B}[2J::error::`gone`\u{202E}", label: "first", at: "2026-02-03T09:00:00Z") { Write("a", "1\n") }
            Commit("second") { Write("a", "2\n") }
            Commit("third") { Write("a", "3\n") }
        }
        let ids = try ["first", "second", "third"].map { try portal[$0].hex }
        try pack(
            [
                (Array("v1`,=cmd()\u{202E}".utf8), ids[0]), ([0x76, 0xFF, 0xC3], ids[1]),
                (Array(String(repeating: "long", count: 50).utf8), ids[2]),
            ], in: portal)
        let repository = try plans(in: sandbox)
        let checked = try await repository.check()
        expect(checked, 0, "VAL002")
        // One with bytes that are no text is a tag all the same.
        #expect(checked.findings.count == 3, "\(checked)")
        for format in ["full", "concise", "json", "jsonl", "csv", "markdown"] {
            let run = await repository.tollgate("check", "--format", format)
            #expect(run.status == 0)
            for scalar in run.output.unicodeScalars {
                let isHarmless = scalar.value >= 0x20 && scalar.value != 0x7F && scalar != "\u{202E}"
                #expect(scalar == "\n" || isHarmless, "\(format)")
            }
            #expect(!run.output.contains(String(repeating: "long", count: 21)), "\(format)")
        }
        // Such a name is not offered to be copied; the commit is.
        let shown = await repository.tollgate("check")
        for id in ids {
            #expect(shown.output.contains(",deployment,portal,,done,commit:\(id),"), "\(shown)")
        }
    }

    @Test("a tag of tags leads to its commit, and one of a tree or of a file deploys nothing")
    func kinds() async throws {
        let sandbox = try Sandbox()
        let portal = try TestRepository(in: sandbox, named: "portal") {
            Commit("first", at: "2026-02-03T09:00:00Z") { Write("a", "1\n") }
        }
        var refs: [(name: [UInt8], id: String)] = [
            (Array("tree".utf8), try portal.id("main^{tree}").hex), (Array("file".utf8), try portal.id("main:a").hex),
        ]
        // Each stands for the one before, and each has a name.
        var (target, type) = (try portal.id("main"), "commit")
        for number in 0..<21 {
            let text = "object \(target.hex)\ntype \(type)\ntag t\(number)\ntagger A <a@example.com> 0 +0000\n\nx\n"
            (target, type) = (try portal.rawObject("tag", Array(text.utf8)), "tag")
            refs.append((Array("t\(number)".utf8), target.hex))
        }
        let tree = try portal.rawObject(
            "tag", Array("object \(try portal.id("main^{tree}").hex)\ntype tree\ntag of-tree\n\nx\n".utf8))
        refs.append((Array("of-tree".utf8), tree.hex))
        try pack(refs, in: portal)
        let checked = try await plans(in: sandbox).check()
        expect(checked, 0, "VAL002")
        #expect(checked.findings.count == 1 && checked.findings[0].message.contains("(and 20 more"), "\(checked)")
    }

    @Test("damaged tags that stand for each other end the walk, and what is not there makes the service unread")
    func circles() async throws {
        let sandbox = try Sandbox()
        let portal = try TestRepository(in: sandbox, named: "portal") {
            Commit("first", at: "2026-02-03T09:00:00Z") { Write("a", "1\n") }
        }
        let names = ["aa", "bb"].map { String(repeating: $0, count: 20) }
        for (name, other) in [(names[0], names[1]), (names[1], names[0])] {
            let id = try #require(ObjectID(hex: name))
            try portal.storeObject("tag", Array("object \(other)\ntype tag\ntag x\n\nx\n".utf8), named: id)
        }
        try pack([(Array("circle".utf8), names[0])], in: portal)
        let repository = try plans(in: sandbox)
        let circle = try await repository.check()
        #expect(circle.status == 0 && circle.findings.isEmpty, "\(circle)")
        try pack([(Array("gone".utf8), String(repeating: "cc", count: 20))], in: portal)
        let gone = try await repository.check()
        expect(gone, 0)
        #expect(gone.remarks.contains { $0.hasPrefix("deployments in `portal` were not judged") }, "\(gone)")
    }

    @Test("thousands of tags give as many findings as people read, and the number of the others")
    func many() async throws {
        let sandbox = try Sandbox()
        let portal = try TestRepository(in: sandbox, named: "portal") {
            for number in 0..<60 {
                Commit("change \(number)", at: "2026-02-03T09:00:00Z") { Write("a", "\(number)\n") }
            }
        }
        let ids = portal.ids.map(\.hex)
        try pack((0..<6000).map { (Array("v\($0)".utf8), ids[$0 % 60]) }, in: portal)
        let checked = try await plans(in: sandbox).check()
        expect(checked, 0, "VAL002")
        #expect(checked.findings.count == 50, "\(checked.findings.count)")
        #expect(checked.findings.contains { $0.message.contains("(and 10 more like it in this file)") }, "\(checked)")
    }

    @Test("a date that is left out or typed long ago hides no deployment that the ledgers would have to know")
    func dates() async throws {
        let sandbox = try Sandbox()
        let portal = try TestRepository(in: sandbox, named: "portal") {
            Commit("first", at: "2026-02-03T09:00:00Z") { Write("a", "1\n") }
        }
        let tree = try portal.id("main^{tree}").hex
        let undated = try portal.rawObject("commit", Array("tree \(tree)\nauthor A <a@b>\n\nno date\n".utf8))
        let far = try portal.rawObject(
            "commit",
            Array("tree \(tree)\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 999999999999999 +0000\n\nfar\n".utf8))
        try pack([(Array("far".utf8), far.hex), (Array("undated".utf8), undated.hex)], in: portal)
        let checked = try await plans(in: sandbox).check()
        expect(checked, 0, "VAL002")
        #expect(checked.findings.count == 2, "\(checked)")
        #expect(checked.findings.contains { $0.message.contains("without a date") }, "\(checked)")
    }
}
