import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("TestRepository")
struct TestRepositoryTests {
    @Test("the same steps give the same commit ids, and these have not changed")
    func stableIDs() throws {
        let repository = try TestRepository {
            Commit("start") { Write("plans/p/SD-1.yaml", "title: One\n") }
            Branch("topic")
            Commit("change", body: "Reason: because", author: .ben, at: "2026-02-01T10:00:00+01:00") {
                Replace("plans/p/SD-1.yaml", "One", with: "Two")
            }
            Switch("main")
            Merge("topic")
        }
        #expect(repository.ids.map(\.short) == ["84a5a38", "577abb5", "870b18e"])
        let log = try repository.git("log", "--date=raw", "--format=%s|%an <%ae>|%ad|%cn|%cd", "--topo-order")
        #expect(
            log == """
                Merge topic|Ada Moreau <ada@example.org>|1769940000 +0000|Ada Moreau|1769940000 +0000
                change|Ben Okafor <ben@example.org>|1769936400 +0100|Ben Okafor|1769936400 +0100
                start|Ada Moreau <ada@example.org>|1767603600 +0000|Ada Moreau|1767603600 +0000
                """)
    }

    @Test("a moment is what `date` makes of it")
    func moments() throws {
        let sandbox = try Sandbox()
        for text in [
            "1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "2026-03-01T00:00:00+05:30", "2100-12-31T12:00:00-08:00",
        ] {
            let moment = try #require(Moment(text))
            #expect(try sandbox.run("date", ["-d", text, "+%s"]).text == "\(moment.seconds)")
        }
        #expect(Moment(seconds: 5, offsetMinutes: -150).raw == "5 -0230")
        for text in ["", "2026-01-05", "2026-01-05T09:00:00", "2026-01-05T09:00:00+1"] { #expect(Moment(text) == nil) }
    }

    @Test("every edit shows in the tree and in the work tree")
    func edits() throws {
        let module = String(repeating: "ab", count: 20)
        let repository = try TestRepository {
            Commit("start") {
                Write("a.txt", "a\n")
                Write("folder/one", "1\n")
                Write("folder/deep/two", [0, 1, 0xFF])
                Write("gone", "x")
                Write("grows", "one\n")
            }
            Commit("edits") {
                Move("folder", to: "other")
                Move("a.txt", to: "folder")
                Delete("gone")
                Append("grows", "two\n")
                Mode("grows", .executable)
                Link("link", to: "grows")
                Submodule("sub", module)
                Write("odd \"name\"\n\\ü", "odd")
                Write(path: [0x78, 0xFF], Array("bytes".utf8))
            }
        }
        #expect(
            try repository.git("-c", "core.quotePath=true", "ls-tree", "-r", "HEAD").split(separator: "\n").map {
                $0.split(separator: " ", maxSplits: 2).map(String.init)
            }.map { $0[0] + $0[2].drop { $0 != "\t" } } == [
                "100644\tfolder", "100755\tgrows", "120000\tlink", #"100644\#t"odd \"name\"\n\\\303\274""#,
                "100644\tother/deep/two", "100644\tother/one", "160000\tsub", #"100644\#t"x\377""#,
            ])
        #expect(try repository.read("grows") == "one\ntwo\n")
        #expect(try repository.gitStatus("cat-file", "blob", "HEAD:other/deep/two").output == [0, 1, 0xFF])
        #expect(try repository.git("status", "--porcelain") == "")
        try repository.git("fsck", "--strict")
    }

    @Test("a merge takes what either side changed, as git does")
    func merges() throws {
        let repository = try TestRepository {
            Commit("start") { for name in ["a", "b", "c", "d"] { Write(name, "0") } }
            Branch("one")
            Commit("one") {
                Write("a", "1")
                Delete("b")
            }
            Branch("two", from: "start")
            Commit("two") {
                Write("c", "2")
                Write("e", "2")
            }
            Branch("three", from: "start")
            Commit("three") { Write("a", "3") }
            Switch("main")
            Merge(["one", "two"], "octopus")
            Merge("three", "evil") {
                Write("a", "decided")
                Write("evil", "evil")
            }
            MergeOurs("two", "ours", label: "ours")
            Branch("ahead")
            Commit("ahead")
            Switch("main")
            FastForward(to: "ahead")
            Tag("v1")
            Tag("v2", message: "second")
        }
        func files(_ name: String) throws -> [String] {
            let names = try repository.git("ls-tree", "--name-only", repository[name].hex).split(separator: "\n")
            return try names.map { "\($0)=\(try repository.git("cat-file", "blob", "\(repository[name]):\($0)"))" }
        }
        #expect(try files("octopus") == ["a=1", "c=2", "d=0", "e=2"])
        #expect(try files("evil") == ["a=decided", "c=2", "d=0", "e=2", "evil=evil"])
        #expect(try files("ours") == files("evil"))
        #expect(
            try repository.git("log", "--format=%s:%p", "-4").split(separator: "\n")[3]
                == "octopus:\(repository["start"].short) \(repository["one"].short) \(repository["two"].short)")
        #expect(try repository.id("v1") == repository["ahead"])
        #expect(try repository.git("cat-file", "-t", "v2") == "tag")
        #expect(try repository.git("rev-parse", "main", "v2^{}") == repository.git("rev-parse", "ahead", "ahead"))
    }

    @Test(
        "what makes no sense is refused",
        arguments: [
            (
                "undecided",
                [
                    Commit("s") { Write("a", "0") }, Branch("x"), Commit("x") { Write("a", "1") }, Switch("main"),
                    Commit("m") { Write("a", "2") }, Merge("x"),
                ]
            ),
            ("there is no", [Commit("s") { Delete("a") }]),
            (
                "is a folder",
                [
                    Commit("s") {
                        Write("a/b", ""); Write("a", "")
                    }
                ]
            ),
            (
                "which is a file",
                [
                    Commit("s") {
                        Write("a", ""); Write("a/b", "")
                    }
                ]
            ),
            ("names 0 commits", [Commit("s"), Merge("x")]),
            ("there is no branch", [Switch("x")]),
            ("a branch `x` already", [Commit("s"), Branch("x"), Branch("x")]),
            (
                "stands 2 times",
                [
                    Commit("s") {
                        Write("a", "bb"); Replace("a", "b", with: "c")
                    }
                ]
            ),
            ("not ahead", [Commit("s"), Branch("x"), Switch("main"), Commit("t"), FastForward(to: "x")]),
        ] as [(String, [any HistoryStep])])
    func refusals(_ reason: String, _ steps: [any HistoryStep]) throws {
        let failure = try #require(throws: CommandFailure.self) { try TestRepository { steps } }
        #expect(failure.description.contains(reason))
    }

    @Test("a history can go on, backwards too, and beside commits that git made")
    func extending() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        try repository.extend {
            Commit("two") { Write("a", "2") }
            Reset(to: "one")
            Commit("other two") { Write("b", "2") }
            Orphan("island")
            Commit("alone") { Write("c", "3") }
            Switch("main")
        }
        #expect(try repository.git("log", "--format=%s", "main") == "other two\none")
        #expect(try repository.git("log", "--format=%s", "island") == "alone")
        #expect(try repository.git("status", "--porcelain") == "")
        try repository.write("new/file", "text\n")
        try repository.git("add", ".")
        try repository.git("commit", "--quiet", "-m", "by git")
        #expect(try repository.git("log", "-1", "--format=%an %ct") == "Ada Moreau 1767618000")
        // The importer refuses to lose a commit that it does not know.
        #expect(throws: CommandFailure.self) { try repository.extend { Commit("three") } }
        #expect(try repository.git("log", "-1", "--format=%s") == "by git")
    }

    @Test("clones are what they are called")
    func clones() throws {
        let repository = try TestRepository {
            Commit("one") { Write("a", "1") }
            Commit("two") { Write("a", "2") }
        }
        #expect(try repository.bareClone().git("rev-parse", "--is-bare-repository") == "true")
        #expect(try repository.shallowClone(depth: 1).git("rev-list", "--count", "HEAD") == "1")
        let partial = try repository.partialClone(filter: "blob:none")
        #expect(try partial.git("rev-list", "--objects", "--missing=print", "HEAD").contains("\n?"))
        let linked = try repository.addLinkedWorkTree(branch: "topic")
        #expect(try linked.git("rev-parse", "--abbrev-ref", "HEAD") == "topic")
        #expect(try linked.read("a") == "2")
    }

    @Test("programs see nothing of the user's configuration, and nothing is left behind")
    func hermetic() throws {
        var path = ""
        do {
            let repository = try TestRepository { Commit("one") { Write(path: [0xFF], []) } }
            path = repository.sandbox.path
            #expect(
                try repository.git("config", "--show-scope", "--list").split(separator: "\n").allSatisfy {
                    $0.hasPrefix("local\t") || $0.hasPrefix("command\t")
                })
            #expect(FileManager.default.fileExists(atPath: path))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("large input and output pass through a program")
    func largeStreams() throws {
        let sandbox = try Sandbox()
        let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
        let outcome = try sandbox.run("sh", ["-c", "tee /dev/stderr; exit 7"], input: bytes)
        #expect(outcome.status == 7)
        #expect(outcome.output == bytes && outcome.errors == bytes)
        #expect(try sandbox.run("sh", ["-c", "kill -9 $$"]).status == 137)
    }
}
