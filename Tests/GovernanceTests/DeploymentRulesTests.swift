import Diagnostics
import PlanModel
import Testing
import Timeline

@testable import Governance

@Suite("Rules about deployments")
struct DeploymentRulesTests {
    private static let policy = Sample.policy(adding: "repositories: {portal: ../portal, docs: ../docs}")
    private static let since = Timestamp("2026-02-01T00:00:00Z")

    private func state(_ lines: String, _ more: String = "") -> InitiativeState {
        let text = """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: implemented
            milestones:
              - {id: pilot, due: 2026-03-01}
              - {id: first, due: 2026-04-01, go-live: true}
              - {id: second, due: 2026-05-01, go-live: true}

            """
        let ledger = LedgerLine.header + "\n" + lines
        return InitiativeState(
            Sample.document("plans/service-desk/SD-104.yaml", text + more, Self.policy),
            ledger: Ledger.read(Sample.source("plans/service-desk/SD-104.csv", ledger)))
    }

    private func judge(_ state: InitiativeState, _ change: (inout DeploymentFacts) -> Void = { _ in }) -> [Diagnostic] {
        var facts = DeploymentFacts()
        facts.since = Self.since
        change(&facts)
        return DeploymentRules(Self.policy, facts).diagnostics(of: state)
    }

    private func tag(
        _ name: String, _ recorded: String? = "2026-02-01T00:00:00Z", commit: Character = "a", isLinked: Bool = false,
        in repository: String = "portal"
    ) -> DeploymentFacts.Tag {
        DeploymentFacts.Tag(
            repository: repository, name: name, commit: String(repeating: commit, count: 40),
            recorded: recorded.flatMap { Timestamp($0) }, subject: "subject", isLinked: isLinked)
    }

    private func messages(_ tags: [DeploymentFacts.Tag], since: Timestamp? = since) -> [String] {
        var facts = DeploymentFacts()
        facts.since = since
        facts.tags = tags
        return DeploymentRules(Self.policy, facts).tags.map(\.message)
    }

    @Test("only a milestone that is marked and done is a go-live, the one that was done first")
    func goLives() throws {
        #expect(judge(state("")).isEmpty)
        #expect(judge(state("2026-03-01,milestone,pilot,,done,,\n")).isEmpty)
        #expect(judge(state("2026-03-01,milestone,first,,2026-06-01,,\n")).isEmpty)
        let both = judge(state("2026-04-02,milestone,second,,done,,\n2026-04-03,milestone,first,,done,,\n"))
        let finding = try #require(both.first)
        #expect(both.count == 1 && finding.code == .goLiveWithoutDeployment && finding.initiative == "SD-104")
        #expect(finding.primary.location.range?.start.line == 8)
        #expect(finding.helps.last?.contains("`docs`, `portal`") == true)
    }

    @Test("a line or a commit is a deployment; one for another initiative is none")
    func deployed() {
        let live = "2026-04-03,milestone,first,,done,,\n"
        #expect(judge(state("2026-04-03,deployment,portal,,done,,\n" + live)).isEmpty)
        func named(_ initiatives: [String]) -> [Diagnostic] {
            judge(state(live)) { facts in
                facts.add(
                    .init(
                        repository: "docs", commit: "c", recorded: Timestamp(seconds: 0), subject: "s",
                        initiatives: initiatives))
            }
        }
        #expect(named(["SD-1", "SD-104"]).isEmpty)
        #expect(named(["SD-1", "SD-10"]).map(\.code) == [.goLiveWithoutDeployment])
    }

    @Test("what could not be read decides nothing, unless the deployment was found elsewhere")
    func unread() {
        let live = state("2026-04-03,milestone,first,,done,,\n")
        let unread = judge(live) { $0.unread = ["docs": "is an address"] }
        #expect(unread.map(\.code) == [.unreadRepository])
        #expect(unread.first?.message.hasSuffix("went live: `docs` is an address") == true)
        #expect(judge(live) { $0.lack = "this clone is shallow" }.map(\.code) == [.unreadRepository])
        let found = judge(live) { facts in
            facts.unread = ["docs": "is an address"]
            facts.add(
                .init(
                    repository: "portal", commit: "c", recorded: Timestamp(seconds: 0), subject: "s",
                    initiatives: ["SD-104"]))
        }
        #expect(found.isEmpty)
    }

    @Test("a tag counts from the second in which the plans began, and one without a date always")
    func since() {
        #expect(messages([tag("old", "2026-01-31T23:59:59Z")]).isEmpty)
        #expect(messages([tag("new")]).count == 1)
        #expect(messages([tag("undated", nil)]).first?.contains("without a date") == true)
        #expect(messages([tag("linked", isLinked: true)]).isEmpty)
        #expect(messages([tag("new"), tag("undated", nil)], since: nil).isEmpty, "nothing has landed")
    }

    @Test("by repository, newest first, several tags of one commit once")
    func order() {
        let found = messages([
            tag("v1", commit: "1"), tag("v2", "2026-03-01T00:00:00Z", commit: "2"), tag("stable", commit: "1"),
            tag("site", in: "docs"), tag("v0", nil, commit: "0"), tag("elsewhere", in: "unknown"),
        ])
        #expect(
            found.map { $0.split(separator: ",")[0] } == [
                "the tag `site` in `docs`", "the tag `v0` in `portal`", "the tag `v2` in `portal`",
                "the tag `v1` (and 1 more of its commit) in `portal`",
            ])
    }

    @Test("so many are listed as people read, and the last one says how many more there are")
    func many() {
        func tags(_ count: Int) -> [DeploymentFacts.Tag] {
            (0..<count).map { number in
                DeploymentFacts.Tag(
                    repository: "portal", name: "v\(number)", commit: "\(number)",
                    recorded: Timestamp(seconds: 999_999_999_999_999),
                    subject: "", isLinked: false)
            }
        }
        #expect(messages(tags(50)).count == 50)
        #expect(messages(tags(50)).allSatisfy { !$0.contains("more") })
        #expect(messages(tags(51)).count == 50)
        #expect(messages(tags(51)).last?.hasSuffix("(and 1 more like it in this file)") == true)
    }
}
