/// Who makes commits in histories.
package struct Author: Hashable, Sendable {
    package var name: String
    package var email: String

    package init(_ name: String, _ email: String) {
        self.name = name
        self.email = email
    }

    package static let ada = Author("Ada Moreau", "ada@example.org")
    package static let ben = Author("Ben Okafor", "ben@example.org")
    package static let cleo = Author("Cleo Lind", "cleo@example.org")
    package static let dana = Author("Dana Weiss", "dana@example.org")
}
