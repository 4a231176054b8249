import GitStore
import Testing
import TollgateTesting

@Suite("Hash verification")
struct HashVerificationTests {
    /// A repository in which commit `two` has the bytes of `one`, and so on for its tree and its file.
    private func damaged() throws -> (repository: TestRepository, ids: [(type: String, id: ObjectID, other: ObjectID)])
    {
        let repository = try TestRepository {
            Commit("one") { Write("a", "1") }
            Commit("two") { Write("a", "2") }
        }
        var ids: [(String, ObjectID, ObjectID)] = []
        for (type, expression) in [("commit", "HEAD"), ("tree", "HEAD^{tree}"), ("blob", "HEAD:a")] {
            ids.append(
                (type, try repository.id(expression), try repository.id(expression.replacing("HEAD", with: "HEAD~1"))))
        }
        try repository.unpackObjects()
        for (type, id, other) in ids {
            let bytes = try repository.gitStatus("cat-file", type, other.hex).output
            try repository.storeObject(type, bytes, named: id)
        }
        return (repository, ids)
    }

    private func read(_ type: String, _ id: ObjectID, from objects: ObjectDatabase) throws -> String {
        switch type {
        case "commit": try objects.commit(id).subject
        case "tree": try objects.tree(id).entries.map(\.id.hex).joined()
        default: "\(try objects.blob(id, limit: 100))"
        }
    }

    @Test("an object whose bytes have another name is damaged, of whatever kind it is")
    func mismatch() throws {
        let (repository, ids) = try damaged()
        let objects = try repository.open(verifiesHashes: true).objects
        for (type, id, other) in ids {
            let error = try #require(throws: GitError.self) { try read(type, id, from: objects) }
            #expect(error.code == .hashMismatch)
            #expect(error.description == "object \(id) is damaged: its bytes have the name \(other)")
            #expect(error.help?.contains("git fsck") == true)
            #expect(try !read(type, other, from: objects).isEmpty)
        }
        #expect(try repository.gitStatus("fsck").status != 0, "git notices too")
    }

    @Test("without verification the bytes are taken as they are")
    func unverified() throws {
        let (repository, ids) = try damaged()
        let objects = try repository.open().objects
        for (type, id, other) in ids { #expect(try read(type, id, from: objects) == read(type, other, from: objects)) }
        // And from now on they are not.
        objects.verifiesHashes = true
        for (type, id, _) in ids { #expect(throws: GitError.self) { try read(type, id, from: objects) } }
    }

    /// Cut in the middle, an object keeps libgit2 before its pull request 7346 busy for ever, so only both ends are tried.
    @Test("a file that is empty, or lacks its end, is malformed, not missing", arguments: [0, -1])
    func truncated(_ length: Int) throws {
        let repository = try TestRepository { Commit("one") { Write("a", "1") } }
        try repository.unpackObjects()
        let id = try repository["one"]
        let path = ".git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
        let whole = try repository.sandbox.run("cat", [path], in: repository.path).output
        _ = try repository.sandbox.run("rm", ["-f", path], in: repository.path)
        try repository.write(path, Array(length < 0 ? whole.dropLast(-length) : whole.prefix(length)))
        let error = try #require(throws: GitError.self) { try repository.open().objects.commit(id) }
        #expect(error.code == .malformedObject)
        #expect(error.operation == "cannot read object \(id)")
    }

    @Test("undamaged objects pass, packed and loose")
    func undamaged() throws {
        let repository = try TestRepository {
            for number in 0..<20 { Commit("\(number)") { Write("folder/a", "\(number)\n") } }
        }
        func readAll() throws -> Int {
            let objects = try repository.open(verifiesHashes: true).objects
            for id in repository.ids {
                let tree = try objects.tree(objects.commit(id).tree)
                let folder = try objects.tree(#require(tree.entry(named: Array("folder".utf8))).id)
                _ = try objects.blob(#require(folder.entries.first).id, limit: 100)
            }
            return objects.counts.commits + objects.counts.trees + objects.counts.blobs
        }
        #expect(try readAll() == 80)
        try repository.unpackObjects()
        #expect(try repository.git("count-objects") == "80 objects, 320 kilobytes")
        #expect(try readAll() == 80)
    }

    @Test("a blob above the limit is measured and not read")
    func limits() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write("a", [UInt8](repeating: 1, count: 1000))
                Write("empty", "")
            }
        }
        let objects = try repository.open(verifiesHashes: true).objects
        let id = try repository.id("HEAD:a")
        #expect(try objects.blob(id, limit: 999) == .tooLarge(bytes: 1000))
        #expect(objects.counts.blobs == 0)
        #expect(try objects.blob(id, limit: 1000) == .bytes([UInt8](repeating: 1, count: 1000)))
        #expect(try objects.blob(repository.id("HEAD:empty"), limit: 0) == .bytes([]))
        let missing = try #require(throws: GitError.self) { try objects.blob(.zero, limit: 1) }
        #expect(missing.code == .missingObject)
        // What the header of a loose object claims is not believed.
        let liar = try #require(ObjectID(hex: String(repeating: "12", count: 20)))
        try repository.storeObject("blob", [UInt8](repeating: 1, count: 1000), named: liar)
        #expect(throws: GitError.self) { try objects.blob(repository["one"], limit: 1000) }
        #expect(try objects.kind(repository["one"]) == "commit")
    }
}
