/// The mode of a tree or index entry.
package struct FileMode: Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let file = FileMode(rawValue: 0o100644)
    package static let executable = FileMode(rawValue: 0o100755)
    package static let link = FileMode(rawValue: 0o120000)
    package static let tree = FileMode(rawValue: 0o040000)
    package static let submodule = FileMode(rawValue: 0o160000)

    package var isTree: Bool { self == .tree }
    /// Whether the entry holds the bytes of a file, executable or with an unusual mode included.
    package var isFile: Bool { rawValue & 0o170000 == 0o100000 }
    package var isLink: Bool { rawValue & 0o170000 == 0o120000 }

    /// Six octal digits, as git shows them.
    package var octal: String {
        let digits = String(rawValue, radix: 8)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
