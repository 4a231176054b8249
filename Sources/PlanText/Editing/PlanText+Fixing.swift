package import Diagnostics

extension PlanText {
    /// A fix that sets a field; nothing where the edit is refused.
    package func fix(
        _ title: String, setting path: FieldPath, to value: NewValue, after sibling: String? = nil
    ) -> Fix? {
        guard let new = try? setting(path, to: value, after: sibling), new != source.bytes else { return nil }
        let old = source.bytes
        func isInside(_ bytes: [UInt8], _ offset: Int) -> Bool { offset < bytes.count && bytes[offset] & 0xC0 == 0x80 }
        var start = zip(old, new).prefix { $0 == $1 }.count
        while start > 0, isInside(old, start) || isInside(new, start) { start -= 1 }
        let most = min(old.count, new.count) - start
        var tail = zip(old.reversed(), new.reversed()).prefix(most).prefix { $0 == $1 }.count
        while tail > 0, isInside(old, old.count - tail) || isInside(new, new.count - tail) { tail -= 1 }
        let replacement = String(decoding: new[start..<new.count - tail], as: UTF8.self)
        return Fix(title: title, edits: [.init(bytes: start..<old.count - tail, replacement: replacement)])
    }
}
