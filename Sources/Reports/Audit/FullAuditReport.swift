import Attestation
import Diagnostics
import Governance
import PlanModel

/// An audit for people: where trust begins, what changed it, every step with who agreed, and what is wrong.
struct FullAuditReport {
    let report: AuditReport
    let style: Style

    private var outcome: AuditOutcome { report.outcome }

    var text: String {
        var blocks = [root]
        if !outcome.grandfathered.isEmpty { blocks.append(grandfathered) }
        if !trust.isEmpty { blocks.append([style.apply(.emphasis, "Policy, people and keys")] + trust) }
        blocks.append([style.apply(.emphasis, "Steps")] + (steps.isEmpty ? ["  none has landed"] : steps))
        blocks.append([style.apply(.emphasis, "Commits")] + commits)
        let shown = outcome.allFindings.filter(Self.isShown)
        if !shown.isEmpty {
            blocks.append(
                [style.apply(.emphasis, "Findings")]
                    + shown.flatMap { ["", FindingFrame(finding: $0, style: style).text] + place($0) })
        }
        blocks.append(summary)
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    var concise: String {
        let findings = outcome.allFindings.map { finding in
            let place = Place.text(finding.diagnostic.primary.location)
            let commit = finding.diagnostic.commit.map { "\($0.prefix(7)): " } ?? ""
            return Printable.line(
                "\(commit)\(place): \(finding.severity.word)[\(finding.code)] \(finding.diagnostic.message)")
        }
        return (findings + [verdict]).joined(separator: "\n") + "\n"
    }

    /// Warnings about content were there for the authors when it landed; an audit tells of gates, sign-offs, trust and history.
    private static func isShown(_ finding: Finding) -> Bool {
        finding.severity == .error || ["GAT", "SGN", "TRU", "HIS"].contains(finding.code.family)
    }

    private func place(_ finding: Finding) -> [String] {
        finding.diagnostic.commit.map { ["   = landing: \($0.prefix(7))"] } ?? []
    }

    // MARK: - Where trust begins

    private var root: [String] {
        guard let root = outcome.trustRoot else {
            return [style.apply(.error, "no trust root") + ": no landing has a policy"]
        }
        let trusted = root.isPinned ? "named by `--trust-root`" : "trusted on first use: nobody has named it"
        return [
            style.apply(.emphasis, "Trust root"),
            "  \(root.commit.prefix(7))  \(root.recorded)  brings the first policy; \(trusted)",
        ]
    }

    private var grandfathered: [String] {
        [style.apply(.emphasis, "Grandfathered") + ": taken as they were, with the first policy"]
            + outcome.grandfathered.map {
                "  \(Printable.line($0.initiative))  \($0.stage.map { "`\(Printable.line($0))`" } ?? "no stage")  \(Printable.line($0.path))"
            }
    }

    private var trust: [String] {
        outcome.landings.filter { !$0.trustFiles.isEmpty }.map { landing in
            let names = landing.trustFiles.map(Printable.line).joined(separator: ", ")
            let version = landing.policyVersion.map { ", judged by version \($0) of the policy" } ?? ""
            return "  \(landing.commit.prefix(7))  \(landing.recorded)  \(names)\(landing.isJudged ? version : "")"
        }
    }

    // MARK: - Steps

    private var steps: [String] {
        outcome.landings.flatMap { landing in landing.steps.flatMap { step($0, landing) } }
    }

    private func step(_ step: AuditedLanding.Step, _ landing: AuditedLanding) -> [String] {
        let word = step.passes ? style.apply(.help, "pass") : style.apply(.error, "violation")
        let name =
            step.initiative == NotJudged.noInitiative ? "" : "\(Printable.line(step.initiative))  "
        var lines = [
            "  \(landing.commit.prefix(7))  \(landing.recorded)  \(name)\(Printable.line(step.step)): \(word)"
        ]
        for requirement in step.signOffs?.requirements ?? [] {
            for signature in requirement.given {
                let signOff = signature.signOff
                let age = signature.age(at: landing.recorded.seconds)
                lines.append(
                    "           \(signature.person) as `\(Printable.line(requirement.role))`, \(signOff.assurance.rawValue), "
                        + "signed \(signOff.statement.at)\(age > 0 ? ", \(age) day\(age == 1 ? "" : "s") before" : ""), in \(signOff.found.carriers[0].name)"
                )
            }
            if !requirement.isMet {
                lines.append("           " + style.apply(.error, "missing") + ": \(Printable.line(requirement.text))")
            }
        }
        for submission in step.signOffs?.submissions ?? [] {
            lines.append(
                "           \(Printable.line(submission.statement.by)) answers for the content, signed \(submission.statement.at)"
            )
        }
        for signature in step.signOffs?.breakGlass ?? [] {
            lines.append("           " + style.apply(.warning, "break-glass") + " by \(signature.person)")
        }
        return lines
    }

    // MARK: - Commits

    private var commits: [String] {
        let counts = report.commitSignatures
        let total = counts.valid + counts.invalid + counts.unsigned
        var lines = [
            "  \(CheckSummary.count(total, "commit")): \(counts.valid) signed by people who are known, \(counts.invalid) with another signature, \(counts.unsigned) unsigned; a commit's signature never approves"
        ]
        for commit in outcome.landings.flatMap(\.commits) where commit.isSigned && commit.signer == nil {
            lines.append("  \(commit.id.prefix(7))  the signature \(Printable.line(commit.signature))")
        }
        return lines
    }

    // MARK: - Summary

    private var summary: [String] {
        let counts = outcome.counts
        let judged = outcome.landings.count(where: \.isJudged)
        var lines: [String] = []
        for reason in outcome.undecided {
            lines.append(style.apply(.warning, "cannot decide") + ": \(Printable.line(reason))")
        }
        lines.append(
            "\(outcome.branch) (\(outcome.tip.prefix(7))): \(CheckSummary.count(outcome.landings.count, "landing")), \(judged) of them judged, \(CheckSummary.count(counts.commits, "commit")), \(CheckSummary.count(outcome.steps.count, "step")), \(CheckSummary.count(report.given.count, "sign-off")) counted; objects verified"
        )
        lines.append(verdict)
        return lines
    }

    private var verdict: String {
        var parts: [String] = []
        let (errors, warnings) = (report.count(of: .error), report.count(of: .warning))
        if errors > 0 { parts.append(CheckSummary.count(errors, "error")) }
        if warnings > 0 { parts.append(CheckSummary.count(warnings, "warning")) }
        let hidden = outcome.allFindings.count { !Self.isShown($0) }
        if hidden > 0 { parts.append("\(hidden) about content only in the other formats") }
        return VerdictLine(verdict: report.verdict, parts: parts, excepted: outcome.excepted, style: style).text
    }
}
