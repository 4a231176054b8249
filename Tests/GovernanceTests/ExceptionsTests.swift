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
        #expect(judge(comment(Self.good.replacing("REF004", with: "DOC002"))).codes == ["ENV006", "REF004"])
        #expect(judge(comment(Self.good + "\n  # and a remark")).codes == ["ENV006", "REF004"])
    }

    @Test("Several comments may stand above one line")
    func several() {
        let two = Self.good.replacing("REF004", with: "DOC002") + "\n" + Self.good
        let outcome = judge(comment(two, below: "  - {on: SD-999, kind: needs, colour: red}\n"))
        #expect(outcome.codes == [])
        #expect(outcome.judgement.excepted.suppressed == 2)
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
            "ignore ENV005 until 2026-06-10 because x", "skip REF004 until 2026-06-10 because x", "",
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

    @Test("Which rules a policy may waive")
    func waivable() {
        func codes(_ rule: String) -> [RuleCode] {
            PolicyRules.diagnostics(
                of: Sample.policy(
                    adding: "waivers: [{rule: \(rule), initiative: SD-104, until: 2026-06-10, because: x, by: y}]")
            ).codes
        }
        for rule in ["GAT010", "GAT011", "REF004", "DOC002"] { #expect(codes(rule) == [], "\(rule)") }
        for rule in ["GAT002", "GAT004", "TRU001", "HIS001", "SYN010", "REF999"] {
            #expect(codes(rule) == [.waiverNotAllowed], "\(rule)")
        }
    }

    // MARK: - Baseline

    private func baseline(of text: String) -> Baseline {
        let entries = judge(text).judgement.diagnostics.compactMap(Baseline.entry)
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
        #expect(Baseline.entry(of: Diagnostic(.skippedStage, "x", at: place)) == nil)
        #expect(Baseline.entry(of: Diagnostic(.roleNotHeld, "x", at: place)) == nil)
        #expect(Baseline.entry(of: Diagnostic(RuleCode("SYN010"), "x", at: place)) == nil)
        #expect(Baseline.entry(of: Diagnostic(.unknownDependency, "x", at: place, preventsReading: true)) == nil)
        #expect(Baseline.entry(of: Diagnostic(.unknownDependency, "x", at: place)) != nil)
    }
}
