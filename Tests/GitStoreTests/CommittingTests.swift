import Foundation
import GitStore
import Glibc
import Testing
import TollgateTesting

/// Commits that we make, looked at with git.
@Suite("Committing")
struct CommittingTests {
    private static let path = "plans/p/SD-1.yaml"

    private func repository() throws -> TestRepository {
        try TestRepository {
            Commit("start") {
                Write("plans/p/SD-1.yaml", "stage: defined\n")
                Write("plans/p/run", "#!/bin/sh\n", mode: .executable)
                Write("plans.txt", "plans\n")
                Write("plans-2/x", "x\n")
                Write("other", "other\n")
            }
        }
    }

    private func identity(_ repository: TestRepository) throws -> CommitIdentity {
        try CommitIdentity(environment: repository.sandbox.environment, repository: repository.open(), now: 0)
    }

    /// Commits a change of one file, made from the bytes that lie in the work tree.
    @discardableResult
    private func commit(
        _ repository: TestRepository, _ text: String = "stage: identified\n", path: String = Self.path
    ) throws -> ObjectID {
        let file = CommittedFile(
            path: Array(path.utf8), mode: .file, before: Array(try repository.read(path).utf8), after: Array(text.utf8))
        return try repository.open().commit(
            [file], message: "SD-1: identified\n\nBody.\n", identity: identity(repository))
    }

    /// The bytes of everything that a failed commit must leave alone.
    private struct Standing: Equatable {
        let file: Data?
        let index: Data?
        let head: String
        let refs: String
        let lockExists: Bool
        let files: [String]

        init(_ repository: TestRepository, _ path: String) throws {
            file = FileManager.default.contents(atPath: repository.path + "/" + path)
            index = FileManager.default.contents(atPath: repository.gitDirectory + "/index")
            head = try String(contentsOfFile: repository.gitDirectory + "/HEAD", encoding: .utf8)
            refs = try repository.git("for-each-ref")
            lockExists = FileManager.default.fileExists(atPath: repository.gitDirectory + "/index.lock")
            files = try FileManager.default.contentsOfDirectory(atPath: repository.gitDirectory).sorted()
                .filter { $0 != "index.lock" }
        }
    }

    private func expectRefusal(
        _ repository: TestRepository, _ words: String..., path: String = Self.path,
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
    ) throws {
        let before = try Standing(repository, path)
        let error = #expect(throws: GitError.self, sourceLocation: sourceLocation) { try body() }
        let text = "\(error?.description ?? "") \(error?.help ?? "")"
        for word in words { #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation) }
        #expect(try Standing(repository, path) == before, sourceLocation: sourceLocation)
    }

    @Test("git sees a clean work tree, and a commit that changes that file alone")
    func plain() throws {
        let repository = try repository()
        let start = try repository.id("HEAD")
        let id = try commit(repository)
        #expect(try repository.id("HEAD") == id)
        #expect(try repository.git("status", "--porcelain") == "")
        #expect(try repository.git("fsck", "--strict", "--no-dangling") == "")
        #expect(try repository.git("diff", "--name-status", "HEAD^", "HEAD") == "M\t\(Self.path)")
        #expect(
            try repository.git("show", "-s", "--format=%B|%an|%cn|%P")
                == "SD-1: identified\n\nBody.\n|Ada Moreau|Ada Moreau|\(start)")
        #expect(try repository.read(Self.path) == "stage: identified\n")
        #expect(try repository.git("reflog", "-1", "--format=%gs|%gn") == "commit: SD-1: identified|Ada Moreau")
        #expect(try repository.git("reflog", "-1", "--format=%gs", "main") == "commit: SD-1: identified")
        #expect(!FileManager.default.fileExists(atPath: repository.gitDirectory + "/index.lock"))
    }

    @Test("it is the commit that git makes of the same change")
    func sameAsGit() throws {
        let ours = try repository()
        let theirs = try repository()
        let id = try commit(ours)
        try theirs.write(Self.path, "stage: identified\n")
        try theirs.git("commit", "--quiet", "-am", "SD-1: identified\n\nBody.\n")
        #expect(try theirs.id("HEAD") == id)
        #expect(try theirs.git("ls-files", "-s") == ours.git("ls-files", "-s"))
    }

    @Test("what else is staged, changed or untracked stays as it is")
    func restStays() throws {
        let repository = try repository()
        try repository.write("other", "staged\n")
        try repository.write("new", "staged\n")
        try repository.git("add", "other", "new")
        try repository.write("other", "and changed\n")
        try repository.write("plans.txt", "changed\n")
        try repository.write("untracked", "u\n")
        try repository.git("rm", "--quiet", "--cached", "plans-2/x")
        let before = try repository.git("status", "--porcelain")
        try commit(repository)
        #expect(try repository.git("status", "--porcelain") == before)
        #expect(try repository.git("diff", "--name-only", "HEAD^", "HEAD") == Self.path)
    }

    @Test("a change that was made in the moment in which the index was written stays visible")
    func racyFiles() throws {
        let repository = try repository()
        // Same size, same time as the index: only the content tells.
        let index = repository.gitDirectory + "/index"
        let other = repository.path + "/other"
        try repository.git("config", "core.trustctime", "false")
        func touch(_ path: String) throws {
            #expect(try repository.sandbox.run("touch", ["-d", "2026-01-01T00:00:00Z", path]).status == 0)
        }
        try touch(other)
        try repository.git("add", "other")
        try repository.write("other", "rehto\n")
        try touch(other)
        try touch(index)
        try commit(repository)
        #expect(try repository.git("diff", "--name-only") == "other")
    }

    @Test("the first commit of a branch has no parent")
    func unborn() throws {
        let repository = try TestRepository()
        try repository.write("a/b", "old\n")
        let id = try repository.open().commit(
            [
                CommittedFile(
                    path: Array("a/b".utf8), mode: .file, before: Array("old\n".utf8), after: Array("new\n".utf8))
            ],
            message: "start\n", identity: identity(repository))
        #expect(try repository.id("refs/heads/main") == id)
        #expect(try repository.git("log", "--format=%s|%P") == "start|")
        #expect(try repository.git("status", "--porcelain") == "")
        #expect(try repository.git("reflog", "-1", "--format=%gs") == "commit (initial): start")
    }

    @Test("a detached HEAD moves by itself, and no branch with it")
    func detached() throws {
        let repository = try repository()
        try repository.git("checkout", "--quiet", "--detach")
        let main = try repository.id("main")
        let id = try commit(repository)
        #expect(try repository.id("HEAD") == id && repository.id("main") == main)
        #expect(try repository.git("status", "--porcelain") == "")
        #expect(try repository.gitStatus("symbolic-ref", "-q", "HEAD").status == 1)
    }

    @Test("a linked work tree has an index and a branch of its own")
    func linkedWorkTree() throws {
        let repository = try repository()
        let folder = repository.sandbox.path + "/linked"
        try repository.git("worktree", "add", "--quiet", "-b", "topic", folder)
        let linked = TestRepository(existing: folder, in: repository.sandbox)
        let main = try repository.id("main")
        let file = CommittedFile(
            path: Array(Self.path.utf8), mode: .file, before: Array("stage: defined\n".utf8),
            after: Array("stage: identified\n".utf8))
        let id = try linked.open().commit([file], message: "x\n", identity: identity(repository))
        #expect(try repository.id("topic") == id && repository.id("main") == main)
        #expect(try linked.git("status", "--porcelain") == "")
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test("a branch that is another name for a branch leads to it")
    func symbolicBranch() throws {
        let repository = try repository()
        try repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
        try repository.git("symbolic-ref", "HEAD", "refs/heads/alias")
        let id = try commit(repository)
        #expect(try repository.id("refs/heads/main") == id)
        #expect(try repository.git("symbolic-ref", "refs/heads/alias") == "refs/heads/main")
    }

    @Test("an edit that is staged already is taken, and paths that only begin alike are left alone")
    func stagedEdit() throws {
        let repository = try repository()
        try repository.write(Self.path, "stage: edited\n")
        try repository.git("add", Self.path)
        try commit(repository)
        #expect(try repository.git("diff", "--name-only", "HEAD^", "HEAD") == Self.path)
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test("a locked index, a locked branch: nothing changes, and the lock is named")
    func locks() throws {
        let repository = try repository()
        let lock = repository.gitDirectory + "/index.lock"
        #expect(FileManager.default.createFile(atPath: lock, contents: nil))
        try expectRefusal(repository, "index.lock") { try commit(repository) }
        #expect(FileManager.default.fileExists(atPath: lock))
        unlink(lock)
        let branch = repository.gitDirectory + "/refs/heads/main.lock"
        #expect(FileManager.default.createFile(atPath: branch, contents: nil))
        try expectRefusal(repository, "refs/heads/main") { try commit(repository) }
        #expect(FileManager.default.fileExists(atPath: branch))
        unlink(branch)
        try commit(repository)
    }

    @Test("a merge under way, a path in conflict, other content in the index or on disk: refused")
    func refusals() throws {
        let repository = try repository()
        try repository.write("other", "theirs\n")
        try repository.git("commit", "--quiet", "-am", "theirs")
        try repository.git("branch", "theirs")
        try repository.git("reset", "--quiet", "--hard", "HEAD^")
        try repository.write("other", "ours\n")
        try repository.git("commit", "--quiet", "-am", "ours")
        #expect(try repository.gitStatus("merge", "theirs").status == 1)
        try expectRefusal(repository, "a merge is under way", "git status") { try commit(repository) }
        try FileManager.default.removeItem(atPath: repository.gitDirectory + "/MERGE_HEAD")
        try expectRefusal(repository, "`other` is in conflict") { try commit(repository) }
        try repository.git("reset", "--quiet", "--hard")
        let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("third\n".utf8))
        try repository.git("update-index", "--cacheinfo", "100644,\(blob),\(Self.path)")
        try expectRefusal(repository, "the index has something else") { try commit(repository) }
        try repository.git("reset", "--quiet")
        let file = CommittedFile(
            path: Array(Self.path.utf8), mode: .file, before: Array("stage: other\n".utf8), after: [0x61])
        try expectRefusal(repository, "the file in the work tree") {
            _ = try repository.open().commit([file], message: "x\n", identity: identity(repository))
        }
    }

    @Test("a branch that has moved since the repository was opened is not moved back")
    func compareAndSwap() throws {
        let repository = try repository()
        let open = try repository.open()
        try repository.write("other", "meanwhile\n")
        try repository.git("commit", "--quiet", "-am", "meanwhile")
        let file = CommittedFile(
            path: Array(Self.path.utf8), mode: .file, before: Array("stage: defined\n".utf8), after: [0x61])
        try expectRefusal(repository, "has moved in the meantime", "again") {
            _ = try open.commit([file], message: "x\n", identity: identity(repository))
        }
    }

    @Test("trees are those of git, for random files and paths that sort in each other's way")
    func trees() throws {
        var generator = SeededGenerator(seed: 7)
        let names = ["a", "a-b", "a.b", "a0", "ab", "b", "ä", "z"]
        for _ in 0..<25 {
            var files: [String: String] = [:]
            for _ in 0..<12 {
                let depth = Int.random(in: 0...2, using: &generator)
                let folders = (0..<depth).compactMap { _ in names.randomElement(using: &generator).map { "\($0)-d" } }
                files[(folders + [names.randomElement(using: &generator) ?? "a"]).joined(separator: "/")] =
                    "\(Int.random(in: 0...99, using: &generator))"
            }
            let repository = try TestRepository {
                Commit("start") { files.map { Write($0.key, $0.value) as any TreeEdit } }
            }
            let path = try #require(files.keys.sorted().randomElement(using: &generator))
            let open = try repository.open()
            let blob = try open.objects.writeBlob(Array("new".utf8))
            let tree = try open.writeTree(
                from: repository.id("HEAD^{tree}"),
                replacing: [
                    TreeReplacement(path: Array(path.utf8), mode: .file, blob: blob),
                    TreeReplacement(path: Array("new/deep/file".utf8), mode: .executable, blob: blob),
                ])
            try repository.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)")
            try repository.git("update-index", "--add", "--cacheinfo", "100755,\(blob),new/deep/file")
            #expect(try repository.git("write-tree") == tree.hex)
        }
    }
}
