/// A file of a tree, index or work tree as it is listed, before anything of it is read.
package struct ListedFile: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case regular
        case executable
        case link
        case submodule
        /// Any other mode, in octal digits.
        case unusual(String)
    }

    /// The bytes of the path.
    package let rawPath: [UInt8]
    /// The path as people may read it.
    package let path: String
    package let kind: Kind

    package init(rawPath: [UInt8], path: String, kind: Kind) {
        self.rawPath = rawPath
        self.path = path
        self.kind = kind
    }

    /// The file's name without its last extension.
    package var stem: String {
        let name = path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.startIndex else { return String(name) }
        return String(name[..<dot])
    }
}
