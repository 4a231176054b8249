import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("Index")
struct IndexTests {
    private func lines(_ entries: some Sequence<IndexEntry>) -> [String] {
        entries.map { "\($0.mode.octal) \($0.id) \($0.stage)\t" + $0.path.map { "\\\($0)" }.joined() }
    }

    private func expected(_ repository: TestRepository) throws -> [String] {
        try repository.gitStatus("ls-files", "--stage", "-z").output.split(separator: 0).map { line in
            let name = line.drop { $0 != 0x09 }.dropFirst()
            return String(decoding: line.prefix { $0 != 0x09 }, as: UTF8.self) + "\t" + name.map { "\\\($0)" }.joined()
        }
    }

    @Test("entries are those of `git ls-files --stage`, in whatever version of the file", arguments: ["2", "4"])
    func sameAsGit(_ version: String) throws {
        let repository = try TestRepository {
            Commit("one") {
                RandomTree(seed: 5).writes
                Write(path: [0x7A, 0xFF, 0xFE], [])
            }
        }
        try repository.git("update-index", "--force-write-index", "--index-version", version)
        let index = try Data(contentsOf: URL(fileURLWithPath: repository.path + "/.git/index"))
        #expect(index[7] == UInt8(version))
        let entries = lines(try repository.open().index())
        #expect(entries.count > 40)
        #expect(try entries == expected(repository))
    }

    @Test("what is staged is in the index, and what is only in the work tree is not")
    func staged() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        try repository.write("a", "2")
        try repository.write("b", "new")
        try repository.git("add", "a")
        try repository.write("a", "3")
        let entries = try repository.open().index()
        #expect(entries.count == 1)
        #expect(try repository.open().objects.blob(#require(entries.first).id, limit: 10) == .bytes(Array("2".utf8)))
    }

    @Test("flags that hide the work tree from git are seen, each on its own entry")
    func flags() throws {
        let repository = try TestRepository {
            Commit("one") { for name in ["assumed", "plain", "skipped"] { Write(name, name) } }
        }
        try repository.git("update-index", "--assume-unchanged", "assumed")
        try repository.git("update-index", "--skip-worktree", "skipped")
        try repository.write("intended", "not yet")
        try repository.git("add", "--intent-to-add", "intended")
        func names(_ isSet: (IndexEntry) -> Bool) throws -> [String] {
            try repository.open().index().filter(isSet).map { String(decoding: $0.path, as: UTF8.self) }
        }
        #expect(try names { _ in true } == ["assumed", "intended", "plain", "skipped"])
        #expect(try names(\.isAssumedUnchanged) == ["assumed"])
        #expect(try names(\.isSkippedInWorkTree) == ["skipped"])
        #expect(try names(\.isIntentToAdd) == ["intended"])
        #expect(try names { $0.stage != 0 } == [])
        try repository.git("update-index", "--no-assume-unchanged", "assumed")
        try repository.git("update-index", "--no-skip-worktree", "skipped")
        try repository.git("add", "intended")
        #expect(try names { $0.isAssumedUnchanged || $0.isSkippedInWorkTree || $0.isIntentToAdd } == [])
    }

    @Test("files outside a sparse checkout are marked")
    func sparse() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write("in/a", "1")
                Write("out/a", "1")
            }
        }
        try repository.git("sparse-checkout", "set", "in")
        let entries = try repository.open().index()
        #expect(entries.map(\.isSkippedInWorkTree) == [false, true])
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/out/a"))
    }

    @Test("a conflict shows its stages: ancestor, ours, theirs, as far as there are any")
    func conflict() throws {
        let repository = try TestRepository {
            Commit("base") {
                Write("both", "0\n")
                Write("deleted", "0\n")
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
        #expect(try repository.gitStatus("merge", "--quiet", "topic").status == 1)
        let entries = try repository.open().index()
        #expect(
            entries.map { "\(String(decoding: $0.path, as: UTF8.self)) \($0.stage)" } == [
                "added 2", "added 3", "both 1", "both 2", "both 3", "deleted 1", "deleted 2",
            ])
        #expect(try lines(entries) == expected(repository))
        #expect(try entries[2].id == repository.id("main~1:both"))
        #expect(try entries[3].id == repository.id("main:both"))
        #expect(try entries[4].id == repository.id("topic:both"))
    }

    @Test("before the first `git add`, and in a bare repository, the index is empty")
    func empty() throws {
        let repository = try TestRepository()
        #expect(try repository.open().index().isEmpty)
        let bare = try TestRepository(isBare: true) { Commit("one") { Write("a", "1") } }
        #expect(try bare.open().index().isEmpty)
    }

    @Test("a damaged index, and one whose entries are elsewhere, are errors and not empty")
    func unreadable() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        let index = Array(try Data(contentsOf: URL(fileURLWithPath: repository.path + "/.git/index")))
        for damaged in [Array(index.dropLast(30)), Array(index.prefix(12)), index.map { $0 ^ 1 }, Array("DIRC".utf8)] {
            try repository.write(".git/index", damaged)
            #expect(throws: GitError.self) { try repository.open().index() }
        }
        try repository.write(".git/index", index)
        #expect(try repository.open().index().count == 1)
        try repository.git("update-index", "--split-index")
        #expect(throws: GitError.self) { try repository.open().index() }
    }

    @Test("the index is read anew by whoever opens the repository anew")
    func changes() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        #expect(try repository.open().index().count == 1)
        try repository.write("b", "2")
        try repository.git("add", "b")
        #expect(try repository.open().index().count == 2)
    }
}
