/// What a field `evidence` or `source` points to.
package enum EvidenceReference: Hashable, Sendable {
    /// A file below the plan's folder, as in `evidence/minutes.txt`.
    case file(String)
    /// A commit by its 40 hexadecimal digits.
    case commit(String)
    /// A tag and the commit that it stood for when the line was written.
    case tag(name: String, commit: String)
    case address(String)
    /// Words that nobody can follow by machine.
    case words(String)
    /// Something that begins like a reference and is none.
    case malformed(String)

    /// The folder that evidence lies in, beside the plan.
    package static let folder = "evidence/"

    /// Reads a field's text; nothing for an empty one.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        if text.utf8.starts(with: Self.folder.utf8) {
            let parts = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
            let isMalformed = parts.contains {
                $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)
            }
            self = isMalformed ? .malformed(text) : .file(text)
        } else if text.hasPrefix("commit:") {
            let digits = String(text.dropFirst(7))
            self = Self.isObjectName(digits) ? .commit(digits) : .malformed(text)
        } else if text.hasPrefix("tag:") {
            let rest = text.dropFirst(4)
            guard let at = rest.lastIndex(of: "@"), at != rest.startIndex else {
                self = .malformed(text)
                return
            }
            let commit = String(rest[rest.index(after: at)...])
            self = Self.isObjectName(commit) ? .tag(name: String(rest[..<at]), commit: commit) : .malformed(text)
        } else if let colon = text.firstRange(of: "://"), colon.lowerBound != text.startIndex,
            text[..<colon.lowerBound].utf8.allSatisfy({
                $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2B
            }),
            !text.contains(" ")
        {
            self = .address(text)
        } else {
            self = .words(text)
        }
    }

    private static func isObjectName(_ text: String) -> Bool {
        text.utf8.count == 40 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 }
    }

    /// What such a reference looks like, in words that follow "expected".
    package static let expectation =
        "a file such as `evidence/minutes.txt`, `commit:<40 hex>`, `tag:<name>@<40 hex>`, or an address such as `https://…`"
}
