import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("Opening repositories")
struct RepositoryOpeningTests {
    private func history(isBare: Bool = false) throws -> TestRepository {
        try TestRepository(isBare: isBare) {
            Commit("one") { Write("folder/a", "1") }
            Commit("two") { Write("folder/a", "2") }
        }
    }

    private func failure(_ location: RepositoryLocation) throws -> GitError {
        try #require(throws: GitError.self) { try Repository(location) }
    }

    // MARK: - Facts

    @Test("a repository opens from its top and from any folder below")
    func subfolder() throws {
        let repository = try history()
        for folder in ["", "/folder", "/.git"] {
            let facts = try Repository(.containing(folder: repository.path + folder)).facts
            #expect(facts.workTree == repository.path)
            #expect(facts.gitDirectory == repository.path + "/.git/")
            #expect(facts.head == (try repository["two"]))
            #expect(facts.headBranch == "refs/heads/main")
            #expect(facts.isComplete && !facts.isBare && !facts.isShallow && !facts.isPartial)
            #expect(facts.replaceRefs == [] && !facts.hasGrafts)
        }
    }

    @Test("a bare repository has no work tree")
    func bare() throws {
        let repository = try history(isBare: true)
        for opened in [try repository.open(), try Repository(.containing(folder: repository.path + "/objects"))] {
            #expect(opened.facts.isBare && opened.facts.workTree == nil)
            #expect(opened.facts.gitDirectory == repository.path + "/")
            #expect(opened.facts.head == (try repository["two"]))
        }
        #expect(try repository.bareClone().open().facts.isBare)
    }

    @Test("a linked work tree has a branch of its own, and the facts of the whole")
    func linkedWorkTree() throws {
        let repository = try history()
        let linked = try repository.addLinkedWorkTree(branch: "topic")
        try linked.git("commit", "--quiet", "--allow-empty", "-m", "three")
        try repository.git("replace", repository["one"].hex, repository["two"].hex)
        try repository.write(".git/info/grafts", "\(try repository["two"])\n")
        let facts = try linked.open().facts
        #expect(facts.workTree == linked.path)
        #expect(facts.gitDirectory == repository.path + "/.git/worktrees/linked/")
        #expect(facts.headBranch == "refs/heads/topic")
        #expect(try facts.head == linked.id("HEAD"))
        #expect(try facts.head != repository["two"])
        #expect(facts.replaceRefs.count == 1 && facts.hasGrafts)
        #expect(try linked.open().commit(revision: "main") == repository["two"])
        #expect(try linked.open().index().map { String(decoding: $0.path, as: UTF8.self) } == ["folder/a"])
    }

    @Test("a linked work tree with settings of its own opens")
    func workTreeConfiguration() throws {
        let repository = try history()
        let linked = try repository.addLinkedWorkTree(branch: "topic")
        try repository.git("config", "extensions.worktreeConfig", "true")
        try linked.git("config", "--worktree", "core.sparseCheckout", "true")
        #expect(try linked.open().facts.workTree == linked.path)
    }

    @Test("a linked work tree of a shallow clone is shallow")
    func linkedShallow() throws {
        let repository = try history()
        let clone = try repository.shallowClone(depth: 1)
        #expect(try clone.addLinkedWorkTree(branch: "topic").open().facts.isShallow)
    }

    @Test("the folder of a submodule is a repository of its own")
    func submodule() throws {
        let (inner, outer) = (try history(), try history())
        try outer.git("submodule", "--quiet", "add", inner.url, "sub")
        let facts = try Repository(.containing(folder: outer.path + "/sub/folder")).facts
        #expect(facts.workTree == outer.path + "/sub")
        #expect(facts.gitDirectory == outer.path + "/.git/modules/sub/")
        #expect(facts.head == (try inner["two"]))
    }

    @Test("HEAD may be detached, or wait for its first commit")
    func heads() throws {
        let empty = try TestRepository()
        #expect(try empty.open().facts.head == nil)
        #expect(try empty.open().facts.headBranch == "refs/heads/main")
        let repository = try history()
        try repository.git("checkout", "--quiet", "--detach", "HEAD~1")
        #expect(try repository.open().facts.headBranch == nil)
        #expect(try repository.open().facts.head == repository["one"])
    }

    @Test("a shallow clone says so, and lacks what is behind its border")
    func shallow() throws {
        let repository = try history()
        let clone = try repository.shallowClone(depth: 1)
        let opened = try clone.open()
        #expect(opened.facts.isShallow && !opened.facts.isComplete && !opened.facts.isPartial)
        // git shows the commit at the border without parents; its bytes name them.
        #expect(try clone.git("show", "-s", "--format=%P", "HEAD") == "")
        #expect(try opened.objects.commit(repository["two"]).parents == [repository["one"]])
        let error = try #require(throws: GitError.self) { try opened.objects.commit(repository["one"]) }
        #expect(error.code == .missingObject)
        try clone.git("fetch", "--quiet", "--unshallow")
        #expect(try clone.open().facts.isComplete)
        // Deep enough to have everything, and not shallow at all.
        #expect(try repository.shallowClone(depth: 5).open().facts.isComplete)
    }

    @Test("a partial clone says so, and what it lacks is missing and not fetched", arguments: ["blob:none", "tree:0"])
    func partial(_ filter: String) throws {
        let repository = try history()
        let clone = try repository.partialClone(filter: filter)
        let opened = try clone.open()
        #expect(opened.facts.isPartial && !opened.facts.isComplete && !opened.facts.isShallow)
        let commit = try opened.objects.commit(repository["two"])
        let lacking = try repository.id(filter == "tree:0" ? "HEAD^{tree}" : "HEAD:folder/a")
        let error = try #require(throws: GitError.self) {
            if filter == "tree:0" { _ = try opened.objects.tree(commit.tree) }
            _ = try opened.objects.blob(lacking, limit: 10)
        }
        #expect(error.code == .missingObject)
        #expect(!opened.objects.contains(lacking))
        #expect(try clone.git("rev-list", "--objects", "--missing=print", "HEAD").contains("?\(lacking)"))
        #expect(try repository.open().facts.isComplete, "what it was cloned from is not partial")
    }

    @Test("replace refs are named, and what they replace is read as it is")
    func replaceRefs() throws {
        let repository = try history()
        let (one, two) = (try repository["one"], try repository["two"])
        let (file, other) = (try repository.id("HEAD:folder/a"), try repository.id("HEAD~1:folder/a"))
        try repository.git("replace", two.hex, one.hex)
        try repository.git("replace", file.hex, other.hex)
        let opened = try repository.open(verifiesHashes: true)
        #expect(opened.facts.replaceRefs == ["refs/replace/\(two)", "refs/replace/\(file)"].sorted())
        #expect(try repository.git("show", "-s", "--format=%s", two.hex) == "one", "git shows the other")
        #expect(try opened.objects.commit(two).subject == "two")
        #expect(try opened.objects.blob(file, limit: 10) == .bytes(Array("2".utf8)))
        #expect(try opened.commit(revision: "HEAD") == two)
        #expect(try opened.isAncestor(one, of: two))
        #expect(try opened.commits(from: one, to: two).map(\.id) == [two])
    }

    @Test("grafts are noticed, and followed nowhere")
    func grafts() throws {
        let repository = try TestRepository {
            Commit("one")
            Commit("two")
            Orphan("other")
            Commit("alone")
        }
        let (one, two, alone) = (try repository["one"], try repository["two"], try repository["alone"])
        try repository.write(".git/info/grafts", "")
        #expect(try !repository.open().facts.hasGrafts, "an empty file says nothing")
        try repository.write(".git/info/grafts", "\(two) \(alone)\n")
        let opened = try repository.open()
        #expect(opened.facts.hasGrafts)
        #expect(
            try repository.git("rev-list", "--format=%s", "--no-commit-header", two.hex) == "two\nalone", "git follows")
        #expect(try opened.commits(from: alone, to: two).map(\.subject) == ["two", "one"])
        #expect(try opened.isAncestor(one, of: two))
        #expect(try !opened.isAncestor(alone, of: two))
        #expect(try opened.mergeBase(alone, two) == nil)
        #expect(try opened.commit(revision: "main~1") == one)
    }

    // MARK: - What cannot be opened

    @Test("where there is no repository, the error says what to do")
    func notARepository() throws {
        let sandbox = try Sandbox()
        for folder in [sandbox.path, sandbox.path + "/nothing"] {
            let error = try failure(.containing(folder: folder))
            #expect(error.code == .notARepository)
            #expect(error.description.contains(folder))
            #expect(error.help?.contains("git init") == true)
        }
        #expect(try failure(.hook(folder: sandbox.path, environment: ["GIT_DIR": ".git"])).code == .notARepository)
    }

    @Test("a folder .git that is none is not a repository, and none above it counts")
    func emptyGitFolder() throws {
        let repository = try history()
        try repository.write("inner/.git", "gitdir: /nonexistent/place\n")
        let error = try failure(.containing(folder: repository.path + "/inner"))
        #expect(error.code == .notARepository)
    }

    @Test("a repository with SHA-256 names is refused as such")
    func objectFormat() throws {
        let sandbox = try Sandbox()
        try sandbox.git(["init", "--quiet", "--object-format=sha256", "repository"])
        let error = try failure(.containing(folder: sandbox.path + "/repository"))
        #expect(error.code == .objectFormat)
        #expect(error.reason.contains("SHA-256"))
        #expect(error.help == "use a clone with SHA-1 names")
    }

    @Test(
        "an extension or version that nobody knows is refused by name",
        arguments: [
            ("extensions.tollgateTest", "true", "tollgatetest"), ("core.repositoryFormatVersion", "9", "9"),
        ])
    func unknownExtension(_ key: String, _ value: String, _ name: String) throws {
        let repository = try history()
        try repository.git("config", "core.repositoryFormatVersion", "1")
        #expect(try repository.open().facts.isComplete)
        try repository.git("config", key, value)
        let error = try failure(repository.location)
        #expect(error.code == .unknownExtension)
        #expect(error.reason.contains(name))
        #expect(error.help?.contains("without that extension") == true)
    }

    @Test("a repository of another user is refused, unless it was declared safe", .enabled(if: getuid() == 0))
    func foreignOwner() async throws {
        let repository = try history()
        let changed = try repository.sandbox.run("chown", ["-R", "12345", repository.path])
        try #require(changed.status == 0)
        let (home, path) = (repository.sandbox.path, repository.path)
        // In processes of their own: libgit2 reads the user's configuration from the HOME that it starts with.
        await #expect(processExitsWith: .success) { [home = home as String, path = path as String] in
            setenv("HOME", home, 1)
            let error = try #require(throws: GitError.self) { try Repository(.containing(folder: path)) }
            #expect(error.code == .foreignOwner)
            #expect(error.reason == "it belongs to another user")
            #expect(error.help?.contains("safe.directory") == true)
        }
        try Data("[safe]\n\tdirectory = /another\n".utf8).write(to: URL(fileURLWithPath: home + "/.gitconfig"))
        await #expect(processExitsWith: .success) { [home = home as String, path = path as String] in
            setenv("HOME", home, 1)
            let error = try #require(throws: GitError.self) { try Repository(.containing(folder: path)) }
            #expect(error.code == .foreignOwner)
        }
        try Data("[safe]\n\tdirectory = \(path)\n".utf8).write(to: URL(fileURLWithPath: home + "/.gitconfig"))
        await #expect(processExitsWith: .success) { [home = home as String, path = path as String] in
            setenv("HOME", home, 1)
            let opened = try Repository(.containing(folder: path))
            #expect(opened.facts.isComplete)
        }
    }
}
