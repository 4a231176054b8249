@testable import GitStore
import Testing
import TollgateTesting

@Suite("RawTree")
struct RawTreeTests {
    // MARK: - What git says

    @Test("entries are those of `git ls-tree`, in its order", arguments: 1...4 as ClosedRange<UInt64>)
    func listing(_ seed: UInt64) throws {
        let repository = try TestRepository { Commit("tree") { RandomTree(seed: seed).writes } }
        let opened = try repository.open(verifiesHashes: true)
        let root = try opened.objects.commit(repository["tree"]).tree
        var lines: [String] = []
        func list(_ id: ObjectID, _ prefix: [UInt8]) throws {
            let tree = try opened.objects.tree(id)
            #expect(tree.irregularities.isEmpty)
            for entry in tree.entries {
                let path = prefix + tree.name(of: entry)
                let kind = entry.mode.isTree ? "tree" : entry.mode == .submodule ? "commit" : "blob"
                lines.append("\(entry.mode.octal) \(kind) \(entry.id)\t" + path.map { "\\\($0)" }.joined())
                if entry.mode.isTree { try list(entry.id, path + [0x2F]) }
            }
        }
        try list(root, [])
        let expected = try repository.gitStatus("ls-tree", "-z", "-r", "-t", root.hex).output.split(separator: 0).map {
            line in
            let name = line.drop { $0 != 0x09 }.dropFirst()
            return String(decoding: line.prefix { $0 != 0x09 }, as: UTF8.self) + "\t" + name.map { "\\\($0)" }.joined()
        }
        #expect(lines.count > 60)
        #expect(lines == expected)
    }

    @Test("differences are those of `git diff-tree`", arguments: 1...6 as ClosedRange<UInt64>)
    func differences(_ seed: UInt64) throws {
        let repository = try TestRepository {
            Commit("one") { RandomTree(seed: seed, folders: false).writes }
            Orphan("other")
            Commit("two") { RandomTree(seed: seed + 1000, folders: false).writes }
        }
        let objects = try repository.open().objects
        let old = try objects.tree(objects.commit(repository["one"]).tree)
        let new = try objects.tree(objects.commit(repository["two"]).tree)
        let lines = RawTree.differences(from: old, to: new).map { difference -> String in
            let status = difference.old == nil ? "A" : difference.new == nil ? "D" : "M"
            func mode(_ entry: RawTree.Entry?) -> String { entry?.mode.octal ?? "000000" }
            func id(_ entry: RawTree.Entry?) -> String { (entry?.id ?? .zero).hex }
            let (old, new) = (difference.old, difference.new)
            let name = String(decoding: difference.name, as: UTF8.self)
            return ":\(mode(old)) \(mode(new)) \(id(old)) \(id(new)) \(status) \(name)"
        }
        let words = try repository.gitStatus("diff-tree", "-z", "--no-renames", old.id.hex, new.id.hex).output
            .split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        // A type change is a `T` in git, and one difference here.
        let expected = stride(from: 0, to: words.count, by: 2).map { index -> String in
            let change = words[index].hasSuffix("T") ? words[index].dropLast() + "M" : words[index]
            return "\(change) \(words[index + 1])"
        }
        #expect(lines.count > 10)
        #expect(lines == expected)
        #expect(RawTree.differences(from: new, to: new).isEmpty)
    }

    // MARK: - Malformed trees

    struct Malformed: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        /// What is noted of it; nothing where it cannot be read at all.
        let notes: [String]?

        init(_ name: String, _ bytes: [UInt8], notes: [String]?) {
            testDescription = name
            self.bytes = bytes
            self.notes = notes
        }
    }

    static func entry(_ mode: String, _ name: String) -> [UInt8] {
        Array("\(mode) \(name)".utf8) + [0] + [UInt8](repeating: 0x11, count: 20)
    }

    static let unsorted = "its entries are not sorted, or one name stands twice"

    static let malformedTrees: [Malformed] = [
        Malformed("unsorted", entry("100644", "b") + entry("100644", "a"), notes: [unsorted]),
        Malformed("folder sorted as a file", entry("40000", "a") + entry("100644", "a.b"), notes: [unsorted]),
        Malformed("file sorted as a folder", entry("100644", "a.b") + entry("100644", "a"), notes: [unsorted]),
        Malformed("duplicate", entry("100644", "a") + entry("100755", "a"), notes: [unsorted]),
        Malformed(
            "duplicate behind others", entry("100644", "a") + entry("100644", "b") + entry("100644", "a"),
            notes: [unsorted]),
        Malformed("duplicate folder", entry("40000", "a") + entry("40000", "a"), notes: [unsorted]),
        Malformed(
            "file and folder of one name", entry("100644", "a") + entry("100644", "a.b") + entry("40000", "a"),
            notes: ["one name stands for a file and for a folder"]),
        Malformed(".git", entry("40000", ".git"), notes: ["an entry is named `.git`"]),
        Malformed(".GIT", entry("100644", ".GiT"), notes: ["an entry is named `.git`"]),
        Malformed("git~1", entry("40000", "GIT~1"), notes: ["an entry is named `.git`"]),
        Malformed(".", entry("40000", "."), notes: ["an entry is named `.` or `..`"]),
        Malformed("..", entry("40000", ".."), notes: ["an entry is named `.` or `..`"]),
        Malformed("slash", entry("100644", "a/b"), notes: ["a name has a `/` in it"]),
        Malformed("no name", entry("100644", ""), notes: ["an entry has no name"]),
        Malformed("leading zero", entry("040000", "a"), notes: ["the mode of an entry has a leading zero"]),
        Malformed("mode that git never writes", entry("100664", "a"), notes: []),
        Malformed("no mode", entry("", "a"), notes: nil),
        Malformed("mode in decimal", entry("100648", "a"), notes: nil),
        Malformed("mode with a sign", entry("-40000", "a"), notes: nil),
        Malformed("mode too long", entry("00000000100644", "a"), notes: nil),
        Malformed("truncated id", entry("100644", "a").dropLast(), notes: nil),
        Malformed("truncated name", Array(entry("100644", "abc").prefix(9)), notes: nil),
        Malformed("truncated mode", Array(entry("100644", "a").prefix(3)), notes: nil),
        Malformed("something behind the last entry", entry("100644", "a") + [0x31], notes: nil),
        Malformed(
            "two faults", entry("100644", "b") + entry("040000", ".."),
            notes: [
                "the mode of an entry has a leading zero", "an entry is named `.` or `..`", unsorted,
            ]),
    ]

    @Test("malformed trees are noted or refused", arguments: malformedTrees)
    func malformed(_ tree: Malformed) throws {
        let repository = try TestRepository()
        let id = try repository.rawObject("tree", tree.bytes)
        let objects = try repository.open(verifiesHashes: true).objects
        if let notes = tree.notes {
            #expect(try objects.tree(id).irregularities.map(\.text) == notes)
        } else {
            let error = try #require(throws: GitError.self) { try objects.tree(id) }
            #expect(error.code == .malformedObject)
            #expect(error.description.contains(id.hex))
        }
        let check = try repository.gitStatus("fsck", "--strict", "--no-dangling")
        #expect((check.output + check.errors).contains(Array(id.hex.utf8)))
    }

    @Test("where a name stands twice, the first entry counts, in git's order")
    func duplicates() throws {
        var bytes = Self.entry("100644", "b") + Self.entry("100644", "a") + Self.entry("100755", "a")
        bytes[bytes.count - 1] = 0x22
        let tree = try bytes.withUnsafeBufferPointer { try RawTree(id: .zero, bytes: $0) }
        #expect(tree.entries.map { String(decoding: tree.name(of: $0), as: UTF8.self) } == ["a", "a", "b"])
        #expect(tree.entry(named: Array("a".utf8))?.mode == .file)
        #expect(tree.entry(named: Array("c".utf8)) == nil)
    }

    @Test("another kind of object is refused")
    func otherKinds() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "a") } }
        let objects = try repository.open().objects
        let error = try #require(throws: GitError.self) { try objects.tree(repository["one"]) }
        #expect(error.code == .malformedObject)
        #expect(error.reason == "it is a commit; expected a tree")
        let missing = try #require(throws: GitError.self) { try objects.tree(.zero) }
        #expect(missing.code == .missingObject)
    }

    // MARK: - Anything at all

    /// A tree as git would write these entries.
    private func canonical(_ tree: RawTree) -> [UInt8] {
        tree.entries.flatMap { entry in
            let hex = Array(entry.id.hex)
            let id = stride(from: 0, to: 40, by: 2).map { UInt8(String(hex[$0...($0 + 1)]), radix: 16) ?? 0 }
            return Array(String(entry.mode.rawValue, radix: 8).utf8) + [0x20] + tree.name(of: entry) + [0] + id
        }
    }

    @Test("random and mutated bytes never crash; what is read without a remark is canonical")
    func fuzzing() throws {
        var generator = SeededGenerator(seed: 7)
        let repository = try TestRepository { Commit("tree") { RandomTree(seed: 3).writes } }
        let seeds = [
            try repository.gitStatus("cat-file", "tree", "HEAD^{tree}").output,
            Self.entry("100644", "a") + Self.entry("40000", "b") + Self.entry("120000", "c"),
            Self.entry("100644", "a"),
        ]
        let dictionary =
            ["100644 ", "40000 ", "\0", "0", "/", ".git", "..", " "].map { Array($0.utf8) } + [
                Self.entry("100755", "a")
            ]
        var (read, regular) = (0, 0)
        for round in 0..<6000 {
            let bytes: [UInt8]
            switch round % 6 {
            case 0: bytes = generator.bytes(count: Int.random(in: 0...80, using: &generator))
            case 1, 2:
                bytes = (0..<Int.random(in: 1...5, using: &generator)).flatMap { _ in
                    let name = ["a", "a.", "a0", "b", "b/", ".git", "ab"].randomElement(using: &generator) ?? ""
                    let mode = ["100644", "40000", "100755", "040000", "120000"].randomElement(using: &generator) ?? ""
                    return Self.entry(mode, name)
                }
            default: bytes = generator.mutated(seeds[round % seeds.count], with: dictionary)
            }
            guard let tree = try? bytes.withUnsafeBufferPointer({ try RawTree(id: .zero, bytes: $0) }) else { continue }
            read += 1
            // In whatever order they were: the same entries.
            if canonical(tree).count != bytes.count {
                #expect(tree.irregularities.contains { $0.text.contains("leading zero") })
            }
            // Sorted, as `git ls-tree` would show what it can be sure of.
            let sorted = tree.entries.map { tree.name(of: $0) + ($0.mode.isTree ? [0x2F] : []) }
            if !tree.irregularities.contains(where: { $0.text.contains("`/`") }) {
                #expect(zip(sorted, sorted.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
            }
            guard tree.irregularities.isEmpty else { continue }
            regular += 1
            #expect(canonical(tree) == bytes)
            #expect(RawTree.differences(from: tree, to: tree).isEmpty)
            #expect(RawTree.differences(from: .empty, to: tree).count == tree.entries.count)
        }
        // Enough of each kind came by for this to mean something.
        #expect(read > 1000 && regular > 500 && regular < read, "\(read) \(regular)")
    }
}
