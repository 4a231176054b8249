import PlanText

/// Another repository that a policy names: a service whose deployments are looked up there.
package struct NamedRepository: Sendable {
    /// What the policy calls it, where that stands.
    package let name: Placed<String>
    /// Its path or address.
    package let place: String

    /// Those of a policy, by their names.
    static func all(_ node: PlanNode?) -> [NamedRepository] {
        (node?.pairs ?? []).compactMap { key, value in
            guard let name = key.string, let place = value.string else { return nil }
            return NamedRepository(name: Placed(name, at: key), place: place)
        }.sorted { $0.name.value < $1.name.value }
    }
}
