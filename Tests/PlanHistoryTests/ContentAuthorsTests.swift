import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Testing
import Timeline
import TollgateTesting

@Suite("ContentAuthors")
struct ContentAuthorsTests {
    private static let path = "plans/p/SD-1.yaml"
    private static let ledger = "plans/p/SD-1.csv"
    private static let header = "date,series,item,period,value,evidence,note\n"

    private static func policy() throws -> Policy {
        let reading = Policy.read(
            SourceText(
                path: "plans/policy.yaml",
                bytes: Array(
                    """
                    schema: tollgate/policy/v1
                    version: 1
                    documents:
                      - {kind: plan, match: "plans/*/plan.yaml"}
                      - {kind: initiative, match: ["plans/*/*.yaml", "plans/*/*.md"], ledger: "{stem}.csv"}
                    stages: [defined, identified, decided]

                    """.utf8)), toolVersion: "0.1")
        return try #require(reading.policy, "\(reading.diagnostics.map(\.message))")
    }

    private static func plan(_ stage: String = "defined", title: String = "Resets", _ more: String = "") -> String {
        "schema: tollgate/initiative/v1\nid: SD-1\ntitle: \(title)\nstage: \(stage)\n\(more)"
    }

    /// What is found for one initiative, as in `subject: content+ledger by author ada@example.org, …`.
    private func found(
        _ repository: TestRepository, from base: String = "start", to tip: String, plans: Set<String> = [path],
        ledgers: Set<String> = [ledger]
    ) throws -> [String] {
        let opened = try repository.open()
        let found = try ContentAuthors.find(
            opened, from: try repository[base], to: try repository[tip],
            [.init(planPaths: plans, ledgerPaths: ledgers)], policy: try Self.policy())
        #expect(found.count == 1)
        return try (found.first ?? []).map { change in
            let subject = try opened.objects.commit(try #require(ObjectID(hex: change.commit))).subject
            #expect(change.isAuthorship == (change.plan == .content || change.changesLedger))
            return "\(subject): \(change.plan)\(change.changesLedger ? "+ledger" : "") by "
                + change.addresses.map { "\($0.part.rawValue) \($0.email)" }.joined(separator: ", ")
        }
    }

    @Test("Plain commits: content, ledger, a step, layout, and nothing")
    func plain() throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.path, Self.plan()) }
            Commit("content", author: .ben) { Write(Self.path, Self.plan(title: "All resets")) }
            Commit("layout", author: .ben) { Append(Self.path, "# a remark\n") }
            Commit("step", author: .cleo) { Replace(Self.path, "stage: defined", with: "stage: identified") }
            Commit("hold", author: .cleo) { Append(Self.path, "state: on-hold\n") }
            Commit("hold with a reason", author: .cleo) { Append(Self.path, "because: no budget\n") }
            Commit("ledger", author: .dana) { Write(Self.ledger, Self.header) }
            Commit("other", author: .dana) { Write("plans/p/SD-2.yaml", Self.plan()) }
            Commit("both", author: .ben, committer: .dana) {
                Append(Self.ledger, "2026-06-01,status,value,,green,,\n")
                Replace(Self.path, "All resets", with: "Most resets")
            }
            Commit("broken", author: .ben) { Write(Self.path, "id: [\n") }
            Commit("mended", author: .ben) { Write(Self.path, Self.plan("identified")) }
            Commit("gone", author: .ben) { Delete(Self.path) }
        }
        let (ben, cleo, dana) = ("author ben@example.org", "author cleo@example.org", "author dana@example.org")
        #expect(
            try found(repository, to: "gone") == [
                "gone: content by \(ben)", "mended: content by \(ben)", "broken: content by \(ben)",
                "both: content+ledger by \(ben), committer dana@example.org", "ledger: nothing+ledger by \(dana)",
                "hold with a reason: content by \(cleo)", "hold: step by \(cleo)", "step: step by \(cleo)",
                "layout: layout by \(ben)", "content: content by \(ben)",
            ])
        #expect(try found(repository, from: "ledger", to: "other").isEmpty)
    }

    @Test("A new plan is content, also in a history of its own")
    func created() throws {
        let repository = try TestRepository {
            Commit("start") { Write("README", "text\n") }
            Commit("new", author: .ben) { Write(Self.path, Self.plan()) }
            Orphan("other")
            Commit("root", author: .cleo) { Write(Self.path, Self.plan()) }
        }
        #expect(try found(repository, to: "new") == ["new: content by author ben@example.org"])
        #expect(try found(repository, to: "root") == ["root: content by author cleo@example.org"])
    }

    @Test("Prose below the front matter is content")
    func prose() throws {
        let path = "plans/p/SD-1.md"
        let front = "---\n\(Self.plan())---\n"
        let repository = try TestRepository {
            Commit("start") { Write(path, front + "\n# Why\n") }
            Commit("prose", author: .ben) { Write(path, front + "\n# Why not\n") }
            Commit("remark", author: .ben) { Write(path, "---\n# remark\n\(Self.plan())---\n\n# Why not\n") }
        }
        #expect(
            try found(repository, to: "remark", plans: [path]) == [
                "remark: layout by author ben@example.org", "prose: content by author ben@example.org",
            ])
    }

    @Test("Merges count for what none of their parents has")
    func merges() throws {
        let repository = try TestRepository {
            Commit("start") {
                Write(Self.path, Self.plan("defined", "owner: a\nsponsor: b\n"))
                Write(Self.ledger, Self.header)
            }
            Branch("topic")
            Commit("topic", author: .ben) {
                Replace(Self.path, "owner: a", with: "owner: c")
                Append(Self.ledger, "2026-06-01,status,value,,green,,\n")
            }
            Switch("main")
            Commit("main", author: .cleo) {
                Replace(Self.path, "sponsor: b", with: "sponsor: d")
                Append(Self.ledger, "2026-06-02,status,value,,red,,\n")
            }
            Branch("clean")
            // Bytes that no parent has, every value and line from one of them.
            Merge("topic", "clean", author: .dana) {
                Write(Self.path, Self.plan("defined", "owner: c\nsponsor: d\n"))
                Write(
                    Self.ledger,
                    Self.header + "2026-06-02,status,value,,red,,\n2026-06-01,status,value,,green,,\n")
            }
            Branch("evil", from: "main")
            Merge("topic", "evil", author: .dana) {
                Write(Self.path, Self.plan("defined", "owner: dana\nsponsor: d\n"))
                Write(Self.ledger, Self.header + "2026-06-02,status,value,,red,,\n2026-06-01,status,value,,green,,\n")
            }
            Branch("evil-ledger", from: "main")
            Merge("topic", "evil in the ledger", author: .dana) {
                Write(Self.path, Self.plan("defined", "owner: c\nsponsor: d\n"))
                Write(Self.ledger, Self.header + "2026-06-02,status,value,,amber,,\n")
            }
            Branch("dropping", from: "main")
            Merge("topic", "dropping", author: .dana) {
                Write(Self.path, Self.plan("defined", "owner: c\n"))
                Write(Self.ledger, Self.header + "2026-06-01,status,value,,green,,\n")
            }
            Branch("ours", from: "main")
            MergeOurs("topic", "ours", author: .dana)
            Branch("step", from: "main")
            Merge("topic", "step in a merge", author: .dana) {
                Write(Self.path, Self.plan("identified", "owner: c\nsponsor: d\n"))
                Write(Self.ledger, Self.header + "2026-06-01,status,value,,green,,\n")
            }
        }
        let parents = [
            "main: content+ledger by author cleo@example.org", "topic: content+ledger by author ben@example.org",
        ]
        func first(_ tip: String) throws -> [String] {
            let all = try found(repository, to: tip)
            #expect(all.suffix(2) == parents[...])
            return Array(all.dropLast(2))
        }
        #expect(try first("clean") == [])
        #expect(try first("ours") == [])
        #expect(try first("evil") == ["evil: content by author dana@example.org"])
        #expect(try first("evil in the ledger") == ["evil in the ledger: nothing+ledger by author dana@example.org"])
        // `sponsor` is in neither parent's change alone: both parents have it, and it is gone.
        #expect(try first("dropping") == ["dropping: content by author dana@example.org"])
        #expect(try first("step in a merge") == ["step in a merge: step by author dana@example.org"])
        // A merge of a landing that the first parent has already brings nothing anew.
        #expect(try found(repository, from: "topic", to: "clean") == [parents[0]])
    }

    @Test("A squash is whoever squashed, and those whom it names")
    func squash() throws {
        let repository = try TestRepository {
            Commit("start") { Write(Self.path, Self.plan()) }
            Commit(
                "squash",
                body:
                    "* one\n\n* two\n\nCo-authored-by: Ben <ben@example.org>\n  co-authored-by: Cleo <cleo@example.org>",
                author: .ada, committer: .dana
            ) { Write(Self.path, Self.plan(title: "All resets")) }
        }
        #expect(
            try found(repository, to: "squash") == [
                "squash: content by author ada@example.org, committer dana@example.org, co-author ben@example.org, "
                    + "co-author cleo@example.org"
            ])
    }

    @Test("A move is no content, and what follows it is found under the new path")
    func moved() throws {
        let (path, ledger) = ("plans/q/SD-1.yaml", "plans/q/SD-1.csv")
        let repository = try TestRepository {
            Commit("start") {
                Write(Self.path, Self.plan())
                Write(Self.ledger, Self.header)
            }
            Commit("before", author: .ben) { Write(Self.path, Self.plan(title: "All resets")) }
            Commit("move", author: .cleo) {
                Move(Self.path, to: path)
                Move(Self.ledger, to: ledger)
            }
            Commit("after", author: .dana) { Append(ledger, "2026-06-01,status,value,,green,,\n") }
            Commit("move and change", author: .ben) {
                Delete(path)
                Write(Self.path, Self.plan(title: "Some resets"))
            }
        }
        #expect(
            try found(repository, to: "move and change", plans: [Self.path, path], ledgers: [Self.ledger, ledger]) == [
                "move and change: content by author ben@example.org",
                "after: nothing+ledger by author dana@example.org",
                "before: content by author ben@example.org",
            ])
    }

    @Test("Many initiatives are told apart in one walk")
    func many() throws {
        let count = 60
        func path(_ number: Int) -> String { "plans/p\(number % 7)/SD-\(number).yaml" }
        let repository = try TestRepository {
            Commit("start") {
                for number in 0..<count { Write(path(number), Self.plan()) }
            }
            for number in 0..<count {
                Commit("\(number)", author: number.isMultiple(of: 2) ? .ben : .cleo) {
                    Write(path(number), Self.plan(title: "\(number)"))
                }
            }
            Commit("end")
        }
        let found = try ContentAuthors.find(
            try repository.open(), from: try repository["start"], to: try repository["end"],
            (0..<count).map { .init(planPaths: [path($0)], ledgerPaths: []) }, policy: try Self.policy())
        #expect(found.map(\.count) == [Int](repeating: 1, count: count))
        for (number, changes) in found.enumerated() {
            #expect(changes.first?.commit == (try repository["\(number)"].hex))
            #expect(
                changes.first?.addresses.first?.email == (number.isMultiple(of: 2) ? "ben" : "cleo") + "@example.org")
        }
    }

    @Test("Which initiatives a landing touches, by plan and by ledger, under every path")
    func touched() throws {
        let repository = try TestRepository {
            Commit("start") {
                Write(Self.path, Self.plan())
                Write("plans/p/SD-2.yaml", Self.plan())
                Write("plans/p/SD-3.yaml", Self.plan())
                Write("plans/p/SD-10.yaml", Self.plan())
                Write("plans/p/plan.yaml", "schema: tollgate/plan/v1\n")
                Write("plans/p/notes.csv", "a,b\n")
            }
            Branch("topic")
            Commit("one") { Write(Self.ledger, Self.header) }
            Commit("two") { Move("plans/p/SD-2.yaml", to: "plans/q/SD-2.yaml") }
            Commit("three") {
                Append("plans/p/plan.yaml", "# remark\n")
                Append("plans/p/notes.csv", "1,2\n")
                Write("plans/p/evidence/x.csv", "1\n")
            }
            Switch("main")
            Merge("topic", "landing")
        }
        let opened = try repository.open()
        let commits = try LandingCommit.all(opened, from: repository["start"], to: repository["landing"])
        #expect(commits.count == 4)
        let touched = try TouchedFiles.find(opened, commits, policy: try Self.policy())
        #expect(touched.map(\.id) == ["SD-1", "SD-2"])
        #expect(touched.map(\.interest.planPaths) == [[], ["plans/p/SD-2.yaml", "plans/q/SD-2.yaml"]])
        #expect(touched.map(\.interest.ledgerPaths) == [[Self.ledger], []])
    }
}
