import Diagnostics
import PlanModel
import PlanText

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

    private let policy: Policy
    /// The day in UTC on which comments and waivers hold or not. For a proposal it is never before today, whatever date its author
    /// gave the commits.
    private let day: Day
    /// Whether every document is judged by every rule, so that a comment without a finding is unused.
    private let judgesEverything: Bool
    /// Documents that are judged by themselves; of others the comments are only looked up.
    private let judged: Set<String>
    private var suppressions: [Target: [Int]] = [:]
    private var all: [(suppression: Suppression, isUsed: Bool)] = []
    private var waivers: Set<Waived> = []
    private var baseline: [[String]: Int]
    private var own: [Diagnostic] = []
    private(set) var excepted = Excepted()

    init(_ policy: Policy, _ proposal: Proposal) {
        self.policy = policy
        day = proposal.roleDay
        judgesEverything = proposal.judgesEverything
        judged = Set(proposal.documents.map(\.path))
        baseline = proposal.baseline?.counts ?? [:]
        // A landing that changes a ledger alone judges the figures of its plan too.
        let beside = proposal.initiatives.map(\.document).filter { !judged.contains($0.path) }
        for document in proposal.documents + beside {
            let read = Suppression.read(document, on: day)
            if judged.contains(document.path) { own += read.diagnostics }
            add(read.suppressions, document.path)
        }
        if proposal.deployments != nil, proposal.judgesEverything { addPolicy() }
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
        if proposal.judgesBaseline {
            own += Baseline.growth(from: proposal.formerBaseline, to: proposal.landingBaseline)
            own += proposal.landingBaseline?.diagnostics ?? []
        }
    }

    private mutating func add(_ found: [Suppression], _ path: String) {
        for suppression in found {
            let target = Target(path: path, line: suppression.target, rule: suppression.rule)
            suppressions[target, default: []].append(all.count)
            all.append((suppression, false))
        }
    }

    /// The comments of the policy in force, where deployments are judged: what is found in a service stands at its entry there.
    /// None is called unused, since the next clone may not have that service's repository.
    private mutating func addPolicy() {
        guard let tree = PlanText.read(policy.source, layout: .yaml).tree else { return }
        let read = Suppression.read(tree, path: policy.source.path, on: day)
        own += read.diagnostics
        add(read.suppressions, policy.source.path)
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
                let isJudged = judged.contains(suppression.location.path)
                if suppression.until < day {
                    guard isJudged || isUsed else { return nil }
                    return Diagnostic(
                        .exceptionExpired, "the comment set `\(suppression.rule)` aside until \(suppression.until)",
                        at: suppression.location, helps: ["mend the line below it, and remove the comment"])
                }
                guard !isUsed, isJudged, judgesEverything else { return nil }
                return Diagnostic(
                    .suppressionUnused,
                    "the comment sets `\(suppression.rule)` aside, and the line below it has no such finding",
                    at: suppression.location, helps: ["remove the comment"])
            }
    }

    private mutating func isSuppressed(_ diagnostic: Diagnostic) -> Bool {
        let location = diagnostic.primary.location
        // One that stands for others, which are not listed, would set all of them aside.
        guard !diagnostic.preventsReading, diagnostic.omitted == 0, isSuppressible(diagnostic),
            let line = location.range?.start.line,
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

    private func isSuppressible(_ diagnostic: Diagnostic) -> Bool {
        RuleCatalogue.rule(diagnostic.code)?.isSuppressible(inAdapted: policy.isAdapted(diagnostic)) ?? false
    }

    private mutating func isWaived(_ diagnostic: Diagnostic) -> Bool {
        guard !diagnostic.preventsReading, let initiative = diagnostic.initiative,
            waivers.contains(Waived(rule: diagnostic.code, initiative: initiative)),
            RuleCatalogue.rule(diagnostic.code)?.isWaivable(inAdapted: policy.isAdapted(diagnostic)) ?? false
        else { return false }
        // What is not listed is about the same rule in the same file.
        excepted.waived += 1 + diagnostic.omitted
        return true
    }

    private mutating func isInBaseline(_ diagnostic: Diagnostic) -> Bool {
        guard !baseline.isEmpty, let key = Baseline.key(of: diagnostic, policy), let count = baseline[key], count > 0
        else {
            return false
        }
        baseline[key] = count - 1
        excepted.inBaseline += 1
        return true
    }
}

extension Policy {
    /// Whether a finding is about a document that was not written for Tollgate.
    func isAdapted(_ diagnostic: Diagnostic) -> Bool {
        entry(for: Array(diagnostic.primary.location.path.utf8))?.isAdapted ?? false
    }
}
