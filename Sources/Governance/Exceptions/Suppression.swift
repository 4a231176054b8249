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
    static func read(_ document: PlanDocument, on day: Day) -> (suppressions: [Suppression], diagnostics: [Diagnostic])
    {
        guard document.entry.syntax == .yaml, let tree = document.text.tree else { return ([], []) }
        return read(tree, path: document.path, isAdapted: document.entry.isAdapted, document.initiative?.id, on: day)
    }

    /// Those of a text, be it a plan or the policy, whose comments its owners write.
    static func read(
        _ tree: PlanTree, path: String, isAdapted: Bool = false, _ initiative: String? = nil, on day: Day
    ) -> (suppressions: [Suppression], diagnostics: [Diagnostic]) {
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
            switch parse(text, inAdapted: isAdapted, on: day) {
            case .success(let parsed):
                suppressions.append(
                    Suppression(rule: parsed.rule, until: parsed.until, location: location, target: target))
            case .failure(let mistake):
                guard diagnostics.count < TextLimits.findings else { continue }
                diagnostics.append(
                    Diagnostic(
                        .suppressionMalformed, mistake.message, at: location,
                        helps: [mistake.help ?? "write it as `\(form)`"],
                        initiative: initiative))
            }
        }
        return (suppressions.reversed(), diagnostics.reversed())
    }

    private struct Mistake: Error {
        let message: String
        var help: String?
    }

    /// How many days a comment may hold from the day on which it is judged: a year, be it a leap year or not.
    static let mostDays = 366

    private static func parse(
        _ comment: String, inAdapted isAdapted: Bool, on day: Day
    ) -> Result<(rule: RuleCode, until: Day), Mistake> {
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
        guard rule.isSuppressible(inAdapted: isAdapted) else {
            return .failure(
                Mistake(
                    message: "the rule `\(code)` cannot be set aside by a comment",
                    help: "remove the comment, and mend the line"
                ))
        }
        guard let until = Day(String(words[3])) else {
            return .failure(
                Mistake(message: "`\(Printable.line(String(words[3])))` is no date; expected one such as `2026-12-31`"))
        }
        let last = Day(daysSinceEpoch: day.daysSinceEpoch + mostDays)
        guard until <= last else {
            return .failure(
                Mistake(
                    message: "the comment sets `\(code)` aside until \(until), for more than a year",
                    help: "name a day up to \(last)"))
        }
        return .success((code, until))
    }
}

extension Rule {
    /// Whether a comment in a plan, or the baseline, can set it aside: what a policy may turn off in that document, but for what
    /// looks after such exceptions. Whoever edits a plan can do no more than whoever owns the policy.
    package func isSuppressible(inAdapted isAdapted: Bool) -> Bool {
        guard ![.exceptionExpired, .suppressionUnused].contains(code) else { return false }
        return switch adjustability {
        case .everywhere: true
        case .inAdaptedDocuments: isAdapted
        case .never: false
        }
    }

    /// Whether the owners of the policy can waive it for an initiative: what can be suppressed, and what a gate asks for beside
    /// sign-offs.
    package func isWaivable(inAdapted isAdapted: Bool) -> Bool {
        isSuppressible(inAdapted: isAdapted) || [.criterionNotMet, .criterionUndecided].contains(code)
    }
}
