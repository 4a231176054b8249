import GitStore
import Testing
import TollgateTesting

/// A controller who writes the readings that are then to be verified, by what stands on the commits of a landing.
@Suite("Controllers who write readings")
struct ControllerReadingsTests {
    private static let header = "date,series,item,period,value,evidence,note\n"
    private static let ledger = "plans/p/SD-1.csv"
    private static let reading = "2026-01-02,actual,portal-share,2025-12,39,,\n"
    private static let forecast = "2026-01-02,forecast,portal-share,2026-06,60,,\n"

    private static let promise = """
        controller: dana.weiss
        metrics:
          - {id: portal-share, class: adoption, population: {who: staff, size: 5200}}

        """

    private static let people = """
        schema: tollgate/people/v1
        people:
          dana.weiss: {name: Dana Weiss, emails: [dana@example.org], roles: [{role: controller}]}
          ben.okafor: {name: Ben Okafor, emails: [ben@example.org]}

        """

    /// What every history begins with.
    private func given(people: String? = people) -> Commit {
        start {
            if let people { Write("plans/people.yaml", people) }
            plan("SD-1", "defined", Self.promise)
            Write(Self.ledger, Self.header)
        }
    }

    private func record(
        _ text: String = reading, by author: Author, body: String? = nil, committer: Author? = nil
    ) -> Commit {
        Commit("record", body: body, author: author, committer: committer, at: "2026-01-20T09:00:00Z") {
            Append(Self.ledger, text)
        }
    }

    @Test("her own commit, as a proposal and as a landing, names commit and address at her name")
    func direct() async throws {
        let repository = try TestRepository {
            given()
            Branch("topic")
            record(by: .dana)
        }
        let proposal = try await repository.check("--range", "main..topic")
        try repository.git("update-ref", "refs/heads/main", "topic")
        let landing = try await repository.check("--range", "topic~1..topic")
        for checked in [proposal, landing] {
            expect(checked, 1, "PLN131")
            let commit = try repository["record"]
            #expect(checked.findings.map(\.path) == [Plans.path("SD-1")] && checked.findings.map(\.line) == [5])
            #expect(
                checked.findings.first?.message.contains("`dana@example.org` is the author of commit \(commit.short)")
                    ?? false, "\(checked)")
        }
    }

    @Test("who only merges what others wrote has written nothing, and who is merged has")
    func merges() async throws {
        let repository = try TestRepository {
            given()
            Branch("hers")
            record(by: .dana)
            Branch("his", from: "start")
            Commit("his", author: .ben, at: "2026-01-20T09:00:00Z") { Append(Self.ledger, Self.reading) }
            Switch("main")
            Branch("by-her")
            Merge("his", "she merges", author: .dana)
            Branch("by-him", from: "start")
            Merge("hers", "he merges", author: .ben)
            Branch("slipped", from: "start")
            Merge("his", "she merges and adds", author: .dana) {
                Append(Self.ledger, Self.reading.replacing("2025-12", with: "2025-11"))
            }
        }
        for (branch, codes) in [("by-her", []), ("by-him", ["PLN131"]), ("slipped", ["PLN131"])] {
            let proposal = try await repository.check("--range", "main..\(branch)")
            #expect(proposal.codes == codes, "\(proposal)")
            try repository.git("update-ref", "refs/heads/main", branch)
            let landing = try await repository.check("--range", "\(branch)^1..\(branch)")
            #expect(landing.codes == codes && landing.status == (codes.isEmpty ? 0 : 1), "\(landing)")
            try repository.git("update-ref", "refs/heads/main", "\(branch)^1")
        }
    }

    @Test("squashed, rebased by her, and with her as co-author")
    func squashed() async throws {
        let trailer = "Co-authored-by: Dana Weiss <dana@example.org>"
        let repository = try TestRepository {
            given()
            Branch("squashed")
            Commit("squash", body: trailer, author: .ben, at: "2026-01-20T09:00:00Z") {
                Append(Self.ledger, Self.reading)
            }
            Branch("committed", from: "start")
            record(by: .ben, committer: .dana)
            Branch("alone", from: "start")
            Commit("alone", author: .ben, at: "2026-01-20T09:00:00Z") { Append(Self.ledger, Self.reading) }
        }
        expect(try await repository.check("--range", "main..squashed"), 1, "PLN131")
        let committed = try await repository.check("--range", "main..committed")
        expect(committed, 1, "PLN131")
        #expect(committed.findings.first?.message.contains("is the committer of commit") ?? false, "\(committed)")
        expect(try await repository.check("--range", "main..alone"), 0)
    }

    @Test("where the base has moved on, the commits of the proposal count, and those of the base do not")
    func movedBase() async throws {
        let repository = try TestRepository {
            given()
            Branch("topic")
            record(by: .dana)
            Branch("other", from: "start")
            Commit("other", author: .ben) { plan("SD-2", "defined") }
            Switch("main")
            Commit("moves on", author: .ben) { plan("SD-3", "defined") }
        }
        expect(try await repository.check("--range", "main..topic"), 1, "PLN131")
        expect(try await repository.check("--range", "main..other"), 0)
    }

    @Test("an address that is nobody's, a forecast, a repository without people, and a state that is not committed")
    func passes() async throws {
        let stranger = Author("Dana Weiss", "dana@elsewhere.example")
        let repository = try TestRepository {
            given()
            Branch("stranger")
            record(by: stranger)
            Branch("forecast", from: "start")
            Commit("forecast", author: .dana, at: "2026-01-20T09:00:00Z") { Append(Self.ledger, Self.forecast) }
            Branch("hers", from: "start")
            Commit("hers", author: .dana, at: "2026-01-20T09:00:00Z") { Append(Self.ledger, Self.reading) }
        }
        expect(try await repository.check("--range", "main..stranger"), 0)
        expect(try await repository.check("--range", "main..forecast"), 0)
        expect(try await repository.check("--range", "main..hers"), 1, "PLN131")
        try repository.git("reset", "--quiet", "--soft", "main")
        expect(try await repository.check("--staged"), 0)
        let without = try TestRepository {
            given(people: nil)
            Branch("topic")
            record(by: .dana)
        }
        expect(try await without.check("--range", "main..topic"), 0)
    }
}
