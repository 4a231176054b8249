import Foundation
import GitStore
import Testing
import TollgateTesting

/// The real program, killed on the way: each file has its old bytes or its new ones.
@Suite("Advance, killed")
struct AdvanceKilledTests {
    @Test("a kill at any moment leaves the plan, the index and the branch as they were or as they should be")
    func killed() throws {
        let repository = try TestRepository {
            start(policy: Plans.policy()) {
                plan("SD-1", "defined")
                Write("other", "other\n")
            }
        }
        let first = try repository.id("HEAD")
        let index = FileManager.default.contents(atPath: repository.gitDirectory + "/index")
        let old = Plans.initiative("SD-1", "defined")
        let new = Plans.initiative("SD-1", "identified")
        var outcomes: Set<String> = []
        for attempt in 0..<30 {
            let delay = "0.\(String(1000 + attempt * 3).dropFirst())"
            let script = "\"$0\" advance SD-1 >/dev/null 2>&1 & sleep \(delay); kill -9 $! 2>/dev/null; wait"
            _ = try repository.sandbox.run("sh", ["-c", script, Binary.path], in: repository.path)
            let text = try repository.read(Plans.path("SD-1"))
            #expect(text == old || text == new, "\(attempt)")
            let head = try repository.id("HEAD")
            if head == first {
                let isUntouched = FileManager.default.contents(atPath: repository.gitDirectory + "/index") == index
                outcomes.insert(text == old ? "nothing" : isUntouched ? "plan" : "plan and index")
            } else {
                outcomes.insert("everything")
                let landed = try repository.git("show", "HEAD:" + Plans.path("SD-1"))
                #expect(text == new && landed + "\n" == new)
            }
            // git can read what is there, and says so of every object.
            #expect(try repository.git("ls-files").split(separator: "\n").count == 3)
            #expect(try repository.git("fsck", "--strict", "--no-dangling") == "")
            // What a kill leaves, as git's own commands leave it: their help says to remove it.
            for lock in ["index.lock", "refs/heads/main.lock"] {
                try? FileManager.default.removeItem(atPath: repository.gitDirectory + "/" + lock)
            }
            try repository.git("reset", "--quiet", "--hard", first.hex)
            #expect(try repository.git("status", "--porcelain", "--untracked-files=no") == "")
        }
        // On any machine at least one of them was too early, or none would show anything.
        #expect(!outcomes.isEmpty, "\(outcomes)")
    }
}
