@testable import GitStore
import PlanHistory
import Testing
import TollgateTesting

@Suite("FirstParentChain")
struct FirstParentChainTests {
    private static func sample() throws -> TestRepository {
        try TestRepository {
            Commit("one", at: "2026-01-05T09:00:00Z") { Write("a", "1") }
            Commit("two", at: "2026-01-03T09:00:00+01:00", authoredAt: "2025-12-31T23:00:00-08:00") { Write("a", "2") }
            Branch("topic")
            Commit("side") { Write("b", "1") }
            Switch("main")
            Commit("three") { Write("a", "3") }
            Merge("topic", "four")
        }
    }

    @Test("rows are commits along first parents, newest first, with trees and both dates")
    func rows() throws {
        let repository = try Self.sample()
        let opened = try repository.open()
        let (chain, metBase) = try FirstParentChain.read(opened, from: repository["four"])
        #expect(!metBase)
        #expect(chain.ids == (try ["four", "three", "two", "one"].map { try repository[$0] }))
        let log = try repository.git("log", "--first-parent", "--format=%H %T %ct %at", "main")
        let rows = (0..<chain.count).map {
            "\(chain.ids[$0]) \(chain.trees[$0]) \(chain.committed[$0]) \(chain.authored[$0])"
        }
        #expect(rows.joined(separator: "\n") == log)
        #expect(opened.objects.counts == .init(commits: 4, trees: 0, blobs: 0))
    }

    @Test("a base on the chain is met, and not part of it")
    func base() throws {
        let repository = try Self.sample()
        let opened = try repository.open()
        let (chain, metBase) = try FirstParentChain.read(opened, from: repository["four"], until: repository["two"])
        #expect(metBase)
        #expect(chain.ids == (try ["four", "three"].map { try repository[$0] }))
        #expect(opened.objects.counts.commits == 2)
        let nothing = try FirstParentChain.read(opened, from: repository["four"], until: repository["four"])
        #expect(nothing.metBase)
        #expect(nothing.chain.count == 0)
    }

    @Test("a base that only a side branch has, and one that is nowhere, are not met")
    func noBase() throws {
        let repository = try Self.sample()
        let opened = try repository.open()
        for base in [try repository["side"], .zero] {
            let (chain, metBase) = try FirstParentChain.read(opened, from: repository["four"], until: base)
            #expect(!metBase)
            #expect(chain.count == 4)
        }
    }

    @Test("a cut keeps everything below the newest row that is old enough, later dates among it")
    func cut() throws {
        let repository = try Self.sample()
        let chain = try FirstParentChain.read(repository.open(), from: repository["four"]).chain
        func subjects(_ moment: Moment) throws -> [String] {
            let cut = chain.cut(at: moment.seconds)
            #expect(cut.trees.count == cut.count && cut.committed.count == cut.count && cut.authored.count == cut.count)
            return try cut.ids.map { try repository.git("log", "-1", "--format=%s", $0.hex) }
        }
        #expect(try subjects("2030-01-01T00:00:00Z") == ["four", "three", "two", "one"])
        // `one` says that it is later than `two`, which stands on it.
        #expect(try subjects("2026-01-04T00:00:00Z") == ["two", "one"])
        #expect(try subjects("2026-01-03T08:00:00Z") == ["two", "one"])
        #expect(try subjects("2026-01-03T07:59:59Z") == [])
    }

    @Test("a commit that is not there is an error which names it")
    func missing() throws {
        let repository = try TestRepository {
            Commit("one") { Write("a", "1") }
            Commit("two") { Write("a", "2") }
        }
        let shallow = try repository.shallowClone(depth: 1)
        let opened = try shallow.open()
        let error = #expect(throws: GitError.self) { try FirstParentChain.read(opened, from: repository["two"]) }
        #expect(error?.code == .missingObject)
        #expect(error?.operation.contains(try repository["one"].hex) ?? false)
    }
}
