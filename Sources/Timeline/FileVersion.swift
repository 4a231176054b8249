package import PlanModel

/// One version of an initiative's file, as far as the timeline needs it.
package struct FileVersion: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// Kept apart, so that a version is passed on without touching each text of it.
        indirect case readable(Initiative)
        /// The reason, in a sentence.
        case unreadable(String)
    }

    /// Names the bytes: equal bytes have equal numbers in one replay.
    package let blob: Int
    package let content: Content

    package init(blob: Int, content: Content) {
        self.blob = blob
        self.content = content
    }

    package var initiative: Initiative? {
        if case .readable(let initiative) = content { initiative } else { nil }
    }
}

/// What a landing did at one path: new bytes, or nothing there any more.
package struct PathChange: Sendable {
    package let path: String
    /// Nothing where the file was removed.
    package let version: FileVersion?

    package init(path: String, version: FileVersion?) {
        self.path = path
        self.version = version
    }
}
