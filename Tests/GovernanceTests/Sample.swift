import Diagnostics
import PlanModel
import PlanText

@testable import Governance

/// Small documents, files and policies for tests.
enum Sample {
    static let toolVersion = "0.1"
    static let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]
    static let base = "main (9ab31f0)"
    static let asOf = RuleExample.asOf

    /// A policy from its text; a text that is none stops the test.
    static func policy(_ text: String = RuleExample.policy) -> Policy {
        let reading = Policy.read(source(RuleExample.policyPath, text), toolVersion: toolVersion)
        guard let policy = reading.policy else {
            preconditionFailure("no policy: \(reading.diagnostics.map(\.message))")
        }
        return policy
    }

    /// The usual stages with more fields below them.
    static func policy(adding text: String) -> Policy { policy(RuleExample.policy + text + "\n") }

    static func source(_ path: String, _ text: String) -> SourceText { SourceText(path: path, bytes: Array(text.utf8)) }

    /// A document as the policy has it read.
    static func document(_ path: String, _ text: String, _ policy: Policy = policy()) -> PlanDocument {
        document(path, Array(text.utf8), policy)
    }

    static func document(_ path: String, _ bytes: [UInt8], _ policy: Policy = policy()) -> PlanDocument {
        guard let entry = policy.entry(for: Array(path.utf8)) else { preconditionFailure("no entry matches \(path)") }
        return PlanDocument.read(SourceText(path: path, bytes: bytes), entry: entry)
    }

    static func file(_ path: String, _ kind: ListedFile.Kind = .regular) -> ListedFile {
        ListedFile(rawPath: Array(path.utf8), path: Printable.path(path.utf8), kind: kind)
    }

    /// An initiative in `plans/service-desk/<id>.yaml`, or at another path.
    static func initiative(
        _ id: String = "SD-104", stage: String = "defined", state: String? = nil, because: String? = nil,
        path: String? = nil, policy: Policy = policy()
    ) -> PlanDocument {
        var text = """
            schema: tollgate/initiative/v1
            id: \(id)
            title: Move password resets to self-service
            stage: \(stage)

            """
        if let state { text += "state: \(state)\n" }
        if let because { text += "because: \(because)\n" }
        return document(path ?? "plans/service-desk/\(id).yaml", text, policy)
    }

    /// What a landing of these documents gives.
    static func land(
        _ before: [PlanDocument], _ after: [PlanDocument], formerIDs: Set<String> = [], policy: Policy = policy()
    ) -> LandingRules.Judgement {
        LandingRules(policy, asOf: asOf, others: [:]).judge(
            LandingRules.Case(
                before: before.map { InitiativeState($0) }, after: after.map { InitiativeState($0) }, base: base,
                formerIDs: formerIDs))
    }
}

extension [Diagnostic] {
    var codes: [RuleCode] { map(\.code) }
}
