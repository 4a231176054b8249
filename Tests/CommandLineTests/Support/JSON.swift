import Foundation
import Testing

/// JSON as Foundation reads it.
struct JSON {
    let text: String
    let object: [String: Any]

    init(_ text: String) throws {
        self.text = text
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        object = try #require(value as? [String: Any], "expected an object: \(text)")
    }

    /// The rows of a table, each value as text; nothing for null.
    var rows: [[String: String]] {
        (object["rows"] as? [[String: Any]] ?? []).map { row in
            row.compactMapValues { value in
                switch value {
                case let text as String: text
                case let number as NSNumber: number.stringValue
                default: nil
                }
            }
        }
    }

    /// The keys of every object of the text, in the order in which they were written.
    static func keys(of text: String) -> [[String]] {
        var result: [[String]] = []
        var open: [Int?] = []
        var scalars = text.unicodeScalars.makeIterator()
        var last: String?
        while let scalar = scalars.next() {
            switch scalar {
            case "{":
                open.append(result.count)
                result.append([])
            case "[": open.append(nil)
            case "}", "]": open.removeLast()
            case ":": if let index = open.last ?? nil, let last { result[index].append(last) }
            case "\"":
                var word = String.UnicodeScalarView()
                while let next = scalars.next(), next != "\"" {
                    word.append(next)
                    if next == "\\", let escaped = scalars.next() { word.append(escaped) }
                }
                last = String(word)
            default: break
            }
        }
        return result
    }
}

/// CSV by RFC 4180, with LF or CRLF.
enum CSV {
    static func read(_ text: String) throws -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar != "\"" {
                    cell.append(scalar)
                } else if scalars.first == "\"" {
                    cell.append(scalars.removeFirst())
                } else {
                    isQuoted = false
                    try #require([",", "\n", "\r"].contains(scalars.first), "text behind a closed quote: \(text)")
                }
                continue
            }
            switch scalar {
            case "\"":
                try #require(cell.isEmpty, "a quote within a cell that is not quoted: \(text)")
                isQuoted = true
            case ",", "\n":
                row.append(String(cell))
                cell = .init()
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            case "\r": try #require(scalars.first == "\n", "a lone CR: \(text)")
            default: cell.append(scalar)
            }
        }
        try #require(!isQuoted && row.isEmpty && cell.isEmpty, "the last line does not end: \(text)")
        return rows
    }

    /// The rows below the head, by its names.
    static func table(_ text: String) throws -> [[String: String]] {
        let rows = try read(text)
        let head = try #require(rows.first)
        return try rows.dropFirst().map { row in
            try #require(row.count == head.count, "\(row)")
            return Dictionary(uniqueKeysWithValues: zip(head, row))
        }
    }
}
