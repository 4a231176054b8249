import Realisation

/// `docs/reference/analyses.md`, made from the catalogue of analyses.
package enum AnalysesPage {
    package static func markdown() -> String {
        let rows = AnalysisCatalogue.all.map { "| [`\($0.name)`](#\($0.name)) | \(RulesPage.cell($0.shows)) |\n" }
        return introduction + rows.joined() + "\n" + AnalysisCatalogue.all.map(section).joined(separator: "\n")
    }

    private static let introduction = """
        # Analyses

        What `tollgate analyze <name>` shows, of everything, or of the initiatives and change plans that are named behind it.
        Each comes in the formats `full`, `concise`, `json`, `jsonl`, `csv` and `markdown`, and each row names the commits that
        it comes from. `--as-of <date|revision>` shows what could be known then. Figures that do not exist are `n/a`, and null
        in JSON. This page is made from the catalogue in `Sources/Realisation/Analyses`;
        `RECORD=1 swift test --disable-xctest --filter AnalysesPage` writes it anew.

        | analysis | shows |
        |---|---|

        """

    private static func section(_ analysis: Analysis) -> String {
        let rows = analysis.columns.map { column in
            let audience = column.kind == .machines ? " Left out where people read." : ""
            return "| `\(column.key)` | \(RulesPage.cell(sentence(column.meaning)))\(audience) |\n"
        }
        return """
            ## \(analysis.name)

            \(sentence(analysis.shows))

            \(RulesPage.wrapped(analysis.explanation, 120).joined(separator: "\n"))

            | column | holds |
            |---|---|
            \(rows.joined())
            """
    }

    private static func sentence(_ words: String) -> String {
        let isNamed = words.first == "`"
        return (isNamed ? words : words.prefix(1).uppercased() + words.dropFirst()) + "."
    }
}
