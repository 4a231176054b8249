/// Finds who fills which role of one gate: roles of a gate want different people, unless the policy lets a pair of them be
/// the same person's.
struct Quorum {
    /// A sign-off that is asked for.
    struct Seat: Sendable {
        let role: String
        let count: Int
        /// The people who have signed in the role and may.
        let candidates: [String]
    }

    let seats: [Seat]
    /// Whether one person may fill two roles.
    let mayShare: (String, String) -> Bool

    /// More than any gate can need; a gate with hundreds of signers is filled without looking at every way to do it.
    private static let mostSteps = 20_000

    /// The people for each seat, in its order, as many of them as can be found; the first of several ways by names.
    func filled() -> [[String]] {
        var search = Search(quorum: self)
        search.fill(0)
        return search.best
    }

    private struct Search {
        let seats: [Seat]
        let mayShare: (String, String) -> Bool
        /// Places of seats, one for each person that a seat wants, those with the fewest candidates first.
        let slots: [Int]
        var chosen: [[String]]
        var rolesOf: [String: [String]] = [:]
        var filled = 0
        var best: [[String]]
        var bestCount = -1
        var steps = 0

        init(quorum: Quorum) {
            seats = quorum.seats
            mayShare = quorum.mayShare
            let order = quorum.seats.indices.sorted {
                (quorum.seats[$0].candidates.count, $0) < (quorum.seats[$1].candidates.count, $1)
            }
            slots = order.flatMap { place in Array(repeating: place, count: min(quorum.seats[place].count, 99)) }
            chosen = quorum.seats.map { _ in [] }
            best = chosen
        }

        mutating func fill(_ slot: Int) {
            if filled > bestCount {
                bestCount = filled
                best = chosen
            }
            steps += 1
            // No way from here is better than the one that is known.
            guard slot < slots.count, bestCount < filled + slots.count - slot, steps < Quorum.mostSteps else { return }
            let place = slots[slot]
            let role = seats[place].role
            // A seat for several people takes them in one order only.
            let last = chosen[place].last
            for person in seats[place].candidates where last.map({ $0 < person }) ?? true {
                let held = rolesOf[person] ?? []
                guard held.allSatisfy({ mayShare($0, role) }) else { continue }
                chosen[place].append(person)
                rolesOf[person] = held + [role]
                filled += 1
                fill(slot + 1)
                filled -= 1
                rolesOf[person] = held
                chosen[place].removeLast()
                if bestCount == slots.count { return }
            }
            fill(slot + 1)
        }
    }
}
