import Foundation
import GitStore
import Glibc
import Testing
import TollgateTesting

@Suite("WorkTree, writing")
struct WorkTreeWritingTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    private func setUp() throws -> (repository: TestRepository, tree: WorkTree) {
        let repository = try TestRepository {
            Commit("one") {
                Write("plans/p/SD-1.yaml", "old\n")
                Link("to-plans", to: "plans")
                Link("plans/p/link.yaml", to: "SD-1.yaml")
            }
        }
        return (repository, WorkTree(root: repository.path))
    }

    @Test("new bytes take the place of the old ones, and nothing else is left behind")
    func replaces() throws {
        let (repository, tree) = try setUp()
        for text in ["new\n", "", String(repeating: "long", count: 100_000)] {
            try tree.write(bytes(text), to: bytes("plans/p/SD-1.yaml"))
            #expect(try repository.read("plans/p/SD-1.yaml") == text)
        }
        #expect(try repository.git("status", "--porcelain") == " M plans/p/SD-1.yaml")
    }

    @Test("a file that is new, and the folders on the way to it, are made")
    func creates() throws {
        let (repository, tree) = try setUp()
        try tree.write(bytes("1"), to: bytes("a/b/c/d.yaml"))
        try tree.write(bytes("2"), to: bytes("top.yaml"))
        try tree.write(bytes("3"), to: [0x61, 0x2F, 0xFF])
        #expect(try repository.read("a/b/c/d.yaml") == "1")
        #expect(try repository.read("top.yaml") == "2")
        #expect(try tree.read([0x61, 0x2F, 0xFF], limit: 9) == .bytes(bytes("3")))
        #expect(try tree.files(below: "a").map(\.mode) == [.file, .file])
    }

    @Test("an existing file keeps its mode", arguments: [0o644, 0o755, 0o600, 0o664] as [mode_t])
    func keepsMode(_ wanted: mode_t) throws {
        let (repository, tree) = try setUp()
        let path = repository.path + "/plans/p/SD-1.yaml"
        #expect(chmod(path, wanted) == 0)
        try tree.write(bytes("new"), to: bytes("plans/p/SD-1.yaml"))
        #expect(mode(path) == wanted)
    }

    @Test("a reader with the old file open goes on reading the old bytes")
    func oldBytesStay() throws {
        let (repository, tree) = try setUp()
        let reader = try #require(FileHandle(forReadingAtPath: repository.path + "/plans/p/SD-1.yaml"))
        try tree.write(bytes("something else\n"), to: bytes("plans/p/SD-1.yaml"))
        #expect(try reader.readToEnd() == Data("old\n".utf8))
    }

    @Test("no link is followed or replaced, and nothing but a file is written over")
    func refuses() throws {
        let (repository, tree) = try setUp()
        #expect(mkfifo(repository.path + "/pipe", 0o644) == 0)
        let cases = [
            ("to-plans/p/SD-1.yaml", "to-plans is a symbolic link or no folder"),
            ("plans/p/SD-1.yaml/x", "plans/p/SD-1.yaml is a symbolic link or no folder"),
            ("plans/p/link.yaml", "a symbolic link is there"), ("plans/p", "a folder is there"),
            ("pipe", "something that is no file is there"),
        ]
        for (path, reason) in cases {
            let error = try #require(throws: GitError.self) { try tree.write(bytes("x"), to: bytes(path)) }
            #expect(error.code == .input)
            #expect(error.description == "cannot write \(path): \(reason)")
            #expect(error.help != nil)
        }
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test(
        "no path leads out of the work tree or into git's own folder",
        arguments: [
            "", "/", "/etc/x", "../x", "a/../../x", "a//b", "a/", "./a", ".git/hooks/x", "a/.GIT/config", "a\0b",
        ])
    func pathsOutside(_ path: String) throws {
        let (repository, tree) = try setUp()
        let error = try #require(throws: GitError.self) { try tree.write(bytes("x"), to: bytes(path)) }
        #expect(error.reason == "it is no path inside the work tree")
        #expect(try repository.git("status", "--porcelain") == "")
        #expect(access(repository.sandbox.path + "/x", F_OK) != 0)
    }

    @Test("where nothing is to stand, a file that is there is left alone")
    func exclusive() throws {
        let (repository, tree) = try setUp()
        try tree.write(bytes("first"), to: bytes("new/SD-2.yaml"), over: .nothing)
        #expect(try repository.read("new/SD-2.yaml") == "first")
        let error = try #require(throws: GitError.self) {
            try tree.write(bytes("second"), to: bytes("new/SD-2.yaml"), over: .nothing)
        }
        #expect(error.code == .changed)
        #expect(error.description == "cannot write new/SD-2.yaml: there is a file already")
        #expect(try repository.read("new/SD-2.yaml") == "first")
        #expect(try tree.files(below: "new").count == 1)
    }

    @Test("of many that create one file at the same time, one does it")
    func exclusiveRace() async throws {
        let (repository, tree) = try setUp()
        let made = await withTaskGroup(of: Int.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let made: ()? = try? tree.write(Array("\(number)".utf8), to: Array("x/y".utf8), over: .nothing)
                    return made == nil ? 0 : 1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(made == 1)
        #expect(try tree.files(below: "x").count == 1)
        #expect(Int(try repository.read("x/y")) != nil)
    }

    @Test("bytes that changed since they were read are not lost")
    func comparesBefore() throws {
        let (repository, tree) = try setUp()
        let path = bytes("plans/p/SD-1.yaml")
        try tree.write(bytes("old\nmore\n"), to: path, over: .bytes(bytes("old\n")))
        for stale in ["old\n", "old\nmore\n\n", "", "old\nmorE\n"] {
            let error = try #require(throws: GitError.self) {
                try tree.write(bytes("x"), to: path, over: .bytes(bytes(stale)))
            }
            #expect(error.code == .changed)
        }
        let error = try #require(throws: GitError.self) {
            try tree.write(bytes("x"), to: bytes("plans/none"), over: .bytes(bytes("")))
        }
        #expect(error.code == .changed)
        #expect(try repository.read("plans/p/SD-1.yaml") == "old\nmore\n")
        #expect(try tree.files(below: "plans").count == 2)
    }

    @Test("a folder that may not be written to is an error, and leaves nothing")
    func noPermission() throws {
        let (repository, tree) = try setUp()
        try #require(chmod(repository.path + "/plans/p", 0o555) == 0)
        defer { chmod(repository.path + "/plans/p", 0o755) }
        // Root may write everywhere.
        guard getuid() != 0 else { return }
        let error = try #require(throws: GitError.self) { try tree.write(bytes("x"), to: bytes("plans/p/new")) }
        #expect(error.description == "cannot write plans/p/new: Permission denied")
    }

    @Test("a large file is written whole")
    func large() throws {
        let (repository, tree) = try setUp()
        let large = [UInt8](repeating: 0x61, count: 8 << 20)
        try tree.write(large, to: bytes("plans/p/SD-1.yaml"))
        #expect(try repository.read("plans/p/SD-1.yaml").utf8.count == large.count)
    }

    // MARK: - The lock

    @Test("whoever comes second waits, and loses no line")
    func lock() async throws {
        let (repository, tree) = try setUp()
        let facts = try repository.open().facts
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let lock = try WriteLock(facts, patience: 600)
                    guard case .bytes(let old) = try tree.read(Array("lines".utf8), limit: 10_000) ?? .bytes([]) else {
                        return
                    }
                    try tree.write(old + "\(number)\n".utf8, to: Array("lines".utf8))
                    _ = consume lock
                }
            }
            try await group.waitForAll()
        }
        let lines = try repository.read("lines").split(separator: "\n").compactMap { Int($0) }
        #expect(lines.sorted() == Array(0..<20))
        #expect(try repository.git("status", "--porcelain") == "?? lines")
    }

    @Test("a lock that somebody holds is an error when patience ends, and is free when they have gone")
    func lockIsHeld() throws {
        let (repository, _) = try setUp()
        let facts = try repository.open().facts
        do {
            let held = try WriteLock(facts)
            let error = try #require(throws: GitError.self) { _ = try WriteLock(facts, patience: 0) }
            #expect(error.code == .busy)
            #expect(error.description == "cannot lock the work tree: another command is writing in it")
            _ = consume held
        }
        _ = try WriteLock(facts, patience: 0)
    }
}
