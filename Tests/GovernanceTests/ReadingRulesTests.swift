import Diagnostics
import PlanModel
import Testing
import Timeline

@testable import Governance

@Suite("Who writes readings")
struct ReadingRulesTests {
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz: {name: Ana Ruiz, emails: [ana@example.com]}
          dana.weiss: {name: Dana Weiss, emails: [dana@example.com, Dana@Home.example], roles: [{role: controller}]}

        """

    private static let path = "plans/service-desk/SD-104.yaml"

    private func judge(
        _ authors: [CommitAddress], controller: String? = "dana.weiss", people: String? = people, at path: String = path
    ) -> [Diagnostic] {
        let text = """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined

            """
        let state = InitiativeState(
            Sample.document(Self.path, text + (controller.map { "controller: \($0)\n" } ?? "")))
        var landing = LandingRules.Case(before: [], after: [state], base: Sample.base)
        landing.readingAuthors[path] = authors
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.people = people.map { People.read(Sample.source(RuleExample.peoplePath, $0)) }
        proposal.landing = landing
        return Judge(policy: Sample.policy(), root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
            .diagnostics
    }

    private func author(_ email: String, _ part: CommitAddress.Part = .author) -> CommitAddress {
        CommitAddress(email: email, part: part, commit: "9ab31f0" + String(repeating: "0", count: 33))
    }

    @Test("The controller is known by any of the addresses, whatever their case and the part in the commit")
    func found() throws {
        let parts: [(String, CommitAddress.Part)] = [
            ("dana@example.com", .author), ("DANA@example.com", .committer), ("dana@home.example", .coAuthor),
        ]
        for (email, part) in parts {
            let diagnostics = judge([author("ana@example.com"), author(email, part)])
            #expect(diagnostics.codes.map(\.text) == ["PLN131"])
            let finding = try #require(diagnostics.first)
            #expect(finding.message.hasSuffix("`\(email)` is the \(part.rawValue) of commit 9ab31f0"))
            #expect(finding.primary.location.range?.start.line == 5)
            #expect(finding.initiative == "SD-104")
        }
    }

    @Test("Nobody else is, and nobody is known without people.yaml")
    func passes() {
        #expect(judge([]).isEmpty)
        #expect(judge([author("ana@example.com"), author("stranger@example.com")]).isEmpty)
        #expect(judge([author("dana@example.com")], controller: nil).isEmpty)
        #expect(judge([author("dana@example.com")], controller: "ana.ruiz").isEmpty)
        #expect(judge([author("dana@example.com")], people: nil).isEmpty)
        #expect(judge([author("dana@example.com")], at: "plans/service-desk/SD-105.yaml").isEmpty)
    }

    @Test("However many readings there are, it is said once for each initiative")
    func once() {
        #expect(judge([author("dana@example.com"), author("dana@example.com", .committer)]).count == 1)
    }
}
