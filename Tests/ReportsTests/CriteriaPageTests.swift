import Diagnostics
import Foundation
import Governance
import Testing

@testable import Reports

@Suite("CriteriaPage")
struct CriteriaPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/reference/criteria.md")

    @Test("docs/reference/criteria.md is what the catalogue says; RECORD=1 writes it")
    func document() throws {
        let text = CriteriaPage.markdown()
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.page.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: Self.page)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(
            written.utf8.elementsEqual(text.utf8),
            "docs/reference/criteria.md differs from the catalogue: RECORD=1 swift test --filter CriteriaPage writes it"
        )
    }

    @Test("Every criterion has its anchor, its row and its section, once")
    func complete() {
        let lines = CriteriaPage.markdown().split(separator: "\n")
        for one in CriterionCatalogue.descriptions {
            #expect(lines.count { $0 == "<a id=\"\(one.name)\"></a>" } == 1)
            #expect(lines.count { $0 == "### `\(one.name)`" } == 1)
            #expect(lines.count { $0.hasPrefix("| [`\(one.name)`](#\(one.name)) | `\(one.form)` |") } == 1)
        }
    }

    @Test("A criterion in words and examples")
    func explanation() throws {
        let one = try #require(CriterionCatalogue.descriptions(named: "funded").first)
        #expect(
            CriteriaPage.text(for: one) == """
                criterion funded

                The run cost names who pays, and the value planned in a year exceeds it.

                In a policy
                  funded: true

                How it counts
                  The run cost of a year is compared with the most that the benefits have in any
                  twelve consecutive months of their plan. `change.run-cost.because` may say why
                  the value need not exceed it; who pays has to be said all the same. Other
                  currencies are converted at the plan rate of the policy.
                  It does not read the ledger.

                Why
                  What has been switched on is kept running, by whoever is left with the
                  invoice. Both are cheap to settle before the decision and never afterwards.

                What to do
                  Name the cost centre that has agreed in `funded-by`; correct the figures, or
                  say in `because` why it is worth it.

                Does not hold
                  plans/policy.yaml
                  | schema: tollgate/policy/v1
                  | version: 3
                  | stages: [defined, decided, closed]
                  | gates:
                  |   decided: {require: [{funded: true}]}
                  plans/service-desk/SD-104.yaml
                  | schema: tollgate/initiative/v1
                  | id: SD-104
                  | title: Move password resets to self-service
                  | stage: decided
                  | change:
                  |   run-cost: {amount: ↓2100.00, currency: EUR, per: month, funded-by: cc-4711}
                  | value:
                  |   - id: contact-handling
                  |     kind: hard-saving
                  |     currency: EUR
                  |     recurring: true
                  |     basis: 4500 contacts a month less at 4.00 EUR each
                  |     plan: {2026-05: 12000.00, 2026-06: 12000.00}
                  → the value planned in a year, 24000.00 EUR, does not exceed the run cost,
                  25200.00

                Holds
                  plans/policy.yaml
                  | schema: tollgate/policy/v1
                  | version: 3
                  | stages: [defined, decided, closed]
                  | gates:
                  |   decided: {require: [{funded: true}]}
                  plans/service-desk/SD-104.yaml
                  | schema: tollgate/initiative/v1
                  | id: SD-104
                  | title: Move password resets to self-service
                  | stage: decided
                  | change:
                  |   run-cost: {amount: 2100.00, currency: EUR, per: month, funded-by: cc-4711}
                  | value:
                  |   - id: contact-handling
                  |     kind: hard-saving
                  |     currency: EUR
                  |     recurring: true
                  |     basis: 4500 contacts a month less at 4.00 EUR each
                  |     plan: {2026-05: 12000.00, 2026-06: 13200.01}
                  → cc-4711 pays 25200.00 EUR a year, for 25200.01 of value

                ↓ stands before each place that the checklist points at.

                """)
    }
}
