import Foundation
import GitStore
import Testing
import TollgateTesting

/// What `check` finds of go-lives and deployments, with the plans in one repository and a service in another.
@Suite("Deployments that are missing, and those that nobody planned")
struct DeploymentCheckTests {
    private static let header = "date,series,item,period,value,evidence,note\n"
    private static let live = "2026-02-01,milestone,live,,done,,\n"
    private static let milestones = "milestones: [{id: live, due: 2026-02-01, mandatory: true, go-live: true}]\n"
    private static let portal = "repositories: {portal: ../portal}\n"
    private static let ledger = "plans/p/SD-1.csv"

    /// One initiative that went live, by a policy with further lines; `lines` are of its ledger.
    private func plans(
        in sandbox: Sandbox, _ policy: String = portal, _ lines: String = "",
        at begin: Moment = "2026-01-02T09:00:00Z", isBare: Bool = false
    ) throws -> TestRepository {
        try TestRepository(in: sandbox, named: "plans", isBare: isBare) {
            Commit("begin", at: begin) {
                Write(Plans.policyPath, Plans.policy(policy))
                plan("SD-1", "decided", Self.milestones)
            }
            Commit("live", at: "2026-03-01T09:00:00Z") { Write(Self.ledger, Self.header + Self.live + lines) }
        }
    }

    private func service(
        in sandbox: Sandbox, @HistoryBuilder _ history: () throws -> [any HistoryStep]
    ) throws -> TestRepository {
        try TestRepository(in: sandbox, named: "portal", history)
    }

    @Test("a go-live without a deployment stands at its milestone, a tag without an initiative at its service")
    func both() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("new colours", at: "2026-02-03T09:00:00Z") { Write("app.txt", "1\n") }
            Tag("v1")
        }
        let repository = try plans(in: sandbox)
        let checked = try await repository.check()
        expect(checked, 0, "VAL001", "VAL002")
        let goLive = try #require(checked.findings.first { $0.code == "VAL001" })
        #expect(goLive.severity == "warning" && goLive.path == Plans.path("SD-1") && goLive.line == 5, "\(checked)")
        #expect(goLive.column == 19 && goLive.message.contains("`SD-1` went live on 2026-02-01"), "\(checked)")
        let tag = try #require(checked.findings.first { $0.code == "VAL002" })
        #expect(tag.severity == "warning" && tag.path == Plans.policyPath && tag.line == 5, "\(checked)")
        let id = try portal["new colours"].hex
        #expect(
            tag.message
                == "the tag `v1` in `portal`, commit `\(id.prefix(7))` of 2026-02-03, leads to no initiative",
            "\(checked)")
        let shown = await repository.tollgate("check")
        #expect(shown.output.contains("2026-02-03,deployment,portal,,done,tag:v1@\(id),"), "\(shown)")
        #expect(shown.output.contains("tollgate record SD-1 <what> done --deployment"), "\(shown)")
        expect(try await repository.check("--fail-on", "warning"), 1, "VAL001", "VAL002")
        expect(try await repository.check("plans/p"), 0, "VAL001")
    }

    @Test("a policy that names no repositories is judged by neither rule, and what it says of their severity counts")
    func policy() async throws {
        func check(_ policy: String) async throws -> Checked {
            let sandbox = try Sandbox()
            let portal = try service(in: sandbox) {
                Commit("new colours") { Write("app.txt", "1\n") }
                Tag("v1")
            }
            defer { withExtendedLifetime(portal) {} }
            return try await plans(in: sandbox, policy).check()
        }
        expect(try await check(""), 0)
        expect(try await check(Self.portal + "rules: {VAL001: off, VAL002: error}\n"), 1, "VAL002")
        expect(try await check(Self.portal + "rules: {VAL001: error, VAL002: off}\n"), 1, "VAL001")
    }

    @Test("a trailer in any commit that came with a tag leads to the initiative, and so does a line of its ledger")
    func linked() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("start", at: "2026-01-20T09:00:00Z") { Write("app.txt", "0\n") }
            Branch("topic")
            Commit("reset page", body: "Initiative: SD-1") { Write("reset.txt", "1\n") }
            Switch("main")
            Merge("topic", "release 1")
            Tag("v1", message: "an annotated tag")
            Commit("spelling") { Write("app.txt", "2\n") }
            Commit("release 2") { Write("app.txt", "3\n") }
            Tag("v2")
            Commit("for nobody", body: "Initiative: SD-77") { Write("app.txt", "4\n") }
            Tag("v3")
        }
        let repository = try plans(in: sandbox)
        let checked = try await repository.check()
        // v1 brings the commit with the trailer, v2 does not bring it again, and what v3 names is not there.
        expect(checked, 0, "VAL002")
        #expect(checked.findings.map { $0.message.contains("`v2`") } == [true, false], "\(checked)")
        #expect(checked.findings.map { $0.message.contains("`v3`") } == [false, true], "\(checked)")
        // A ledger may name any commit that the tag brings.
        let line = "2026-02-01,deployment,portal,,done,commit:\(try portal["spelling"].hex),\n"
        try repository.write(Self.ledger, Self.header + Self.live + line)
        let named = try await repository.check()
        expect(named, 0, "VAL002")
        #expect(named.findings.map { $0.message.contains("`v3`") } == [true], "\(named)")
        // The analysis says the same.
        let analyzed = await repository.tollgate("analyze", "deployments", "--format", "json")
        let flags = try JSON(analyzed.output).rows.compactMap { $0["flags"] }.filter { !$0.isEmpty }
        #expect(
            flags == ["unknown-initiative", "deployment-without-initiative", "deployment-without-initiative"],
            "\(analyzed)")
    }

    @Test("here a commit with the trailer deploys only where it changes something beside plans")
    func own() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) { Commit("start") { Write("app.txt", "0\n") } }
        defer { withExtendedLifetime(portal) {} }
        let repository = try plans(in: sandbox)
        try repository.write("plans/p/SD-1.yaml", Plans.initiative("SD-1", "decided", "owner: ana\n" + Self.milestones))
        try repository.git("commit", "--quiet", "--all", "--message", "owner\n\nInitiative: SD-1")
        expect(try await repository.check(), 0, "VAL001")
        let analyzed = await repository.tollgate("analyze", "deployments")
        #expect(analyzed.output.contains("go-live-without-deployment"), "\(analyzed)")
        try repository.write("src/portal.txt", "1\n")
        try repository.git("add", "src")
        try repository.git("commit", "--quiet", "--message", "portal\n\nInitiative: SD-1")
        expect(try await repository.check(), 0)
    }

    @Test("a tag from before the first landing of the plans is none of theirs")
    func older() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("old", at: "2025-12-31T23:59:59Z") { Write("app.txt", "0\n") }
            Tag("v0")
            Commit("new", at: "2026-01-02T09:00:00Z") { Write("app.txt", "1\n") }
            Tag("v1")
            Tag("stable")
        }
        defer { withExtendedLifetime(portal) {} }
        let repository = try plans(in: sandbox, Self.portal, "2026-02-01,deployment,portal,,done,,\n")
        let checked = try await repository.check()
        // Two tags of one commit are one deployment.
        expect(checked, 0, "VAL002")
        #expect(checked.findings.map { $0.message.contains("`stable` (and 1 more") } == [true], "\(checked)")
        let analyzed = await repository.tollgate("analyze", "deployments", "--format", "json")
        let tags = try JSON(analyzed.output).rows.filter { $0["source"] == "tag" }
        #expect(tags.map { $0["evidence"] } == ["stable", "v1"])
    }

    @Test("what cannot be read is no pass and no violation: the go-live is not judged, and a remark says so")
    func unread() async throws {
        for (place, reason) in [
            ("https://example.com/portal.git", "is an address"), ("../portal", "cannot be opened"),
            ("plans", "cannot be opened"),
        ] {
            let repository = try plans(in: Sandbox(), "repositories: {portal: \"\(place)\"}\n")
            let checked = try await repository.check()
            expect(checked, 0, "LDG018")
            let finding = try #require(checked.findings.first)
            #expect(finding.path == Plans.path("SD-1") && finding.message.contains("`portal` \(reason)"), "\(checked)")
            #expect(
                checked.remarks.contains { $0.hasPrefix("deployments in `portal` were not judged: it \(reason)") },
                "\(checked)")
        }
        // Where the ledger records the deployment, nothing hangs on what cannot be read.
        let repository = try plans(
            in: Sandbox(), "repositories: {portal: \"https://example.com/portal.git\"}\n",
            "2026-02-01,deployment,portal,,done,,\n")
        let checked = try await repository.check()
        expect(checked, 0)
        #expect(checked.remarks.count == 1, "\(checked)")
    }

    @Test("a damaged service is not read, and one that lacks a part of its history neither")
    func damaged() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("start", at: "2026-02-01T09:00:00Z") { Write("app.txt", "0\n") }
            Commit("next", body: "Initiative: SD-1") { Write("app.txt", "1\n") }
            Tag("v1")
        }
        let repository = try plans(in: sandbox)
        expect(try await repository.check(), 0)
        try portal.unpackObjects()
        let id = try portal["start"].hex
        try FileManager.default.removeItem(atPath: "\(portal.gitDirectory)/objects/\(id.prefix(2))/\(id.dropFirst(2))")
        let checked = try await repository.check()
        expect(checked, 0, "LDG018")
        #expect(checked.remarks.contains { $0.contains("it cannot be read: cannot read object \(id)") }, "\(checked)")
        let analyzed = await repository.tollgate("analyze", "deployments")
        #expect(analyzed.status == 0 && analyzed.output.contains("the repository `portal` was not read"), "\(analyzed)")
    }

    @Test("a clone of the plans that lacks a part of the history judges no deployment, and says so")
    func shallow() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("start", body: "Initiative: SD-1") { Write("app.txt", "0\n") }
            Tag("v1")
        }
        defer { withExtendedLifetime(portal) {} }
        let repository = try plans(in: sandbox)
        let path = sandbox.freePath("shallow")
        try sandbox.git(["clone", "--quiet", "--depth", "1", "file://" + repository.path, path])
        let checked = try await TestRepository(existing: path, in: sandbox).check()
        #expect(checked.status == 0 && checked.codes == ["LDG018"], "\(checked)")
        #expect(
            checked.remarks.contains(
                "deployments in the policy's repositories were not judged: this clone lacks a part of the history"),
            "\(checked)")
    }

    @Test("what is staged, a range and a landing are not judged by today's deployments; a bare repository is")
    func kinds() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("new colours", at: "2026-02-03T09:00:00Z") { Write("app.txt", "1\n") }
            Tag("v1")
        }
        let repository = try plans(in: sandbox, "repositories: {portal: \(portal.path)}\n")
        expect(try await repository.check("--range", "main~1..main"), 0)
        try repository.write("plans/p/SD-1.yaml", Plans.initiative("SD-1", "decided", "owner: ana\n" + Self.milestones))
        try repository.git("add", "plans")
        expect(try await repository.check("--staged"), 0)
        let audit = await repository.tollgate("audit")
        #expect(!audit.output.contains("VAL00"), "\(audit)")
        let bare = sandbox.freePath("bare")
        try sandbox.git(["clone", "--quiet", "--bare", repository.path, bare])
        expect(try await TestRepository(existing: bare, in: sandbox, isBare: true).check(), 0, "VAL001", "VAL002")
    }

    // MARK: - What is set aside

    @Test("comments set both aside: in the plan above the milestone, in the policy above the service")
    func comments() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("new colours", at: "2026-02-03T09:00:00Z") { Write("app.txt", "1\n") }
            Tag("v1")
            Commit("newer colours") { Write("app.txt", "2\n") }
            Tag("v2")
        }
        defer { withExtendedLifetime(portal) {} }
        func comment(_ rule: String) -> String { "# tollgate: ignore \(rule) until 2026-12-31 because known\n" }
        let policy = "repositories:\n  \(comment("VAL002"))  portal: ../portal\n"
        let repository = try plans(in: sandbox, policy)
        expect(try await repository.check(), 0, "VAL001")
        try repository.write(
            Plans.path("SD-1"), Plans.initiative("SD-1", "decided", comment("VAL001") + Self.milestones))
        let checked = try await repository.check()
        expect(checked, 0)
        let totals = try #require(try JSON(checked.run.output).object["totals"] as? [String: Int])
        #expect(totals["suppressed"] == 3, "\(checked.run.output)")
        // One in the policy is never unused, since the next clone may not have the service; one that is malformed is found.
        try portal.git("tag", "--delete", "v1", "v2")
        expect(try await repository.check(), 0)
        let wrong = try plans(in: Sandbox(), "# tollgate: ignore VAL002\n" + Self.portal)
        let found = try await wrong.check()
        #expect(found.status == 1 && found.codes.contains("TRU016"), "\(found)")
    }

    @Test("a waiver sets a go-live aside, and a baseline each deployment by its tag")
    func waiverAndBaseline() async throws {
        let sandbox = try Sandbox()
        let portal = try service(in: sandbox) {
            Commit("new colours", at: "2026-02-03T09:00:00Z") { Write("app.txt", "1\n") }
            Tag("v1")
        }
        let waiver =
            "waivers: [{rule: VAL001, initiative: SD-1, until: 2026-12-31, because: moved by hand, by: raj.iyer}]\n"
        let repository = try plans(in: sandbox, Self.portal + waiver)
        expect(try await repository.check(), 0, "VAL002")
        expect(try await repository.check("--write-baseline"), 0)
        expect(try await repository.check(), 0)
        // Another tag in the place of the one that is known is not known.
        try portal.extend {
            Commit("newer colours", body: "Initiative: SD-1") { Write("app.txt", "2\n") }
            Commit("newest colours") { Write("app.txt", "3\n") }
        }
        try portal.git("tag", "v2", "main~1")
        expect(try await repository.check(), 0)
        try portal.git("tag", "v3", "main")
        try portal.git("tag", "--delete", "v1")
        let checked = try await repository.check()
        expect(checked, 0, "VAL002")
        #expect(checked.findings.map { $0.message.contains("`v3`") } == [true], "\(checked)")
    }
}
