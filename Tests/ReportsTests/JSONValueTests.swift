import Foundation
import Reports
import Testing

@Suite("JSON")
struct JSONValueTests {
    /// The same value as Foundation's encoder wants it.
    private enum Mirror: Encodable {
        case of(JSONValue)

        func encode(to encoder: any Encoder) throws {
            guard case .of(let value) = self else { return }
            var container = encoder.singleValueContainer()
            switch value {
            case .null: try container.encodeNil()
            case .bool(let value): try container.encode(value)
            case .int(let value): try container.encode(value)
            case .string(let value): try container.encode(value)
            case .array(let values): try container.encode(values.map(Mirror.of))
            case .object(let members): try container.encode(members.mapValues(Mirror.of))
            }
        }
    }

    private static func byFoundation(_ value: JSONValue, pretty: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Mirror.of(value)), as: UTF8.self)
    }

    private static let everyScalar = String(
        String.UnicodeScalarView((0..<0x100).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FEFF}", "ü", "🧭"]))

    static let values: [JSONValue] = [
        .null, .bool(true), .bool(false), .int(0), .int(.min), .int(.max), .string(""), .string(everyScalar),
        .string("</script> \\u0041 e\u{301}"), .array([]), .object([:]), .array([.array([]), .object([:]), .null]),
        .strings(["a", "b"]), .optional(nil), .optional("x"),
        .object([
            "zeta": .array([.int(1), .object(["k\"ey\n": .string("v"), "": .null])]),
            "alpha": .object(["b": .array([])]),
            "a/b": .bool(false), "ü": .int(-1),
        ]),
    ]

    @Test("the text is the one that Foundation's encoder writes", arguments: values, [true, false])
    func sameAsFoundation(_ value: JSONValue, pretty: Bool) throws {
        #expect(value.text(pretty: pretty) == (try Self.byFoundation(value, pretty: pretty)))
    }

    @Test("what was written can be read")
    func readable() throws {
        for value in Self.values {
            let data = Data(value.text(pretty: true).utf8)
            let read = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            if case .string(let text) = value { #expect(read as? String == text) }
        }
        #expect(JSONValue.object(["b": .null, "a": .int(1)]).text(pretty: false) == #"{"a":1,"b":null}"#)
    }
}
