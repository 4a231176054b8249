/// Reads the trees that git notes in an index: for each folder its name, how many entries lie below it, how many folders are
/// noted in it, and its tree. A number of entries below zero means that the folder has changed since.
enum NotedTrees {
    /// The trees by folder, the top with an empty path. What is malformed counts as not noted, as it does for git: every note
    /// only saves reading a tree.
    static func read(_ bytes: UnsafeRawBufferPointer) -> [[UInt8]: GitIndex.NotedTree] {
        var result: [[UInt8]: GitIndex.NotedTree] = [:]
        var offset = 0
        func field(until end: UInt8) -> UnsafeRawBufferPointer? {
            guard let stop = bytes[offset...].firstIndex(of: end) else { return nil }
            defer { offset = stop + 1 }
            return UnsafeRawBufferPointer(rebasing: bytes[offset..<stop])
        }
        /// `-1`, or a whole number that is not absurd.
        func number(until end: UInt8) -> Int? {
            guard let digits = field(until: end), let first = digits.first, digits.count <= 10 else { return nil }
            if first == 0x2D { return digits.elementsEqual("-1".utf8) ? -1 : nil }
            var value = 0
            for digit in digits {
                guard digit >= 0x30, digit <= 0x39 else { return nil }
                value = value * 10 + Int(digit - 0x30)
            }
            return value
        }
        /// The folders that are open, with how many of theirs are still to come.
        var open: [(path: [UInt8], remaining: Int)] = []
        repeat {
            guard let name = field(until: 0), let count = number(until: 0x20), let folders = number(until: 0x0A),
                folders >= 0, folders <= bytes.count, open.count <= 128, !name.contains(0x2F),
                name.isEmpty == open.isEmpty
            else { return [:] }
            var path = Array(name)
            if let folder = open.last {
                path = folder.path.isEmpty ? path : folder.path + [0x2F] + path
                open[open.count - 1].remaining -= 1
            }
            if count >= 0 {
                guard offset + 20 <= bytes.count, let base = bytes.baseAddress else { return [:] }
                result[path] = GitIndex.NotedTree(id: ObjectID(bytes: base + offset), count: count)
                offset += 20
            }
            open.append((path, folders))
            while let last = open.last, last.remaining == 0 { open.removeLast() }
        } while !open.isEmpty
        return offset == bytes.count ? result : [:]
    }
}
