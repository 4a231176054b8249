import Glibc

/// Reads the bytes of an index file strictly, in the versions 2 to 4 of its format.
///
/// libgit2's reader hashes the whole file, which git does not and which alone takes longer than git's `diff --cached`; and it
/// gives no access to the noted trees. docs/decisions/0012 tells more.
struct IndexReader {
    private let bytes: UnsafeRawBufferPointer
    /// Where the file ends but for its checksum.
    private let end: Int
    private var offset = 12

    /// The most that the paths of an index may take, in bytes: with version 4 a small file can hold long ones.
    private static let pathLimit = 1 << 30
    /// As long as a path may be for the system.
    private static let lengthLimit = 4096
    private static let fileLimit = 1 << 30

    /// The index in a file; empty where there is no file.
    static func read(_ file: String) throws(GitError) -> GitIndex {
        let descriptor = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return .empty }
        guard descriptor >= 0 else { throw failure(file, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let content: ObjectDatabase.Blob?
        do {
            content = try FileBytes.read(descriptor, limit: fileLimit)
        } catch {
            throw failure(file, String(cString: strerror(errno)))
        }
        switch content {
        case .bytes(let bytes):
            do {
                return try parse(bytes)
            } catch {
                throw GitError(error.code, "cannot read the index \(file)", reason: error.reason, help: error.help)
            }
        case .tooLarge(let size): throw failure(file, "it has \(size) bytes; at most \(fileLimit) are read")
        case nil: throw failure(file, "it is no file")
        }
    }

    /// The index in these bytes.
    static func parse(_ bytes: [UInt8]) throws(GitError) -> GitIndex {
        let outcome: Result<GitIndex, GitError> = bytes.withUnsafeBytes { buffer in
            do throws(GitError) {
                var reader = try IndexReader(buffer)
                return .success(try reader.index())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private static func failure(_ file: String, _ reason: String) -> GitError {
        GitError(.input, "cannot read the index \(file)", reason: reason)
    }

    private static func malformed(_ reason: String) -> GitError {
        GitError(
            .malformedObject, "cannot read the index", reason: "it is damaged: \(reason)",
            help: "run `git read-tree HEAD` to make it anew from HEAD; what was staged has to be staged again")
    }

    private static let sparse = GitError(
        .unknownExtension, "cannot read the index", reason: "it leaves out what is in some folders (a sparse index)",
        help: "run `git sparse-checkout reapply --no-sparse-index`")

    // MARK: - The file

    private init(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
        self.bytes = bytes
        guard bytes.count >= 32, bytes.prefix(4).elementsEqual("DIRC".utf8) else {
            throw Self.malformed("it does not begin as an index does")
        }
        end = bytes.count - 20
    }

    private func number(at offset: Int) -> UInt32 {
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private func half(at offset: Int) -> UInt16 {
        UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    private mutating func index() throws(GitError) -> GitIndex {
        let version = number(at: 4)
        guard (2...4).contains(version) else {
            throw GitError(
                .other, "cannot read the index", reason: "it has the version \(version); expected 2, 3 or 4",
                help: "run `git update-index --force-write-index --index-version 2`")
        }
        let count = Int(number(at: 8))
        guard count <= (end - offset) / 64 + 1 else { throw Self.malformed("it ends before its last entry") }
        let entries = try entries(count, hasSharedPrefixes: version == 4)
        return GitIndex(entries: entries, notes: try notes())
    }

    // MARK: - Entries

    private mutating func entries(_ count: Int, hasSharedPrefixes: Bool) throws(GitError) -> [IndexEntry] {
        var result: [IndexEntry] = []
        result.reserveCapacity(count)
        var last: [UInt8] = []
        var size = 0
        for number in 0..<count {
            let start = offset
            guard start + 62 < end else { throw Self.malformed("it ends before its last entry") }
            let flags = half(at: start + 60)
            var extended: UInt16 = 0
            offset += 62
            if flags & 0x4000 != 0 {
                extended = half(at: offset)
                offset += 2
                guard extended & ~0x6000 == 0 else { throw Self.malformed("an entry has flags that nobody knows") }
            }
            let mode = FileMode(rawValue: self.number(at: start + 24))
            guard !mode.isTree else { throw Self.sparse }
            let path = hasSharedPrefixes ? try path(behind: last) : try path(Int(flags & 0xFFF), of: start)
            guard Self.isPath(path) else { throw Self.malformed("an entry has a path that no file can have") }
            let stage = Int(flags >> 12 & 3)
            if number > 0 {
                let order = PathOrder.compare(last, path)
                guard order < 0 || order == 0 && result[number - 1].stage < stage else {
                    throw Self.malformed("its entries are not sorted")
                }
            }
            size += path.count
            guard size <= Self.pathLimit else { throw Self.malformed("its paths are too long") }
            guard let base = bytes.baseAddress else { throw Self.malformed("it is empty") }
            result.append(
                IndexEntry(
                    path: path, mode: mode, id: ObjectID(bytes: base + start + 40), stage: stage,
                    isAssumedUnchanged: flags & 0x8000 != 0,
                    isSkippedInWorkTree: extended & 0x4000 != 0, isIntentToAdd: extended & 0x2000 != 0))
            last = path
        }
        return result
    }

    /// A path with its length in front, or up to the next NUL where it is too long for that. NULs fill the entry up to a
    /// multiple of eight bytes.
    private mutating func path(_ length: Int, of start: Int) throws(GitError) -> [UInt8] {
        let nameEnd = try endOfText()
        guard length == 0xFFF ? nameEnd - offset >= 0xFFF : nameEnd - offset == length else {
            throw Self.malformed("the length of a path is not the one that is noted")
        }
        defer { offset = start + (nameEnd - start + 8) / 8 * 8 }
        return Array(UnsafeRawBufferPointer(rebasing: bytes[offset..<nameEnd]))
    }

    /// A path as the number of bytes to take off the end of the one before, and what comes behind.
    private mutating func path(behind last: [UInt8]) throws(GitError) -> [UInt8] {
        var removed = 0
        while true {
            guard offset < end, removed <= Self.lengthLimit else { throw Self.malformed("a path has no beginning") }
            let byte = bytes[offset]
            offset += 1
            removed = removed << 7 | Int(byte & 0x7F)
            if byte & 0x80 == 0 { break }
            removed += 1
        }
        guard removed <= last.count else { throw Self.malformed("a path has no beginning") }
        let nameEnd = try endOfText()
        defer { offset = nameEnd + 1 }
        return Array(last.dropLast(removed)) + UnsafeRawBufferPointer(rebasing: bytes[offset..<nameEnd])
    }

    /// Where the next NUL is.
    private func endOfText() throws(GitError) -> Int {
        guard offset < end, let base = bytes.baseAddress,
            let found = memchr(base + offset, 0, min(end - offset, Self.lengthLimit + 1))
        else { throw Self.malformed("a path has no end") }
        return base.distance(to: UnsafeRawPointer(found))
    }

    /// Whether git could ever have a file at a path: no component is empty, `.`, `..` or `.git`.
    private static func isPath(_ path: [UInt8]) -> Bool {
        path.count <= lengthLimit
            && path.withUnsafeBufferPointer { path in
                var start = 0
                var position = 0
                while position <= path.count {
                    if position < path.count, path[position] != 0x2F {
                        position += 1
                        continue
                    }
                    if position == start { return false }
                    if path[start] == 0x2E, position - start <= 4 {
                        let name = path[start..<position].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
                        if name == [0x2E] || name == [0x2E, 0x2E] || name.elementsEqual(".git".utf8) { return false }
                    }
                    position += 1
                    start = position
                }
                return true
            }
    }

    // MARK: - Extensions

    /// What stands behind the entries. Of the extensions that a reader may leave out only the noted trees are of interest.
    private mutating func notes() throws(GitError) -> [[UInt8]: GitIndex.NotedTree] {
        guard offset <= end else { throw Self.malformed("it ends before its last entry") }
        var notes: [[UInt8]: GitIndex.NotedTree] = [:]
        while offset < end {
            guard offset + 8 <= end else { throw Self.malformed("it ends in the middle of an extension") }
            let name = String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self)
            let size = Int(number(at: offset + 4))
            offset += 8
            guard size <= end - offset else { throw Self.malformed("it ends in the middle of an extension") }
            switch name {
            case "TREE":
                notes = NotedTrees.read(UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + size)]))
            case "link":
                throw GitError(
                    .unknownExtension, "cannot read the index", reason: "it is split over two files",
                    help: "run `git update-index --no-split-index`")
            case "sdir": throw Self.sparse
            default:
                // A capital in front says that the extension may be left out.
                guard name.utf8.first.map({ $0 >= 0x41 && $0 <= 0x5A }) ?? false else {
                    throw GitError(
                        .unknownExtension, "cannot read the index", reason: "it has the unknown extension `\(name)`")
                }
            }
            offset += size
        }
        return notes
    }
}
