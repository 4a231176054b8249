package import PlanText

/// Somebody, or something, that can stand on a commit or sign.
package struct Person: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case person
        /// A program with an account of its own.
        case bot
        /// The service that holds the repository; it can vouch for a review.
        case forge
    }

    /// A role with the folders and the days that it is held for.
    package struct RoleEntry: Sendable {
        package let role: Placed<String>
        /// Folders of plans; none where it is held for all of them.
        package let folders: [Placed<String>]
        package let from: Placed<Day>?
        /// The last day on which it is held.
        package let until: Placed<Day>?
        package let standingInFor: Placed<String>?
        package let node: PlanNode

        /// Whether it is held on a day. Both ends count, in UTC.
        package func holds(on day: Day) -> Bool {
            (from.map { $0.value <= day } ?? true) && (until.map { day <= $0.value } ?? true)
        }

        /// Whether it is held for a folder of plans: for that one, for one above it, or for all.
        package func covers(_ folder: String) -> Bool {
            folders.isEmpty || folders.contains { People.contains($0.value, folder) }
        }

        /// Whether there is a day on which both are held.
        package func meets(_ other: RoleEntry) -> Bool {
            let starts = [from, other.from].compactMap { $0?.value }.max()
            let ends = [until, other.until].compactMap { $0?.value }.min()
            guard let starts, let ends else { return true }
            return starts <= ends
        }
    }

    /// An account on a forge.
    package struct Account: Sendable {
        package let forge: Placed<String>
        package let id: Placed<String>

        /// By what two accounts are the same one.
        package var key: String { forge.value.lowercased() + ":" + id.value }
    }

    package let id: String
    /// Where the person's entry begins.
    package let key: PlanNode
    package let name: String
    package let emails: [Placed<String>]
    package let kind: Kind
    package let roles: [RoleEntry]
    package let accounts: [Account]

    init(_ id: String, key: PlanNode, _ node: PlanNode) {
        self.id = id
        self.key = key
        name = node.text("name")?.value ?? id
        emails = (node["emails"]?.elements ?? []).compactMap { node in node.string.map { Placed($0, at: node) } }
        kind = node.word("kind", Kind.self)?.value ?? .person
        roles = (node["roles"]?.elements ?? []).compactMap(RoleEntry.init)
        accounts = (node["accounts"]?.elements ?? []).compactMap { node in
            guard let forge = node.text("forge"), let id = node.text("id") else { return nil }
            return Account(forge: forge, id: id)
        }
    }
}

extension Person.RoleEntry {
    init?(_ node: PlanNode) {
        guard let role = node.text("role") else { return nil }
        self.node = node
        self.role = role
        let scope = node["in"]
        let scopes = scope.map { $0.kind == .sequence ? $0.elements : [$0] } ?? []
        folders = scopes.filter { !$0.isNull }.compactMap { node in node.string.map { Placed($0, at: node) } }
        from = node.day("from")
        until = node.day("until")
        standingInFor = node.text("standing-in-for")
    }
}
