/// A value of JSON, for output whose keys are known only when it is made.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// A text, or null.
    package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// The JSON text, keys sorted; over several lines with two blanks of indentation, or on one.
    package func text(pretty: Bool) -> String {
        var writer = JSONWriter(isPretty: pretty)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON into bytes, laid out as Foundation's encoder does it.
private struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): append(String(value))
        case .string(let text): quote(text)
        case .array(let values):
            begin(0x5B)
            for (index, value) in values.enumerated() {
                next(isFirst: index == 0)
                write(value)
            }
            end(0x5D)
        case .object(let members):
            begin(0x7B)
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                next(isFirst: index == 0)
                quote(member.key)
                append(isPretty ? " : " : ":")
                write(member.value)
            }
            end(0x7D)
        }
    }

    private mutating func append(_ text: String) {
        bytes += text.utf8
    }

    private mutating func begin(_ bracket: UInt8) {
        bytes.append(bracket)
        depth += 1
        if isPretty { bytes.append(0x0A) }
    }

    private mutating func next(isFirst: Bool) {
        if !isFirst {
            bytes.append(0x2C)
            if isPretty { bytes.append(0x0A) }
        }
        indent()
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if isPretty { bytes.append(0x0A) }
        indent()
        bytes.append(bracket)
    }

    private mutating func indent() {
        if isPretty { for _ in 0..<depth { bytes += [0x20, 0x20] } }
    }

    private mutating func quote(_ text: String) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: append("\\\"")
            case 0x5C: append("\\\\")
            case 0x08: append("\\b")
            case 0x0C: append("\\f")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20:
                append("\\u00")
                bytes.append(byte < 0x10 ? 0x30 : 0x31)
                let digit = byte & 0xF
                bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}
