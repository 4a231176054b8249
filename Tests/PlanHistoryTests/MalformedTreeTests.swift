import GitStore
import PlanHistory
import Testing
import Timeline
import TollgateTesting

/// Trees that git would never write, met on the way.
@Suite("Malformed trees")
struct MalformedTreeTests {
    /// Three landings, of which the second has a tree of its own in place of `plans/p`.
    private struct Sample {
        let repository: TestRepository
        let commits: [ObjectID]

        /// - Parameter isMended: Whether a third landing follows, with the tree of the first and another stage.
        init(
            isMended: Bool = true,
            _ malformed: (TestRepository, _ plan: ObjectID) throws -> (
                entries: [(mode: String, name: String, id: ObjectID)], isTop: Bool
            )
        ) throws {
            repository = try TestRepository(isBare: true)
            let repository = repository
            func top(_ plans: ObjectID, adding entries: [(mode: String, name: String, id: ObjectID)] = []) throws
                -> ObjectID
            {
                try repository.rawTree([("40000", "plans", plans)] + entries)
            }
            func plans(_ entries: [(mode: String, name: String, id: ObjectID)]) throws -> ObjectID {
                try repository.rawTree([("40000", "p", repository.rawTree(entries))])
            }
            let first = try repository.rawBlob(initiative("SD-1"))
            let last = try repository.rawBlob(initiative("SD-1", "detailed"))
            let second = try repository.rawBlob(initiative("SD-1", "identified"))
            let (entries, isTop) = try malformed(repository, second)
            var commits = [try repository.commitTree(top(plans([("100644", "SD-1.yaml", first)])))]
            let middle =
                isTop
                ? try top(plans([("100644", "SD-1.yaml", second)]), adding: entries) : try top(plans(entries))
            commits.append(try repository.commitTree(middle, on: commits[0]))
            if isMended {
                commits.append(
                    try repository.commitTree(top(plans([("100644", "SD-1.yaml", last)])), on: commits[1]))
            }
            self.commits = commits
        }

        func events(_ replay: Replay) -> [[String]] {
            replay.timelines.map { timeline in
                timeline.events.map { event in
                    switch event.kind {
                    case .created: "\(event.landing.order) created"
                    case .transition(let step): "\(event.landing.order) \(step.to ?? "-")"
                    case .removed: "\(event.landing.order) removed"
                    default: "\(event.landing.order) \(event.kind)"
                    }
                }
            }
        }
    }

    private static let whole = [["0 created", "1 identified", "2 detailed"]]

    @Test(
        "entries out of order are read all the same, and reported at the landing that has them",
        arguments: [true, false])
    func unsorted(_ isMended: Bool) async throws {
        let sample = try Sample(isMended: isMended) { repository, plan in
            ([("100644", "SD-1.yaml", plan), ("100644", "README.txt", try repository.rawBlob("b"))], false)
        }
        let replay = try await sample.repository.replay()
        #expect(sample.events(replay) == (isMended ? Self.whole : [["0 created", "1 identified"]]))
        #expect(replay.problems.map(\.folder) == ["plans/p"])
        #expect(replay.problems.map(\.commit) == [sample.commits[1]])
        #expect(replay.problems[0].text.hasSuffix("its entries are not sorted, or one name stands twice"))
    }

    @Test("a problem is reported once, however often its tree is met")
    func once() async throws {
        let repository = try TestRepository(isBare: true)
        let plan = try repository.rawBlob(initiative("SD-1"))
        let folder = try repository.rawTree([("100644", "b.yaml", plan), ("100644", "a.yaml", plan)])
        var parent: ObjectID?
        for number in 0..<6 {
            let other = try repository.rawTree([
                ("100644", "c.yaml", repository.rawBlob(initiative("C", more: "note: \(number)\n")))
            ])
            let plans = try repository.rawTree(number % 2 == 0 ? [("40000", "p", folder)] : [("40000", "q", other)])
            parent = try repository.commitTree(repository.rawTree([("40000", "plans", plans)]), on: parent)
        }
        let replay = try await repository.replay()
        #expect(replay.problems.count == 1)
        // By the walk from the newest: the landing before the last has the tree.
        #expect(replay.problems[0].commit == (try repository.id("main~1")))
    }

    @Test("of a name that stands twice the first entry counts, before and after as well")
    func duplicate() async throws {
        let sample = try Sample { repository, plan in
            let other = try repository.rawBlob(initiative("SD-1", "closed"))
            return ([("100644", "SD-1.yaml", plan), ("100644", "SD-1.yaml", other)], false)
        }
        let replay = try await sample.repository.replay()
        #expect(sample.events(replay) == Self.whole)
        #expect(replay.problems.map(\.commit) == [sample.commits[1]])
    }

    @Test("a folder that stands twice is entered once")
    func duplicateFolder() async throws {
        let repository = try TestRepository(isBare: true)
        func folder(_ stage: String) throws -> ObjectID {
            try repository.rawTree([("100644", "SD-1.yaml", repository.rawBlob(initiative("SD-1", stage)))])
        }
        let (one, two, three) = (try folder("defined"), try folder("identified"), try folder("closed"))
        var parent: ObjectID?
        for folders in [[one], [two, three], [two], [three]] {
            let plans = try repository.rawTree(folders.map { ("40000", "p", $0) })
            parent = try repository.commitTree(repository.rawTree([("40000", "plans", plans)]), on: parent)
        }
        let replay = try await repository.replay()
        #expect(replay.timelines.count == 1)
        #expect(Told(replay).rows.map { "\($0.order) \($0.to ?? "-")" } == ["1 identified", "3 closed"])
        #expect(replay.problems.count == 1)
    }

    @Test("a name with a slash in it stands for no file below a folder")
    func slash() async throws {
        let sample = try Sample { repository, _ in
            ([("100644", "plans/p/SD-1.yaml", try repository.rawBlob(initiative("SD-1", "closed")))], true)
        }
        let replay = try await sample.repository.replay()
        #expect(sample.events(replay) == Self.whole)
        #expect(Set(replay.problems.map(\.commit)) == [sample.commits[1]])
        #expect(replay.problems.contains { $0.text.hasSuffix("a name has a `/` in it") })
    }

    @Test("a mode with a leading zero names the same thing, and is reported")
    func leadingZero() async throws {
        let sample = try Sample { _, plan in ([("0100644", "SD-1.yaml", plan)], false) }
        let replay = try await sample.repository.replay()
        #expect(sample.events(replay) == Self.whole)
        #expect(replay.problems.map(\.text).allSatisfy { $0.hasSuffix("the mode of an entry has a leading zero") })
        #expect(replay.problems.count == 1)
    }

    @Test("malformed trees outside what is governed are none of our business")
    func outside() async throws {
        let repository = try TestRepository(isBare: true)
        let plan = try repository.rawBlob(initiative("SD-1"))
        let bad = try repository.rawTree([("100644", "b", plan), ("100644", "a", plan)])
        let good = try repository.rawTree([("40000", "p", repository.rawTree([("100644", "SD-1.yaml", plan)]))])
        try repository.commitTree(repository.rawTree([("40000", "plans", good), ("40000", "src", bad)]))
        let replay = try await repository.replay()
        #expect(replay.problems.isEmpty)
        #expect(replay.timelines.map(\.name) == ["SD-1"])
    }

    @Test("listings of governed files report them too, each once")
    func listings() throws {
        let sample = try Sample { repository, plan in
            ([("100644", "SD-1.yaml", plan), ("100644", "SD-1.yaml", try repository.rawBlob("other"))], false)
        }
        var reader = GovernedTreeReader(
            try sample.repository.open(),
            scope: GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: "plans"))
        let tree = try sample.repository.id("main~1^{tree}")
        let files = try reader.files(ofTree: tree, at: sample.commits[1])
        _ = try reader.files(ofTree: tree, at: sample.commits[1])
        #expect(files.entries.count == 2, "both are listed, so that rules can name them")
        #expect(reader.problems.map(\.folder) == ["plans/p"])
        #expect(reader.problems.map(\.commit) == [sample.commits[1]])
    }

    @Test("folders that nest deeper than any work tree can are not entered, and reported", arguments: [128, 129, 3000])
    func deep(_ depth: Int) async throws {
        let repository = try TestRepository(isBare: true) {
            Commit("deep") {
                Write(
                    "keps/" + String(repeating: "d/", count: depth - 1) + "kep.yaml",
                    "kep-number: 1\nstatus: provisional\n")
                Write("keps/kep.yaml", "kep-number: 2\nstatus: provisional\n")
            }
        }
        let replay = try await repository.replay(policy: SamplePolicy.foreign)
        #expect(replay.timelines.map(\.name).sorted() == (depth > 128 ? ["2"] : ["1", "2"]))
        #expect(replay.problems.count == (depth > 128 ? 1 : 0))
        #expect(replay.problems.allSatisfy { $0.text.hasPrefix("folders nest deeper than 128 levels") })
        #expect(try replay.problems.allSatisfy { $0.commit == (try repository["deep"]) })
        var reader = GovernedTreeReader(
            try repository.open(), scope: GovernedScope(policy: SamplePolicy.read(SamplePolicy.foreign), root: nil))
        let commit = try repository["deep"]
        let files = try reader.files(ofTree: repository.id("main^{tree}"), at: commit)
        #expect(files.entries.count == (depth > 128 ? 1 : 2))
        #expect(reader.problems.map(\.commit) == (depth > 128 ? [commit] : []))
    }

    // MARK: - What cannot be read at all

    @Test("a tree whose entries cannot be told apart ends the replay with an error that names it")
    func structurallyBroken() async throws {
        let repository = try TestRepository(isBare: true)
        let broken = try repository.rawObject("tree", Array("100644 SD-1.yaml".utf8))
        let plans = try repository.rawTree([("40000", "p", broken)])
        try repository.commitTree(repository.rawTree([("40000", "plans", plans)]))
        let error = await #expect(throws: GitError.self) { try await repository.replay() }
        #expect(error?.code == .malformedObject)
        #expect(error?.operation == "tree \(broken.hex) is malformed")
        #expect(error?.reason == "it ends in the middle of an entry")
        #expect(error?.help != nil)
    }

    @Test("a blob where a folder should be, and the other way round, ends the replay with an error that names it")
    func wrongKind() async throws {
        for mode in ["40000", "100644"] {
            let repository = try TestRepository(isBare: true)
            let plan = try repository.rawBlob(initiative("SD-1"))
            let folder = try repository.rawTree([("100644", "SD-1.yaml", plan)])
            let plans =
                mode == "40000"
                ? try repository.rawTree([("40000", "p", plan)])
                : try repository.rawTree([("40000", "p", repository.rawTree([("100644", "SD-1.yaml", folder)]))])
            try repository.commitTree(repository.rawTree([("40000", "plans", plans)]))
            let error = await #expect(throws: GitError.self) { try await repository.replay() }
            #expect(error?.code == .malformedObject)
            #expect(error?.operation.contains((mode == "40000" ? plan : folder).hex) ?? false)
        }
    }

    @Test(
        "a tree and a version that are missing end the replay with an error that names them",
        arguments: ["40000", "100644"])
    func missing(_ mode: String) async throws {
        let repository = try TestRepository(isBare: true)
        let nothing = try #require(ObjectID(hex: String(repeating: "9", count: 40)))
        let folder =
            mode == "40000" ? nothing : try repository.rawTree([("100644", "SD-1.yaml", nothing)])
        let plans = try repository.rawTree([("40000", "p", folder)])
        try repository.commitTree(repository.rawTree([("40000", "plans", plans)]))
        let error = await #expect(throws: GitError.self) { try await repository.replay() }
        #expect(error?.code == .missingObject)
        #expect(error?.operation.contains(nothing.hex) ?? false)
    }
}
