import Diagnostics
package import Governance

/// The reference of criteria, made from the catalogue: a page of documentation, and single criteria for the terminal.
package enum CriteriaPage {
    /// `docs/reference/criteria.md`: a table, and one section for each criterion, with its name as anchor.
    package static func markdown() -> String {
        let rows = CriterionCatalogue.descriptions.map { one in
            "| [`\(one.name)`](#\(one.name)) | `\(one.form)` | \(RulesPage.cell(one.summary)) | \(one.readsLedger ? "yes" : "no") |\n"
        }
        return introduction + rows.joined() + "\n"
            + CriterionCatalogue.descriptions.map(section).joined(separator: "\n")
    }

    /// What `tollgate explain <criterion>` prints, wrapped at a width in characters.
    package static func text(for one: CriterionDescription, width: Int = 80) -> String {
        var lines = ["criterion \(one.name)", ""]
        lines += RulesPage.wrapped(one.summary, width)
        lines += ["", "In a policy", "  \(one.form)"]
        lines += ["", "How it counts"] + RulesPage.wrapped(one.detail, width - 2).map { "  " + $0 }
        lines += RulesPage.wrapped(ledger(one), width - 2).map { "  " + $0 }
        lines += ["", "Why"] + RulesPage.wrapped(one.rationale, width - 2).map { "  " + $0 }
        lines += ["", "What to do"] + RulesPage.wrapped(one.remedy, width - 2).map { "  " + $0 }
        for (title, example) in [("Does not hold", one.failing), ("Holds", one.passing)] {
            lines += ["", title] + RulesPage.text(of: example.tree, width)
            lines += RulesPage.wrapped("→ \(example.found)", width - 2).map { "  " + $0 }
        }
        if !marks(one) { return lines.joined(separator: "\n") + "\n" }
        return (lines + ["", "↓ stands before each place that the checklist points at."]).joined(separator: "\n") + "\n"
    }

    private static func marks(_ one: CriterionDescription) -> Bool {
        one.failing.files.values.contains { $0.contains("↓") }
    }

    private static func ledger(_ one: CriterionDescription) -> String {
        one.readsLedger
            ? "It reads the ledger, so that a sign-off for its gate covers the ledger too."
            : "It does not read the ledger."
    }

    private static let introduction = """
        # Criteria

        What a gate of the policy can ask for. The vocabulary is closed, so that each criterion can explain itself: in the
        checklist of `tollgate gate <id>`, in `tollgate explain <criterion>`, and here. One that cannot be decided keeps its
        gate closed, and so does one that finds nothing to look at. This page is made from the catalogue in
        `Sources/Governance/Catalogue/Criteria`; `RECORD=1 swift test --disable-xctest --filter CriteriaPage` writes it anew.

        The examples are judged on \(RuleExample.asOf). `↓` stands before each place that the checklist points at and is no
        part of the file; behind `→` stands what the checklist says.

        | criterion | in a policy | holds when | reads the ledger |
        |---|---|---|---|

        """

    private static func section(for one: CriterionDescription) -> String {
        """
        <a id="\(one.name)"></a>

        ### `\(one.name)`

        **\(one.summary)**

        ```yaml
        \(one.form)
        ```

        \(one.detail) \(ledger(one))

        \(one.rationale)

        *What to do:* \(one.remedy)

        Does not hold:

        \(RulesPage.markdown(of: one.failing.tree))

        → \(one.failing.found)

        Holds:

        \(RulesPage.markdown(of: one.passing.tree))

        → \(one.passing.found)

        """
    }
}
