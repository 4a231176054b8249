import GitStore
import Testing
import TollgateTesting

@Suite("Ranges of commits")
struct CommitRangeTests {
    /// Everything that can be reached from each commit, itself included, by the raw parents.
    private func reachable(_ ids: [ObjectID], in repository: Repository) throws -> [ObjectID: Set<ObjectID>] {
        var result: [ObjectID: Set<ObjectID>] = [:]
        for id in ids {
            result[id] = try repository.objects.commit(id).parents.reduce(into: [id]) { $0.formUnion(result[$1] ?? []) }
        }
        return result
    }

    private func pairs(_ ids: [ObjectID], _ count: Int, seed: UInt64) throws -> [(ObjectID, ObjectID)] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { _ in
            (try #require(ids.randomElement(using: &generator)), try #require(ids.randomElement(using: &generator)))
        }
    }

    @Test("with sane dates, a range is what `git rev-list` lists", arguments: 1...4 as ClosedRange<UInt64>)
    func sameAsGit(_ seed: UInt64) throws {
        let repository = try TestRepository { RandomHistory(seed: seed, count: 60, dates: .sane).steps }
        let opened = try repository.open()
        let reachable = try reachable(repository.ids, in: opened)
        var sizes: Set<Int> = []
        for (index, (base, tip)) in try pairs(repository.ids, 150, seed: seed).enumerated() {
            let range = try opened.commits(from: base, to: tip).map(\.id)
            #expect(Set(range) == reachable[tip]?.subtracting(reachable[base] ?? []), "\(base)..\(tip)")
            #expect(Set(range).count == range.count)
            sizes.insert(range.count)
            if index < 15 {
                // The same commits in the same order, newest first.
                let listed = try repository.git("rev-list", "--date-order", tip.hex, "^\(base)").split(separator: "\n")
                #expect(range.map(\.hex) == listed.map(String.init), "\(base)..\(tip)")
            }
        }
        #expect(sizes.count > 10)
    }

    @Test("with wrong dates nothing of the range is left out", arguments: 1...6 as ClosedRange<UInt64>)
    func wrongDates(_ seed: UInt64) throws {
        let repository = try TestRepository { RandomHistory(seed: seed, count: 60, dates: .skewed).steps }
        let opened = try repository.open()
        let reachable = try reachable(repository.ids, in: opened)
        for (base, tip) in try pairs(repository.ids, 200, seed: seed) {
            let range = try opened.commits(from: base, to: tip).map(\.id)
            let all = try #require(reachable[tip])
            #expect(all.subtracting(reachable[base] ?? []).isSubset(of: range), "\(base)..\(tip)")
            #expect(Set(range).isSubset(of: all))
            #expect(Set(range).count == range.count)
            #expect(!range.contains(base))
        }
    }

    @Test("an old date at the tip hides nothing behind it")
    func backdatedTip() throws {
        let repository = try TestRepository {
            Commit("base")
            for number in 1...4 { Commit("\(number)") }
            Commit("tip", at: "1999-01-01T00:00:00Z")
        }
        #expect(try repository.git("rev-list", "--count", "--since=2026-01-01", "HEAD") == "0", "git stops at the tip")
        let range = try repository.open().commits(from: repository["base"], to: repository["tip"])
        #expect(range.map(\.subject) == ["tip", "4", "3", "2", "1"])
    }

    @Test("a range to its own base, or to what the base reaches, is empty")
    func empty() throws {
        let repository = try TestRepository {
            Commit("one")
            Commit("two")
        }
        let opened = try repository.open()
        #expect(try opened.commits(from: repository["two"], to: repository["two"]).isEmpty)
        #expect(try opened.commits(from: repository["two"], to: repository["one"]).isEmpty)
        #expect(try opened.commits(from: repository["one"], to: repository["two"]).map(\.subject) == ["two"])
    }

    @Test("a range between histories that have nothing in common is all of one, and that can be told")
    func unrelated() throws {
        let repository = try TestRepository {
            Commit("one")
            Commit("two")
            Orphan("other")
            Commit("alone")
        }
        let opened = try repository.open()
        let (two, alone) = (try repository["two"], try repository["alone"])
        #expect(try opened.commits(from: alone, to: two).map(\.subject) == ["two", "one"])
        #expect(try opened.mergeBase(alone, two) == nil)
        #expect(try opened.mergeBase(repository["one"], two) == repository["one"])
        #expect(try opened.mergeBase(two, two) == two)
        #expect(throws: GitError.self) { try opened.mergeBase(two, .zero) }
    }

    @Test("each commit of a range is read once, and little beyond it", arguments: [false, true])
    func work(_ isMerged: Bool) throws {
        let repository = try TestRepository {
            for number in 0..<200 { Commit("old \(number)") }
            Branch("topic")
            for number in 0..<10 { Commit("new \(number)") }
            if isMerged {
                Switch("main")
                Merge("topic")
            }
        }
        let opened = try repository.open()
        #expect(
            try opened.commits(from: repository["old 199"], to: #require(repository.ids.last)).count
                == (isMerged ? 11 : 10))
        #expect(opened.objects.counts.commits <= 14)
        #expect(opened.objects.counts.trees == 0)
    }

    @Test("a commit that is missing is an error, and no end of the range")
    func missing() throws {
        let repository = try TestRepository {
            Commit("one")
            Commit("two")
            Commit("three")
        }
        try repository.unpackObjects()
        let two = try repository["two"]
        _ = try repository.sandbox.run(
            "rm", ["-f", "\(repository.gitDirectory)/objects/\(two.hex.prefix(2))/\(two.hex.dropFirst(2))"])
        let opened = try repository.open()
        let error = try #require(throws: GitError.self) {
            try opened.commits(from: repository["one"], to: repository["three"])
        }
        #expect(error.code == .missingObject)
        let comparison = try #require(throws: GitError.self) {
            try opened.isAncestor(repository["one"], of: repository["three"])
        }
        #expect(comparison.code == .missingObject)
    }

    // MARK: - Ancestors

    @Test("ancestors are those of `git merge-base --is-ancestor`")
    func ancestors() throws {
        let repository = try TestRepository { RandomHistory(seed: 9, count: 40, dates: .sane).steps }
        let opened = try repository.open()
        var found: [Bool: Int] = [:]
        for (a, b) in try pairs(repository.ids, 40, seed: 9) {
            let status = try repository.gitStatus("merge-base", "--is-ancestor", a.hex, b.hex).status
            #expect(try opened.isAncestor(a, of: b) == (status == 0), "\(a) \(b)")
            found[status == 0, default: 0] += 1
        }
        #expect(found.count == 2)
    }

    @Test("ancestors and common history are right whatever the dates", arguments: 1...6 as ClosedRange<UInt64>)
    func ancestorsWithWrongDates(_ seed: UInt64) throws {
        let repository = try TestRepository { RandomHistory(seed: seed, count: 60, dates: .skewed).steps }
        let opened = try repository.open()
        let reachable = try reachable(repository.ids, in: opened)
        for (a, b) in try pairs(repository.ids, 300, seed: seed) {
            let (ofA, ofB) = (try #require(reachable[a]), try #require(reachable[b]))
            #expect(try opened.isAncestor(a, of: b) == ofB.contains(a), "\(a) \(b)")
            #expect(try (opened.mergeBase(a, b) != nil) == !ofA.isDisjoint(with: ofB), "\(a) \(b)")
        }
    }
}
