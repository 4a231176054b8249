/// A commit object, read strictly from its raw bytes.
///
/// Only git's own grammar is accepted without remark: `tree`, any number of `parent`, `author`, `committer`, then other
/// headers, an empty line, and the message. Whatever could hide content or a statement from one reader and not from
/// another is an irregularity. `git_commit_*` of libgit2 is not used since it is more lenient than git.
package struct RawCommit: Sendable {
    /// What is wrong with a commit that can be read all the same.
    package struct Irregularity: Hashable, Sendable {
        /// A sentence without a full stop.
        package let text: String
    }

    /// A name, an e-mail address and a time, as typed by whoever made the commit.
    package struct Identity: Hashable, Sendable {
        package let name: String
        package let email: String
        /// Seconds since 1970-01-01T00:00:00Z.
        package let seconds: Int64
        /// The offset from UTC that was typed, in minutes.
        package let offsetMinutes: Int

        package init(name: String, email: String, seconds: Int64, offsetMinutes: Int) {
            self.name = name
            self.email = email
            self.seconds = seconds
            self.offsetMinutes = offsetMinutes
        }
    }

    package let id: ObjectID
    package let tree: ObjectID
    package let parents: [ObjectID]
    let bytes: [UInt8]
    private let authorLine: Range<Int>
    private let committerLine: Range<Int>
    /// Where the empty line behind the header stands; the number of bytes where there is none.
    let headerEnd: Int
    private let messageStart: Int
    /// The first committer line's time, in seconds since 1970-01-01T00:00:00Z; nothing where it cannot be read.
    package let committed: Int64?
    /// The first author line's time, in seconds since 1970-01-01T00:00:00Z; nothing where it cannot be read.
    package let authored: Int64?

    /// Reads the headers that a walk needs. Throws where there is no tree, or an id is not one.
    init(id: ObjectID, bytes source: UnsafeBufferPointer<UInt8>) throws(GitError) {
        self.id = id
        let bytes = Array(source)
        self.bytes = bytes
        var tree: ObjectID?
        var parents: [ObjectID] = []
        var author = 0..<0
        var committer = 0..<0
        var offset = 0
        var isFirst = true
        while offset < bytes.count, bytes[offset] != 0x0A {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let line = offset..<end
            if isFirst {
                guard let value = Self.value(of: "tree ", in: bytes, line) else { break }
                tree = ObjectID(hex: bytes[value])
            } else if let value = Self.value(of: "parent ", in: bytes, line), author.isEmpty {
                guard let parent = ObjectID(hex: bytes[value]) else {
                    throw Self.malformed(id, "a parent is not an object name")
                }
                parents.append(parent)
            } else if author.isEmpty, let value = Self.value(of: "author ", in: bytes, line) {
                author = value
            } else if committer.isEmpty, let value = Self.value(of: "committer ", in: bytes, line) {
                committer = value
            }
            isFirst = false
            offset = min(end + 1, bytes.count)
        }
        guard let tree else { throw Self.malformed(id, "it does not begin with the name of a tree") }
        self.tree = tree
        self.parents = parents
        authorLine = author
        committerLine = committer
        headerEnd = offset
        messageStart = min(offset + 1, bytes.count)
        committed = Self.seconds(bytes[committer])
        authored = Self.seconds(bytes[author])
    }

    /// The author as typed; nothing where the line is missing or malformed.
    package var author: Identity? { Self.identity(bytes[authorLine]) }

    /// The committer as typed; nothing where the line is missing or malformed.
    package var committer: Identity? { Self.identity(bytes[committerLine]) }

    /// The bytes behind the first empty line.
    package var message: ArraySlice<UInt8> { bytes[messageStart...] }

    /// The first line of the message that is not empty, invalid UTF-8 repaired.
    package var subject: String {
        let line = message.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: true).first ?? []
        return String(decoding: line, as: UTF8.self)
    }

    // MARK: - The strict grammar

    /// Everything in which the object departs from the grammar, in the order of its bytes.
    package var irregularities: [Irregularity] {
        var faults: [String] = []
        var order = 0  // 0 tree, 1 parents, 2 author, 3 committer, 4 others
        var encodings = 0
        var signatures = 0
        var offset = 0
        var previous: ArraySlice<UInt8>?
        while offset < headerEnd {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[offset..<end]
            offset = min(end + 1, bytes.count)
            if line.first == 0x20 {
                // Only a signature and unknown headers such as mergetag continue over lines.
                if previous == nil || order < 4 { faults.append("a line of the header continues nothing") }
                continue
            }
            let key = line.prefix { $0 != 0x20 }
            previous = key
            if line.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
                faults.append("the header `\(Self.text(key))` has a control character in it")
            }
            switch String(decoding: key, as: UTF8.self) {
            case "tree":
                if order != 0 { faults.append("there is a second `tree`") }
                order = max(order, 1)
            case "parent":
                if order > 1 { faults.append("a `parent` stands behind the author") }
            case "author":
                if order >= 2 { faults.append("`author` stands twice or in the wrong place") }
                if Self.identity(line.dropFirst(7)) == nil { faults.append("the author is malformed") }
                order = max(order, 2)
            case "committer":
                if order != 2 { faults.append("`committer` stands twice or in the wrong place") }
                if Self.identity(line.dropFirst(10)) == nil { faults.append("the committer is malformed") }
                order = max(order, 3)
            case "encoding":
                encodings += 1
                if order < 3 { faults.append("`encoding` stands before the committer") }
                order = 4
                let value = Self.text(line.dropFirst(9))
                if value.uppercased() != "UTF-8" {
                    faults.append("the message is in `\(value)`; expected UTF-8")
                }
            case let other where other.hasPrefix("gpgsig"):
                signatures += 1
                if order < 3 { faults.append("a signature stands before the committer") }
                order = 4
                if other != "gpgsig" {
                    faults.append("there is a header `\(Self.text(key))`; expected none but `gpgsig`")
                }
            default:
                if order < 3 { faults.append("the header `\(Self.text(key))` stands before the committer") }
                order = 4
            }
        }
        if order < 2 { faults.append("there is no author") }
        if order < 3 { faults.append("there is no committer") }
        if encodings > 1 { faults.append("`encoding` stands twice") }
        if signatures > 1 { faults.append("there are \(signatures) signatures; expected at most one") }
        if headerEnd >= bytes.count { faults.append("there is no empty line behind the header") }
        if String(validating: message, as: UTF8.self) == nil { faults.append("the message is not valid UTF-8") }
        if message.contains(0) {
            faults.append("the message has a NUL in it, behind which some readers see nothing")
        } else if message.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) {
            faults.append("the message has a control character in it")
        }
        return faults.map(Irregularity.init(text:))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(40).map { $0 < 0x20 || $0 >= 0x7F ? 0x3F : $0 }, as: UTF8.self)
    }

    private static func malformed(_ id: ObjectID, _ reason: String) -> GitError {
        GitError(.malformedObject, "commit \(id) is malformed", reason: reason, help: "run `git fsck`")
    }

    private static func value(of key: StaticString, in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
        let length = key.utf8CodeUnitCount
        guard line.count >= length else { return nil }
        let start = line.lowerBound
        for index in 0..<length where bytes[start + index] != key.utf8Start[index] { return nil }
        return start + length..<line.upperBound
    }

    /// `Name <email> seconds ±hhmm`, with nothing missing and nothing more.
    private static func identity(_ line: ArraySlice<UInt8>) -> Identity? {
        guard let open = line.firstIndex(of: 0x3C), let close = line[open...].firstIndex(of: 0x3E),
            !line[line.startIndex..<open].contains(0x3E), !line[(open + 1)..<close].contains(0x3C),
            !line[(close + 1)...].contains(0x3E), !line[(close + 1)...].contains(0x3C)
        else { return nil }
        let rest = line[(close + 1)...]
        guard rest.first == 0x20 else { return nil }
        let parts = rest.dropFirst().split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count <= 15, let seconds = digits(parts[0]) else { return nil }
        let zone = parts[1]
        guard zone.count == 5, zone.first == 0x2B || zone.first == 0x2D, let clock = digits(zone.dropFirst()) else {
            return nil
        }
        let minutes = Int(clock / 100 * 60 + clock % 100)
        var name = line[line.startIndex..<open]
        if name.last == 0x20 { name = name.dropLast() }
        return Identity(
            name: String(decoding: name, as: UTF8.self),
            email: String(decoding: line[(open + 1)..<close], as: UTF8.self),
            seconds: seconds, offsetMinutes: zone.first == 0x2D ? -minutes : minutes)
    }

    /// The time of an identity line, without making texts of the rest.
    private static func seconds(_ line: ArraySlice<UInt8>) -> Int64? {
        guard let close = line.lastIndex(of: 0x3E) else { return nil }
        return digits(line[(close + 1)...].dropFirst().prefix { $0 != 0x20 }.prefix(15))
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard !bytes.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }
}
