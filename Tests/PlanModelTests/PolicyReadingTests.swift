import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Reading a policy")
struct PolicyReadingTests {
    @Test("A policy that says everything there is to say is read")
    func readsACompletePolicy() throws {
        let reading = readPolicy(Samples.policy)
        #expect(reading.diagnostics.map(\.message) == [])
        let policy = try #require(reading.policy)
        #expect(policy.version == 7)
        #expect(policy.branches == ["main", "release/2026"])
        #expect(policy.mergeStyles == ["squash", "rebase"])
        #expect(policy.landsEveryCommit)
        #expect(
            policy.ladder == StageLadder(stages: ["idea", "planned", "decided", "live", "proven"], ends: ["dropped"]))
        #expect(policy.source.path == "plans/policy.yaml")
        #expect(policy.documents.map(\.kind) == [.plan, .initiative, .initiative])
        #expect(policy.gates.count == 15)
        #expect(
            policy.waivers.map(\.rule.value) == ["GAT120"]
                && policy.waivers.map(\.until.value.description) == ["2026-09-30"])
        #expect(policy.status.lateDays == 45 && policy.status.moves == 2)
        #expect(policy.status.red == ExactDecimal("70") && policy.status.amber == ExactDecimal("90.5"))
        #expect(policy.repositories.map(\.name.value) == ["portal"])
        #expect(policy.repositories.map(\.place) == ["https://example.com/portal.git"])
        #expect(policy.breakGlass?.role.value == "policy-owner" && policy.breakGlass?.count == 3)
        #expect(policy.samePersonMay.map { $0.map(\.value) } == [["owner", "operations"], ["sponsor", "board"]])
    }

    @Test("What a policy does not say about computed status has its usual value")
    func usualThresholds() throws {
        let policy = try #require(readPolicy("schema: tollgate/policy/v1\nstages: [open, done]\n").policy)
        #expect(policy.status.lateDays == 30 && policy.status.moves == 3)
        #expect(policy.status.red == ExactDecimal("80") && policy.status.amber == ExactDecimal("95"))
    }

    @Test(
        "What a shape cannot say of thresholds and pairs",
        arguments: [
            ("status: {value: {red-below: 96%}}", "DOC005 3:29"),
            ("status: {value: {red-below: 50%, amber-below: 49%}}", "DOC005 3:47"),
            ("same-person-may: [[owner]]", "DOC005 3:19"), ("same-person-may: [[owner, owner]]", "DOC005 3:19"),
        ])
    func mistakes(line: String, finding: String) {
        let reading = readPolicy("schema: tollgate/policy/v1\nstages: [open, done]\n\(line)\n")
        #expect(reading.diagnostics.map(\.codeAndPlace) == [finding])
        #expect(reading.policy == nil)
    }

    @Test(
        "Gates name fields that initiatives have, one's own, and whatever foreign documents have",
        arguments: [
            ("", true), ("documents: [{kind: initiative, match: \"*.md\", fields: {stage: status}}]\n", false),
            ("documents: [{kind: initiative, match: \"*.md\", unknown-keys: allow}]\n", false),
            (
                "documents: [{kind: initiative, match: a.md}, {kind: initiative, match: b.md, fields: {stage: status}}]\n",
                true
            ),
        ])
    func fieldsOfGates(documents: String, isClosed: Bool) {
        func findings(_ fields: String) -> [String] {
            readPolicy(
                "schema: tollgate/policy/v1\nstages: [open, done]\n\(documents)gates: {done: {require: [{fields: [\(fields)]}], lock: [\(fields)]}}\n"
            ).diagnostics.map(\.code.text)
        }
        #expect(findings("owner, change.risk, x-team.size") == [])
        #expect(findings("authors") == (isClosed ? ["DOC006", "DOC006"] : []))
        if documents.contains("status") { #expect(findings("status") == []) }
    }

    @Test("The example leaves no field of a policy out")
    func usesEveryField() throws {
        let text = PlanText.read(SourceText(path: "p", bytes: Array(Samples.policy.utf8)), layout: .yaml)
        let root = try #require(text.tree?.root)
        #expect(Set(PolicySchema.shape.fieldWays).subtracting(PolicySchema.shape.waysUsed(by: root)) == [])
    }

    @Test("Gates say what they ask for")
    func readsGates() throws {
        let gates = try #require(readPolicy(Samples.policy).policy).gates
        let decided = try #require(gates["decided"])
        #expect(decided.name == "decided" && decided.title == nil)
        #expect(decided.criteria.map(\.name) == ["metrics", "value", "readiness", "funded", "dependencies"])
        #expect(decided.signOffs.map(\.role) == ["sponsor", "controller", "board"])
        #expect(decided.signOffs.map(\.count) == [1, 1, 3])
        #expect(decided.asksForAnything)
        #expect(
            decided.key.string == "decided" && decided.key.location.range?.start == TextPosition(line: 34, column: 3))
        #expect(gates["planned"]?.title == "Somebody owns it")
        #expect(gates["resume"]?.asksForAnything == false)
        #expect(gates["on-hold"]?.asksForAnything == true)
        #expect(gates["dropped"]?.signOffs.map(\.role) == ["sponsor"])
        #expect(gates["idea"] == nil)
    }

    @Test("Severities are read with their places, and off is none")
    func readsSeverities() throws {
        let policy = try #require(readPolicy(Samples.policy).policy)
        #expect(policy.severities[RuleCode("PLN110")] == .some(.warning))
        #expect(policy.severities[RuleCode("PLN120")] == .some(nil))
        #expect(policy.severities[RuleCode("DOC002")] == .some(.info))
        #expect(policy.severities[RuleCode("PLN999")] == nil)
        #expect(policy.severityKeys.map(\.code) == ["PLN110", "PLN120", "DOC002"])
        #expect(policy.severityKeys.map { $0.key.location.range?.start.line } == [74, 74, 74])
    }

    @Test("Documents are found by their entries, the first that matches")
    func findsEntries() throws {
        let policy = try #require(readPolicy(Samples.policy).policy)
        func entry(_ path: String) -> DocumentEntry? { policy.entry(for: Array(path.utf8)) }
        #expect(entry("plans/p/plan.yaml")?.kind == .plan)
        #expect(entry("plans/p/WH-1.yaml")?.ledger == "{stem}.csv")
        #expect(entry("plans/p/WH-1.md")?.kind == .initiative)
        #expect(entry("plans/archive/WH-1.yaml") == nil)
        #expect(entry("plans/WH-1.yaml") == nil)
        #expect(entry("plans/p/WH-1.csv") == nil)
        let headers = try #require(entry("rfcs/1.txt"))
        #expect(headers.syntax == .headers && headers.isAdapted && headers.allowsUnknownKeys)
        #expect(
            headers.fields == [
                "id": FieldPath(steps: [.key("RFC")]), "stage": FieldPath(steps: [.key("Status")]),
                "owner": FieldPath(steps: [.key("Author")]),
            ])
        #expect(headers.stageValues == ["Draft": "idea", "Final": "live"])
        let ours = try #require(entry("plans/p/WH-1.yaml"))
        #expect(!ours.isAdapted && !ours.allowsUnknownKeys && ours.syntax == .yaml)
        #expect(ours.idPattern?.matches("WH-12") == true && ours.idPattern?.matches("METER-12") == false)
    }

    @Test("A policy for a repository that was not made for it is read")
    func readsAForeignPolicy() throws {
        let reading = readPolicy(
            """
            schema: tollgate/policy/v1
            documents:
              - kind: initiative
                match: "proposals/**/proposal.yaml"
                exclude: ["proposals/0000-*/**"]
                fields: {id: number, title: title, stage: status, owner: "authors[0]", because: history.last}
                unknown-keys: allow
            stages: [draft, accepted, shipped]
            ends: [rejected, superseded]
            """)
        #expect(reading.diagnostics.map(\.message) == [])
        let policy = try #require(reading.policy)
        #expect(policy.version == nil && policy.branches == [] && policy.gates.isEmpty && policy.severities.isEmpty)
        #expect(!policy.landsEveryCommit)
        let entry = try #require(policy.entry(for: Array("proposals/sig/12-x/proposal.yaml".utf8)))
        #expect(entry.isAdapted && entry.syntax == .yaml)
        #expect(entry.fields["owner"]?.description == "authors[0]")
        #expect(entry.fields["because"]?.description == "history.last")
        #expect(policy.entry(for: Array("proposals/0000-template/proposal.yaml".utf8)) == nil)
        #expect(policy.ladder.ends == ["rejected", "superseded"])
    }

    @Test("A policy of two lines takes everything under plans/ for its documents")
    func fillsInDocuments() throws {
        let policy = try #require(readPolicy("schema: tollgate/policy/v1\nstages: [open, done]\n").policy)
        func kind(_ path: String) -> DocumentEntry.Kind? { policy.entry(for: Array(path.utf8))?.kind }
        #expect(kind("plans/p/plan.yaml") == .plan)
        #expect(kind("plans/p/SD-1.yaml") == .initiative)
        #expect(kind("plans/p/SD-1.md") == .initiative)
        #expect(kind("plans/policy.yaml") == nil)
        #expect(kind("plans/p/evidence/x.yaml") == nil)
        #expect(policy.entry(for: Array("plans/p/SD-1.yaml".utf8))?.ledger == "{stem}.csv")
    }

    @Test(
        "A tool that is old enough reads the policy",
        arguments: [
            ("0.1", "0.1"), ("0.1", "0.1.0"), ("0.1.0", "0.1"), ("0.2", "0.10"), ("0.9.9", "1.0"), ("1.2", "1.2.3"),
            ("0.2", "0.2.0-dev"),
            ("0.02", "0.2"),
        ])
    func acceptsNewerTools(least: String, tool: String) {
        #expect(readPolicy(Self.short + "min-tollgate: \(least)\n", by: tool).diagnostics.map(\.message) == [])
    }

    @Test(
        "A tool that is too old does not",
        arguments: [
            ("0.2", "0.1"), ("0.10", "0.9"), ("1.0", "0.99.99"), ("0.1.1", "0.1"), ("0.1.1", "0.1.0"), ("2.0.0", "1.9"),
            ("99999999999999999999.0", "1.0"), ("0.99999999999999999999", "0.1"),
        ])
    func refusesOlderTools(least: String, tool: String) throws {
        let reading = readPolicy(Self.short + "min-tollgate: \(least)\n", by: tool)
        #expect(reading.policy == nil)
        #expect(reading.diagnostics.map(\.codeAndPlace) == ["DOC005 3:15"])
        #expect(
            reading.diagnostics.first?.message.contains("asks for Tollgate \(least) or newer; this is \(tool)") == true)
        #expect(reading.diagnostics.first?.helps.isEmpty == false)
    }

    private static let short = "schema: tollgate/policy/v1\nstages: [open, done]\n"
}
