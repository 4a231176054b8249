import Diagnostics
import PlanModel
import PlanText

/// A comment that sets one rule aside for the line below it, until a day.
///
///     # tollgate: ignore PLN110 until 2026-12-31 because migrated from paper
struct Suppression {
    let rule: RuleCode
    let until: Day
    /// Where the comment stands.
    let location: Location
    /// The line that it is about, 1-based.
    let target: Int

    static let marker = "tollgate:"
    static let form = "# tollgate: ignore PLN110 until 2026-12-31 because migrated from paper"

    /// The suppressions of a document, and findings about comments that are none.
    static func read(_ document: PlanDocument) -> (suppressions: [Suppression], diagnostics: [Diagnostic]) {
        guard document.entry.syntax == .yaml, let tree = document.text.tree else { return ([], []) }
        let comments = tree.comments(beginningWith: marker)
        var suppressions: [Suppression] = []
        var diagnostics: [Diagnostic] = []
        var below: (line: Int, target: Int)?
        // From below, since several may stand above one line.
        for comment in comments.reversed() {
            let target = below.flatMap { $0.line == comment.line + 1 ? $0.target : nil } ?? comment.line + 1
            below = (comment.line, target)
            let text = String(decoding: tree.source.bytes[comment.bytes], as: UTF8.self)
            let location = tree.source.location(comment.bytes)
            switch parse(text) {
            case .success(let parsed):
                suppressions.append(
                    Suppression(rule: parsed.rule, until: parsed.until, location: location, target: target))
            case .failure(let mistake):
                guard diagnostics.count < TextLimits.findings else { continue }
                diagnostics.append(
                    Diagnostic(
                        .suppressionMalformed, mistake.message, at: location, helps: ["write it as `\(form)`"],
                        initiative: document.initiative?.id))
            }
        }
        return (suppressions.reversed(), diagnostics.reversed())
    }

    private struct Mistake: Error {
        let message: String
    }

    private static func parse(_ comment: String) -> Result<(rule: RuleCode, until: Day), Mistake> {
        let words = comment.drop { $0 == "#" || $0 == " " }.dropFirst(marker.count).split(separator: " ")
        guard words.count >= 6, words[0] == "ignore", words[2] == "until", words[4] == "because" else {
            return .failure(
                Mistake(
                    message:
                        "the comment for Tollgate has another form; expected `ignore <rule> until <date> because <reason>`"
                ))
        }
        let code = RuleCode(String(words[1]))
        guard let rule = RuleCatalogue.rule(code) else {
            let nearest = Suggestion.nearest(to: code.text, among: RuleCatalogue.rules.map(\.code.text))
            return .failure(
                Mistake(
                    message: "the comment names no rule: `\(Printable.line(code.text))`"
                        + (nearest.map { "; did you mean `\($0)`?" } ?? "; expected a code such as `PLN110`")))
        }
        guard rule.isSuppressible else {
            return .failure(Mistake(message: "the rule `\(code)` cannot be set aside by a comment"))
        }
        guard let until = Day(String(words[3])) else {
            return .failure(
                Mistake(message: "`\(Printable.line(String(words[3])))` is no date; expected one such as `2026-12-31`"))
        }
        return .success((code, until))
    }
}

extension Rule {
    /// Whether a comment in a plan, or the baseline, can set it aside: neither what guards gates, sign-offs, trust and history,
    /// nor what makes a document unreadable, nor what looks after such exceptions.
    package var isSuppressible: Bool {
        !preventsReading && !["GAT", "SGN", "TRU", "HIS"].contains(code.family)
            && ![.exceptionExpired, .suppressionUnused].contains(code)
    }

    /// Whether the owners of the policy can waive it for an initiative: what can be suppressed, and what a gate asks for beside
    /// sign-offs.
    package var isWaivable: Bool { isSuppressible || [.criterionNotMet, .criterionUndecided].contains(code) }
}
