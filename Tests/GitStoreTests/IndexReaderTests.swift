import Foundation
import Testing
import TollgateTesting

@testable import GitStore

@Suite("Index: the bytes of its file")
struct IndexReaderTests {
    private static func bytes(_ repository: TestRepository) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: repository.path + "/.git/index")))
    }

    private static func repository(_ version: String) throws -> TestRepository {
        let repository = try TestRepository {
            Commit("one") {
                RandomTree(seed: 9).writes
                Write("deep/er/file", "1")
                Write("deep/er/other", "1")
            }
        }
        try repository.git("update-index", "--force-write-index", "--index-version", version)
        return repository
    }

    /// An index of version 2 with entries as they are given, and extensions behind them.
    private static func made(
        _ entries: [(path: [UInt8], mode: UInt32, flags: UInt16)], version: UInt8 = 2, extensions: [UInt8] = []
    ) -> [UInt8] {
        func big(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
        var result = Array("DIRC".utf8) + [0, 0, 0, version] + big(UInt32(entries.count))
        for entry in entries {
            let length = UInt16(min(entry.path.count, 0xFFF)) | entry.flags
            var bytes = [UInt8](repeating: 0, count: 24) + big(entry.mode) + [UInt8](repeating: 0, count: 12)
            bytes += [UInt8](repeating: 7, count: 20) + [UInt8(length >> 8), UInt8(length & 0xFF)] + entry.path
            bytes += [UInt8](repeating: 0, count: 8 - bytes.count % 8)
            result += bytes
        }
        return result + extensions + [UInt8](repeating: 0, count: 20)
    }

    private static func made(_ paths: [String]) -> [UInt8] {
        made(paths.map { (Array($0.utf8), 0o100644, 0) })
    }

    @Test("an index without a checksum, as `index.skipHash` leaves it, is read")
    func withoutChecksum() throws {
        let index = try IndexReader.parse(Self.made(["a", "b/c"]))
        #expect(index.map { String(decoding: $0.path, as: UTF8.self) } == ["a", "b/c"])
        #expect(index.allSatisfy { $0.isPlain })
        #expect(index.first?.id.hex == String(repeating: "07", count: 20))
    }

    @Test("paths that no file can have, and paths out of order, are errors")
    func refusedPaths() {
        for path in ["", "/a", "a//b", "a/", "..", "a/../b", "./a", "a/.", ".git", "a/.GIT/config", ".gIt/x"] {
            #expect(throws: GitError.self, "\(path)") { try IndexReader.parse(Self.made([path])) }
        }
        for path in ["...", ".gitignore", "a/.git2", "git", "..a", "a/b..", "a b"] {
            #expect(throws: Never.self, "\(path)") { try IndexReader.parse(Self.made([path])) }
        }
        for paths in [["b", "a"], ["a", "a"], ["a/b", "a-b"]] {
            #expect(throws: GitError.self, "\(paths)") { try IndexReader.parse(Self.made(paths)) }
        }
        let path = Array("a".utf8)
        #expect(throws: Never.self) {
            try IndexReader.parse(Self.made([(path, 0o100644, 0x1000), (path, 0o100644, 0x2000)]))
        }
        #expect(throws: GitError.self) {
            try IndexReader.parse(Self.made([(path, 0o100644, 0x2000), (path, 0o100644, 0x1000)]))
        }
    }

    @Test("a path may have as many bytes as the system allows", arguments: [4094, 4095, 4096, 4097])
    func longPaths(_ count: Int) throws {
        let path = [UInt8](repeating: 0x61, count: count)
        let bytes = Self.made([(path, 0o100644, 0)])
        if count <= 4096 {
            #expect(try IndexReader.parse(bytes).first?.path == path)
        } else {
            #expect(throws: GitError.self) { try IndexReader.parse(bytes) }
        }
    }

    @Test("what a reader must know and does not is an error that says what to do")
    func extensions() throws {
        let known = Array("TREE".utf8) + [0, 0, 0, 0] + Array("ZZZZ".utf8) + [0, 0, 0, 1, 9]
        #expect(try IndexReader.parse(Self.made([], extensions: known)).isEmpty)
        for (name, help) in [("link", "--no-split-index"), ("sdir", "--no-sparse-index"), ("zzzz", "")] {
            let error = #expect(throws: GitError.self) {
                try IndexReader.parse(Self.made([], extensions: Array(name.utf8) + [0, 0, 0, 0]))
            }
            #expect(error?.help?.contains(help) ?? help.isEmpty, "\(name)")
        }
        for cut in [Array("TREE".utf8), Array("TREE".utf8) + [0, 0, 0, 1]] {
            #expect(throws: GitError.self) { try IndexReader.parse(Self.made([], extensions: cut)) }
        }
        #expect(throws: GitError.self) { try IndexReader.parse(Self.made([], extensions: [])[..<31] + []) }
        for version: UInt8 in [0, 1, 5] {
            #expect(throws: GitError.self) { try IndexReader.parse(Self.made([], version: version)) }
        }
    }

    @Test("an index with folders in place of their files says how to have the files")
    func sparseIndex() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write("in/a", "1")
                Write("out/a", "1")
            }
        }
        try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
        let error = #expect(throws: GitError.self) { try repository.open().index() }
        #expect(error?.help == "run `git sparse-checkout reapply --no-sparse-index`")
        try repository.git("sparse-checkout", "reapply", "--no-sparse-index")
        #expect(try repository.open().index().map(\.isSkippedInWorkTree) == [false, true])
    }

    @Test("damage of any kind is an error or an index, and never a crash", arguments: ["2", "4"])
    func damage(_ version: String) throws {
        let good = try Self.bytes(try Self.repository(version))
        var generator = SeededGenerator(seed: 77)
        for count in 0..<good.count { _ = try? IndexReader.parse(Array(good.prefix(count))) }
        for _ in 0..<2_000 {
            let damaged = generator.mutated(
                good, with: [Array("link".utf8), Array("TREE".utf8), [0xFF, 0xFF, 0xFF, 0xFF]])
            guard let index = try? IndexReader.parse(damaged) else { continue }
            #expect(zip(index, index.dropFirst()).allSatisfy { PathOrder.compare($0.path, $1.path) <= 0 })
            _ = index.holds(.emptyTree, at: [])
        }
        // Every cut into the entries is noticed.
        let entries = good.count - 20
        #expect(throws: GitError.self) { try IndexReader.parse(Array(good.prefix(entries / 2))) }
        #expect(throws: GitError.self) { try IndexReader.parse(Array(good.prefix(13))) }
    }
}

@Suite("Index: noted trees")
struct NotedTreesTests {
    /// Folders of HEAD and whether the index has them noted as unchanged, by their paths; `.` for the top.
    private func noted(_ repository: TestRepository) throws -> [String: Bool] {
        let index = try repository.open().index()
        var result = [".": try index.holds(repository.id("HEAD^{tree}"), at: [])]
        for line in try repository.git("ls-tree", "-r", "-d", "HEAD").split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            let id = try #require(ObjectID(hex: String(parts[0].split(separator: " ")[2])))
            result[String(parts[1])] = index.holds(id, at: Array(parts[1].utf8))
        }
        return result
    }

    private func repository() throws -> TestRepository {
        try TestRepository {
            Commit("one") {
                for folder in ["a", "a/b", "a/b/c", "a/d", "e"] { Write("\(folder)/file", folder) }
                Write("a-b", "next to a")
                Write("a0", "behind a")
                Write("top", "1")
            }
        }
    }

    @Test("all of them after a commit, in every version of the file", arguments: ["2", "3", "4"])
    func afterCommit(_ version: String) throws {
        let repository = try repository()
        try repository.git("update-index", "--force-write-index", "--index-version", version)
        #expect(try noted(repository) == [".": true, "a": true, "a/b": true, "a/b/c": true, "a/d": true, "e": true])
        let index = try repository.open().index()
        #expect(try !index.holds(repository.id("HEAD:e"), at: Array("a/d".utf8)), "the tree of another folder")
        #expect(try !index.holds(repository.id("HEAD:e"), at: Array("f".utf8)), "a folder that is not there")
    }

    @Test("a change is in no folder that is noted, and its neighbours stay")
    func changes() throws {
        let repository = try repository()
        try repository.write("a/b/file", "2")
        try repository.git("add", "a/b/file")
        #expect(
            try noted(repository) == [".": false, "a": false, "a/b": false, "a/b/c": true, "a/d": true, "e": true])
        try repository.git("rm", "--quiet", "--cached", "e/file")
        #expect(try noted(repository)["e"] == false)
        // A tree that is written but is not HEAD's is noted, and is not taken for HEAD's.
        try repository.git("write-tree")
        #expect(
            try noted(repository) == [".": false, "a": false, "a/b": false, "a/b/c": true, "a/d": true, "e": false])
        try repository.git("reset", "--quiet", "HEAD")
        try repository.git("write-tree")
        #expect(try noted(repository).values.allSatisfy { $0 })
    }

    @Test("what is announced, and what is in conflict, is in no folder that is noted")
    func announced() throws {
        let repository = try repository()
        try repository.write("e/new", "not yet")
        try repository.git("add", "--intent-to-add", "e/new")
        #expect(try noted(repository)["e"] == false)
        // Writing the tree leaves the announced file out of it.
        try repository.git("write-tree")
        #expect(try noted(repository)["e"] == false)
        let blob = try repository.id("HEAD:a/file")
        try repository.git(
            "update-index", "--index-info",
            input: Array((1...3).map { "100644 \(blob) \($0)\ta/d/file\n" }.joined().utf8))
        let found = try noted(repository)
        #expect(found["a/d"] == false && found["a"] == false && found["a/b"] == true)
    }

    @Test("a sparse work tree changes nothing in what is staged")
    func sparse() throws {
        let repository = try repository()
        try repository.git("sparse-checkout", "set", "--cone", "e")
        try repository.git("write-tree")
        #expect(try noted(repository).values.allSatisfy { $0 })
    }

    @Test("notes that do not fit the entries, and malformed ones, count for nothing")
    func malformed() throws {
        let id = [UInt8](repeating: 7, count: 20)
        let tree = try #require(ObjectID(hex: String(repeating: "07", count: 20)))
        func notes(_ bytes: [UInt8]) -> [[UInt8]: GitIndex.NotedTree] {
            bytes.withUnsafeBytes { NotedTrees.read($0) }
        }
        func line(_ name: String, _ count: Int, _ folders: Int) -> [UInt8] {
            Array(name.utf8) + [0] + Array("\(count) \(folders)\n".utf8) + (count < 0 ? [] : id)
        }
        let good = line("", -1, 2) + line("a", 2, 1) + line("b", 1, 0) + line("c", 0, 0)
        #expect(notes(good).mapValues(\.count) == [Array("a".utf8): 2, Array("a/b".utf8): 1, Array("c".utf8): 0])
        for end in 0..<good.count { #expect(notes(Array(good.prefix(end))).isEmpty, "\(end)") }
        for bad in [
            good + [0], line("", 1, -1), line("a", 1, 0), line("", 1, 1) + line("", 1, 0),
            line("", 1, 1) + line("a/b", 1, 0), line("", 1, 9_999_999_999), Array("\u{0}x 0\n".utf8),
        ] {
            #expect(notes(bad).isEmpty)
        }
        let deep = (0...200).flatMap { line($0 == 0 ? "" : "d", -1, 1) }
        #expect(notes(deep).isEmpty)
        let entry = IndexEntry(
            path: Array("a/x".utf8), mode: .file, id: tree, stage: 0, isAssumedUnchanged: false,
            isSkippedInWorkTree: false, isIntentToAdd: false)
        for (count, expected) in [(0, false), (1, true), (2, false)] {
            let index = GitIndex(entries: [entry], notes: [Array("a".utf8): .init(id: tree, count: count)])
            #expect(index.holds(tree, at: Array("a".utf8)) == expected)
        }
    }
}
