import Diagnostics
import PlanModel

/// How many findings were set aside, and by what.
package struct Excepted: Hashable, Sendable {
    /// By comments in plans.
    package var suppressed = 0
    /// By the policy.
    package var waived = 0
    /// Because they were there when Tollgate was adopted.
    package var inBaseline = 0

    package init() {}

    package static func += (left: inout Excepted, right: Excepted) {
        left.suppressed += right.suppressed
        left.waived += right.waived
        left.inBaseline += right.inBaseline
    }

    package var isNothing: Bool { suppressed == 0 && waived == 0 && inBaseline == 0 }
}

/// Sets findings aside that comments, waivers or the baseline name, each of them counted, and looks after those themselves.
struct Exceptions {
    private struct Target: Hashable {
        let path: String
        let line: Int
        let rule: RuleCode
    }

    private struct Waived: Hashable {
        let rule: RuleCode
        let initiative: String
    }

    private let day: Day
    private var suppressions: [Target: [Int]] = [:]
    private var all: [(suppression: Suppression, isUsed: Bool)] = []
    private var waivers: Set<Waived> = []
    private var baseline: [[String]: Int]
    private var own: [Diagnostic] = []
    private(set) var excepted = Excepted()

    init(_ policy: Policy, _ proposal: Proposal) {
        day = proposal.asOf
        baseline = proposal.baseline?.counts ?? [:]
        for document in proposal.documents {
            let read = Suppression.read(document)
            own += read.diagnostics
            for suppression in read.suppressions {
                let target = Target(path: document.path, line: suppression.target, rule: suppression.rule)
                suppressions[target, default: []].append(all.count)
                all.append((suppression, false))
            }
        }
        for waiver in policy.waivers {
            if day <= waiver.until.value {
                waivers.insert(Waived(rule: RuleCode(waiver.rule.value), initiative: waiver.initiative.value))
            } else if proposal.judgesEverything {
                own.append(
                    Diagnostic(
                        .exceptionExpired,
                        "the waiver of `\(Printable.line(waiver.rule.value))` for `\(Printable.line(waiver.initiative.value))` ended on \(waiver.until.value)",
                        at: waiver.until.location,
                        helps: [
                            "mend what it was for, and take the waiver out of the policy with the next change of it"
                        ]))
            }
        }
        if proposal.judgesBaseline { own += proposal.landingBaseline?.diagnostics ?? [] }
    }

    /// What is left of some findings, with those about the exceptions themselves.
    mutating func apply(to diagnostics: [Diagnostic]) -> [Diagnostic] {
        var kept: [Diagnostic] = []
        for diagnostic in diagnostics
        where !isSuppressed(diagnostic) && !isWaived(diagnostic) && !isInBaseline(diagnostic) {
            kept.append(diagnostic)
        }
        return kept + own
            + all.compactMap { suppression, isUsed in
                if suppression.until < day {
                    return Diagnostic(
                        .exceptionExpired, "the comment set `\(suppression.rule)` aside until \(suppression.until)",
                        at: suppression.location, helps: ["mend the line below it, and remove the comment"])
                }
                guard !isUsed else { return nil }
                return Diagnostic(
                    .suppressionUnused,
                    "the comment sets `\(suppression.rule)` aside, and the line below it has no such finding",
                    at: suppression.location, helps: ["remove the comment"])
            }
    }

    private mutating func isSuppressed(_ diagnostic: Diagnostic) -> Bool {
        let location = diagnostic.primary.location
        guard !diagnostic.preventsReading, let line = location.range?.start.line,
            let indices = suppressions[Target(path: location.path, line: line, rule: diagnostic.code)]
        else { return false }
        var isSetAside = false
        for index in indices {
            all[index].isUsed = true
            if day <= all[index].suppression.until { isSetAside = true }
        }
        if isSetAside { excepted.suppressed += 1 }
        return isSetAside
    }

    private mutating func isWaived(_ diagnostic: Diagnostic) -> Bool {
        guard !diagnostic.preventsReading, let initiative = diagnostic.initiative,
            waivers.contains(Waived(rule: diagnostic.code, initiative: initiative)),
            RuleCatalogue.rule(diagnostic.code)?.isWaivable ?? false
        else { return false }
        excepted.waived += 1
        return true
    }

    private mutating func isInBaseline(_ diagnostic: Diagnostic) -> Bool {
        guard !baseline.isEmpty, let key = Baseline.key(of: diagnostic), let count = baseline[key], count > 0 else {
            return false
        }
        baseline[key] = count - 1
        excepted.inBaseline += 1
        return true
    }
}
