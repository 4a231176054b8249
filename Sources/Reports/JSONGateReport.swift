import Diagnostics
import Governance
import PlanModel

/// A checklist for machines, in a versioned envelope.
struct JSONGateReport {
    let report: GateReport

    var json: String {
        var members = envelope
        members["items"] = .array(items)
        members["findings"] = .array(report.findings.map(JSONCheckReport.finding))
        return JSONValue.object(members).text(pretty: true) + "\n"
    }

    var jsonLines: String {
        ([JSONValue.object(envelope)] + items + report.findings.map(JSONCheckReport.finding))
            .map { $0.text(pretty: false) + "\n" }.joined()
    }

    private var envelope: [String: JSONValue] {
        let subject = report.subject
        let checklist = report.checklist
        return [
            "format": .string("tollgate.gate/1"),
            "tollgate": .string(report.toolVersion),
            "initiative": .string(subject.name),
            "title": .optional(subject.title),
            "path": .string(subject.location.path),
            "stage": .optional(subject.stage),
            "state": .string(subject.state),
            "revision": .string(subject.revision),
            "policy": .string(subject.policy),
            "asOf": .string(subject.asOf.description),
            "step": .optional(checklist?.step.name),
            "gates": .array(
                (checklist?.sections ?? []).map { section in
                    .object([
                        "name": .string(section.gate.name), "title": .optional(section.gate.title),
                        "assurance": .string(section.gate.assurance.rawValue),
                        "locks": .strings(section.gate.lockNames),
                        "location": JSONCheckReport.location(Label(section.gate.location)),
                    ])
                }),
            "needsReason": .bool(checklist?.needsReason ?? false),
            "verdict": .string(report.verdict.rawValue),
            "outcome": .string(report.outcome),
            "possibleSteps": .strings(report.possible),
            "remarks": .strings(report.remarks),
        ]
    }

    private var items: [JSONValue] {
        guard let checklist = report.checklist else { return [] }
        var items = checklist.obstacles.map { obstacle in
            JSONValue.object([
                "type": .string("obstacle"), "verdict": .string("fails"), "text": .string(obstacle.text),
                "helps": .strings([obstacle.help]),
            ])
        }
        for section in checklist.sections {
            items += section.results.map { criterion($0, section.gate) }
            items += section.waived.map { waived in
                .object([
                    "type": .string("criterion"), "gate": .string(section.gate.name), "name": .string(waived.name),
                    "need": .string(waived.need), "verdict": .string("waived"),
                ])
            }
            items += section.waivedByPolicy.map { waived in
                .object([
                    "type": .string("criterion"), "gate": .string(section.gate.name),
                    "name": .string(waived.criterion.name), "need": .string(waived.criterion.need),
                    "verdict": .string("waived"), "text": .string(waived.reason),
                    "until": .string(waived.waiver.until.value.description),
                    "because": .string(waived.waiver.because),
                    "location": JSONCheckReport.location(Label(waived.waiver.until.location)),
                ])
            }
            items += GateSignOffs(report: report).rows(section).map { signOff($0, section.gate) }
        }
        let signOffs = GateSignOffs(report: report)
        items += signOffs.rowsWithoutGate.map { signOff($0, nil) }
        if let submission = signOffs.submission { items.append(signOff(submission, nil)) }
        return items
    }

    private func criterion(_ result: CriterionResult, _ gate: Gate) -> JSONValue {
        .object([
            "type": .string("criterion"), "gate": .string(gate.name), "name": .string(result.criterion.name),
            "need": .string(result.criterion.need), "verdict": .string(result.verdict.rawValue),
            "found": .strings(result.found), "related": .array(result.labels.map(JSONCheckReport.location)),
            "helps": .strings(result.helps), "readsLedger": .bool(result.criterion.readsLedger),
            "location": JSONCheckReport.location(Label(result.criterion.location)),
        ])
    }

    private func signOff(_ row: GateSignOffs.Row, _ gate: Gate?) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": .string(row.kind), "gate": .string(row.gate), "verdict": .string(row.verdict.rawValue),
            "text": .string(row.text), "given": .array(row.signatures.map(signature)),
            "refused": .array(row.refusals.map(refusal)),
            "location": row.location.map { JSONCheckReport.location(Label($0)) } ?? .null,
        ]
        if let asked = row.asked, let gate {
            let signOff = asked.signOff
            members["role"] = .string(signOff.role)
            members["count"] = .int(signOff.count)
            members["independent"] = .bool(signOff.isIndependent)
            members["assurance"] = .string(gate.assurance.rawValue)
            members["when"] = .strings(signOff.when.map(\.text))
            members["applies"] = asked.applies.map { .bool($0) } ?? .null
            if let answer = report.signers?.answer(signOff) {
                members["named"] = .optional(answer.named)
                members["maySign"] = .array(
                    answer.signers.map {
                        .object(["person": .string($0.id), "standingInFor": .optional($0.standingInFor)])
                    })
            }
        }
        return .object(members)
    }

    private func signature(_ signature: StepSignOffs.Signature) -> JSONValue {
        .object([
            "person": .string(signature.person), "assurance": .string(signature.signOff.assurance.rawValue),
            "carriers": .strings(signature.signOff.found.carriers.map(\.location.path)),
        ])
    }

    private func refusal(_ refusal: StepSignOffs.Refusal) -> JSONValue {
        .object([
            "by": .string(GateSignOffs.claimant(refusal.signOff)), "reason": .string(refusal.reason.word),
            "stale": .bool(refusal.signOff.isStale), "text": .string(refusal.text),
            "faults": .strings(refusal.signOff.faults.map(\.kind.rawValue)),
            "carriers": .strings(refusal.signOff.found.carriers.map(\.location.path)),
        ])
    }
}
