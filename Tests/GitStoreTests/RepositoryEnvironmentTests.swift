import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("Opening repositories in hooks and outside")
struct RepositoryEnvironmentTests {
    private func history(isBare: Bool = false) throws -> TestRepository {
        try TestRepository(isBare: isBare) {
            Commit("one") { Write("folder/a", "1") }
            Commit("two") { Write("folder/a", "2") }
        }
    }

    @Test("outside hooks GIT_* variables change nothing")
    func ignoredEnvironment() async throws {
        let (repository, other) = (try history(), try TestRepository { Commit("other") })
        let (path, otherPath, head) = (repository.path, other.path, try repository["two"].hex)
        let index = try repository.open().index().count
        await #expect(processExitsWith: .success) {
            [path = path as String, otherPath = otherPath as String, head = head as String, index = index as Int] in
            setenv("GIT_DIR", otherPath + "/.git", 1)
            setenv("GIT_WORK_TREE", otherPath, 1)
            setenv("GIT_COMMON_DIR", otherPath + "/.git", 1)
            setenv("GIT_INDEX_FILE", otherPath + "/.git/index", 1)
            setenv("GIT_OBJECT_DIRECTORY", otherPath + "/.git/objects", 1)
            setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", otherPath + "/.git/objects", 1)
            setenv("GIT_NAMESPACE", "other", 1)
            setenv("GIT_CEILING_DIRECTORIES", path, 1)
            let opened = try Repository(.containing(folder: path + "/folder"))
            #expect(opened.facts.workTree == path)
            #expect(opened.facts.head?.hex == head)
            #expect(try opened.index().count == index)
            #expect(try opened.objects.commit(#require(ObjectID(hex: head))).subject == "two")
        }
    }

    @Test("a hook of a commit of some paths sees the index of that commit")
    func commitHook() throws {
        let repository = try history()
        let dump = repository.sandbox.path + "/dump"
        try repository.write(
            ".git/hooks/pre-commit",
            """
            #!/bin/sh
            cp "$GIT_INDEX_FILE" "\(dump).index"
            env >"\(dump)"
            pwd >>"\(dump)"
            """)
        _ = try repository.sandbox.run("chmod", ["+x", repository.path + "/.git/hooks/pre-commit"])
        try repository.write("staged", "staged")
        try repository.write("committed", "committed")
        try repository.git("add", "staged", "committed")
        try repository.git("commit", "--quiet", "-m", "partial", "committed")
        var environment = try environment(dump)
        #expect(environment["GIT_INDEX_FILE"]?.contains("next-index") == true)
        environment["GIT_INDEX_FILE"] = dump + ".index"
        let opened = try Repository(.hook(folder: repository.path, environment: environment))
        func paths(_ entries: some Sequence<IndexEntry>) -> [String] {
            entries.map { String(decoding: $0.path, as: UTF8.self) }
        }
        #expect(paths(try opened.index()) == ["committed", "folder/a"])
        #expect(paths(try repository.open().index()) == ["committed", "folder/a", "staged"])
        #expect(opened.facts.workTree == repository.path)
    }

    @Test("a hook in a linked work tree sees that work tree, and its index")
    func linkedHook() throws {
        let repository = try history()
        let linked = try repository.addLinkedWorkTree(branch: "topic")
        let dump = repository.sandbox.path + "/dump"
        try repository.write(".git/hooks/pre-commit", "#!/bin/sh\nenv >\"\(dump)\"\n")
        _ = try repository.sandbox.run("chmod", ["+x", repository.path + "/.git/hooks/pre-commit"])
        try linked.write("new", "new")
        try linked.git("add", "new")
        try linked.git("commit", "--quiet", "-m", "in the linked work tree")
        let opened = try Repository(.hook(folder: linked.path, environment: try environment(dump)))
        #expect(opened.facts.workTree == linked.path)
        #expect(opened.facts.headBranch == "refs/heads/topic")
        #expect(try opened.index().map { String(decoding: $0.path, as: UTF8.self) } == ["folder/a", "new"])
    }

    @Test("a hook of a push sees what is in quarantine, and nobody else does")
    func quarantine() throws {
        let target = try history(isBare: true)
        let dump = target.sandbox.path + "/dump"
        try FileManager.default.createDirectory(atPath: target.path + "/hooks", withIntermediateDirectories: true)
        try target.write(
            "hooks/pre-receive",
            """
            #!/bin/sh
            cp -R "$GIT_OBJECT_DIRECTORY" "\(dump).objects"
            env >"\(dump)"
            pwd >>"\(dump)"
            exit 1
            """)
        _ = try target.sandbox.run("chmod", ["+x", target.path + "/hooks/pre-receive"])
        let source = try TestRepository { Commit("one") { Write("a", "1") } }
        try source.git("fetch", "--quiet", target.path, "main")
        try source.git("reset", "--quiet", "--hard", "FETCH_HEAD")
        try source.write("pushed", "pushed")
        try source.git("add", "pushed")
        try source.git("commit", "--quiet", "-m", "pushed")
        let pushed = try source.id("HEAD")
        #expect(try source.gitStatus("push", "--quiet", target.path, "HEAD:main").status != 0, "the hook refuses")

        var environment = try environment(dump)
        #expect(environment["GIT_DIR"] == ".")
        #expect(environment["GIT_OBJECT_DIRECTORY"]?.contains("incoming") == true)
        environment["GIT_OBJECT_DIRECTORY"] = dump + ".objects"
        let opened = try Repository(.hook(folder: target.path, environment: environment), verifiesHashes: true)
        #expect(opened.facts.isBare)
        #expect(try opened.objects.commit(pushed).subject == "pushed")
        #expect(try opened.commits(from: target["two"], to: pushed).map(\.subject) == ["pushed"])
        #expect(try opened.isAncestor(target["one"], of: pushed))
        #expect(opened.facts.head == (try target["two"]))
        #expect(try !target.open().objects.contains(pushed))
    }

    @Test("a work tree that the environment names is used, also for a bare repository")
    func environmentWorkTree() throws {
        let repository = try history()
        let elsewhere = try repository.sandbox.makeFolder("elsewhere")
        let environment = ["GIT_DIR": repository.gitDirectory, "GIT_WORK_TREE": elsewhere]
        #expect(try Repository(.hook(folder: "/", environment: environment)).facts.workTree == elsewhere)
        #expect(
            try Repository(
                .hook(folder: repository.path, environment: ["GIT_DIR": ".git", "GIT_WORK_TREE": "../elsewhere"])
            )
            .facts.workTree == elsewhere)
        let bare = try repository.bareClone()
        let facts = try Repository(.hook(folder: "/", environment: ["GIT_DIR": bare.path, "GIT_WORK_TREE": elsewhere]))
            .facts
        #expect(facts.workTree == elsewhere && !facts.isBare)
        // Nothing of it stays.
        #expect(try repository.open().facts.workTree == repository.path)
        #expect(try bare.open().facts.isBare)
    }

    @Test("without GIT_DIR a hook's repository is found from its folder")
    func hookWithoutGitDirectory() throws {
        let repository = try history()
        let opened = try Repository(.hook(folder: repository.path + "/folder", environment: [:]))
        #expect(opened.facts.workTree == repository.path)
    }

    private func environment(_ dump: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for line in try String(contentsOfFile: dump, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        }
        return result
    }
}
