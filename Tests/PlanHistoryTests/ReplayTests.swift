import GitStore
import PlanHistory
import PlanModel
import Testing
import Timeline
import TollgateTesting

/// Histories that read like one, for what an oracle is right about and does not explain.
@Suite("Replay")
struct ReplayTests {
    /// `order commit-subject id: from > to kind`, in landing order.
    private static func rows(_ repository: TestRepository, policy: String = SamplePolicy.own) async throws -> [String] {
        let told = Told(try await repository.replay(policy: policy))
        return try told.rows.map {
            let subject = try repository.git("log", "-1", "--format=%s", $0.commit)
            return "\($0.order) \(subject), \($0.initiative): \($0.from ?? "-") > \($0.to ?? "-") \($0.kind)"
        }
    }

    private static let plan = "plans/p/SD-1.yaml"

    // MARK: - Roots

    @Test("a history whose root has no plans begins where they come in")
    func rootWithoutPlans() async throws {
        let repository = try TestRepository {
            Commit("empty")
            Commit("code") { Write("src/main.c", "") }
            Commit("plan") { Write(Self.plan, initiative("SD-1")) }
            Commit("step") { Write(Self.plan, initiative("SD-1", "identified")) }
        }
        let replay = try await repository.replay()
        #expect(replay.landings == 4)
        #expect(replay.timelines.map { $0.events.map(\.landing.order) } == [[2, 3]])
        #expect(try await Self.rows(repository) == ["3 step, SD-1: defined > identified forward"])
    }

    @Test("a root that has plans creates them")
    func rootWithPlans() async throws {
        let repository = try TestRepository {
            Commit("root") {
                Write(Self.plan, initiative("SD-1", "decided"))
                Write("plans/p/SD-2.md", "---\n\(initiative("SD-2"))---\n")
                Write("plans/p/plan.yaml", "schema: tollgate/change-plan/v1\n")
            }
        }
        let replay = try await repository.replay()
        #expect(replay.timelines.map(\.name) == ["SD-2", "SD-1"].sorted())
        #expect(replay.timelines.allSatisfy { $0.inStageSince?.order == 0 })
    }

    @Test("a history without anything governed has landings and no timelines")
    func nothing() async throws {
        let repository = try TestRepository {
            Commit("code") { Write("src/main.c", "") }
            Commit("more") { Write("docs/plans/p/SD-1.yaml", initiative("SD-1")) }
        }
        let replay = try await repository.replay()
        #expect(replay.landings == 2)
        #expect(replay.timelines.isEmpty)
    }

    // MARK: - Merges

    @Test("what a side branch did is known from the merge that lands it, as one step")
    func merge() async throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.plan, initiative("SD-1")) }
            Branch("topic")
            Commit("one") { Write(Self.plan, initiative("SD-1", "identified")) }
            Commit("two") { Write(Self.plan, initiative("SD-1", "detailed")) }
            Switch("main")
            Commit("meanwhile") { Write("README.md", "") }
            Merge("topic")
        }
        #expect(try await Self.rows(repository) == ["2 Merge topic, SD-1: defined > detailed skip"])
    }

    @Test("a change that only the merge commit has is seen")
    func evilMerge() async throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.plan, initiative("SD-1")) }
            Branch("topic")
            Commit("innocent") { Write("README.md", "") }
            Switch("main")
            Commit("meanwhile") { Write("LICENSE", "") }
            Merge("topic", "evil") { Write(Self.plan, initiative("SD-1", "closed")) }
        }
        #expect(try await Self.rows(repository) == ["2 evil, SD-1: defined > closed skip"])
    }

    @Test("a merge that takes nothing from the other side changes nothing")
    func ours() async throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.plan, initiative("SD-1")) }
            Branch("topic")
            Commit("dropped") { Write(Self.plan, initiative("SD-1", "identified")) }
            Switch("main")
            MergeOurs("topic")
            Commit("after") { Write(Self.plan, initiative("SD-1", "detailed")) }
        }
        #expect(try await Self.rows(repository) == ["2 after, SD-1: defined > detailed skip"])
    }

    @Test("a step that a merge takes back is a step back")
    func regress() async throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.plan, initiative("SD-1")) }
            Branch("topic")
            Commit("old text") { Write("README.md", "") }
            Switch("main")
            Commit("step") { Write(Self.plan, initiative("SD-1", "identified")) }
            Merge("topic", "resolved wrongly") { Write(Self.plan, initiative("SD-1")) }
        }
        #expect(
            try await Self.rows(repository) == [
                "1 step, SD-1: defined > identified forward", "2 resolved wrongly, SD-1: identified > defined back",
            ])
    }

    @Test("an octopus is one landing, compared with its first parent")
    func octopus() async throws {
        let repository = try TestRepository {
            Commit("start") {
                for number in 1...3 { Write("plans/p/SD-\(number).yaml", initiative("SD-\(number)")) }
            }
            for number in 1...3 {
                Branch("topic-\(number)", from: "start")
                Commit("step \(number)") {
                    Write("plans/p/SD-\(number).yaml", initiative("SD-\(number)", "identified"))
                }
            }
            Switch("main")
            Commit("meanwhile") { Write("README.md", "") }
            Merge(["topic-1", "topic-2", "topic-3"], "octopus")
        }
        #expect(
            try await Self.rows(repository) == [
                "2 octopus, SD-1: defined > identified forward", "2 octopus, SD-2: defined > identified forward",
                "2 octopus, SD-3: defined > identified forward",
            ])
    }

    @Test("a foxtrot merge makes landings of the topic's own commits")
    func foxtrot() async throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.plan, initiative("SD-1")) }
            Branch("topic")
            Commit("topic step") { Write(Self.plan, initiative("SD-1", "identified")) }
            Switch("main")
            Commit("main work") { Write("README.md", "") }
            Switch("topic")
            Merge("main", "foxtrot")
            Switch("main")
            FastForward(to: "topic")
        }
        let replay = try await repository.replay()
        #expect(replay.landings == 3)
        #expect(try await Self.rows(repository) == ["1 topic step, SD-1: defined > identified forward"])
    }

    // MARK: - What files become

    @Test("a file that becomes a folder is removed, with what lies below it new")
    func fileToFolder() async throws {
        let repository = try TestRepository {
            Commit("file") { Write("keps/a/kep.yaml", "kep-number: 1\nstatus: provisional\n") }
            Commit("folder") {
                Delete("keps/a/kep.yaml")
                Write("keps/a/kep.yaml/b/kep.yaml", "kep-number: 2\nstatus: provisional\n")
            }
            Commit("file again") {
                Delete("keps/a/kep.yaml")
                Write("keps/a/kep.yaml", "kep-number: 2\nstatus: implementable\n")
            }
        }
        let told = Told(try await repository.replay(policy: SamplePolicy.foreign))
        #expect(
            told.events
                == [
                    "0 keps/a/kep.yaml: created provisional", "1 keps/a/kep.yaml/b/kep.yaml: created provisional",
                    "1 keps/a/kep.yaml: removed", "2 keps/a/kep.yaml: moved from keps/a/kep.yaml/b/kep.yaml",
                ].sorted())
        #expect(told.rows.map(\.kind) == ["forward"])
    }

    @Test("another mode of the same bytes is no change, and links and submodules cannot be read")
    func modes() async throws {
        let repository = try TestRepository {
            Commit("file") { Write(Self.plan, initiative("SD-1")) }
            Commit("executable") { Mode(Self.plan, .executable) }
            Commit("link") { Link(Self.plan, to: initiative("SD-1")) }
            Commit("submodule") { Submodule(Self.plan, String(repeating: "7", count: 40)) }
            Commit("file again") { Write(Self.plan, initiative("SD-1", "identified"), mode: .executable) }
        }
        let replay = try await repository.replay()
        let timeline = try #require(replay.timelines.first)
        #expect(timeline.versions.map(\.landing.order) == [0, 2, 3, 4])
        let reasons = timeline.events.compactMap { if case .unreadable(let reason) = $0.kind { reason } else { nil } }
        #expect(reasons == ["it is a symbolic link", "it is a submodule"])
        #expect(try await Self.rows(repository) == ["4 file again, SD-1: defined > identified forward"])
    }

    @Test("the same bytes are read by their own rules in Markdown and in YAML")
    func layouts() async throws {
        let text = "---\n\(initiative("SD-1"))---\n# Plan\n"
        let repository = try TestRepository {
            Commit("both") {
                Write("plans/p/SD-1.yaml", text)
                Write("plans/q/SD-1.md", text)
            }
        }
        let opened = try repository.open()
        let replay = try await Replay(opened, tip: repository.id("main"), policy: SamplePolicy.read(SamplePolicy.own))
        #expect(
            Told(replay).events == [
                "0 plans/p/SD-1.yaml: created -", "0 plans/p/SD-1.yaml: unreadable",
                "0 plans/q/SD-1.md: created defined",
            ])
    }

    @Test("a file that moves from one document entry to another is read by its new one")
    func betweenEntries() async throws {
        let policy = """
            schema: tollgate/policy/v1
            documents:
              - {kind: initiative, match: "old/*.yaml", fields: {id: number, stage: status}}
              - {kind: initiative, match: "new/*.yaml", fields: {id: number, stage: phase}, stage-values: {done: closed}}
            stages: [open, closed]

            """
        let text = "number: 7\nstatus: open\nphase: done\n"
        let repository = try TestRepository {
            Commit("old") { Write("old/7.yaml", text) }
            Commit("new") { Move("old/7.yaml", to: "new/7.yaml") }
        }
        #expect(try await Self.rows(repository, policy: policy) == ["1 new, 7: open > done forward"])
    }

    @Test("paths are shown as people may read them, and told apart")
    func unusualPaths() async throws {
        let names = ["plans/p/ä.yaml", "plans/p/tab\t.yaml", "plans/p/back\\slash.yaml", "plans/p/rtl\u{202E}.yaml"]
        let repository = try TestRepository {
            Commit("files") {
                for name in names { Write(name, initiative("X")) }
                Write(path: Array("plans/p/".utf8) + [0xFF] + Array(".yaml".utf8), Array(initiative("X").utf8))
            }
        }
        let replay = try await repository.replay()
        #expect(
            replay.timelines.map(\.path).sorted() == [
                "plans/p/\\xff.yaml", "plans/p/back\\\\slash.yaml", "plans/p/rtl\\u{202e}.yaml",
                "plans/p/tab\\u{9}.yaml", "plans/p/ä.yaml",
            ])
    }

    @Test("progress is told once for each thousand landings")
    func progress() async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: 500, landings: 1100...1100, mergeShare: 0).write(to: repository)
        var told: [Int] = []
        _ = try await Replay(
            repository.open(), tip: repository.id("main"), policy: SamplePolicy.read(SamplePolicy.foreign),
            progress: { told.append($0) })
        #expect(told == [1024])
    }
}
