@testable import GitStore
import PlanHistory
import Testing
import TollgateTesting

@Suite("Replay: how much it reads")
struct WorkDoneTests {
    static let seeds: Range<UInt64> = 200..<204

    @Test("each landing's commit, each tree that differs and can hold a plan, and each version once", arguments: seeds)
    func counts(_ seed: UInt64) async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: seed, landings: 20...30).write(to: repository)
        let opened = try repository.open()
        let policy = SamplePolicy.read(SamplePolicy.foreign)
        _ = try await Replay(opened, tip: repository.id("main"), policy: policy)
        let counts = opened.objects.counts
        let oracle = try Oracle(repository)
        #expect(counts.commits == oracle.landings)
        #expect(counts.blobs == oracle.versions.count)
        let trees = try NeededTrees(repository)
        #expect(Double(counts.trees) <= Double(trees.needed.count) * 1.01)
    }

    @Test("how objects are stored changes neither the result nor what is read", arguments: 210..<212 as Range<UInt64>)
    func storage(_ seed: UInt64) async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: seed).write(to: repository)
        let policy = SamplePolicy.read(SamplePolicy.foreign)
        func reading() async throws -> (timelines: [Everything], counts: ObjectDatabase.Counts) {
            let opened = try repository.open()
            let replay = try await Replay(opened, tip: repository.id("main"), policy: policy)
            return (replay.timelines.map(Everything.init), opened.objects.counts)
        }
        let imported = try await reading()
        #expect(!imported.timelines.isEmpty)
        let storages: [(name: String, make: () throws -> Void)] = [
            ("loose", { try Self.unpack(repository) }),
            ("one pack", { try repository.git("repack", "-a", "-d", "-q") }),
            ("aggressive", { try repository.git("gc", "--aggressive", "--prune=now", "--quiet") }),
            (
                "a pack for each half",
                {
                    try Self.unpack(repository)
                    try repository.git(
                        "pack-objects", "-q", "objects/pack/pack", "--revs", input: Array("main~8\n".utf8))
                    try repository.git("prune-packed", "-q")
                }
            ),
        ]
        for storage in storages {
            try storage.make()
            let found = try await reading()
            #expect(found.timelines == imported.timelines, "\(storage.name)")
            #expect(found.counts == imported.counts, "\(storage.name)")
        }
    }

    /// Turns every pack into loose objects.
    private static func unpack(_ repository: TestRepository) throws {
        let folder = repository.path + "/objects/pack"
        let aside = try repository.sandbox.makeFolder("packs")
        _ = try repository.sandbox.run("sh", ["-c", "mv \(folder)/* \(aside)"])
        for pack in try repository.sandbox.run("sh", ["-c", "ls \(aside)/*.pack"]).text.split(separator: "\n") {
            let outcome = try repository.sandbox.run(
                "sh", ["-c", "git unpack-objects -q < \(pack)"], in: repository.path)
            #expect(outcome.status == 0)
        }
    }

    @Test("folders in which no plan can lie are never entered: nobody notices that they are missing")
    func outside() async throws {
        let repository = try TestRepository(isBare: true)
        let policy = SamplePolicy.foreign
        var parent: ObjectID?
        for (number, status) in ["provisional", "implementable", "implemented"].enumerated() {
            // A name that no object has, another one at each landing.
            let missing = try #require(ObjectID(hex: String(repeating: "\(number + 1)", count: 40)))
            let plan = try repository.rawBlob("kep-number: 1\nstatus: \(status)\n")
            let inner = try repository.rawTree([("100644", "kep.yaml", plan)])
            let template = try repository.rawTree([("40000", "1", inner)])
            let notes = try repository.rawTree([("100644", "a.txt", missing), ("40000", "deep", missing)])
            let root = try repository.rawTree([
                ("100644", "README.md", missing), ("40000", "kep", missing), ("40000", "keps", template),
                ("40000", "kepsx", missing), ("40000", "notes", notes), ("40000", "src", missing),
            ])
            parent = try repository.commitTree(root, on: parent)
        }
        let opened = try repository.open(verifiesHashes: true)
        let replay = try await Replay(opened, tip: repository.id("main"), policy: SamplePolicy.read(policy))
        #expect(Told(replay).rows.map(\.kind) == ["forward", "forward"])
        #expect(opened.objects.counts == .init(commits: 3, trees: 12, blobs: 3))
    }

    @Test("landings that change nothing governed cost their commits and top trees alone")
    func nothingGoverned() async throws {
        let repository = try TestRepository {
            Commit("plan") {
                Write("plans/p/SD-1.yaml", initiative("SD-1"))
                Write("src/deep/main.c", "0")
            }
            for number in 1...20 { Commit("code \(number)") { Write("src/deep/main.c", "\(number)") } }
            Commit("nothing at all")
        }
        let opened = try repository.open()
        let replay = try await Replay(opened, tip: repository.id("main"), policy: SamplePolicy.read(SamplePolicy.own))
        #expect(replay.landings == 22)
        // 21 different tops, `plans`, and `plans/p`.
        #expect(opened.objects.counts == .init(commits: 22, trees: 23, blobs: 1))
    }

    @Test("bytes that come back are read once")
    func again() async throws {
        let repository = try TestRepository {
            for number in 0..<10 {
                Commit("\(number)") {
                    Write("plans/p/SD-1.yaml", initiative("SD-1", number % 2 == 0 ? "defined" : "identified"))
                }
            }
            Commit("copy") { Write("plans/q/SD-1.yaml", initiative("SD-1")) }
        }
        let opened = try repository.open()
        let replay = try await Replay(opened, tip: repository.id("main"), policy: SamplePolicy.read(SamplePolicy.own))
        #expect(opened.objects.counts.blobs == 2)
        #expect(Told(replay).rows.count == 9)
    }

    @Test("beside an index HEAD's trees are read down to what is staged, however many there are", arguments: [1, 40])
    func staged(_ folders: Int) throws {
        let repository = try TestRepository {
            Commit("start") {
                for folder in 0..<folders {
                    for number in 0..<3 { Write("plans/p\(folder)/SD-\(folder)\(number).yaml", initiative("SD-1")) }
                }
                Write("plans/touched/SD-1.yaml", initiative("SD-1"))
                Write("plans/touched/deep/er/a", "a")
            }
        }
        func reads() throws -> ObjectDatabase.Counts {
            let opened = try repository.open()
            let scope = GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: "plans")
            let index = try opened.index()
            var reader = GovernedTreeReader(opened, scope: scope)
            let files = try reader.files(
                ofTree: repository.id("main^{tree}"), at: repository.id("main"),
                besides: (index, GovernedFiles(index.entries, scope: scope)))
            #expect(files.entries.count == 3 * folders + 2)
            return opened.objects.counts
        }
        #expect(try reads() == .init())
        try repository.write("plans/touched/SD-1.yaml", initiative("SD-1", "identified"))
        try repository.git("add", "plans/touched/SD-1.yaml")
        // The top, `plans`, and `plans/touched`.
        #expect(try reads() == .init(trees: 3))
    }

    @Test("the files that are too large to be plans are not read")
    func tooLarge() async throws {
        let repository = try TestRepository {
            Commit("small") { Write("plans/p/SD-1.yaml", initiative("SD-1")) }
            Commit("large") {
                Write("plans/p/SD-1.yaml", initiative("SD-1") + String(repeating: "# more\n", count: 160_000))
            }
            Commit("small again") { Write("plans/p/SD-1.yaml", initiative("SD-1", "identified")) }
        }
        let opened = try repository.open()
        let replay = try await Replay(opened, tip: repository.id("main"), policy: SamplePolicy.read(SamplePolicy.own))
        #expect(opened.objects.counts.blobs == 2)
        #expect(replay.unreadableVersions == 1)
        #expect(Told(replay).rows.map(\.order) == [2])
    }
}

/// The trees that a comparison of each landing with its first parent cannot do without, by `git ls-tree`.
private struct NeededTrees {
    private(set) var needed: Set<Substring> = []

    init(_ repository: TestRepository) throws {
        let log = try repository.git("log", "--first-parent", "--reverse", "--format=%H %T", "main")
        var before: [String: Substring] = [:]
        for line in log.split(separator: "\n") {
            let words = line.split(separator: " ")
            var after = ["": words[1]]
            let listing = try repository.gitStatus("ls-tree", "-r", "-d", "-z", "--full-tree", String(words[0])).output
            for entry in listing.split(separator: 0) {
                let parts = String(decoding: entry, as: UTF8.self).split(separator: "\t", maxSplits: 1)
                let facts = parts[0].split(separator: " ")
                // Submodules are listed too.
                if facts[1] == "tree" { after[String(parts[1])] = facts[2] }
            }
            for path in Set(before.keys).union(after.keys) where Self.canHoldPlans(path) && before[path] != after[path]
            {
                needed.formUnion([before[path], after[path]].compactMap { $0 })
            }
            before = after
        }
    }

    private static func canHoldPlans(_ folder: String) -> Bool {
        folder.isEmpty || folder == "keps" || folder.hasPrefix("keps/") || folder == "notes"
    }
}
