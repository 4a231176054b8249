/// Where a finding points: a path, and, where there is text to show, a range in it.
package struct Location: Hashable, Sendable {
    package let path: String
    package let range: TextRange?
    /// The text that a frame is drawn from; nothing where the finding is about the path itself.
    package let source: SourceText?

    package init(path: String, range: TextRange? = nil, source: SourceText? = nil) {
        self.path = path
        self.range = range
        self.source = source
    }
}

/// A location with a few words about it, shown beside the marked characters.
package struct Label: Hashable, Sendable {
    package let location: Location
    package let text: String?

    package init(_ location: Location, _ text: String? = nil) {
        self.location = location
        self.text = text
    }
}
