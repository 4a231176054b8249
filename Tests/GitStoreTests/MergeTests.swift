import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("Merging without writing")
struct MergeTests {
    private static let withoutRenames = ["-c", "merge.renames=false", "-c", "merge.directoryRenames=false"]

    /// `mode id path`, sorted by path.
    private func lines(_ outcome: MergeOutcome) throws -> [String] {
        guard case .merged(let entries) = outcome else {
            Issue.record("\(outcome)")
            return []
        }
        #expect(entries.allSatisfy { $0.stage == 0 })
        return entries.map { "\($0.mode.octal) \($0.id) \(String(decoding: $0.path, as: UTF8.self))" }
    }

    /// What `git merge-tree` gives: the files of the tree, or nothing where there are conflicts.
    private func expected(_ repository: TestRepository, _ ours: ObjectID, _ theirs: ObjectID) throws -> [String]? {
        let arguments = Self.withoutRenames + ["merge-tree", "--write-tree", "--name-only", ours.hex, theirs.hex]
        let outcome = try repository.sandbox.run("git", arguments, in: repository.path)
        guard outcome.status <= 1 else { throw CommandFailure(outcome.errorText) }
        guard outcome.status == 0 else { return nil }
        let listing = try repository.git("ls-tree", "-r", "-z", outcome.text)
        return listing.split(separator: "\0").map { line in
            let parts = line.split(separator: "\t", maxSplits: 1)
            let words = parts[0].split(separator: " ")
            return "\(words[0]) \(words[2]) \(parts[1])"
        }
    }

    private func storedObjects(_ repository: TestRepository) throws -> [String] {
        try #require(FileManager.default.subpaths(atPath: repository.gitDirectory + "/objects")).sorted()
    }

    /// Random edits of a few files of some lines each.
    private func edits(_ generator: inout SeededGenerator) -> [any TreeEdit] {
        (0..<Int.random(in: 2...5, using: &generator)).map { _ in
            let name = "folder\(Int.random(in: 0..<2, using: &generator))/\(Int.random(in: 0..<6, using: &generator))"
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: return Write("new\(Int.random(in: 0..<5, using: &generator))", "new\n")
            case 1: return Write(name, "", mode: .executable)
            case 2: return Write(name, "other\n")
            default:
                var lines = (0..<30).map { "line \($0)" }
                for _ in 0..<2 { lines[Int.random(in: 0..<30, using: &generator)] += " \(generator.next())" }
                return Write(name, lines.joined(separator: "\n") + "\n")
            }
        }
    }

    @Test("a merge gives what `git merge-tree` gives, and writes nothing", arguments: 1...3 as ClosedRange<UInt64>)
    func sameAsGit(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let repository = try TestRepository {
            Commit("base") {
                for folder in 0..<2 {
                    for file in 0..<6 {
                        Write("folder\(folder)/\(file)", (0..<30).map { "line \($0)\n" }.joined())
                    }
                }
            }
            for side in 0..<8 {
                Branch("side \(side)".replacing(" ", with: "-"), from: "base")
                Commit("side \(side)") { edits(&generator) }
            }
        }
        let opened = try repository.open()
        var (merged, conflicts) = (0, 0)
        for left in 0..<8 {
            for right in 0..<8 where left != right && (left + right) % 3 == 0 {
                let (ours, theirs) = (try repository["side \(left)"], try repository["side \(right)"])
                let before = try storedObjects(repository)
                let outcome = try opened.mergedEntries(ours: ours, theirs: theirs)
                #expect(try storedObjects(repository) == before)
                if let expected = try expected(repository, ours, theirs) {
                    merged += 1
                    #expect(try lines(outcome) == expected)
                } else {
                    conflicts += 1
                    guard case .conflict(let paths) = outcome else {
                        Issue.record("expected a conflict")
                        continue
                    }
                    #expect(!paths.isEmpty)
                }
            }
        }
        #expect(merged > 0 && conflicts > 0)
    }

    @Test("the bytes of a file merged from both sides can be read, and are not stored")
    func readingResults() throws {
        let text = (0..<20).map { "line \($0)\n" }.joined()
        let repository = try TestRepository {
            Commit("base") { Write("a", text) }
            Branch("topic")
            Commit("topic") { Replace("a", "line 15\n", with: "theirs\n") }
            Switch("main")
            Commit("main") { Replace("a", "line 2\n", with: "ours\n") }
        }
        let opened = try repository.open(verifiesHashes: true)
        guard
            case .merged(let entries) = try opened.mergedEntries(ours: repository["main"], theirs: repository["topic"])
        else {
            Issue.record("expected no conflict")
            return
        }
        let id = try #require(entries.first).id
        let expected = text.replacing("line 15\n", with: "theirs\n").replacing("line 2\n", with: "ours\n")
        #expect(try opened.objects.blob(id, limit: 1000) == .bytes(Array(expected.utf8)))
        #expect(try repository.gitStatus("cat-file", "-e", id.hex).status != 0)
        #expect(try !repository.open().objects.contains(id))
    }

    @Test("a conflict names each path once, in order")
    func conflict() throws {
        let repository = try TestRepository {
            Commit("base") {
                Write("both", "0\n")
                Write("deleted", "0\n")
                Write("quiet", "0\n")
            }
            Branch("topic")
            Commit("topic") {
                Write("both", "1\n")
                Write("added", "1\n")
                Delete("deleted")
            }
            Switch("main")
            Commit("main") {
                Write("both", "2\n")
                Write("added", "2\n")
                Write("deleted", "2\n")
            }
        }
        guard
            case .conflict(let paths) = try repository.open().mergedEntries(
                ours: repository["main"], theirs: repository["topic"])
        else {
            Issue.record("expected a conflict")
            return
        }
        #expect(paths.map { String(decoding: $0, as: UTF8.self) } == ["added", "both", "deleted"])
    }

    @Test("a rename on one side and a change on the other is a conflict, not a guess")
    func renames() throws {
        let text = (0..<20).map { "line \($0)\n" }.joined()
        let repository = try TestRepository {
            Commit("base") { Write("a", text) }
            Branch("topic")
            Commit("topic") { Move("a", to: "b") }
            Switch("main")
            Commit("main") { Append("a", "more\n") }
        }
        guard
            case .conflict(let paths) = try repository.open().mergedEntries(
                ours: repository["main"], theirs: repository["topic"])
        else {
            Issue.record("expected a conflict")
            return
        }
        #expect(paths == [Array("a".utf8)])
    }

    @Test("with several merge bases the result is git's, as often as it is asked for")
    func crissCross() throws {
        let text = (0..<40).map { "line \($0)\n" }.joined()
        let repository = try TestRepository {
            Commit("base") { Write("a", text) }
            Branch("topic")
            Commit("topic 1") { Replace("a", "line 30\n", with: "topic 1\n") }
            Switch("main")
            Commit("main 1") { Replace("a", "line 5\n", with: "main 1\n") }
            Merge("topic 1", "main merges") {
                Write("a", text.replacing("line 30\n", with: "topic 1\n").replacing("line 5\n", with: "main 1\n"))
            }
            Switch("topic")
            Merge("main 1", "topic merges") {
                Write("a", text.replacing("line 30\n", with: "topic 1\n").replacing("line 5\n", with: "main 1\n"))
            }
            Commit("topic 2") { Replace("a", "line 18\n", with: "topic 2\n") }
            Switch("main")
            Commit("main 2") { Replace("a", "main 1\n", with: "main 2\n") }
        }
        let (ours, theirs) = (try repository["main 2"], try repository["topic 2"])
        #expect(try repository.git("merge-base", "--all", ours.hex, theirs.hex).split(separator: "\n").count == 2)
        let opened = try repository.open()
        let before = try storedObjects(repository)
        let outcomes = try (0..<3).map { _ in try lines(opened.mergedEntries(ours: ours, theirs: theirs)) }
        #expect(try storedObjects(repository) == before)
        let expected = try #require(try expected(repository, ours, theirs))
        #expect(outcomes.allSatisfy { $0 == expected })
    }

    @Test("merging what is there already changes nothing, and an ancestor's result is the descendant")
    func fastForward() throws {
        let repository = try TestRepository {
            Commit("one") { Write("a", "1\n") }
            Commit("two") { Write("a", "2\n") }
        }
        let opened = try repository.open()
        for (ours, theirs) in [("one", "two"), ("two", "one"), ("two", "two")] {
            let entries = try lines(opened.mergedEntries(ours: repository[ours], theirs: repository[theirs]))
            #expect(entries == ["100644 \(try repository.id("HEAD:a")) a"])
        }
    }

    @Test("histories with nothing in common merge as if from nothing")
    func unrelated() throws {
        let repository = try TestRepository {
            Commit("one") { Write("a", "1\n") }
            Orphan("other")
            Commit("two") { Write("b", "2\n") }
        }
        let outcome = try repository.open().mergedEntries(ours: repository["one"], theirs: repository["two"])
        #expect(try lines(outcome).map { $0.suffix(1) } == ["a", "b"])
    }

    @Test("a commit that is missing is an error")
    func missing() throws {
        let repository = try TestRepository { Commit("one") }
        let error = try #require(throws: GitError.self) {
            try repository.open().mergedEntries(ours: repository["one"], theirs: .zero)
        }
        #expect(error.code == .missingObject)
    }
}
