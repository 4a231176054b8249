package import Attestation
package import Diagnostics

/// A sign-off as it was found, before anything of it is believed.
package struct FoundSignOff: Hashable, Sendable {
    /// What brought it.
    package enum Carrier: Hashable, Sendable {
        /// The message of a commit, by its 40 hexadecimal digits.
        case commit(String)
        /// A record, by its path.
        case record(String)

        /// Where a finding about it points to.
        package var location: Location {
            switch self {
            case .commit(let id): Location(path: "commit:\(id)")
            case .record(let path): Location(path: path)
            }
        }

        /// As in `4f1c9e2` or `plans/signoffs/SD-104/0a6b…`.
        package var name: String {
            switch self {
            case .commit(let id): String(id.prefix(7))
            case .record(let path): Printable.line(path)
            }
        }
    }

    package let text: SignOffText
    /// Everything that brought it, in the order in which it was found.
    package private(set) var carriers: [Carrier]

    package init(_ text: SignOffText, in carrier: Carrier) {
        self.text = text
        carriers = [carrier]
    }

    /// Sign-offs without repetitions: what was found twice has both carriers. The order of first appearance stays.
    package static func pool(_ all: [FoundSignOff]) -> [FoundSignOff] {
        var places: [SignOffText: Int] = [:]
        var result: [FoundSignOff] = []
        for found in all {
            if let place = places[found.text] {
                for carrier in found.carriers where !result[place].carriers.contains(carrier) {
                    result[place].carriers.append(carrier)
                }
            } else {
                places[found.text] = result.count
                result.append(found)
            }
        }
        return result
    }
}
