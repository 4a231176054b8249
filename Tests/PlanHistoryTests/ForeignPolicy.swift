import Diagnostics
import PlanModel

/// Policies that the histories of these tests are read by.
enum SamplePolicy {
    /// A repository that was not made for Tollgate, in the manner of Kubernetes enhancement proposals.
    static let foreign = """
        schema: tollgate/policy/v1
        documents:
          - kind: initiative
            match: "keps/**/kep.yaml"
            exclude: ["keps/template/**", "keps/**/archive/kep.yaml"]
            fields: {id: kep-number, title: title, stage: status, owner: "authors[0]"}
          - kind: initiative
            match: "notes/*.md"
            fields: {id: kep-number, title: title, stage: status, owner: "authors[0]"}
        stages: [provisional, implementable, implemented]
        ends: [deferred, rejected, withdrawn, replaced]

        """

    /// Plans as Tollgate lays them out itself.
    static let own = """
        schema: tollgate/policy/v1
        version: 1
        stages: [defined, identified, detailed, decided, implemented, closed]

        """

    static func read(_ text: String) -> Policy {
        let reading = Policy.read(SourceText(path: "policy.yaml", bytes: Array(text.utf8)), toolVersion: "0.1")
        guard let policy = reading.policy else {
            preconditionFailure("no policy: \(reading.diagnostics.map(\.message))")
        }
        return policy
    }
}
