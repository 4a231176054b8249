/// A place in a text: line and column, both 1-based, the column counted in Unicode scalars.
package struct TextPosition: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A run of characters: the places of its first and its last character, and the bytes it covers.
package struct TextRange: Hashable, Sendable {
    package let start: TextPosition
    /// The place of the last character; equal to `start` for a single character and for an empty run.
    package let end: TextPosition
    package let bytes: Range<Int>

    package init(start: TextPosition, end: TextPosition, bytes: Range<Int>) {
        self.start = start
        self.end = end
        self.bytes = bytes
    }
}
