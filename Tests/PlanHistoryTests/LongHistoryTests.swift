import GitStore
import PlanHistory
import Testing
import TollgateTesting

@Suite("Replay: a long history")
struct LongHistoryTests {
    /// What a model of the history knows without any git.
    private struct Expected {
        var transitions = 0
        var created = 0
        var unreadable = 0
        var versions: Set<String> = []
    }

    @Test("2,000 landings give the counts that the model expects, and each object is read once")
    func counts() async throws {
        var random = SeededGenerator(seed: 1)
        var expected = Expected()
        let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]
        /// The stage of each initiative, its version, and the last stage that could be read.
        var plans: [String: (text: String, stage: String)] = [:]
        var stream = ""
        for landing in 0..<2000 {
            var edits: [String: String] = [:]
            let folder = Int.random(in: 0..<20, using: &random)
            let number = Int.random(in: 0..<10, using: &random)
            let (id, path) = ("SD-\(folder)\(number)", "plans/p\(folder)/SD-\(folder)\(number).yaml")
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                edits["src/f\(number).c"] = "\(landing)\n"
            case 1 where plans[path] != nil:
                edits[path] = "title: \"never closed \(landing)\n"
                expected.unreadable += 1
            default:
                let stage = stages[Int.random(in: stages.indices, using: &random)]
                let text = initiative(id, stage, more: "note: \(Int.random(in: 0..<3, using: &random))\n")
                if plans[path]?.text == text { break }
                if let old = plans[path] {
                    expected.transitions += old.stage == stage ? 0 : 1
                } else {
                    expected.created += 1
                }
                plans[path] = (text, stage)
                edits[path] = text
            }
            for (path, text) in edits where path.hasPrefix("plans/") {
                plans[path]?.text = text
                expected.versions.insert(text)
            }
            stream +=
                "commit refs/heads/main\ncommitter Ada <ada@example.org> \(1_700_000_000 + landing * 3600) +0000\n"
            stream += "data 2\nc\n"
            for (path, text) in edits { stream += "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n" }
            stream += "\n"
        }
        stream += "done\n"
        let repository = try TestRepository(isBare: true)
        try repository.git(
            "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--done", "--date-format=raw",
            input: Array(stream.utf8))

        let opened = try repository.open()
        let replay = try await Replay(opened, tip: repository.id("main"), policy: SamplePolicy.read(SamplePolicy.own))
        #expect(replay.landings == 2000)
        #expect(replay.timelines.count == expected.created)
        #expect(replay.unreadableVersions == expected.unreadable)
        #expect(Told(replay).rows.count == expected.transitions)
        #expect(expected.transitions > 1000 && expected.created > 150 && expected.unreadable > 100)
        #expect(opened.objects.counts.commits == 2000)
        #expect(opened.objects.counts.blobs == expected.versions.count)
        // At most the top, `plans` and one folder for each landing.
        #expect(opened.objects.counts.trees <= 6000)
    }

    @Test("2,000 generated landings with merges are those of the oracle")
    func oracle() async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: 2000, landings: 2000...2000, mergeShare: 10).write(to: repository)
        let oracle = try Oracle(repository)
        let told = try await Told(repository)
        #expect(told.landings >= 2000)
        #expect(told.landings == oracle.landings)
        #expect(told.rows.difference(from: oracle.rows).isEmpty)
        #expect(told.events.difference(from: oracle.events.sorted()).isEmpty)
        #expect(told.rows.count > 300)
    }
}
