import GitStore
import Testing
import TollgateTesting

/// Ledgers, evidence and rates on real repositories, judged in all the ways in which a change can come.
@Suite("Ledgers")
struct LedgerTests {
    private static let header = "date,series,item,period,value,evidence,note\n"
    private static let ledger = "plans/p/SD-1.csv"
    private static let evidence = "plans/p/evidence/itsm-2026-05.csv"
    private static let old = "2026-06-01,actual,portal-share,2026-05,39,evidence/itsm-2026-05.csv,\n"
    private static let new = "2026-06-03,actual,portal-share,2026-04,31,,\n"
    private static let rates = "plans/fx.csv"

    private static let promise = """
        metrics:
          - {id: portal-share, class: adoption, population: {who: staff, size: 5200}}

        """

    /// What every history begins with: one initiative with a reading and its evidence, and another one beside it.
    private func given(ledger: String = header + old) -> [any TreeEdit] {
        [
            plan("SD-1", "defined", Self.promise), plan("SD-2", "defined"), Write(Self.ledger, ledger),
            Write(Self.evidence, "share\n39\n"),
            Write(Self.rates, "month,currency,rate,source\n2026-04,USD,0.9187,ECB\n"),
        ]
    }

    private struct Judged {
        let proposal: Checked
        let landing: Checked
        let staged: Checked
        let workTree: Checked

        var all: [Checked] { [proposal, landing, staged, workTree] }
    }

    /// A change of the first state, as a proposal, as a landing, as it is staged and as it lies in the work tree.
    private func judge(
        _ before: [any TreeEdit]? = nil, policy: String = Plans.policy(), at moment: Moment = "2026-06-10T09:00:00Z",
        @TreeEditBuilder change: () -> [any TreeEdit]
    ) async throws -> Judged {
        let edits = change()
        let repository = try TestRepository {
            start(policy: policy) { before ?? given() }
            Branch("topic")
            Commit("change", at: moment) { edits }
            Switch("main")
            Merge("topic", at: moment)
        }
        let landing = try await repository.check("--range", "main~1..main")
        try repository.git("reset", "--quiet", "--hard", "main~1")
        let proposal = try await repository.check("--range", "main..topic")
        try repository.git("reset", "--quiet", "--hard", "topic")
        try repository.git("reset", "--quiet", "--soft", "main~1")
        return Judged(
            proposal: proposal, landing: landing, staged: try await repository.check("--staged"),
            workTree: try await repository.check())
    }

    /// Expects a violation of exactly these rules everywhere.
    @discardableResult
    private func violates(
        _ codes: String..., before: [any TreeEdit]? = nil, sourceLocation: SourceLocation = #_sourceLocation,
        @TreeEditBuilder change: () -> [any TreeEdit]
    ) async throws -> Judged {
        let judged = try await judge(before, change: change)
        for checked in judged.all { expect(checked, 1, codes: codes, sourceLocation: sourceLocation) }
        return judged
    }

    /// Expects that nothing is found anywhere.
    private func passes(
        before: [any TreeEdit]? = nil, sourceLocation: SourceLocation = #_sourceLocation,
        @TreeEditBuilder change: () -> [any TreeEdit]
    ) async throws {
        for checked in try await judge(before, change: change).all {
            expect(checked, 0, codes: [], sourceLocation: sourceLocation)
        }
    }

    // MARK: - Append-only

    @Test("A line may be added")
    func appended() async throws {
        let judged = try await judge { Append(Self.ledger, Self.new) }
        for checked in judged.all { expect(checked, 0, codes: []) }
        // The initiative was examined, although its plan is not staged.
        #expect(judged.staged.examined["initiatives"] == 1, "\(judged.staged)")
        #expect(!judged.staged.remarks.contains { $0.contains("no plan is staged") }, "\(judged.staged)")
    }

    @Test("A line that has landed may not be changed, and the finding names the field on both sides")
    func changed() async throws {
        let judged = try await violates("LDG003") { Replace(Self.ledger, "05,39,", with: "05,93,") }
        for checked in judged.all {
            let found = try #require(checked.findings.first)
            #expect(found.path == Self.ledger && found.line == 2 && found.column == 40, "\(checked)")
            #expect(found.message.contains("is changed in `value`"), "\(checked)")
        }
    }

    @Test("A line that has landed may not be removed")
    func removed() async throws {
        try await violates("LDG003") { Write(Self.ledger, Self.header) }
    }

    @Test("The ledger of an initiative whose folder is named `evidence` is append-only too")
    func folderNamedEvidence() async throws {
        let ledger = "plans/evidence/SD-3.csv"
        let before =
            given() + [
                Write("plans/evidence/SD-3.yaml", Plans.initiative("SD-3", "defined", Self.promise)),
                Write(ledger, Self.header + Self.new),
            ]
        try await passes(before: before) { Append(ledger, "2026-06-03,actual,portal-share,2026-05,32,,\n") }
        try await violates("LDG003", before: before) { Replace(ledger, "04,31,", with: "04,13,") }
        try await violates("LDG005", before: before) { Delete(ledger) }
    }

    @Test("F15: lines that a union merge puts before those that have landed")
    func inserted() async throws {
        let judged = try await violates("LDG004") { Write(Self.ledger, Self.header + Self.new + Self.old) }
        let run = judged.staged.run.output
        #expect(run.contains("tollgate merge-ledger"), "\(run)")
    }

    @Test("Two branches add lines, git unites them, and the older line of the target comes second")
    func unionMerge() async throws {
        let repository = try TestRepository {
            start {
                given()
                Write(".gitattributes", "*.csv merge=union\n")
            }
            Branch("topic")
            Commit("ours", at: "2026-06-10T09:00:00Z") { Append(Self.ledger, Self.new) }
            Switch("main")
            Commit("theirs", at: "2026-06-10T10:00:00Z") {
                Append(Self.ledger, "2026-06-04,actual,portal-share,2026-03,22,,\n")
            }
            Switch("topic")
        }
        try repository.git("merge", "--quiet", "--no-edit", "main")
        try repository.git("checkout", "--quiet", "main")
        try repository.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
        let text = try repository.read(Self.ledger)
        #expect(text.contains("2026-04,31,,\n2026-06-04"), "git is expected to put the branch's line first: \(text)")
        let checked = try await repository.check("--range", "main~1..main")
        expect(checked, 1, "LDG004")
    }

    @Test("A ledger may not go while its initiative stays")
    func deleted() async throws {
        try await violates("LDG005") { Delete(Self.ledger) }
    }

    @Test("A ledger that a spreadsheet has written anew says that all fields are equal")
    func writtenAnew() async throws {
        let judged = try await violates("LDG003", "SYN004") {
            Write(Self.ledger, (Self.header + Self.old).replacing("\n", with: "\r\n"))
        }
        #expect(judged.staged.run.output.contains("the fields of its 2 lines are all equal"))
    }

    @Test("A plan moves with its ledger and evidence, and nothing is found")
    func moved() async throws {
        try await passes {
            Move(Plans.path("SD-1"), to: "plans/q/SD-1.yaml")
            Move(Self.ledger, to: "plans/q/SD-1.csv")
            Move(Self.evidence, to: "plans/q/evidence/itsm-2026-05.csv")
        }
    }

    @Test("A plan that moves and leaves its ledger behind begins with none")
    func movedWithoutLedger() async throws {
        for checked in try await judge(change: { Move(Plans.path("SD-1"), to: "plans/q/SD-1.yaml") }).all {
            #expect(checked.status == 1 && checked.codes.contains("LDG005"), "\(checked)")
        }
    }

    @Test("What has landed is not judged again with each line that is added, but by a check of everything")
    func landedLines() async throws {
        let bad = Self.header + Self.old + "2026-06-02,actual,portal-shares,2026-05,39,,\nnonsense\n"
        let judged = try await judge(given(ledger: bad)) { Append(Self.ledger, Self.new) }
        for checked in [judged.proposal, judged.landing, judged.staged] { expect(checked, 0) }
        expect(judged.workTree, 1, "LDG002", "LDG012")
    }

    @Test("A ledger of more than 1 MiB is a finding and stops nothing")
    func tooLarge() async throws {
        let lines = String(repeating: "2026-06-03,review,,2026-04,held,,\n", count: 32_000)
        try await violates("SYN008") { Append(Self.ledger, lines) }
    }

    @Test("Fifty findings of a ledger are listed, and the last says how many more there are")
    func manyFindings() async throws {
        let lines = String(repeating: "nonsense\n", count: 5_000)
        let judged = try await violates("LDG002") { Append(Self.ledger, lines) }
        for checked in judged.all {
            #expect(checked.findings.count == 50, "\(checked.findings.count)")
            #expect(checked.findings.last?.message.hasSuffix("(and 4950 more like it in this file)") ?? false)
        }
    }

    // MARK: - Evidence

    @Test("B14, F02: evidence that was named may not be exchanged, though nothing else changes")
    func evidenceChanged() async throws {
        let judged = try await violates("LDG016") { Write(Self.evidence, "share\n93\n") }
        for checked in judged.all { #expect(checked.findings.first?.path == Self.ledger, "\(checked)") }
    }

    @Test("Evidence that was named may not be renamed or removed")
    func evidenceGone() async throws {
        try await violates("LDG016") { Move(Self.evidence, to: "plans/p/evidence/other.csv") }
        try await violates("LDG016") { Delete(Self.evidence) }
    }

    @Test("Evidence may be added, and what nobody has named yet may change")
    func evidenceAdded() async throws {
        try await passes { Write("plans/p/evidence/more.csv", "share\n40\n") }
        try await passes(before: given() + [Write("plans/p/evidence/more.csv", "share\n40\n")]) {
            Write("plans/p/evidence/more.csv", "share\n41\n")
        }
    }

    @Test("Evidence that a plan no longer names in the same landing is compared all the same")
    func evidenceUnnamed() async throws {
        let named = "readiness:\n  - {id: agreed, item: Agreed, done: true, evidence: evidence/agreed.txt}\n"
        let before: [any TreeEdit] = [
            plan("SD-1", "defined", named), Write("plans/p/evidence/agreed.txt", "agreed\n"),
        ]
        try await violates("LDG016", before: before) {
            plan("SD-1", "defined")
            Write("plans/p/evidence/agreed.txt", "not agreed\n")
        }
    }

    @Test("What a new line or a plan names must be there")
    func evidenceMissing() async throws {
        try await violates("LDG014") {
            Append(Self.ledger, "2026-06-03,actual,portal-share,2026-04,31,evidence/itsm-2026-04.csv,\n")
        }
        try await violates("LDG014") {
            plan(
                "SD-2", "defined",
                "readiness:\n  - {id: workflow, item: Agreed, done: true, evidence: evidence/workflow.txt}\n")
        }
    }

    @Test("A commit is resolved, a tag must stand for what it stood for, and a shortened name is none")
    func references() async throws {
        let repository = try TestRepository {
            start { given() }
            Tag("portal-v1")
        }
        let commit = try repository.id("HEAD").hex
        func check(_ reference: String) async throws -> Checked {
            try repository.git("reset", "--quiet", "--hard")
            let text = try repository.read(Self.ledger)
            try repository.write(Self.ledger, text + "2026-06-03,deployment,portal,,done,\(reference),\n")
            return try await repository.check()
        }
        expect(try await check("commit:\(commit)"), 0)
        expect(try await check("tag:portal-v1@\(commit)"), 0)
        expect(try await check("https://git.example.com/portal"), 0)
        let other = String(repeating: "ab", count: 20)
        expect(try await check("commit:\(other)"), 1, "LDG017")
        expect(try await check("tag:portal-v1@\(other)"), 1, "LDG017")
        expect(try await check("tag:portal-v2@\(commit)"), 1, "LDG017")
        expect(try await check("commit:\(commit.prefix(7))"), 1, "LDG015")
        expect(try await check("evidence/../SD-2.yaml"), 1, "LDG015")
    }

    @Test("A commit that may lie in a repository that the policy names was not looked up, and the finding says so")
    func otherRepositories() async throws {
        let other = String(repeating: "ab", count: 20)
        let judged = try await judge(policy: Plans.policy("repositories: {portal: ../portal}\n")) {
            Append(Self.ledger, "2026-06-03,deployment,portal,,done,commit:\(other),\n")
        }
        for checked in judged.all {
            expect(checked, 0, "LDG018")
            #expect(checked.findings.first?.severity == "warning")
        }
    }

    // MARK: - How files lie in git

    @Test("Ledgers, evidence and rates are regular files")
    func modes() async throws {
        try await violates("DOC011") { Mode(Self.ledger, .executable) }
        try await violates("DOC011") { Mode(Self.evidence, .executable) }
        try await violates("DOC011", "LDG005") { Link(Self.ledger, to: "SD-2.yaml") }
        try await violates("DOC011", "LDG016") { Link(Self.evidence, to: "../SD-2.yaml") }
    }

    @Test("A pointer of Git LFS is no ledger and no evidence")
    func largeFilePointers() async throws {
        let pointer = """
            version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 1284

            """
        try await violates("DOC012") { Write("plans/p/evidence/minutes.txt", pointer) }
        try await violates("DOC012") { Write("plans/p/SD-2.csv", pointer) }
        try await violates("DOC012", "LDG003") { Write(Self.ledger, pointer) }
    }

    @Test("A ledger beside no plan is a file that nobody judges")
    func orphan() async throws {
        try await violates("DOC010") { Write("plans/p/SD-9.csv", Self.header) }
    }

    // MARK: - Dates

    @Test("A date may be a day later than the landing, by the clock of whoever committed it")
    func dates() async throws {
        let line = "2026-06-03,review,,2026-05,held,,\n"
        func landing(_ moment: Moment) async throws -> Checked {
            try await judge(at: moment) { Append(Self.ledger, line) }.landing
        }
        expect(try await landing("2026-06-02T00:00:00Z"), 0)
        expect(try await landing("2026-06-01T23:59:59Z"), 1, "LDG010")
        expect(try await landing("2026-06-02T01:00:00+02:00"), 0)
        expect(try await landing("2026-06-02T01:00:00-02:00"), 0)
        expect(try await landing("2026-06-01T23:00:00-02:00"), 1, "LDG010")
    }

    // MARK: - Rates

    @Test("Rates are added, and nothing that has landed changes")
    func rates() async throws {
        try await passes { Append(Self.rates, "2026-05,USD,0.9214,ECB\n") }
        try await violates("LDG033") { Replace(Self.rates, "0.9187", with: "0.9817") }
        try await violates("LDG033") { Write(Self.rates, "month,currency,rate,source\n") }
        try await violates("LDG033") { Delete(Self.rates) }
        try await violates("LDG034") { Append(Self.rates, "2026-04,USD,0.9214,ECB\n") }
        try await passes { Append(Self.rates, "2026-04,USD,0.9214,\"ECB, corrected\"\n") }
        try await violates("LDG032") { Append(Self.rates, "2026-05,USD,0,ECB\n") }
        try await violates("DOC011", "LDG033") { Link(Self.rates, to: "policy.yaml") }
    }

    @Test("The rate of a month that has not ended by the landing")
    func rateOfUnfinishedMonth() async throws {
        let judged = try await judge { Append(Self.rates, "2026-06,USD,0.9214,ECB\n") }
        expect(judged.landing, 1, "LDG035")
        expect(judged.proposal, 1, "LDG035")
        // The work tree is judged as of today, 2026-07-01.
        expect(judged.staged, 0)
        expect(judged.workTree, 0)
    }

    @Test("A landing of rates alone has been examined")
    func onlyRates() async throws {
        let judged = try await judge { Append(Self.rates, "2026-05,USD,0.9214,ECB\n") }
        for checked in judged.all { #expect(checked.verdict == "pass", "\(checked)") }
    }

    // MARK: - Cadence

    private static let programme = Write(
        "plans/p/plan.yaml",
        "schema: tollgate/plan/v1\nid: p\ntitle: A programme\ncadence: {review: monthly, grace: 7}\n")

    private func followed(decidedAt moment: Moment, _ more: String = "", ledger: String = "") throws -> TestRepository {
        try TestRepository {
            start {
                Self.programme
                plan("SD-1", "detailed", more)
            }
            Commit("decided", at: moment) { plan("SD-1", "decided", more) }
            Commit("an unrelated change", at: "2026-06-20T09:00:00Z") {
                Write("README", "text\n")
                if !ledger.isEmpty { Write(Self.ledger, Self.header + ledger) }
            }
        }
    }

    @Test("Reviews are owed for the whole periods since the decision, and no other")
    func reviews() async throws {
        // Today is 2026-07-01, and the grace for June is not over.
        let checked = try await followed(decidedAt: "2026-03-15T09:00:00Z").check()
        expect(checked, 0, "LDG021")
        #expect(checked.findings.first?.message == "no review is recorded for 2026-04, 2026-05", "\(checked)")
        expect(try await followed(decidedAt: "2026-05-02T09:00:00Z").check(), 0)
        let held = "2026-05-04,review,,2026-04,held,,\n2026-06-02,review,,2026-05,held,,\n"
        expect(try await followed(decidedAt: "2026-03-15T09:00:00Z", ledger: held).check(), 0)
    }

    @Test("Who is on hold owes nothing, and what was resumed begins anew")
    func onHold() async throws {
        let repository = try followed(decidedAt: "2026-03-15T09:00:00Z")
        try repository.extend {
            Commit("hold", at: "2026-06-21T09:00:00Z") {
                plan("SD-1", "decided", "state: on-hold\nbecause: Vendor\nreview-by: 2026-08-01\n")
            }
        }
        expect(try await repository.check(), 0)
        try repository.extend { Commit("resume", at: "2026-06-22T09:00:00Z") { plan("SD-1", "decided") } }
        expect(try await repository.check(), 0)
    }

    @Test("The cadence is judged in a bare repository and for what is staged, and not for landings")
    func cadenceModes() async throws {
        let repository = try followed(decidedAt: "2026-03-15T09:00:00Z")
        expect(try await repository.check("--range", "main~2..main"), 0)
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "decided", "x-note: touched\n"))
        try repository.git("add", "plans")
        expect(try await repository.check("--staged"), 0, "LDG021")
        let bare = try repository.bareClone()
        expect(try await bare.check(), 0, "LDG021")
    }
}
