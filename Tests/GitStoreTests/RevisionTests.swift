import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("Revisions")
struct RevisionTests {
    private func history() throws -> TestRepository {
        try TestRepository {
            Commit("one") { Write("a", "1") }
            Tag("light")
            Tag("heavy", message: "annotated")
            Branch("topic")
            Commit("side")
            Switch("main")
            Commit("two") { Write("a", "2") }
            Merge("topic", "merge")
            Commit("three") { Write("folder/a", "3") }
        }
    }

    @Test("whatever git resolves to a commit here, resolves to the same")
    func sameAsGit() throws {
        let repository = try history()
        let opened = try repository.open()
        let texts = [
            "HEAD", "@", "main", "topic", "light", "heavy", "refs/heads/topic", "refs/tags/light", "refs/tags/heavy",
            "HEAD~2", "HEAD~", "HEAD^", "@~1", "HEAD~1^2", "HEAD^^2", "main~1^1~1", "HEAD~0", "HEAD^0", "heavy~0",
            "HEAD~~", "main~3",
        ]
        let expected = try repository.git(["rev-parse"] + texts.map { "\($0)^{commit}" }).split(separator: "\n")
        #expect(try texts.map { try opened.commit(revision: $0).hex } == expected.map(String.init))
    }

    @Test("full and abbreviated names resolve, in lower case and from seven digits on")
    func objectNames() throws {
        let repository = try history()
        let (opened, id) = (try repository.open(), try repository["two"])
        #expect(try opened.commit(revision: id.hex) == id)
        #expect(try opened.commit(revision: String(id.hex.prefix(7))) == id)
        for text in [String(id.hex.prefix(6)), id.hex.uppercased(), id.hex + "0", String(id.hex.prefix(39)) + "g"] {
            #expect(throws: GitError.self, "\(text)") { try opened.commit(revision: text) }
        }
    }

    @Test("what names no commit is not found, and the error says what was looked for")
    func unknown() throws {
        let repository = try history()
        let opened = try repository.open()
        let texts = [
            "", "nothing", "HEAD~5", "HEAD^3", "light~1", "HEAD^-1", "HEAD^{tree}", "HEAD:a", "HEAD@{0}", "main..topic",
            "~1", "^main", "refs/heads/nothing", "refs/heads/", "refs/heads/a..b", "0000000", "-x", "a b", ":/one",
            String(repeating: "0", count: 40), "HEAD~99999999999999999999", "heads/ma\u{0}in",
        ]
        for text in texts {
            let error = try #require(throws: GitError.self, "\(text)") { try opened.commit(revision: text) }
            #expect(error.code == .notFound && !error.reason.isEmpty, "\(text): \(error)")
        }
    }

    @Test("a tag never wins over a branch of its name")
    func tagAttack() throws {
        let repository = try history()
        let opened = try repository.open()
        let (main, one) = (try repository["three"], try repository["one"])
        try repository.git("tag", "main", one.hex)
        #expect(try repository.gitStatus("rev-parse", "main").text == one.hex, "git takes the tag")
        #expect(try opened.commit(revision: "main") == main)
        #expect(try opened.commit(revision: "refs/tags/main") == one)
        #expect(try opened.commit(revision: "main~1") == repository["merge"])
        #expect(try opened.commit(ofRef: "refs/heads/main") == main)
        #expect(try opened.commit(ofRef: "main") == nil)
        // A branch named like the full name of another: the full name wins.
        try repository.git("update-ref", "refs/heads/refs/heads/main", one.hex)
        #expect(try opened.commit(revision: "refs/heads/main") == main)
    }

    @Test("a tag wins over a remote branch of its name, as for git")
    func remoteBranches() throws {
        let repository = try history()
        let (one, two) = (try repository["one"], try repository["two"])
        try repository.git("update-ref", "refs/remotes/origin/main", one.hex)
        #expect(try repository.open().commit(revision: "origin/main") == one)
        try repository.git("tag", "origin/main", two.hex)
        #expect(try repository.open().commit(revision: "origin/main") == two)
    }

    @Test("a branch wins over the object that its name abbreviates")
    func branchLikeAnID() throws {
        let repository = try history()
        let (one, two) = (try repository["one"], try repository["two"])
        try repository.git("update-ref", "refs/heads/\(two.short)", one.hex)
        #expect(try repository.open().commit(revision: two.short) == one)
        #expect(try repository.open().commit(revision: two.hex) == two)
    }

    @Test("trees, blobs and tags of them are refused, with their kind")
    func otherKinds() throws {
        let repository = try history()
        let opened = try repository.open()
        for (expression, kind) in [("HEAD^{tree}", "tree"), ("HEAD:a", "blob")] {
            let id = try repository.id(expression)
            for text in [id.hex, String(id.hex.prefix(10))] {
                let error = try #require(throws: GitError.self) { try opened.commit(revision: text) }
                #expect(error.code == .notFound)
                #expect(error.description.contains("is a \(kind)"))
            }
            try repository.git("tag", "light-\(kind)", id.hex)
            try repository.git("tag", "-m", "annotated", "heavy-\(kind)", id.hex)
            for name in ["light-\(kind)", "heavy-\(kind)"] {
                #expect(throws: GitError.self) { try opened.commit(revision: name) }
                #expect(throws: GitError.self) { try opened.commit(ofRef: "refs/tags/\(name)") }
            }
        }
        let tag = try repository.id("refs/tags/heavy")
        let error = try #require(throws: GitError.self) { try opened.commit(revision: tag.hex) }
        #expect(error.description == "`\(tag)` is a tag: expected a commit")
    }

    @Test("an abbreviation of two objects is ambiguous")
    func ambiguous() throws {
        let repository = try history()
        let second = try repository["two"].hex
        let first = try #require(ObjectID(hex: second.dropLast() + (second.hasSuffix("0") ? "1" : "0")))
        try repository.storeObject("blob", Array("another".utf8), named: first)
        let error = try #require(throws: GitError.self) { try repository.open().commit(revision: first.short) }
        #expect(error.code == .ambiguous)
    }

    @Test("annotated tags peel through each other")
    func nestedTags() throws {
        let repository = try history()
        try repository.git("tag", "-m", "outer", "outer", "heavy")
        #expect(try repository.open().commit(revision: "outer") == repository["one"])
    }

    @Test("before the first commit HEAD is not found, and a detached one is the commit")
    func heads() throws {
        let empty = try TestRepository()
        #expect(throws: GitError.self) { try empty.open().commit(revision: "HEAD") }
        #expect(try empty.open().commit(ofRef: "HEAD") == nil)
        let repository = try history()
        try repository.git("checkout", "--quiet", "--detach", "HEAD~1")
        #expect(try repository.open().commit(revision: "HEAD") == repository["merge"])
        #expect(try repository.open().commit(ofRef: "HEAD") == repository["merge"])
    }

    @Test("in a shallow clone the error says how to get the rest")
    func shallow() throws {
        let clone = try history().shallowClone(depth: 1)
        for text in ["HEAD~1", "light"] {
            let error = try #require(throws: GitError.self) { try clone.open().commit(revision: text) }
            #expect(error.help == "this clone is shallow: run `git fetch --unshallow`", "\(text): \(error)")
        }
    }
}
