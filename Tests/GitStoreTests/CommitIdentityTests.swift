import Testing
import TollgateTesting

@testable import GitStore

/// Who a commit is by, and when: what we write is what git would have written.
@Suite("Who a commit is by")
struct CommitIdentityTests {
    /// The author and committer lines that git writes with these variables.
    private func lines(_ repository: TestRepository, _ environment: [String: String]) throws -> [String] {
        let tree = try repository.git("write-tree")
        let id = try repository.git("commit-tree", tree, "-m", "x", environment: environment)
        return try repository.git("cat-file", "commit", id).split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix("author ") || $0.hasPrefix("committer ") }
    }

    private func ours(_ repository: TestRepository, _ environment: [String: String]) throws -> [String] {
        let identity = try CommitIdentity(environment: environment, repository: repository.open(), now: 1_800_000_000)
        return ["author \(identity.author.line)", "committer \(identity.committer.line)"]
    }

    private let base = [
        "GIT_AUTHOR_NAME": "Ana Ruiz", "GIT_AUTHOR_EMAIL": "ana@example.com", "GIT_COMMITTER_NAME": "Bo",
        "GIT_COMMITTER_EMAIL": "bo@example.com", "GIT_AUTHOR_DATE": "@1700000000 +0200",
        "GIT_COMMITTER_DATE": "@1700000100 -0330",
    ]

    @Test(
        "dates are read as git reads them",
        arguments: [
            "@1700000000 +0000", "@1700000000 +0545", "@1700000000 -0800", "1700000000 +0100", "@0 +0000",
            "2026-03-14T09:30:00Z", "2026-03-14 09:30:00 +0100", "2026-03-14T09:30:15+01:30",
            "2026-03-14T09:30:00-0500", "Sat, 14 Mar 2026 09:30:00 +0000", "14 Mar 2026 09:30:00 -0330",
            "2024-02-29T23:59:59Z", "2026-12-31T23:59:59 +1400",
        ])
    func dates(_ text: String) throws {
        let repository = try TestRepository { Commit("start") { Write("a", "a") } }
        var environment = base
        environment["GIT_AUTHOR_DATE"] = text
        #expect(try ours(repository, environment) == lines(repository, environment))
    }

    @Test(
        "a date that names no moment is refused, and says what is expected",
        arguments: [
            "2026-03-14T09:30:00", "2026-02-30T00:00:00Z", "yesterday", "@12a +0000", "@1 +00:0",
            "2026-13-01T00:00:00Z",
            "@1700000000 +2500", "99999999999999999999 +0000", "1969-12-31T23:59:59Z", "@-1 +0000", "@1 +0000 x",
        ])
    func noDates(_ text: String) throws {
        let repository = try TestRepository { Commit("start") { Write("a", "a") } }
        var environment = base
        environment["GIT_COMMITTER_DATE"] = text
        let error = #expect(throws: GitError.self) {
            try CommitIdentity(environment: environment, repository: repository.open(), now: 0)
        }
        #expect(error?.description.contains("GIT_COMMITTER_DATE") == true)
        #expect(error?.help?.contains("2026-03-14T09:30:00Z") == true)
    }

    @Test(
        "names and addresses are cleaned as git cleans them",
        arguments: [
            ("Ana Ruiz", "ana@example.com"), (" . Ana, Ruiz. ", "<ana@example.com>"), ("A <b> c", "a b@example.com"),
            ("\"Ana\"", "'x@y'"), ("José Ñandú", "ñ@example.com"), ("a\nb", "x\ny"), (";:A:;", ",x@y,"),
        ])
    func names(name: String, email: String) throws {
        let repository = try TestRepository { Commit("start") { Write("a", "a") } }
        var environment = base
        environment["GIT_AUTHOR_NAME"] = name
        environment["GIT_AUTHOR_EMAIL"] = email
        #expect(try ours(repository, environment) == lines(repository, environment))
    }

    @Test("what no variable says comes from git's configuration, and the time from the clock")
    func configuration() throws {
        let repository = try TestRepository { Commit("start") { Write("a", "a") } }
        try repository.git("config", "user.name", "Una User")
        try repository.git("config", "user.email", "una@example.com")
        #expect(
            try ours(repository, [:]) == [
                "author Una User <una@example.com> 1800000000 +0000",
                "committer Una User <una@example.com> 1800000000 +0000",
            ])
        try repository.git("config", "committer.name", "Cid")
        try repository.git("config", "author.email", "author@example.com")
        #expect(
            try ours(repository, ["GIT_AUTHOR_NAME": "Ana"]) == [
                "author Ana <author@example.com> 1800000000 +0000", "committer Cid <una@example.com> 1800000000 +0000",
            ])
    }

    @Test("without a name it says which commands give one")
    func nobody() throws {
        let repository = try TestRepository { Commit("start") { Write("a", "a") } }
        try repository.git("config", "user.name", "")
        try repository.git("config", "user.email", "una@example.com")
        let error = #expect(throws: GitError.self) { try ours(repository, [:]) }
        #expect(error?.code == .noIdentity && error?.help?.contains("git config user.name") == true)
    }
}
