import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Testing
import TollgateTesting

@Suite("What commits and tags of a service say")
struct DeployedHistoryTests {
    private func read(
        _ repository: TestRepository, _ initiatives: Set<String> = ["SD-1"], commits: Set<ObjectID> = [],
        atMost most: Int = .max
    ) throws -> DeployedHistory {
        let open = try repository.open()
        return try DeployedHistory.read(
            open, heads: [try repository.id("HEAD")], tags: try open.taggedCommits(),
            .init(initiatives: initiatives, commits: commits), atMost: most)
    }

    private func linked(_ history: DeployedHistory) -> [String] { history.tags.filter(\.isLinked).map(\.name) }

    @Test("a tag brings what no tag before it brought, over every way")
    func regions() throws {
        let repository = try TestRepository {
            Commit("root", body: "Initiative: SD-1") { Write("a", "0\n") }
            Commit("one") { Write("a", "1\n") }
            Tag("v1")
            Branch("old")
            Commit("repair", body: "Initiative: SD-2, SD-3") { Write("b", "1\n") }
            Tag("v1.1")
            Switch("main")
            Branch("topic")
            Commit("work", body: "Initiative: SD-3") { Write("c", "1\n") }
            Switch("main")
            Merge("topic", "merge")
            Commit("version") { Write("version", "2\n") }
            Tag("v2")
            Merge("old", "take the repair over")
            Tag("v3")
        }
        let history = try read(repository, ["SD-1", "SD-2", "SD-3"])
        // v3 brings only its own merge: the repair came with v1.1, everything else with v2.
        #expect(linked(history) == ["v1", "v1.1", "v2"])
        #expect(history.commits.map(\.initiatives) == [["SD-1"], ["SD-2", "SD-3"], ["SD-3"]])
        #expect(linked(try read(repository, ["SD-2"])) == ["v1.1"])
        #expect(linked(try read(repository, [], commits: [try repository["work"]])) == ["v2"])
        #expect(linked(try read(repository, [])) == [])
    }

    @Test("every commit is read once, however many tags and ways lead to it, and no more than are allowed")
    func work() throws {
        let repository = try TestRepository {
            Commit("root") { Write("a", "0\n") }
            for number in 0..<12 {
                Branch("topic-\(number)")
                Commit("left \(number)") { Write("b-\(number)", "1\n") }
                Switch("main")
                Commit("right \(number)") { Write("a", "\(number)\n") }
                Merge("topic-\(number)", "merge \(number)")
                Tag("v\(number)")
            }
        }
        let open = try repository.open()
        let tags = try open.taggedCommits()
        let read = open.objects.counts.commits
        _ = try DeployedHistory.read(
            open, heads: [try repository.id("HEAD")], tags: tags, .init(initiatives: [], commits: []), atMost: 37)
        #expect(open.objects.counts.commits - read == 37)
        #expect(throws: GitError.self) { try self.read(repository, atMost: 36) }
    }

    @Test("a commit changes code where a file differs that is not of plans, be it deep, gone or a changed folder")
    func code() throws {
        let policyText = "schema: tollgate/policy/v1\nversion: 1\nstages: [defined]\nprotect: [ci/check.yml]\n"
        let source = "plans/policy.yaml"
        let repository = try TestRepository {
            // Everything is new in the first commit of a history, and nothing is deployed by it.
            Commit("first") { Write("README", "Plans, and a service.\n") }
            Commit("plans alone") {
                Write(source, policyText)
                Write("plans/p/evidence/deep/a.txt", "1\n")
                Write("ci/check.yml", "on: push\n")
            }
            Commit("code beside") {
                Write("plans/p/SD-1.yaml", "x\n")
                Write("src/a/b.c", "1\n")
            }
            Commit("plans again") { Write("plans/p/SD-1.yaml", "y\n") }
            Commit("protected") { Write("ci/check.yml", "on: pull_request\n") }
            Commit("beside what is protected") { Write("ci/other.yml", "1\n") }
            Commit("gone") { Delete("src/a/b.c") }
            Commit("nothing")
        }
        let policy = try #require(
            Policy.read(.init(path: source, bytes: Array(policyText.utf8)), toolVersion: "0.1").policy)
        let open = try repository.open()
        func changes(_ name: String, _ root: String?) throws -> Bool {
            let commit = try open.objects.commit(try repository[name])
            return try GovernedScope(policy: policy, root: root).changesCode(commit, in: open)
        }
        let changing = try [
            "first", "plans alone", "code beside", "plans again", "protected", "beside what is protected", "gone",
            "nothing",
        ].filter { try changes($0, "plans") }
        #expect(changing == ["code beside", "beside what is protected", "gone"])
        // Where the policy lies at the top, everything is of plans.
        #expect(try !changes("code beside", ""))
    }
}
