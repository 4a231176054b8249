import Diagnostics

/// Writes texts as scalars of each style; nothing where the style cannot hold the text.
enum ScalarWriting {
    /// A scalar whose text stands on lines of its own.
    struct Block {
        /// `|` or `>`.
        let sign: String
        /// `-` where no line break ends the text.
        let chomping: String
        /// Whether the first line begins with a blank, so that the indentation has to be said.
        let saysIndentation: Bool
        let lines: [String]

        func head(indentation: Int) -> String { sign + (saysIndentation ? "\(indentation)" : "") + chomping }
    }

    /// On one line without quotes, as a text that does not read as nothing or as something else.
    static func plain(_ text: String, inFlow: Bool) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, first != " ", scalars.last != " ", !["~", "null", "<<"].contains(text),
            scalars.allSatisfy(isPrintable), !text.hasPrefix("---"), !text.hasPrefix("...")
        else { return nil }
        if ",[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) { return nil }
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case ":" where next == " ": return nil
            case " " where next == "#": return nil
            case "-" where index == 0 && next == " ": return nil
            case "?" where index == 0 && (inFlow || next == " "): return nil
            case ":" where index == 0: return nil
            case ":" where inFlow && (",[]{}?".unicodeScalars.contains(next)): return nil
            case ",", "[", "]", "{", "}":
                if inFlow { return nil }
            default: break
            }
        }
        return text
    }

    static func singleQuoted(_ text: String) -> String? {
        guard text.unicodeScalars.allSatisfy(isPrintable) else { return nil }
        return "'" + doubling("'", in: text) + "'"
    }

    /// Every text that a document may hold, on one line.
    static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let length = scalar.value > 0xFFFF ? 8 : 4
                result += (length == 8 ? "\\U" : "\\u") + String(repeating: "0", count: length - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// Lines as they are. Texts that end with several line breaks would take empty lines with them that follow.
    static func literal(_ text: String) -> Block? {
        guard let (lines, chomping) = lines(of: text) else { return nil }
        let head = lines.prefix { line in line.allSatisfy { $0 == " " } }.count
        let saysIndentation = lines.prefix(head + 1).contains { $0.hasPrefix(" ") }
        return Block(sign: "|", chomping: chomping, saysIndentation: saysIndentation, lines: lines)
    }

    /// Lines broken at blanks where they are longer than a width; none may be empty, or begin or end with a blank.
    static func folded(_ text: String, width: Int) -> Block? {
        guard let (lines, chomping) = lines(of: text),
            lines.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(" ") && !$0.hasSuffix(" ") })
        else { return nil }
        let folded = lines.map { Self.wrapped($0, width) }.joined(separator: [""])
        return Block(sign: ">", chomping: chomping, saysIndentation: false, lines: Array(folded))
    }

    private static func lines(of text: String) -> (lines: [String], chomping: String)? {
        let isEnded = text.utf8.last == 0x0A
        let body = isEnded ? String(text.unicodeScalars.dropLast()) : text
        let lines = body.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        guard let last = lines.last, last.contains(where: { $0 != " " }),
            lines.allSatisfy({ $0.unicodeScalars.allSatisfy(isPrintable) })
        else { return nil }
        return (lines, isEnded ? "" : "-")
    }

    /// A line cut at single blanks, so that no piece is wider than it has to be.
    private static func wrapped(_ line: String, _ width: Int) -> [String] {
        var pieces = [""]
        var blanks = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            // Blanks beside another blank cannot be folded.
            if word.isEmpty {
                blanks += 1
                continue
            }
            let piece = pieces[pieces.count - 1]
            let mayBreak = blanks == 0 && !piece.isEmpty
            if mayBreak, piece.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
                pieces.append(String(word))
            } else {
                let gap = piece.isEmpty ? "" : String(repeating: " ", count: blanks + 1)
                pieces[pieces.count - 1] = piece + gap + word
            }
            blanks = 0
        }
        return pieces
    }

    private static func doubling(_ quote: Unicode.Scalar, in text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(scalar)
            if scalar == quote { result.append(scalar) }
        }
        return String(result)
    }

    /// What YAML takes as it is, on one line.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: CharacterClass.of(scalar) == .ordinary
        default: false
        }
    }
}
