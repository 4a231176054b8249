package import Diagnostics
package import PlanModel
import PlanText

/// What the documents of one revision say about each other.
package struct SetRules: Sendable {
    private let policy: Policy

    package init(_ policy: Policy) {
        self.policy = policy
    }

    /// Ids that stand twice, each reported at every place but the first.
    ///
    /// `others` are initiatives that were not read: id (the file's stem) and path.
    package func diagnostics(of documents: [PlanDocument], others: [(id: String, path: String)] = []) -> [Diagnostic] {
        var first: [String: Location] = [:]
        for other in others where first[other.id] == nil { first[other.id] = Location(path: other.path) }
        var result: [Diagnostic] = []
        for document in documents {
            guard let id = document.initiative?.id else { continue }
            let location = document.location("id")
            guard let earlier = first[id] else {
                first[id] = location
                continue
            }
            result.append(
                Diagnostic(
                    .idStandsTwice, "two initiatives have the id `\(Printable.line(id))`", at: location,
                    secondary: [Label(earlier, "the other one")],
                    helps: ["give the newer one an id that was never used"], initiative: id))
        }
        return result
    }

    /// The ids that an initiative says it depends on.
    package static func dependencies(of document: PlanDocument) -> [String] {
        items(of: document).compactMap { $0["on"]?.string }
    }

    /// The ids of other initiatives that an initiative names: what it depends on, and what takes its value over.
    package static func references(of document: PlanDocument) -> [String] {
        let disposition = document.text.tree?.root["value-disposition"]?.string
        return dependencies(of: document)
            + [disposition].compactMap { $0 }.filter { TextPattern.initiativeID.matches($0) }
    }

    private static func items(of document: PlanDocument) -> [PlanNode] {
        document.text.tree?.root["dependencies"]?.elements ?? []
    }

    /// Dependencies on initiatives that do not exist. `known` are the ids of the initiatives that exist, as far as they are named here.
    package func dependencies(of documents: [PlanDocument], known: Set<String>) -> [Diagnostic] {
        var result: [Diagnostic] = []
        for document in documents where document.entry.kind == .initiative && !document.entry.isAdapted {
            for item in Self.items(of: document) {
                guard let on = item["on"], let id = on.string else { continue }
                if let own = document.initiative?.id, own == id {
                    result.append(
                        Diagnostic(
                            .unknownDependency,
                            "`\(Printable.line(id))` depends on itself; expected another initiative",
                            at: on.location, initiative: own))
                    continue
                }
                guard !known.contains(id) else { continue }
                let nearest = Suggestion.nearest(to: id, among: known.sorted())
                result.append(
                    Diagnostic(
                        .unknownDependency, "there is no initiative `\(Printable.line(id))`", at: on.location,
                        helps: nearest.map { ["did you mean `\($0)`?"] } ?? [], initiative: document.initiative?.id))
            }
        }
        return result
    }
}
