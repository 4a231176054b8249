import TollgateTesting
import Diagnostics

/// Which texts can be written in which style of scalar, and how.
enum ScalarText {
    /// The text without the line breaks at its end.
    static func body(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while scalars.last == "\n" { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Words with single blanks or any number of line breaks between them, of characters that mean nothing to YAML.
    static func canBePlain(_ text: String, inFlow: Bool) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard !text.isEmpty, text.first != "\n", text.last != "\n" else { return false }
        return lines.allSatisfy { line in
            line.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { isPlainWord($0, inFlow) }
                || line.isEmpty
        }
    }

    private static func isPlainWord(_ word: Substring, _ inFlow: Bool) -> Bool {
        let scalars = Array(word.unicodeScalars)
        func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar.value >= 0x1F300 }
        guard let first = scalars.first, let last = scalars.last, isLetter(first), isLetter(last) else { return false }
        let signs = inFlow ? "-_.'\"#*&%|" : "-_.'\"#*&%|:,[]{}?"
        return scalars.allSatisfy { isLetter($0) || signs.unicodeScalars.contains($0) }
    }

    /// No blank beside a line break: it would be lost.
    static func canBeSingleQuoted(_ text: String) -> Bool {
        isOrdinary(text) && !text.contains(" \n") && !text.contains("\n ")
    }

    static func canBeLiteral(_ text: String) -> Bool { isOrdinary(text) && !body(text).isEmpty }

    /// No line that begins or ends with a blank, and none at the front that is empty: these are not folded.
    static func canBeFolded(_ text: String) -> Bool {
        guard isOrdinary(text), !body(text).isEmpty, !text.hasPrefix("\n") else { return false }
        return text.split(separator: "\n").allSatisfy { $0.first != " " && $0.last != " " }
    }

    private static func isOrdinary(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { CharacterClass.of($0) == .ordinary && $0 != "\t" }
    }

    /// A plain or single-quoted text with each line break doubled, and some blanks made line breaks.
    static func wrapped(_ text: String, _ column: Int, _ random: inout SeededGenerator) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var index = 0
        func indentation(_ random: inout SeededGenerator) -> String {
            String(repeating: " ", count: column + random.number(0...3))
        }
        while index < scalars.count {
            if scalars[index] == "\n" {
                result += "\n"
                while index < scalars.count, scalars[index] == "\n" {
                    result += "\n"
                    index += 1
                }
                result += indentation(&random)
            } else if isLoneBlank(scalars, index), random.once(in: 4) {
                result += "\n" + indentation(&random)
                index += 1
            } else {
                result.unicodeScalars.append(scalars[index])
                index += 1
            }
        }
        return result
    }

    /// The lines of a folded text: line breaks doubled, some blanks made line breaks.
    static func folded(_ body: String, _ random: inout SeededGenerator) -> [String] {
        let scalars = Array(body.unicodeScalars)
        var lines = [""]
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n" {
                if index == 0 || scalars[index - 1] != "\n" { lines.append("") }
                lines.append("")
            } else if isLoneBlank(scalars, index), random.once(in: 4) {
                lines.append("")
            } else {
                lines[lines.count - 1].unicodeScalars.append(scalar)
            }
        }
        return lines
    }

    /// Whether a blank stands between two characters that are none: then a line break means the same.
    private static func isLoneBlank(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard scalars[index] == " ", index > 0, index + 1 < scalars.count else { return false }
        return ![" ", "\n"].contains(scalars[index - 1]) && ![" ", "\n"].contains(scalars[index + 1])
    }

    /// A text in double quotes, with escapes where they are needed and where they are not; on one line without a column.
    static func doubleQuoted(_ text: String, column: Int?, _ random: inout SeededGenerator) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = "\""
        for (index, scalar) in scalars.enumerated() {
            if let column, scalar != " ", random.once(in: 12) {
                result += "\\\n" + String(repeating: " ", count: column + random.number(0...3))
            }
            if let column, isLoneBlank(scalars, index), random.once(in: 6) {
                result += "\n" + String(repeating: " ", count: column + random.number(0...3))
            } else {
                result += written(scalar, &random)
            }
        }
        return result + "\""
    }

    private static func written(_ scalar: Unicode.Scalar, _ random: inout SeededGenerator) -> String {
        let short: [Unicode.Scalar: String] = [
            "\0": "\\0", "\u{7}": "\\a", "\u{8}": "\\b", "\t": "\\t", "\n": "\\n", "\u{B}": "\\v", "\u{C}": "\\f",
            "\r": "\\r",
            "\u{1B}": "\\e", "\"": "\\\"", "\\": "\\\\", "\u{85}": "\\N", "\u{A0}": "\\_", "\u{2028}": "\\L",
            "\u{2029}": "\\P",
        ]
        let mustEscape =
            scalar == "\"" || scalar == "\\" || scalar == "\n" || scalar == "\t"
            || CharacterClass.of(scalar) != .ordinary
        guard mustEscape || random.once(in: 12) else { return String(scalar) }
        if let escape = short[scalar], random.once(in: 2) { return escape }
        var forms = ["\\U" + hex(scalar, 8)]
        if scalar.value <= 0xFFFF { forms.append("\\u" + hex(scalar, 4)) }
        if scalar.value <= 0xFF { forms.append("\\x" + hex(scalar, 2)) }
        return random.pick(forms)
    }

    private static func hex(_ scalar: Unicode.Scalar, _ digits: Int) -> String {
        let text = String(scalar.value, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }
}

extension Content {
    /// A collection of a few levels, or now and then a scalar.
    static func random(_ random: inout SeededGenerator, depth: Int = 0) -> Content {
        let isLeaf = depth >= 4 || random.once(in: depth == 0 ? 12 : 3)
        if isLeaf { return .scalar(text(&random)) }
        let count = random.once(in: 8) ? 0 : random.number(1...4)
        if random.once(in: 2) { return .sequence((0..<count).map { _ in Content.random(&random, depth: depth + 1) }) }
        var keys: [[UInt8]: String] = [:]
        for _ in 0..<count {
            let key = text(&random)
            keys[Array(key.utf8)] = key
        }
        return .mapping(
            keys.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, key in
                Pair(key: .scalar(key), value: Content.random(&random, depth: depth + 1))
            })
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let words = ["a", "Wort", "größer", "中文", "😀", "x-y", "a:b", "it's", "p#q", "e\u{301}", "k[1]", "Z", "q,r"]
        switch random.number(0...9) {
        case 0:
            return random.pick([
                "", "", "~", "null", "no", "- x", "? x", "<<", "---", "...", "=", "a: b", "# c", "|", "%YAML", "&a",
                "*a",
            ])
        case 1...5:
            return (0..<random.number(1...7)).map { _ in random.pick(words) }.joined(
                separator: random.once(in: 4) ? "\n" : " ")
        case 6:
            return (0..<random.number(1...5)).map { _ in random.pick(words) + random.pick([" ", "\n", "\n\n", "  "]) }
                .joined()
        default:
            let signs = Array("ab :#-?,[]{}&*!|>'\"%@`\\ \n\né中😀\u{A0}=~".unicodeScalars)
            let alphabet = random.once(in: 8) ? signs + ["\t"] : signs
            return String(String.UnicodeScalarView((0..<random.number(1...14)).map { _ in random.pick(alphabet) }))
        }
    }
}
