import Attestation
import Diagnostics
import Governance
import PlanModel

/// An audit for machines, in a versioned envelope.
struct JSONAuditReport {
    let report: AuditReport

    private var outcome: AuditOutcome { report.outcome }

    var json: String {
        var members = envelope
        members["landings"] = .array(outcome.landings.map(landing))
        members["findings"] = .array(outcome.allFindings.map(JSONCheckReport.finding))
        return JSONValue.object(members).text(pretty: true) + "\n"
    }

    var jsonLines: String {
        let rows = outcome.landings.map(landing) + outcome.allFindings.map(JSONCheckReport.finding)
        return ([JSONValue.object(envelope)] + rows).map { $0.text(pretty: false) + "\n" }.joined()
    }

    private var envelope: [String: JSONValue] {
        let counts = outcome.counts
        let signatures = report.commitSignatures
        return [
            "format": .string("tollgate.audit/1"),
            "tollgate": .string(report.toolVersion),
            "branch": .string(outcome.branch),
            "revision": .string(outcome.tip),
            "verdict": .string(report.verdict.rawValue),
            "trustRoot": outcome.trustRoot.map { root in
                .object([
                    "commit": .string(root.commit), "recorded": .string(root.recorded.description),
                    "pinned": .bool(root.isPinned),
                ])
            } ?? .null,
            "grandfathered": .array(
                outcome.grandfathered.map { item in
                    .object([
                        "initiative": .string(item.initiative), "path": .string(item.path),
                        "stage": .optional(item.stage),
                    ])
                }),
            "examined": .object([
                "landings": .int(outcome.landings.count), "judged": .int(outcome.landings.count(where: \.isJudged)),
                "commits": .int(counts.commits), "documents": .int(counts.documents),
                "initiatives": .int(counts.initiatives), "steps": .int(outcome.steps.count),
                "criteria": .int(counts.criteria), "signOffs": .int(counts.signOffs),
                "counted": .int(report.given.count),
            ]),
            "commitSignatures": .object([
                "valid": .int(signatures.valid), "invalid": .int(signatures.invalid),
                "unsigned": .int(signatures.unsigned),
            ]),
            "totals": .object([
                "error": .int(report.count(of: .error)), "warning": .int(report.count(of: .warning)),
                "info": .int(report.count(of: .info)), "suppressed": .int(outcome.excepted.suppressed),
                "waived": .int(outcome.excepted.waived), "baseline": .int(outcome.excepted.inBaseline),
            ]),
            "objectsVerified": .bool(true),
            "undecided": .strings(outcome.undecided),
        ]
    }

    private func landing(_ landing: AuditedLanding) -> JSONValue {
        .object([
            "type": .string("landing"),
            "commit": .string(landing.commit),
            "recorded": .string(landing.recorded.description),
            "judged": .bool(landing.isJudged),
            "policyVersion": landing.policyVersion.map { .int($0) } ?? .null,
            "trustFiles": .strings(landing.trustFiles),
            "steps": .array(landing.steps.map { step($0, landing) }),
            "commits": .array(landing.commits.map(commit)),
        ])
    }

    private func step(_ step: AuditedLanding.Step, _ landing: AuditedLanding) -> JSONValue {
        .object([
            "initiative": .string(step.initiative), "step": .string(step.step),
            "verdict": .string(step.passes ? "pass" : "violation"),
            "requirements": .array((step.signOffs?.requirements ?? []).map { requirement($0, landing) }),
            "submissions": .array((step.signOffs?.submissions ?? []).map(signOff)),
            "signOffs": .array((step.signOffs?.all ?? []).map(signOff)),
            "breakGlass": .strings((step.signOffs?.breakGlass ?? []).map(\.person)),
        ])
    }

    private func requirement(_ requirement: StepSignOffs.Requirement, _ landing: AuditedLanding) -> JSONValue {
        .object([
            "gate": .string(requirement.gate), "role": .string(requirement.role), "count": .int(requirement.count),
            "independent": .bool(requirement.isIndependent), "met": .bool(requirement.isMet),
            "text": .string(requirement.text),
            "given": .array(
                requirement.given.map { signature in
                    .object([
                        "person": .string(signature.person),
                        "statement": .string(signature.signOff.statement.digest.description),
                        "ageInDays": .int(signature.age(at: landing.recorded.seconds)),
                    ])
                }),
            "refused": .array(
                requirement.refused.map { refusal in
                    .object([
                        "by": .string(refusal.signOff.statement.by), "reason": .string(refusal.text),
                        "statement": .string(refusal.signOff.statement.digest.description),
                    ])
                }),
        ])
    }

    private func signOff(_ signOff: JudgedSignOff) -> JSONValue {
        let statement = signOff.statement
        return .object([
            "statement": .string(statement.digest.description), "by": .string(statement.by),
            "person": .optional(signOff.person?.id), "role": .optional(statement.role),
            "decision": .string(statement.decision.rawValue), "gate": .string(statement.gate),
            "at": .string(statement.at.description), "assurance": .string(signOff.assurance.rawValue),
            "valid": .bool(signOff.isValid), "faults": .strings(signOff.faults.map(\.text)),
            "carriers": .strings(
                signOff.found.carriers.map { carrier in
                    switch carrier {
                    case .commit(let id): "commit:\(id)"
                    case .record(let path): path
                    }
                }),
        ])
    }

    private func commit(_ commit: AuditedLanding.Commit) -> JSONValue {
        .object([
            "id": .string(commit.id), "author": .string(commit.author), "committer": .string(commit.committer),
            "signed": .bool(commit.isSigned), "signer": .optional(commit.signer),
            "signature": .string(commit.signature),
        ])
    }
}
