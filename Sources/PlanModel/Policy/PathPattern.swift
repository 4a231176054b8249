/// A glob over repository paths: `*` and `?` do not cross `/`, `**` as a whole component stands for any number of folders,
/// and as the last one for everything below the folder in front of it.
///
/// Matching takes time proportional to the product of pattern and path at the worst; nothing in it backtracks further.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
    private enum Component: Hashable, Sendable {
        /// `**`: any number of folders, none included.
        case anyFolders
        case name([UInt8])
        case glob([UInt8])
    }

    package let text: String
    private let components: [Component]

    /// Reads a pattern; nothing where it is empty, absolute, or has an empty, `.` or `..` component.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map(Array.init)
        guard !text.isEmpty, parts.count <= 32,
            !parts.contains(where: { $0.isEmpty || $0 == [0x2E] || $0 == [0x2E, 0x2E] })
        else {
            return nil
        }
        self.text = text
        components = parts.map { part in
            if part == [0x2A, 0x2A] { return .anyFolders }
            return part.contains(0x2A) || part.contains(0x3F) ? .glob(part) : .name(part)
        }
    }

    package var description: String { text }

    /// The folders in front that every matching path lies in, such as `keps` for `keps/**/kep.yaml`.
    package var literalPrefix: [[UInt8]] {
        var result: [[UInt8]] = []
        for component in components.dropLast() {
            guard case .name(let name) = component else { break }
            result.append(name)
        }
        return result
    }

    /// Whether it is one path, which it matches alone.
    package var isLiteral: Bool {
        components.allSatisfy { if case .name = $0 { true } else { false } }
    }

    /// Whether a path matches.
    package func matches(_ path: [UInt8]) -> Bool {
        matches(parts: path.split(separator: 0x2F, maxSplits: .max, omittingEmptySubsequences: false))
    }

    /// Whether the path with these components matches.
    package func matches(parts: [ArraySlice<UInt8>]) -> Bool {
        // Most patterns end with a name, which tells most paths apart.
        switch components.last {
        case .name(let name): guard let last = parts.last, last.elementsEqual(name) else { return false }
        default: break
        }
        var states = closure([0])
        for part in parts {
            states = step(states, part)
            if states.isEmpty { return false }
        }
        return states.contains(components.count)
    }

    /// Whether a path below this folder (its components; none for the root) could match.
    package func canMatch(below folder: [ArraySlice<UInt8>]) -> Bool {
        var states = closure([0])
        for part in folder {
            states = step(states, part)
            if states.isEmpty { return false }
        }
        return states.contains { $0 < components.count }
    }

    /// The positions in the pattern that can be reached by one more component of the path.
    private func step(_ states: [Int], _ part: ArraySlice<UInt8>) -> [Int] {
        var next: [Int] = []
        for state in states where state < components.count {
            let target: Int?
            switch components[state] {
            case .anyFolders:
                target = state
                if state == components.count - 1 { next.append(state + 1) }
            case .name(let name): target = part.elementsEqual(name) ? state + 1 : nil
            case .glob(let glob): target = Self.matches(glob, part) ? state + 1 : nil
            }
            if let target, !next.contains(target) { next.append(target) }
        }
        return closure(next)
    }

    /// Adds the positions behind each `**`, which may stand for no folder at all; at the end it stands for something.
    private func closure(_ states: [Int]) -> [Int] {
        var result = states
        var index = 0
        while index < result.count {
            let state = result[index]
            if state < components.count - 1, components[state] == .anyFolders, !result.contains(state + 1) {
                result.append(state + 1)
            }
            index += 1
        }
        return result
    }

    /// The usual loop for `*` and `?` with one point to come back to.
    private static func matches(_ glob: [UInt8], _ name: ArraySlice<UInt8>) -> Bool {
        var (g, n) = (0, name.startIndex)
        var star: (glob: Int, name: Int)?
        while n < name.endIndex {
            if g < glob.count, glob[g] == 0x2A {
                star = (g + 1, n)
                g += 1
            } else if g < glob.count, glob[g] == 0x3F || glob[g] == name[n] {
                g += 1
                n += 1
            } else if let back = star {
                star = (back.glob, back.name + 1)
                (g, n) = (back.glob, back.name + 1)
            } else {
                return false
            }
        }
        return glob[g...].allSatisfy { $0 == 0x2A }
    }
}
