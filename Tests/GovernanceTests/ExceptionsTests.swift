import Diagnostics
import PlanModel
import PlanText
import Testing

@testable import Governance

@Suite("Findings that are set aside")
struct ExceptionsTests {
    private static let path = "plans/service-desk/SD-104.yaml"
    private static let head = "schema: tollgate/initiative/v1\nid: SD-104\ntitle: T\nstage: defined\n"

    private func judge(
        _ text: String, policy: Policy = Sample.policy(), baseline: Baseline? = nil, path: String = path,
        asOf: Day = Sample.asOf
    ) -> (judgement: Judgement, codes: [String]) {
        var proposal = Proposal(asOf: asOf)
        proposal.documents = [Sample.document(path, text, policy)]
        proposal.baseline = baseline
        proposal.judgesEverything = true
        let judgement = Judge(policy: policy, root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
        return (judgement, judgement.diagnostics.map(\.code.text).sorted())
    }

    private func comment(_ text: String, below: String = "  - {on: SD-999, kind: needs}\n") -> String {
        Self.head + "dependencies:\n" + text + "\n" + below
    }

    private static let good = "  # tollgate: ignore REF004 until 2026-06-10 because it comes"

    @Test("A comment sets one rule aside on the line below it, up to its last day")
    func suppression() throws {
        #expect(judge(comment("  # nothing")).codes == ["REF004"])
        let outcome = judge(comment(Self.good))
        #expect(outcome.codes == [])
        #expect(outcome.judgement.excepted.suppressed == 1)
        #expect(judge(comment("#tollgate: ignore REF004 until 2026-06-10 because it comes")).codes == [])
        let late = try #require(Day("2026-06-11"))
        #expect(judge(comment(Self.good), asOf: late).codes == ["ENV005", "REF004"])
        // Another line, and another rule.
        #expect(
            judge(comment(Self.good, below: "  - {on: SD-104, kind: enables}\n  - {on: SD-999, kind: needs}\n"))
                .judgement
                .excepted.suppressed == 1)
        #expect(judge(comment(Self.good.replacing("REF004", with: "PLN110"))).codes == ["ENV006", "REF004"])
        #expect(judge(comment(Self.good + "\n  # and a remark")).codes == ["ENV006", "REF004"])
    }

    @Test("Several comments may stand above one line")
    func several() {
        let two = Self.good + "\n" + Self.good.replacing("REF004", with: "PLN110")
        let outcome = judge(comment(two))
        #expect(outcome.codes == ["ENV006"])
        #expect(outcome.judgement.excepted.suppressed == 1)
    }

    @Test("What only looks like a comment is none")
    func texts() {
        let block = Self.head + "problem: |\n  # tollgate: ignore REF004\n  text\n"
        #expect(judge(block).codes == [])
        let quoted = Self.head + "problem: \"one\n  # tollgate: ignore REF004\n  text\"\n"
        #expect(judge(quoted).codes == [])
        let prose = "---\n" + Self.head + "---\n\n# tollgate: a heading\n"
        #expect(judge(prose, path: "plans/service-desk/SD-104.md").codes == [])
    }

    @Test(
        "A comment that cannot be understood is a finding",
        arguments: [
            "ignore REF004", "ignore REF004 until 2026-06-31 because x", "ignore REF004 until 2026-06-10",
            "ignore REF999 until 2026-06-10 because x", "ignore GAT002 until 2026-06-10 because x",
            "ignore TRU005 until 2026-06-10 because x", "ignore SYN010 until 2026-06-10 because x",
            "ignore ENV005 until 2026-06-10 because x", "ignore SYN016 until 2026-06-10 because x",
            "ignore DOC002 until 2026-06-10 because x", "ignore LDG003 until 2026-06-10 because x",
            "ignore REF004 until 9999-12-31 because x", "ignore REF004 until 2027-06-12 because x",
            "skip REF004 until 2026-06-10 because x", "",
        ])
    func malformed(text: String) {
        #expect(judge(comment("  # tollgate: " + text)).codes == ["REF004", "TRU016"])
    }

    @Test("A waiver sets a rule aside for one initiative, up to its last day")
    func waivers() throws {
        func policy(_ rule: String, _ initiative: String, _ until: String) -> Policy {
            Sample.policy(
                adding: "waivers: [{rule: \(rule), initiative: \(initiative), until: \(until), because: x, by: y}]")
        }
        let text = comment("  # nothing")
        let outcome = judge(text, policy: policy("REF004", "SD-104", "2026-06-10"))
        #expect(outcome.codes == [] && outcome.judgement.excepted.waived == 1)
        #expect(judge(text, policy: policy("REF004", "SD-105", "2026-06-10")).codes == ["REF004"])
        #expect(judge(text, policy: policy("REF004", "SD-104", "2026-06-09")).codes == ["ENV005", "REF004"])
    }

    @Test("A criterion that the policy waives is shown as waived, up to the waiver's last day")
    func waivedCriterion() throws {
        let policy = Sample.policy(
            adding: """
                gates: {identified: {require: [{fields: [owner]}]}}
                waivers: [{rule: GAT010, initiative: SD-104, until: 2026-06-10, because: on paper, by: y}]
                """)
        let state = InitiativeState(Sample.document(Self.path, Self.head, policy))
        func checklist(_ day: Day) -> GateChecklist {
            GateChecklist(.stage("identified"), of: state, from: nil, policy: policy, asOf: day, others: [:])
        }
        let waived = checklist(Sample.asOf)
        #expect(waived.verdict == .open && waived.results.isEmpty)
        #expect(
            waived.sections.flatMap(\.waivedByPolicy).map(\.reason) == [
                "the policy waives it until 2026-06-10, because on paper"
            ])
        #expect(checklist(try #require(Day("2026-06-11"))).verdict == .closed)
    }

    @Test("Which rules a policy may waive")
    func waivable() {
        func codes(_ rule: String) -> [RuleCode] {
            PolicyRules.diagnostics(
                of: Sample.policy(
                    adding: "waivers: [{rule: \(rule), initiative: SD-104, until: 2026-06-10, because: x, by: y}]")
            ).codes
        }
        for rule in ["GAT010", "GAT011", "REF004", "LDG012"] { #expect(codes(rule) == [], "\(rule)") }
        for rule in ["GAT002", "GAT004", "TRU001", "HIS001", "SYN010", "SYN016", "DOC002", "LDG003", "REF999"] {
            #expect(codes(rule) == [.waiverNotAllowed], "\(rule)")
        }
    }

    @Test("A comment sets no stage that stands twice aside, but in a document that was not written for Tollgate")
    func textRules() {
        let comment = "# tollgate: ignore SYN016 until 2026-06-10 because x\n"
        let codes = judge(Self.head + comment + "stage: identified\n").codes
        #expect(codes.contains("SYN016") && codes.contains("TRU016"), "\(codes)")
        let adapted = "kep-number: 1287\nstatus: implementable\nowner: a\n" + comment + "owner: b\n"
        let outcome = judge(adapted, policy: AdaptedSample.policy, path: "keps/sig-node/1287/kep.yaml")
        #expect(!outcome.codes.contains("SYN016") && !outcome.codes.contains("TRU016"), "\(outcome.codes)")
    }

    @Test("A finding that stands for others, which are not listed, is set aside by no comment and by no baseline")
    func omitted() {
        var finding = Diagnostic(.unknownDependency, "x", at: Location(path: Self.path))
        #expect(Baseline.entry(of: finding, Sample.policy()) != nil)
        finding.omitted = 1
        #expect(Baseline.entry(of: finding, Sample.policy()) == nil)
    }

    @Test("Exceptions end by the day on which roles are held, whatever date the commits of a proposal bear")
    func oldDate() throws {
        var proposal = Proposal(asOf: try #require(Day("2026-06-01")))
        proposal.roleDay = try #require(Day("2026-06-11"))
        proposal.documents = [Sample.document(Self.path, comment(Self.good))]
        let judgement = Judge(policy: Sample.policy(), root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
        #expect(judgement.diagnostics.map(\.code.text).sorted() == ["ENV005", "REF004"])
    }

    @Test("Only where everything is judged is a comment unused")
    func unused() {
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.documents = [Sample.document(Self.path, comment(Self.good.replacing("REF004", with: "PLN110")))]
        let judgement = Judge(policy: Sample.policy(), root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
        #expect(judgement.diagnostics.map(\.code.text) == ["REF004"])
    }

    @Test("Comments of a plan hold where only its ledger is judged")
    func besideLedger() {
        func judged(_ comment: String) -> [String] {
            let text =
                Self.head + "metrics:\n  - id: share\n    class: outcome\n    name: n\n    unit: tickets\n"
                + "    direction: decrease\n    baseline: {value: 60, from: 2025-10, to: 2025-12}\n"
                + comment + "    target: {value: 70, by: 2027-06}\n"
            var proposal = Proposal(asOf: Sample.asOf)
            proposal.initiatives = [InitiativeState(Sample.document(Self.path, text))]
            return Judge(policy: Sample.policy(), root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
                .diagnostics.map(\.code.text)
        }
        #expect(judged("").contains("PLN101"))
        #expect(!judged("    # tollgate: ignore PLN101 until 2026-06-10 because x\n").contains("PLN101"))
    }

    // MARK: - Baseline

    @Test("The fingerprint holds while dates and counts of the message change")
    func fingerprint() {
        func entry(_ message: String) -> Baseline.Entry? {
            Baseline.entry(of: Diagnostic(.unknownDependency, message, at: Location(path: Self.path)), Sample.policy())
        }
        #expect(entry("`a` is 3 days late on `2026-06-10`") == entry("`a` is 4 days late on `2026-06-11`"))
        #expect(entry("`a` is late") != entry("`b` is late"))
    }

    @Test("Entries of a baseline that has landed only go")
    func growth() {
        func baseline(_ rows: String...) -> Baseline {
            let text = ([Baseline.header] + rows).map { $0 + "\n" }.joined()
            return Baseline.read(Sample.source("plans/baseline.csv", text))
        }
        let one = "REF004,SD-104,plans/x.yaml,0123456789abcdef"
        let other = "REF004,SD-105,plans/y.yaml,0123456789abcdef"
        #expect(Baseline.growth(from: nil, to: baseline(one)).isEmpty)
        #expect(Baseline.growth(from: baseline(one, other), to: baseline(other)).isEmpty)
        #expect(Baseline.growth(from: baseline(one), to: baseline()).isEmpty)
        #expect(Baseline.growth(from: baseline(one), to: baseline(one, one)).codes == [.baselineGrows])
        #expect(Baseline.growth(from: baseline(one), to: baseline(other)).codes == [.baselineGrows])
        #expect(Baseline.growth(from: baseline(one), to: nil).codes == [.baselineGrows])
    }

    private func baseline(of text: String) -> Baseline {
        let entries = judge(text).judgement.diagnostics.compactMap { Baseline.entry(of: $0, Sample.policy()) }
        return Baseline.read(Sample.source("plans/baseline.csv", Baseline.text(entries)))
    }

    @Test("The baseline knows a finding on another line and in another folder, and no second one like it")
    func baseline() {
        let text = comment("  # nothing")
        let baseline = baseline(of: text)
        #expect(baseline.entries.map(\.rule) == ["REF004"] && baseline.diagnostics.isEmpty)
        let outcome = judge(text, baseline: baseline)
        #expect(outcome.codes == [] && outcome.judgement.excepted.inBaseline == 1)
        #expect(judge("# moved down\n\n" + text, baseline: baseline).codes == [])
        #expect(judge(text, baseline: baseline, path: "plans/elsewhere/SD-104.yaml").codes == [])
        #expect(judge(text + "  - {on: SD-999, kind: needs}\n", baseline: baseline).codes.contains("REF004"))
        #expect(judge(text.replacing("SD-999", with: "SD-998"), baseline: baseline).codes == ["REF004"])
    }

    @Test(
        "A baseline that cannot be read completely sets nothing aside",
        arguments: [
            "", "rule,path\n", "rule,initiative,path,fingerprint\nREF004,SD-104\n",
            "rule,initiative,path,fingerprint\nGAT002,SD-104,plans/x,0123456789abcdef\n",
            "rule,initiative,path,fingerprint\nREF004,SD-104,plans/x,0123456789abcdef",
        ])
    func unreadable(text: String) {
        let baseline = Baseline.read(Sample.source("plans/baseline.csv", text))
        #expect(baseline.entries.isEmpty)
        #expect(!baseline.diagnostics.isEmpty)
    }

    @Test("What prevents reading, and rules about gates and trust, never get into a baseline")
    func neverInBaseline() {
        let place = Location(path: Self.path)
        let policy = Sample.policy()
        #expect(Baseline.entry(of: Diagnostic(.skippedStage, "x", at: place), policy) == nil)
        #expect(Baseline.entry(of: Diagnostic(.roleNotHeld, "x", at: place), policy) == nil)
        #expect(Baseline.entry(of: Diagnostic(RuleCode("SYN010"), "x", at: place), policy) == nil)
        #expect(
            Baseline.entry(of: Diagnostic(.unknownDependency, "x", at: place, preventsReading: true), policy) == nil)
        #expect(Baseline.entry(of: Diagnostic(.unknownDependency, "x", at: place), policy) != nil)
    }
}
