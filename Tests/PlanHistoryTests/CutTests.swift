import GitStore
import PlanHistory
import PlanModel
import Testing
import Timeline
import TollgateTesting

@Suite("Replay: cut at a moment or a landing")
struct CutTests {
    @Test("what was known at a landing is what a repository cut there tells", arguments: 300..<304 as Range<UInt64>)
    func cutRepository(_ seed: UInt64) async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: seed, landings: 20...30).write(to: repository)
        let whole = try await Told(repository)
        for back in [1, 7, 15] {
            let cut = TestRepository(existing: repository.sandbox.freePath("cut"), in: repository.sandbox, isBare: true)
            try repository.sandbox.git(["init", "--quiet", "--bare", "-b", "main", cut.path])
            try cut.git("fetch", "--quiet", repository.path, "\(repository.id("main~\(back)")):refs/heads/main")
            let alone = try await cut.replay(policy: SamplePolicy.foreign)
            let part = try await repository.replay("main~\(back)", policy: SamplePolicy.foreign)
            #expect(part.landings == whole.landings - back)
            #expect(part.tip == alone.tip)
            #expect(part.timelines.map(Everything.init) == alone.timelines.map(Everything.init))
            // And it is the beginning of the whole.
            #expect(Told(part).rows == whole.rows.filter { $0.order < part.landings })
            #expect(
                Told(part).events.sorted()
                    == whole.events.filter { (Int($0.prefix { $0 != " " }) ?? 0) < part.landings })
        }
    }

    @Test(
        "`until` gives the newest landing that was recorded by then, whatever the clocks of others said",
        arguments: 310..<314 as Range<UInt64>)
    func until(_ seed: UInt64) async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: seed, landings: 20...30).write(to: repository)
        let log = try repository.git("log", "--first-parent", "--format=%H %ct", "main").split(separator: "\n")
        let landings = log.map { $0.split(separator: " ") }.map { (commit: String($0[0]), recorded: Int64($0[1]) ?? 0) }
        let dates = landings.map(\.recorded).sorted()
        let moments = [
            dates[0], dates[1] - 1, dates[9], dates[15] + 1, dates[dates.count - 1], dates[dates.count - 1] + 1,
        ]
        for moment in moments {
            let expected = try #require(landings.first { $0.recorded <= moment }).commit
            let cut = try await repository.replay(policy: SamplePolicy.foreign, until: moment)
            let whole = try await repository.replay(expected, policy: SamplePolicy.foreign)
            #expect(cut.tip.hex == expected)
            #expect(cut.landings == whole.landings)
            #expect(cut.timelines.map(Everything.init) == whole.timelines.map(Everything.init))
        }
    }

    @Test("before the first landing nothing was known")
    func beforeTheFirst() async throws {
        let repository = try TestRepository { Commit("plan") { Write("plans/p/SD-1.yaml", initiative("SD-1")) } }
        let first = Moment.start.seconds
        let before = try await repository.replay(until: first - 1)
        #expect(before.landings == 0)
        #expect(before.timelines.isEmpty)
        let then = try await repository.replay(until: first)
        #expect(then.landings == 1)
        #expect(then.timelines.map(\.name) == ["SD-1"])
    }
}
