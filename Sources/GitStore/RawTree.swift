internal import CLibgit2

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

    /// How much memory it takes, in bytes, for caches with a limit.
    package var footprint: Int { names.count + entries.count * MemoryLayout<Entry>.stride + 96 }

    /// Reads the bytes of a tree object: mode in octal, space, name, NUL, 20 bytes of id, and again.
    ///
    /// Throws where entries cannot be told apart; everything else is an irregularity.
    init(id: ObjectID, bytes: UnsafeBufferPointer<UInt8>) throws(GitError) {
        var entries: [Entry] = []
        var names: [UInt8] = []
        var faults: [Irregularity] = []
        entries.reserveCapacity(bytes.count / 36 + 1)
        names.reserveCapacity(bytes.count)
        var offset = 0
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
            while offset < bytes.count, bytes[offset] != 0 { offset += 1 }
            guard offset + 20 < bytes.count, offset > modeStart + 1 else {
                throw Self.malformed(id, "it ends in the middle of an entry")
            }
            let name = bytes[nameStart..<offset]
            let start = UInt32(names.count)
            names.append(contentsOf: name)
            guard let base = bytes.baseAddress else { break }
            entries.append(
                Entry(
                    nameStart: start, nameEnd: UInt32(names.count), mode: FileMode(rawValue: mode),
                    id: ObjectID(bytes: UnsafeRawPointer(base + offset + 1))))
            if hasLeadingZero { faults.append(Irregularity(text: "the mode of an entry has a leading zero")) }
            if let fault = Self.fault(inName: name) { faults.append(Irregularity(text: fault)) }
            offset += 21
        }
        var isSorted = true
        names.withUnsafeBufferPointer { names in
            for index in entries.indices.dropFirst() {
                let (previous, entry) = (entries[index - 1], entries[index])
                if !Self.inOrder(names, previous, entry) { isSorted = false }
            }
        }
        if !isSorted {
            let sorted = names.withUnsafeBufferPointer { names in
                entries.enumerated().sorted {
                    if Self.inOrder(names, $0.element, $1.element) { return true }
                    if Self.inOrder(names, $1.element, $0.element) { return false }
                    return $0.offset < $1.offset
                }
            }.map(\.element)
            entries = sorted
            faults.append(Irregularity(text: "its entries are not sorted, or one name stands twice"))
        }
        // `a` as a file and `a` as a folder sort apart, so look for equal names in all of them.
        let folders = entries.filter { $0.mode.isTree }
        if !folders.isEmpty, folders.count < entries.count {
            let words = Set(folders.map { names[Int($0.nameStart)..<Int($0.nameEnd)] })
            for entry in entries where !entry.mode.isTree && words.contains(names[Int(entry.nameStart)..<Int(entry.nameEnd)]) {
                faults.append(Irregularity(text: "one name stands for a file and for a folder"))
            }
        }
        self.init(id: id, entries: entries, irregularities: faults, names: names)
    }

    private static func malformed(_ id: ObjectID, _ reason: String) -> GitError {
        GitError(.malformedObject, "tree \(id) is malformed", reason: reason, help: "run `git fsck`")
    }

    private static func fault(inName name: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        if name.isEmpty { return "an entry has no name" }
        if name.contains(0x2F) { return "a name has a `/` in it" }
        guard name.first == 0x2E || name.first == 0x67 || name.first == 0x47 else { return nil }
        if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return "an entry is named `.` or `..`" }
        let lower = name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        if lower.elementsEqual(".git".utf8) || lower.elementsEqual("git~1".utf8) { return "an entry is named `.git`" }
        return nil
    }

    /// Whether `left` sorts strictly before `right`: bytewise, folders as if their names ended with `/`.
    private static func inOrder(_ names: UnsafeBufferPointer<UInt8>, _ left: Entry, _ right: Entry) -> Bool {
        TreeOrder.compare(
            UnsafeBufferPointer(rebasing: names[Int(left.nameStart)..<Int(left.nameEnd)]), left.mode.isTree,
            UnsafeBufferPointer(rebasing: names[Int(right.nameStart)..<Int(right.nameEnd)]), right.mode.isTree) < 0
    }
}

/// Git's order of tree entries.
enum TreeOrder {
    /// Negative, zero or positive as `left` sorts before, with or after `right`; folders compare as `name/`.
    static func compare(
        _ left: UnsafeBufferPointer<UInt8>, _ leftIsTree: Bool, _ right: UnsafeBufferPointer<UInt8>, _ rightIsTree: Bool
    ) -> Int {
        let common = min(left.count, right.count)
        var index = 0
        while index < common {
            if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
            index += 1
        }
        let a = index < left.count ? Int(left[index]) : leftIsTree ? 0x2F : 0
        let b = index < right.count ? Int(right[index]) : rightIsTree ? 0x2F : 0
        return a - b
    }
}
