import Attestation
import Diagnostics
package import PlanModel
import PlanText

/// What people, keys and waivers allow and probably do not mean, on one day.
package struct TrustLint: Sendable {
    /// In the order of their files and places.
    package let smells: [PolicyLint.Smell]

    /// `initiatives` are the ids that there are; nothing where they are not known.
    package init(_ policy: Policy, trust: TrustSet, initiatives: Set<String>? = nil, on day: Day) {
        var nose = TrustNose(policy: policy, trust: trust, day: day)
        nose.waivers(initiatives)
        nose.breakGlass()
        nose.independence()
        nose.people()
        nose.keys()
        nose.forges()
        smells = nose.smells.sorted { left, right in
            let zero = TextPosition(line: 0, column: 0)
            let (a, b) = (left.location.range?.start ?? zero, right.location.range?.start ?? zero)
            if left.location.path != right.location.path { return left.location.path < right.location.path }
            return a != b ? a < b : (left.name, left.message) < (right.name, right.message)
        }
    }
}

private struct TrustNose {
    let policy: Policy
    let trust: TrustSet
    let day: Day
    var smells: [PolicyLint.Smell] = []

    init(policy: Policy, trust: TrustSet, day: Day) {
        self.policy = policy
        self.trust = trust
        self.day = day
    }

    private var everybody: People? { trust.people?.people }
    /// Whether keys can be judged: where there are none at all, that is one thing and not one for each person.
    private var hasKeys: Bool { trust.allowed?.keys?.entries.isEmpty == false }

    private mutating func smell(_ name: String, _ message: String, at location: Location, _ help: String) {
        smells.append(PolicyLint.Smell(name: name, message: message, location: location, help: help))
    }

    // MARK: - The policy

    mutating func waivers(_ initiatives: Set<String>?) {
        for waiver in policy.waivers {
            if let initiatives, !initiatives.contains(waiver.initiative.value) {
                let nearest = Suggestion.nearest(to: waiver.initiative.value, among: initiatives.sorted())
                smell(
                    "waiver-of-nothing",
                    "the waiver is for `\(waiver.initiative.value)`, and there is no such initiative",
                    at: waiver.initiative.location, nearest.map { "did you mean `\($0)`?" } ?? "remove the waiver")
            }
            guard let everybody, everybody.person(waiver.by.value)?.kind != .person else { continue }
            let nearest = Suggestion.nearest(to: waiver.by.value, among: everybody.everybody.map(\.id))
            smell(
                "waiver-by-nobody",
                "the waiver is by `\(waiver.by.value)`, who is \(everybody.person(waiver.by.value) == nil ? "nobody in" : "no person of") `\(everybody.source.path)`",
                at: waiver.by.location, nearest.map { "did you mean `\($0)`?" } ?? "name the person who answers for it")
        }
    }

    mutating func breakGlass() {
        guard let everybody, let glass = policy.breakGlass else { return }
        let holders = everybody.holders(of: glass.role.value, in: nil, on: day)
        let able = hasKeys ? holders.filter { trust.canSign($0, on: day) } : holders
        guard able.count < glass.count, everybody.roles.contains(glass.role.value) else { return }
        smell(
            "glass-nobody-can-break",
            "`break-glass` asks for \(glass.count) with the role `\(glass.role.value)`, and \(able.count == 0 ? "nobody" : "only \(able.count)") \(hasKeys ? "can sign for it" : "holds it for every folder") on \(day)",
            at: glass.role.location, "lower `count`, or give the role and a key to more people")
    }

    /// Independent roles whose holders all answer for plans, so that there may be none who is independent.
    mutating func independence() {
        guard let everybody else { return }
        func answers(_ person: Person) -> Bool {
            person.roles.contains { ["owner", "sponsor"].contains($0.role.value) && $0.holds(on: day) }
        }
        for gate in policy.gates.values.sorted(by: { $0.name < $1.name }) {
            for signOff in gate.signOffs where signOff.isIndependent {
                let holders = everybody.everybody.filter { person in
                    person.kind == .person
                        && person.roles.contains { $0.role.value == signOff.role && $0.holds(on: day) }
                }
                guard !holders.isEmpty, holders.allSatisfy(answers) else { continue }
                let names = holders.prefix(3).map { "`\($0.id)`" }.joined(separator: ", ")
                smell(
                    "independent-role-of-owners",
                    "the gate `\(gate.name)` wants an independent `\(signOff.role)`, and everybody who holds the role is owner or sponsor of plans too: \(names)\(holders.count > 3 ? ", …" : "")",
                    at: signOff.location, "give the role to somebody who answers for no plan")
            }
        }
    }

    // MARK: - People

    private var askedRoles: Set<String> {
        Set(policy.gates.values.flatMap(\.signOffs).map(\.role) + [policy.breakGlass?.role.value].compactMap { $0 })
    }

    mutating func people() {
        guard let everybody, hasKeys, policy.asksForSignOffs else { return }
        let asked = askedRoles
        for person in everybody.everybody where person.kind == .person && !trust.canSign(person, on: day) {
            guard let entry = person.roles.first(where: { asked.contains($0.role.value) && $0.holds(on: day) }) else {
                continue
            }
            smell(
                "person-without-key",
                "`\(person.id)` has the role `\(entry.role.value)`, which signs, and no key that counts on \(day)",
                at: person.key.location, "`tollgate keys add \(person.id)` adds one")
        }
    }

    // MARK: - Keys

    /// How many days before its end a key is worth a word.
    private static let notice: Int64 = 30

    mutating func keys() {
        guard let list = trust.allowed, let keys = list.keys, let everybody else { return }
        var places = LinePlaces(list.source)
        let now = Int64(day.daysSinceEpoch) * 86_400
        for entry in keys.entries where trust.revoked?.keys?.entry(of: entry.key) == nil {
            let people = TrustSet.people(of: entry.principals, among: everybody)
            guard let person = people.first, people.count == 1 else { continue }
            let location = places.location(of: entry.line)
            if let end = entry.validBefore, end.seconds < now + Self.notice * 86_400 {
                let isOver = end.seconds < now
                smell(
                    isOver ? "key-expired" : "key-expires-soon",
                    "the key of `\(person.id)` \(isOver ? "counts no more since" : "counts until") \(end)",
                    at: location,
                    isOver
                        ? "remove the line once nothing waits that it signed; `tollgate keys add \(person.id)` adds another key"
                        : "`tollgate keys add \(person.id)` adds the next one in time")
            }
            if entry.namespaces.isEmpty {
                smell(
                    "key-without-namespaces",
                    "the key of `\(person.id)` may sign anything: a line that names no namespace takes all of them",
                    at: location, "add `namespaces=\"tollgate,git\"`")
            }
            if person.kind == .person, person.roles.isEmpty {
                smell(
                    "key-without-role", "`\(person.id)` has a key that can sign, and no role to sign for",
                    at: location,
                    "give the person a role, or leave the key only `namespaces=\"git\"` where commits are to be signed")
            }
        }
    }

    /// A forge vouches for the reviews of people whose accounts are listed, and for no other.
    mutating func forges() {
        guard let everybody, hasKeys else { return }
        let hasAccounts = everybody.everybody.contains { $0.kind == .person && !$0.accounts.isEmpty }
        guard !hasAccounts else { return }
        for forge in everybody.everybody where forge.kind == .forge && trust.canSign(forge, on: day) {
            smell(
                "forge-without-accounts",
                "`\(forge.id)` has a key to vouch for reviews, and nobody has an account that it could name",
                at: forge.key.location, "list `accounts: [{forge: …, id: …}]` of the people who review there")
        }
    }
}
