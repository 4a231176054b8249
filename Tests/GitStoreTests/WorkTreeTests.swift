import Foundation
import GitStore
import Glibc
import Testing
import TollgateTesting

@Suite("WorkTree")
struct WorkTreeTests {
    private func names(_ files: [WorkTree.File]) -> [String] {
        files.map { "\($0.mode.octal) \(String(decoding: $0.path, as: UTF8.self))" }
    }

    private func bytes(_ path: String) -> [UInt8] { Array(path.utf8) }

    // MARK: - Listing

    @Test("a fresh checkout lists what git has in it, by path and mode")
    func sameAsGit() throws {
        let repository = try TestRepository {
            Commit("one") {
                RandomTree(seed: 6).writes
                Write(path: [0x7A, 0xFF, 0xFE], [])
            }
        }
        let files = try WorkTree(root: repository.path).files(below: "")
        let listed = try repository.open().index().filter { $0.mode != .submodule }
        #expect(listed.count > 40)
        #expect(files.map(\.path) == listed.map(\.path))
        #expect(files.map(\.mode) == listed.map(\.mode))
        for file in files where file.mode.isFile {
            let content = try WorkTree(root: repository.path).read(file.path, limit: 100)
            guard case .bytes(let bytes) = content else {
                Issue.record("\(file) cannot be read")
                continue
            }
            #expect(bytes.count == file.bytes)
        }
    }

    @Test("below a folder, paths still begin at the top; what is no folder has nothing below it")
    func below() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write("a/b/c", "123")
                Write("a/b.x", "")
                Write("d", "")
                Link("link", to: "a")
            }
        }
        let tree = WorkTree(root: repository.path)
        #expect(names(try tree.files(below: "a")) == ["100644 a/b.x", "100644 a/b/c"])
        #expect(names(try tree.files(below: "a/b")) == ["100644 a/b/c"])
        #expect(names(try tree.files(below: "a/b/")) == ["100644 a/b/c"])
        #expect(try tree.files(below: "a/b").first?.bytes == 3)
        for folder in ["nothing", "d", "link", "link/b", "..", "a/../..", "a/../a"] {
            #expect(try tree.files(below: folder).isEmpty, "\(folder)")
        }
    }

    @Test("`.git` is not listed, as folder or as file, and a repository within is named and not entered")
    func nestedRepositories() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        try repository.git("init", "--quiet", "nested")
        try repository.write("nested/file", "1")
        try repository.write("worktree/.git", "gitdir: /elsewhere\n")
        try repository.write("worktree/file", "1")
        try repository.write("folder/.gitignore", "")
        let tree = WorkTree(root: repository.path)
        #expect(
            names(try tree.files(below: "")) == [
                "100644 a", "100644 folder/.gitignore", "160000 nested", "160000 worktree",
            ])
        let linked = try repository.addLinkedWorkTree(branch: "topic")
        #expect(names(try WorkTree(root: linked.path).files(below: "")) == ["100644 a"])
    }

    @Test("pipes and sockets are no files")
    func specialFiles() throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        #expect(mkfifo(repository.path + "/pipe", 0o644) == 0)
        try makeSocket(repository.path + "/socket")
        let tree = WorkTree(root: repository.path)
        #expect(names(try tree.files(below: "")) == ["100644 a"])
        // And reading one does not wait for a writer.
        #expect(try tree.read(bytes("pipe"), limit: 10) == nil)
        #expect(try tree.read(bytes("socket"), limit: 10) == nil)
    }

    @Test("names that no shell likes are bytes like all others")
    func weirdNames() throws {
        let weird: [[UInt8]] = [
            bytes("\n"), bytes(" lead"), bytes("-rf"), bytes("a\"b'\\"), bytes("tab\t"), [0x61, 0xFF], [0xC3, 0x28],
            bytes(String(repeating: "long", count: 60)), bytes("ü"), bytes("u\u{308}"), bytes("*?[a]"), bytes("..."),
            bytes(".git2"),
        ]
        let repository = try TestRepository {
            Commit("one") { for (number, name) in weird.enumerated() { Write(path: name, [UInt8(number)]) } }
        }
        let tree = WorkTree(root: repository.path)
        #expect(Set(try tree.files(below: "").map(\.path)) == Set(weird))
        for (number, name) in weird.enumerated() {
            #expect(try tree.read(name, limit: 10) == .bytes([UInt8(number)]))
        }
    }

    @Test("a folder of many files is listed to its end, and more files than the limit are an error")
    func manyFiles() throws {
        let repository = try TestRepository()
        for number in 0..<1500 {
            try repository.write("many/\(number)-\(String(repeating: "x", count: number % 200))", "")
        }
        let tree = WorkTree(root: repository.path)
        #expect(try tree.files(below: "").count == 1500)
        #expect(try tree.files(below: "many", limit: 1500).count == 1500)
        let error = try #require(throws: GitError.self) { try tree.files(below: "many", limit: 1499) }
        #expect(error.code == .input)
        #expect(error.reason == "it has more than 1499 files")
    }

    @Test("folders that nest without end are an error, and use up no descriptors")
    func deepFolders() throws {
        let repository = try TestRepository()
        let deep = Array(repeating: "d", count: 80).joined(separator: "/")
        try repository.write(deep + "/file", "1")
        let tree = WorkTree(root: repository.path)
        func openDescriptors() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        let before = try openDescriptors()
        for _ in 0..<50 {
            let error = try #require(throws: GitError.self) { try tree.files(below: "") }
            #expect(error.code == .input)
        }
        // Other tests open and close theirs meanwhile.
        #expect(try openDescriptors() < before + 2000)
        #expect(try tree.read(bytes(deep + "/file"), limit: 10) == .bytes(bytes("1")))
        #expect(try tree.files(below: Array(repeating: "d", count: 30).joined(separator: "/")).count == 1)
    }

    @Test("a work tree that is not there is an error")
    func missingRoot() throws {
        let sandbox = try Sandbox()
        let tree = WorkTree(root: sandbox.path + "/nothing")
        #expect(throws: GitError.self) { try tree.files(below: "") }
        let error = try #require(throws: GitError.self) { try tree.read(bytes("a"), limit: 1) }
        #expect(error.code == .input)
        #expect(error.reason == "No such file or directory")
    }

    // MARK: - Reading

    @Test("no link is followed, at the end of a path or on the way")
    func links() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write("folder/file", "inside")
                Link("to-file", to: "folder/file")
                Link("to-folder", to: "folder")
                Link("to-root", to: "/")
                Link("dangling", to: "nothing")
                Link("loop", to: "loop")
                Link("folder/up", to: "..")
            }
        }
        let tree = WorkTree(root: repository.path)
        #expect(try tree.read(bytes("folder/file"), limit: 10) == .bytes(bytes("inside")))
        for path in [
            "to-file", "to-folder", "to-folder/file", "to-root/etc/passwd", "dangling", "loop", "loop/x",
            "folder/up/folder/file",
        ] {
            #expect(try tree.read(bytes(path), limit: 10000) == nil, "\(path)")
        }
        #expect(
            names(try tree.files(below: "")) == [
                "120000 dangling", "100644 folder/file", "120000 folder/up", "120000 loop", "120000 to-file",
                "120000 to-folder",
                "120000 to-root",
            ])
    }

    @Test("what is no regular file is nothing, and no path leads out of the work tree")
    func nothing() throws {
        let repository = try TestRepository { Commit("one") { Write("folder/file", "inside") } }
        try "outside".write(toFile: repository.sandbox.path + "/outside", atomically: true, encoding: .utf8)
        let tree = WorkTree(root: repository.path)
        for path in [
            "", "/", "folder", "folder/", "nothing", "nothing/file", "folder/file/x", "../outside",
            "folder/../../outside",
        ] {
            #expect(try tree.read(bytes(path), limit: 10000) == nil, "\(path)")
        }
    }

    @Test("a file above the limit is measured and not read")
    func limit() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write("a", "12345")
                Write("empty", "")
            }
        }
        let tree = WorkTree(root: repository.path)
        #expect(try tree.read(bytes("a"), limit: 5) == .bytes(bytes("12345")))
        #expect(try tree.read(bytes("a"), limit: 4) == .tooLarge(bytes: 5))
        #expect(try tree.read(bytes("empty"), limit: 0) == .bytes([]))
        // A sparse file as large as a disk costs nothing.
        #expect(truncate(repository.path + "/a", 1 << 40) == 0)
        #expect(try tree.read(bytes("a"), limit: 5) == .tooLarge(bytes: 1 << 40))
        #expect(try tree.files(below: "").first?.bytes == 1 << 40)
    }

    private func makeSocket(_ path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        let result = withUnsafeBytes(of: &address) { bytes in
            bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        try #require(result == 0)
    }
}
