import Diagnostics
package import Governance

/// The reference of rules, made from the catalogue: a page of documentation, and single rules for the terminal.
package enum RulesPage {
    /// `docs/rules.md`: an index by family and one section for each rule, with its code as anchor.
    package static func markdown() -> String {
        let families = RuleFamily.all.filter { !$0.rules.isEmpty }
        return ([introduction] + families.map(index) + families.map(sections)).joined(separator: "\n")
    }

    /// What `tollgate explain <code>` prints about a rule, wrapped at a width in characters.
    package static func text(for rule: Rule, width: Int = 80) -> String {
        var lines = ["\(rule.code) \(rule.name)", ""]
        lines += wrapped(rule.summary, width)
        lines +=
            [""] + wrapped("\(severity(of: rule)) Since \(rule.since).", width)
        lines += ["", "Why"] + wrapped(rule.rationale, width - 2).map { "  " + $0 }
        lines += ["", "What to do"] + wrapped(rule.remedy, width - 2).map { "  " + $0 }
        lines += ["", "Fails"] + text(of: rule.failing, width)
        lines += ["", "Passes"] + text(of: rule.passing, width)
        if case .situation = rule.failing {
        } else {
            lines += ["", "↓ stands before the place that the finding points at."]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func severity(of rule: Rule) -> String {
        let word = "Severity: \(rule.severity.word)"
        let change = "as in `rules: {\(rule.code): \(other(rule.severity))}`"
        switch rule.adjustability {
        case .everywhere: return "\(word); a policy may change it, \(change)."
        case .inAdaptedDocuments:
            return "\(word); a policy may change it for documents that were not written for Tollgate, \(change)."
        case .never:
            let reason =
                rule.preventsReading
                ? "what breaks this rule cannot be read."
                : rule.code.family == "LDG"
                    ? "the rule keeps what has landed in ledgers, evidence and rates."
                    : "the rule guards gates, sign-offs, trust or history."
            return "\(word), whatever the policy says: \(reason)"
        }
    }

    private static func other(_ severity: Severity) -> String {
        (severity == .error ? Severity.warning : .error).word
    }

    static func text(of example: RuleExample, _ width: Int) -> [String] {
        RuleExampleText(example).blocks.flatMap { block in
            switch block {
            case .prose(let text): wrapped(text, width - 2).map { "  " + $0 }
            case .lines(let lines, _, let caption):
                (caption.map { ["  \($0.path)" + ($0.note.map { " (\($0))" } ?? "")] } ?? [])
                    + lines.map { $0.isEmpty ? "  |" : "  | " + $0 }
            }
        }
    }

    /// A paragraph in lines of at most a width, unless a word is longer.
    static func wrapped(_ paragraph: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return lines + [line]
    }

    // MARK: - Markdown

    private static let introduction = """
        # Rules

        Every finding names the rule it comes from by a code that never gets another meaning. `tollgate explain SYN016`,
        or `tollgate explain duplicate-key`, prints what is said here about one rule. This page is made from the
        catalogue in `Sources/Governance/Catalogue`; `RECORD=1 swift test --disable-xctest --filter RulesPage`
        writes it anew.

        **Severity.** An error fails a check; a warning and an info do not, unless `--fail-on` says so. A policy may
        choose another severity or turn a rule off, as in `rules: {REF004: warning, ENV002: off}`. It cannot do so for
        rules about gates, sign-offs, trust and history (`GAT`, `SGN`, `TRU`, `HIS`), nor for those that keep what has
        landed in ledgers, evidence and rates, nor for what makes a document unreadable. In documents that were not written for Tollgate, whose fields the policy maps, rules about text
        (`SYN`) and \(mildElsewhere) are warnings.

        **Examples.** `↓` stands before the place that the finding points at and is no part of the file; `⟨U+200B⟩`
        stands for a character that cannot be seen. A landing is shown by what it changes. Where an example brings no
        policy of its own, this is the one in force:

        ```yaml
        \(RuleExample.policy.dropLast())
        ```

        ## Index

        """

    /// The rules beside those about text that are warnings in adapted documents.
    private static var mildElsewhere: String {
        let rules = RuleCatalogue.rules.filter {
            SeverityResolver.warnsInAdaptedDocuments($0.code) && $0.code.family != "SYN"
        }
        let codes = rules.map { "`\($0.code)`" }
        return codes.dropLast().joined(separator: ", ") + " and " + (codes.last ?? "")
    }

    private static func index(of family: RuleFamily) -> String {
        let rows = family.rules.map { rule in
            "| [\(rule.code)](#\(rule.code)) | `\(rule.name)` | \(rule.severity.word) | \(cell(rule.summary)) |\n"
        }
        return """
            **\(family.letters)** \(family.title)

            | code | name | severity | asks |
            |---|---|---|---|

            """ + rows.joined()
    }

    static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    private static func sections(of family: RuleFamily) -> String {
        (["## \(family.letters): \(family.title)\n"] + family.rules.map(section)).joined(separator: "\n")
    }

    private static func section(for rule: Rule) -> String {
        """
        <a id="\(rule.code)"></a>

        ### \(rule.code) `\(rule.name)`

        **\(rule.summary)**

        \(rule.rationale)

        *What to do:* \(rule.remedy)

        \(severity(of: rule)) Since \(rule.since).

        Fails:

        \(markdown(of: rule.failing))

        Passes:

        \(markdown(of: rule.passing))

        """
    }

    static func markdown(of example: RuleExample) -> String {
        let blocks = RuleExampleText(example).blocks.map { block in
            switch block {
            case .prose(let text): text
            case .lines(let lines, let language, let caption):
                (caption.map { "`\($0.path)`" + ($0.note.map { " (\($0))" } ?? "") + "\n\n" } ?? "")
                    + "```\(language)\n\(lines.joined(separator: "\n"))\n```"
            }
        }
        return blocks.joined(separator: "\n\n")
    }
}
