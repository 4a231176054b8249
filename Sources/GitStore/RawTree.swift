import Glibc

/// A tree object, read strictly: what git's own readers would silently repair or ignore is noted.
package struct RawTree: Sendable {
    package struct Entry: Sendable {
        /// Where the name stands in `RawTree.names`.
        @usableFromInline let nameStart: UInt32
        @usableFromInline let nameEnd: UInt32
        package let mode: FileMode
        package let id: ObjectID
    }

    /// What is wrong with a tree that can be read all the same.
    package struct Irregularity: Hashable, Sendable {
        /// A sentence without a full stop.
        package let text: String
    }

    package let id: ObjectID
    /// In git's order, whatever order they were stored in.
    package let entries: [Entry]
    package let irregularities: [Irregularity]
    /// The bytes of the object, in which the names stand.
    let names: [UInt8]

    package static let empty = RawTree(id: .emptyTree, entries: [], irregularities: [], names: [])

    private init(id: ObjectID, entries: [Entry], irregularities: [Irregularity], names: [UInt8]) {
        self.id = id
        self.entries = entries
        self.irregularities = irregularities
        self.names = names
    }

    package func name(of entry: Entry) -> ArraySlice<UInt8> {
        names[Int(entry.nameStart)..<Int(entry.nameEnd)]
    }

    /// The entry with this name; the first one where it stands twice.
    package func entry(named name: some Collection<UInt8>) -> Entry? {
        entries.first { self.name(of: $0).elementsEqual(name) }
    }

    /// The tree with nothing in it that could be taken for two things: of entries with one name the first one, and none
    /// whose name is empty or has a slash in it. A file and a folder may have one name.
    package var unambiguous: RawTree {
        var kept: [Entry] = []
        names.withUnsafeBufferPointer { bytes in
            for entry in entries {
                let name = bytes[Int(entry.nameStart)..<Int(entry.nameEnd)]
                if name.isEmpty || name.contains(0x2F) { continue }
                if let last = kept.last, TreeOrder.compare(bytes, last, bytes, entry) == 0 { continue }
                kept.append(entry)
            }
        }
        return RawTree(id: id, entries: kept, irregularities: irregularities, names: names)
    }

    /// How much memory it takes, in bytes, for caches with a limit.
    package var footprint: Int { names.count + entries.count * MemoryLayout<Entry>.stride + 96 }

    /// Reads the bytes of a tree object: mode in octal, space, name, NUL, 20 bytes of id, and again.
    ///
    /// Throws where entries cannot be told apart; everything else is an irregularity.
    init(id: ObjectID, bytes: UnsafeBufferPointer<UInt8>) throws(GitError) {
        var entries: [Entry] = []
        var faults: [Irregularity] = []
        entries.reserveCapacity(bytes.count / 30 + 1)
        var offset = 0
        var isSorted = true
        var (files, folders) = (0, 0)
        while offset < bytes.count {
            var mode: UInt32 = 0
            let modeStart = offset
            while offset < bytes.count, bytes[offset] != 0x20 {
                let digit = bytes[offset]
                guard digit >= 0x30, digit <= 0x37, offset - modeStart < 7 else {
                    throw Self.malformed(id, "a mode is not octal")
                }
                mode = mode << 3 | UInt32(digit - 0x30)
                offset += 1
            }
            guard offset > modeStart else { throw Self.malformed(id, "an entry has no mode") }
            let hasLeadingZero = bytes[modeStart] == 0x30
            offset += 1
            let nameStart = offset
            guard let base = bytes.baseAddress, nameStart < bytes.count,
                let end = memchr(base + nameStart, 0, bytes.count - nameStart)
            else { throw Self.malformed(id, "it ends in the middle of an entry") }
            offset = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end))
            guard offset + 20 < bytes.count, offset > modeStart + 1 else {
                throw Self.malformed(id, "it ends in the middle of an entry")
            }
            let entry = Entry(
                nameStart: UInt32(nameStart), nameEnd: UInt32(offset), mode: FileMode(rawValue: mode),
                id: ObjectID(bytes: UnsafeRawPointer(base + offset + 1)))
            if let previous = entries.last, !Self.inOrder(bytes, previous, entry) { isSorted = false }
            if entry.mode.isTree { folders += 1 } else { files += 1 }
            entries.append(entry)
            if hasLeadingZero { faults.append(Irregularity(text: "the mode of an entry has a leading zero")) }
            if let fault = Self.fault(inName: UnsafeBufferPointer(rebasing: bytes[nameStart..<offset])) {
                faults.append(Irregularity(text: fault))
            }
            offset += 21
        }
        if !isSorted {
            entries = entries.enumerated().sorted {
                if Self.inOrder(bytes, $0.element, $1.element) { return true }
                if Self.inOrder(bytes, $1.element, $0.element) { return false }
                return $0.offset < $1.offset
            }.map(\.element)
            faults.append(Irregularity(text: "its entries are not sorted, or one name stands twice"))
        }
        if files > 0, folders > 0, Self.sharesName(bytes, entries) {
            faults.append(Irregularity(text: "one name stands for a file and for a folder"))
        }
        self.init(id: id, entries: entries, irregularities: faults, names: Array(bytes))
    }

    /// Whether a file and a folder have one name: they sort apart, with what begins with the name between them.
    private static func sharesName(_ bytes: UnsafeBufferPointer<UInt8>, _ entries: [Entry]) -> Bool {
        var open: [Entry] = []
        for entry in entries {
            let count = Int(entry.nameEnd - entry.nameStart)
            func isPrefix(_ file: Entry, exactly: Bool) -> Bool {
                let length = Int(file.nameEnd - file.nameStart)
                guard exactly ? length == count : length <= count, let base = bytes.baseAddress else { return false }
                return memcmp(base + Int(file.nameStart), base + Int(entry.nameStart), length) == 0
            }
            while let last = open.last, !isPrefix(last, exactly: false) { open.removeLast() }
            if entry.mode.isTree {
                if open.contains(where: { isPrefix($0, exactly: true) }) { return true }
            } else {
                open.append(entry)
            }
        }
        return false
    }

    private static func malformed(_ id: ObjectID, _ reason: String) -> GitError {
        GitError(.malformedObject, "tree \(id) is malformed", reason: reason, help: "run `git fsck`")
    }

    private static func fault(inName name: UnsafeBufferPointer<UInt8>) -> String? {
        guard let base = name.baseAddress, let first = name.first else { return "an entry has no name" }
        if memchr(base, 0x2F, name.count) != nil { return "a name has a `/` in it" }
        guard first == 0x2E || first == 0x67 || first == 0x47, name.count <= 5 else { return nil }
        if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return "an entry is named `.` or `..`" }
        let lower = name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        if lower.elementsEqual(".git".utf8) || lower.elementsEqual("git~1".utf8) { return "an entry is named `.git`" }
        return nil
    }

    /// Whether `left` sorts strictly before `right`: bytewise, folders as if their names ended with `/`.
    private static func inOrder(_ bytes: UnsafeBufferPointer<UInt8>, _ left: Entry, _ right: Entry) -> Bool {
        TreeOrder.compare(bytes, left, bytes, right) < 0
    }
}

/// Git's order of tree entries.
enum TreeOrder {
    /// Negative, zero or positive as `left` sorts before, with or after `right`; folders compare as `name/`.
    static func compare(
        _ leftNames: UnsafeBufferPointer<UInt8>, _ left: RawTree.Entry, _ rightNames: UnsafeBufferPointer<UInt8>,
        _ right: RawTree.Entry
    ) -> Int {
        guard let leftBase = leftNames.baseAddress, let rightBase = rightNames.baseAddress else { return 0 }
        let leftCount = Int(left.nameEnd - left.nameStart)
        let rightCount = Int(right.nameEnd - right.nameStart)
        let common = min(leftCount, rightCount)
        let order = memcmp(leftBase + Int(left.nameStart), rightBase + Int(right.nameStart), common)
        if order != 0 { return Int(order) }
        let a = common < leftCount ? Int(leftBase[Int(left.nameStart) + common]) : left.mode.isTree ? 0x2F : 0
        let b = common < rightCount ? Int(rightBase[Int(right.nameStart) + common]) : right.mode.isTree ? 0x2F : 0
        return a - b
    }
}
