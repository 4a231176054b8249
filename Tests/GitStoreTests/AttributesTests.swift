import GitStore
import Testing
import TollgateTesting

@Suite("Attributes and ignored files")
struct AttributesTests {
    private static let names = ["text", "diff", "filter", "working-tree-encoding", "ident"]
    private static let rules =
        "*.yaml -diff filter=secret\nfolder/* text working-tree-encoding=UTF-16\nfolder/b.yaml !filter ident\n"

    /// As `git check-attr` gives them, without those that are not specified.
    private func expected(_ repository: TestRepository, _ path: String, _ options: [String] = []) throws -> [String] {
        try repository.git(["check-attr"] + options + Self.names + ["--", path]).split(separator: "\n").map {
            $0.split(separator: ": ").dropFirst().joined(separator: "=")
        }.filter { !$0.hasSuffix("=unspecified") }
    }

    private func actual(_ repository: Repository, _ path: String) throws -> [String] {
        try repository.attributes(Self.names, of: path).map { "\($0.name)=\($0.value)" }
    }

    @Test("attributes are those of `git check-attr`")
    func sameAsGit() throws {
        let repository = try TestRepository { Commit("one") { Write(".gitattributes", Self.rules) } }
        let opened = try repository.open()
        var found: Set<String> = []
        for path in ["a.yaml", "folder/a", "folder/b.yaml", "folder/deep/c.yaml", "other"] {
            let attributes = try actual(opened, path)
            #expect(try attributes == expected(repository, path), "\(path)")
            found.formUnion(attributes)
        }
        #expect(found == ["diff=unset", "filter=secret", "text=set", "working-tree-encoding=UTF-16", "ident=set"])
    }

    @Test("a bare repository takes the attributes of HEAD")
    func bare() throws {
        let repository = try TestRepository { Commit("one") { Write(".gitattributes", Self.rules) } }
        let bare = try repository.bareClone()
        #expect(try actual(bare.open(), "folder/a") == expected(repository, "folder/a"))
        #expect(try !actual(bare.open(), "folder/a").isEmpty)
    }

    @Test("ignored files are those of `git check-ignore`")
    func ignored() throws {
        let repository = try TestRepository {
            Commit("one") {
                Write(".gitignore", "*.log\n/build/\n!keep.log\n")
                Write("folder/.gitignore", "secret\n")
            }
        }
        let opened = try repository.open()
        var found: Set<Bool> = []
        for path in ["a.log", "keep.log", "folder/a.log", "build/x", "folder/build/x", "folder/secret", "secret", "a"] {
            let status = try repository.gitStatus("check-ignore", "--no-index", "--quiet", path).status
            #expect(try opened.isIgnored(path) == (status == 0), "\(path)")
            found.insert(status == 0)
        }
        #expect(found.count == 2)
    }
}
