/// Why an edit was not made: nothing is written rather than something else than was asked for.
package struct EditRefusal: Error, Hashable, CustomStringConvertible {
    /// One sentence without a full stop.
    package let message: String
    /// What to do next.
    package let help: String

    package init(message: String, help: String) {
        self.message = message
        self.help = help
    }

    package var description: String { "\(message); \(help)" }
}
