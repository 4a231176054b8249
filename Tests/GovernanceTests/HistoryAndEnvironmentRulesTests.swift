import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("History and environment")
struct HistoryAndEnvironmentRulesTests {
    private let commit = "9ab31f0c4d2e5f6a7b8c9d0e1f2a3b4c5d6e7f80"

    @Test("Each irregularity of a commit is a finding at that commit")
    func commits() {
        let diagnostics = HistoryRules.commit(commit, ["it has two authors", "its message has NUL"])
        #expect(diagnostics.codes == [.malformedCommit, .malformedCommit])
        #expect(diagnostics.allSatisfy { $0.primary.location.path == "commit:\(commit)" })
        #expect(diagnostics.first?.message == "commit 9ab31f0 is irregular: it has two authors")
        #expect(HistoryRules.commit(commit, []).isEmpty)
    }

    @Test("An irregular tree is found at its folder")
    func trees() {
        let tree = HistoryRules.tree(commit: commit, folder: "plans/a", "tree 4f1c9e2: `SD-1.yaml` stands twice")
        #expect(tree.code == .malformedTree)
        #expect(tree.primary.location.path == "plans/a")
        #expect(HistoryRules.tree(commit: commit, folder: "", "x").primary.location.path == "commit:\(commit)")
    }

    @Test("A tip that left the first-parent chain")
    func reparented() {
        let diagnostic = HistoryRules.reparented(base: commit, tip: "4f1c9e2" + commit.dropFirst(7))
        #expect(diagnostic.code == .reparentedHistory)
        #expect(diagnostic.message.hasPrefix("9ab31f0 is not on the first-parent chain of 4f1c9e2"))
    }

    @Test("Five minutes into the future are a clock, six are not; a day backwards is, two are not")
    func dates() throws {
        let now = try #require(Timestamp("2026-06-10T12:00:00Z"))
        func codes(_ committed: Int64, parent: Int64? = nil) -> [RuleCode] {
            HistoryRules.dates(
                commit, committed: Timestamp(seconds: now.seconds + committed),
                parent: parent.map { ("4f1c9e2", Timestamp(seconds: now.seconds + $0)) }, now: now
            ).codes
        }
        #expect(codes(300, parent: 0).isEmpty)
        #expect(codes(301, parent: 0) == [.dateInTheFuture])
        #expect(codes(-86_400, parent: 0).isEmpty)
        #expect(codes(-86_401, parent: 0) == [.landingDatesRunBackwards])
        #expect(codes(-900_000).isEmpty)
        #expect(codes(1000, parent: 900_000) == [.dateInTheFuture, .landingDatesRunBackwards])
        let found = HistoryRules.dates(
            commit, committed: try #require(Timestamp("2031-01-01T00:00:00Z")), parent: nil, now: now)
        #expect(found.first?.message == "commit 9ab31f0 is dated 2031-01-01T00:00:00Z, and now is 2026-06-10T12:00:00Z")
    }

    @Test("Replace refs and grafts")
    func replacements() {
        #expect(EnvironmentRules.replacements(refs: [], hasGrafts: false).isEmpty)
        let refs = EnvironmentRules.replacements(refs: ["refs/replace/a", "refs/replace/b"], hasGrafts: true)
        #expect(refs.codes == [.replacedObjects, .replacedObjects])
        #expect(refs.first?.message.hasPrefix("2 replace refs ") == true)
        #expect(
            EnvironmentRules.replacements(refs: ["refs/replace/a"], hasGrafts: false).first?.message.hasPrefix(
                "1 replace ref ") == true)
    }

    @Test("Attributes that make a plan another file than it seems")
    func attributes() {
        let path = "plans/a/SD-1.yaml"
        let names = ["filter", "ident", "working-tree-encoding", "diff", "merge", "text"]
        let diagnostics = EnvironmentRules.attributes(names.map { ($0, "set") }, path: path)
        #expect(diagnostics.count == names.count)
        #expect(Set(diagnostics.codes) == [.attributes])
        #expect(Set(diagnostics.map(\.message)).count == names.count)
        #expect(diagnostics.allSatisfy { $0.primary.location.path == path })
    }

    @Test("Flags of the index, each by itself")
    func index() {
        func codes(_ assumed: Bool, _ skipped: Bool, _ announced: Bool, _ unmerged: Bool) -> [RuleCode] {
            EnvironmentRules.index(
                path: "plans/a/SD-1.yaml", isAssumedUnchanged: assumed, isSkipped: skipped, isIntentToAdd: announced,
                isUnmerged: unmerged
            ).codes
        }
        #expect(codes(false, false, false, false).isEmpty)
        #expect(codes(true, false, false, false) == [.indexFlags])
        #expect(codes(false, true, false, false) == [.indexFlags])
        #expect(codes(false, false, true, false) == [.indexFlags])
        #expect(codes(false, false, false, true) == [.unmergedPath])
        #expect(codes(true, true, true, true).count == 4)
    }
}
