/// What a reader or a rule has to say about a document, before a policy gives it a severity.
///
/// The author's mistake is a diagnostic, never a thrown error.
package struct Diagnostic: Hashable, Sendable {
    package let code: RuleCode
    /// One sentence without a full stop: what was found and what was expected.
    package let message: String
    package let primary: Label
    /// Other places that explain the finding, in the order in which they are shown.
    package var secondary: [Label]
    package var notes: [String]
    /// What to do next, each a complete instruction.
    package var helps: [String]
    package var fix: Fix?
    /// The initiative that it is about, where one is known.
    package var initiative: String?
    /// The landing that it is about, as 40 hexadecimal digits; nothing for a work tree or an index.
    package var commit: String?
    /// Whether the document cannot be read because of it, so that no policy may lower it.
    package var preventsReading: Bool
    /// How many more like it in the same file are not listed.
    package var omitted = 0

    package init(
        _ code: RuleCode, _ message: String, at primary: Label, secondary: [Label] = [], notes: [String] = [],
        helps: [String] = [], fix: Fix? = nil, initiative: String? = nil, preventsReading: Bool = false
    ) {
        self.code = code
        self.message = message
        self.primary = primary
        self.secondary = secondary
        self.notes = notes
        self.helps = helps
        self.fix = fix
        self.initiative = initiative
        self.preventsReading = preventsReading
    }

    package init(
        _ code: RuleCode, _ message: String, at location: Location, label: String? = nil, secondary: [Label] = [],
        notes: [String] = [], helps: [String] = [], fix: Fix? = nil, initiative: String? = nil,
        preventsReading: Bool = false
    ) {
        self.init(
            code, message, at: Label(location, label), secondary: secondary, notes: notes, helps: helps, fix: fix,
            initiative: initiative, preventsReading: preventsReading)
    }
}

extension Diagnostic {
    /// The same finding in other words.
    package func with(message: String) -> Diagnostic {
        var copy = Diagnostic(
            code, message, at: primary, secondary: secondary, notes: notes, helps: helps, fix: fix,
            initiative: initiative, preventsReading: preventsReading)
        copy.commit = commit
        copy.omitted = omitted
        return copy
    }
}

/// A mend that can be made by machine: replacements of byte ranges in one text.
package struct Fix: Hashable, Sendable {
    package struct Edit: Hashable, Sendable {
        package let bytes: Range<Int>
        package let replacement: String

        package init(bytes: Range<Int>, replacement: String) {
            self.bytes = bytes
            self.replacement = replacement
        }
    }

    /// What the fix does, as an instruction: "replace CRLF by LF".
    package let title: String
    /// In the order of their ranges, which do not overlap.
    package let edits: [Edit]

    package init(title: String, edits: [Edit]) {
        self.title = title
        self.edits = edits
    }
}
