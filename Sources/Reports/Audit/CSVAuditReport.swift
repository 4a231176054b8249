import Attestation
import Diagnostics
import Governance
import PlanModel

/// The population of an audit as CSV: one line for each landing, step, sign-off, commit and finding.
struct CSVAuditReport {
    let report: AuditReport

    private static let columns = [
        "kind", "landing", "recorded", "initiative", "step", "verdict", "person", "role", "assurance", "signed",
        "source", "detail",
    ]

    /// One line, by the names of its columns.
    private struct Row {
        var values: [String: String] = [:]

        init(_ kind: String, _ values: [String: String]) {
            self.values = values
            self.values["kind"] = kind
        }

        var line: String { CSVText.line(CSVAuditReport.columns.map { values[$0] ?? "" }) }
    }

    var text: String {
        let outcome = report.outcome
        var rows = outcome.grandfathered.map {
            Row("grandfathered", ["initiative": $0.initiative, "source": $0.path, "detail": $0.stage ?? ""])
        }
        for landing in outcome.landings {
            let place = ["landing": landing.commit, "recorded": landing.recorded.description]
            rows.append(
                Row(
                    "landing",
                    place.merging([
                        "verdict": landing.isJudged
                            ? landing.findings.contains { $0.severity == .error } ? "violation" : "pass" : "not judged",
                        "detail": landing.policyVersion.map { "policy version \($0)" } ?? "",
                    ]) { $1 }))
            rows += landing.trustFiles.map { Row("trust", place.merging(["source": $0]) { $1 }) }
            for step in landing.steps { rows += self.rows(step, place) }
            rows += landing.commits.map { commit in
                Row(
                    "commit",
                    place.merging([
                        "person": commit.signer ?? "", "source": commit.id,
                        "verdict": commit.isSigned ? commit.signer == nil ? "not valid" : "valid" : "unsigned",
                        "detail": commit.signature,
                    ]) { $1 })
            }
        }
        rows += outcome.allFindings.map { finding in
            Row(
                "finding",
                [
                    "landing": finding.diagnostic.commit ?? "", "initiative": finding.diagnostic.initiative ?? "",
                    "verdict": finding.severity.word, "source": Place.text(finding.diagnostic.primary.location),
                    "detail": "\(finding.code) \(Printable.line(finding.diagnostic.message))",
                ])
        }
        return ([CSVText.line(Self.columns)] + rows.map(\.line)).joined(separator: "\n") + "\n"
    }

    private func rows(_ step: AuditedLanding.Step, _ place: [String: String]) -> [Row] {
        // The policy and the people are no initiative, and the cell stays empty.
        let initiative = step.initiative == NotJudged.noInitiative ? "" : step.initiative
        let about = place.merging(["initiative": initiative, "step": step.step]) { $1 }
        var rows = [Row("step", about.merging(["verdict": step.passes ? "pass" : "violation"]) { $1 })]
        let counted = Set(
            (step.signOffs?.requirements ?? []).flatMap(\.given).map { $0.signOff.statement.digest.description }
                + (step.signOffs?.submissions ?? []).map { $0.statement.digest.description })
        for signOff in step.signOffs?.all ?? [] {
            let isCounted = counted.contains(signOff.statement.digest.description)
            rows.append(
                Row(
                    "sign-off",
                    about.merging([
                        "verdict": isCounted ? "counted" : signOff.isValid ? "not needed" : "refused",
                        "person": signOff.person?.id ?? "", "role": signOff.statement.role ?? "",
                        "assurance": signOff.assurance.rawValue, "signed": signOff.statement.at.description,
                        "source": signOff.found.carriers[0].location.path,
                        "detail": signOff.isValid ? signOff.statement.decision.rawValue : signOff.reason,
                    ]) { $1 }))
        }
        return rows
    }
}
