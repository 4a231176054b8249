/// The pattern of an id: a small part of regular expressions, matched in linear time against the whole text.
///
/// Characters, `.`, `[a-z0-9]` and `[^…]`, `\d`, and escaped signs, each with `?`, `*`, `+`, `{n}`, `{n,}` or `{n,m}`. A
/// policy is hostile input like any other, so nothing here can take exponential time.
package struct TextPattern: Hashable, Sendable, CustomStringConvertible {
    private struct Atom: Hashable, Sendable {
        var ranges: [ClosedRange<UInt32>]
        var isNegated = false
        var least = 1
        /// Nothing for any number.
        var most: Int? = 1

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(scalar.value) } != isNegated
        }
    }

    package let text: String
    private var atoms: [Atom] = []

    package var description: String { text }

    /// The pattern of initiative ids where a policy gives none.
    package static let initiativeID = TextPattern(literal: "[A-Z][A-Z0-9]{1,7}-[0-9]{1,6}")
    /// The pattern of ids inside a document.
    package static let innerID = TextPattern(literal: "[a-z0-9][a-z0-9-]*")

    private init(literal: String) {
        guard let pattern = TextPattern(literal) else { preconditionFailure("a pattern of our own is malformed") }
        self = pattern
    }

    /// Reads a pattern; nothing where it uses more than the part named above.
    package init?(_ text: String) {
        self.text = text
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "^" { scalars = scalars.dropFirst() }
        if scalars.last == "$", scalars.dropLast().last != "\\" { scalars = scalars.dropLast() }
        var mayRepeat = false
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "[":
                guard let atom = Self.charClass(&scalars) else { return nil }
                atoms.append(atom)
            case "\\":
                guard let escaped = scalars.popFirst() else { return nil }
                if escaped == "d" {
                    atoms.append(Atom(ranges: [0x30...0x39]))
                } else if escaped.properties.isAlphabetic || escaped.properties.numericType != nil {
                    return nil
                } else {
                    atoms.append(Atom(ranges: [escaped.value...escaped.value]))
                }
            case ".": atoms.append(Atom(ranges: [], isNegated: true))
            case "?", "*", "+", "{":
                // No second one: regular expressions read `a{1}?` and `a{1}+` as something else.
                guard mayRepeat, let (least, most) = Self.quantity(scalar, &scalars) else { return nil }
                atoms[atoms.count - 1].least = least
                atoms[atoms.count - 1].most = most
                mayRepeat = false
                continue
            case "(", ")", "|", "^", "$", "]", "}": return nil
            default: atoms.append(Atom(ranges: [scalar.value...scalar.value]))
            }
            mayRepeat = true
        }
        // Each repetition is one state of the matcher.
        guard atoms.reduce(0, { $0 + max($1.least, $1.most ?? $1.least + 1) }) <= 512, !atoms.isEmpty else {
            return nil
        }
    }

    private static func charClass(_ rest: inout ArraySlice<Unicode.Scalar>) -> Atom? {
        var atom = Atom(ranges: [])
        if rest.first == "^" {
            atom.isNegated = true
            rest = rest.dropFirst()
        }
        while let first = rest.popFirst() {
            if first == "]" { return atom.ranges.isEmpty ? nil : atom }
            var low = first
            if first == "\\" {
                guard let escaped = rest.popFirst(), !escaped.properties.isAlphabetic,
                    escaped.properties.numericType == nil
                else { return nil }
                low = escaped
            }
            if rest.first == "-", let high = rest.dropFirst().first, high != "]" {
                guard high != "\\", low.value <= high.value else { return nil }
                rest = rest.dropFirst(2)
                atom.ranges.append(low.value...high.value)
            } else {
                atom.ranges.append(low.value...low.value)
            }
        }
        return nil
    }

    private static func quantity(_ sign: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) -> (Int, Int?)? {
        switch sign {
        case "?": return (0, 1)
        case "*": return (0, nil)
        case "+": return (1, nil)
        default:
            guard let close = rest.firstIndex(of: "}") else { return nil }
            let parts = rest[..<close].split(separator: ",", omittingEmptySubsequences: false)
                .map { part in number(String(String.UnicodeScalarView(part)).utf8) }
            let isOpen = rest[..<close].last == ","
            rest = rest[(close + 1)...]
            guard let first = parts.first, let least = first, least <= 256, parts.count <= 2 else { return nil }
            if parts.count == 1 { return (least, least) }
            if isOpen { return (least, nil) }
            guard let most = parts[1], most >= least, most <= 256 else { return nil }
            return (least, most)
        }
    }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        // A state is an atom and how often it has matched; counts above what matters are folded into one.
        struct State: Hashable {
            var atom: Int
            var count: Int
        }
        func closure(_ states: Set<State>) -> Set<State> {
            var result = states
            var queue = Array(states)
            while let state = queue.popLast() {
                guard state.atom < atoms.count, state.count >= atoms[state.atom].least else { continue }
                let next = State(atom: state.atom + 1, count: 0)
                if result.insert(next).inserted { queue.append(next) }
            }
            return result
        }
        var states = closure([State(atom: 0, count: 0)])
        for scalar in text.unicodeScalars {
            var next: Set<State> = []
            for state in states where state.atom < atoms.count {
                let atom = atoms[state.atom]
                if let most = atom.most, state.count >= most { continue }
                guard atom.matches(scalar) else { continue }
                let count = atom.most == nil ? min(state.count + 1, atom.least) : state.count + 1
                next.insert(State(atom: state.atom, count: count))
            }
            states = closure(next)
            if states.isEmpty { return false }
        }
        return states.contains(State(atom: atoms.count, count: 0))
    }
}
