import Diagnostics

/// One pass over the bytes of a document for the rules that hold below YAML.
struct TextScan {
    /// Offending bytes and the rule they break, in order, at most `TextLimits.findings`.
    private(set) var problems: [TextProblem] = []
    private(set) var isASCII = true
    private(set) var isValidUTF8 = true
    /// Where the text itself begins: behind a byte order mark.
    var start: Int { problems.first?.code == .byteOrderMark ? 3 : 0 }

    /// Scans a slice; offsets are those of the whole buffer. TAB is ordinary in prose and an error in YAML.
    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, allowingTabs: Bool) {
        var offset = range.lowerBound
        let end = range.upperBound
        if end - offset >= 2,
            bytes[offset] == 0xFE && bytes[offset + 1] == 0xFF || bytes[offset] == 0xFF && bytes[offset + 1] == 0xFE
        {
            isValidUTF8 = false
            report(.invalidUTF8, offset..<offset + 2, "the text is UTF-16; expected UTF-8", fatal: true)
            return
        }
        while offset < end {
            let byte = bytes[offset]
            if byte >= 0x20 && byte < 0x7F || byte == 0x0A {
                offset += 1
            } else if byte < 0x80 {
                offset = control(bytes, offset, end, allowingTabs)
            } else {
                isASCII = false
                guard let (scalar, length) = Self.decode(bytes, offset, end) else {
                    isValidUTF8 = false
                    report(.invalidUTF8, offset..<offset + 1, "this is not valid UTF-8", fatal: true)
                    return
                }
                judge(scalar, offset..<offset + length, isFirst: offset == 0)
                offset += length
            }
        }
    }

    private mutating func control(
        _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int, _ allowingTabs: Bool
    ) -> Int {
        let byte = bytes[offset]
        if byte == 0x0D, offset + 1 < end, bytes[offset + 1] == 0x0A {
            // One finding for all of them: they come from one editor setting, and one fix mends them.
            if !hasReportedCRLF {
                hasReportedCRLF = true
                report(
                    .carriageReturnLineFeed, offset..<offset + 2, "the line ends with CRLF; expected LF",
                    help: Self.fixHelp)
            }
            return offset + 2
        }
        if byte == 0x0D {
            report(.foreignLineBreak, offset..<offset + 1, "a lone CR (U+000D) breaks the line; only LF may")
        } else if byte != 0x09 {
            report(.controlCharacter, offset..<offset + 1, "control character \(Self.name(UInt32(byte)))")
        } else if !allowingTabs {
            report(.controlCharacter, offset..<offset + 1, "TAB (U+0009) in YAML; expected spaces")
        }
        return offset + 1
    }

    private var hasReportedCRLF = false

    private mutating func judge(_ scalar: Unicode.Scalar, _ range: Range<Int>, isFirst: Bool) {
        let name = Self.name(scalar.value)
        switch CharacterClass.of(scalar) {
        case .ordinary: break
        case .control: report(.controlCharacter, range, "control character \(name)")
        case .lineBreak: report(.foreignLineBreak, range, "\(name) breaks the line for some readers; only LF may")
        case .bidirectional:
            report(
                .bidirectionalControl, range, "bidirectional control \(name) changes the order in which text is shown")
        case .zeroWidth where isFirst && scalar.value == 0xFEFF:
            report(
                .byteOrderMark, range, "the text begins with a byte order mark; expected plain UTF-8",
                help: Self.fixHelp)
        case .zeroWidth: report(.zeroWidthCharacter, range, "zero-width character \(name) cannot be seen")
        }
    }

    private static let fixHelp = "`tollgate check --fix` mends it"

    private mutating func report(
        _ code: RuleCode, _ range: Range<Int>, _ message: String, fatal: Bool = false, help: String? = nil
    ) {
        guard problems.count < TextLimits.findings || fatal else { return }
        problems.append(TextProblem(code: code, range: range, message: message, preventsReading: fatal, help: help))
    }

    private static func name(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The scalar that begins here and its length, by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int
    ) -> (Unicode.Scalar, Int)? {
        let first = UInt32(bytes[offset])
        let length: Int
        let least: UInt32
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, least, value) = (2, 0x80, first & 0x1F)
        case 0xE0...0xEF: (length, least, value) = (3, 0x800, first & 0x0F)
        case 0xF0...0xF4: (length, least, value) = (4, 0x10000, first & 0x07)
        default: return nil
        }
        guard offset + length <= end else { return nil }
        for index in offset + 1..<offset + length {
            let next = UInt32(bytes[index])
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | next & 0x3F
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}

/// A broken text rule as the readers note it: cheap to make, turned into a diagnostic when somebody asks.
struct TextProblem: Sendable {
    let code: RuleCode
    let range: Range<Int>
    let message: String
    var preventsReading = false
    /// The first of two places, where the problem is that something stands twice.
    var earlier: Range<Int>?
    var help: String?
}
