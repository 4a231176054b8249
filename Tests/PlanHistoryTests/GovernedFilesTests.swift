import GitStore
import PlanHistory
import PlanModel
import Testing
import TollgateTesting

@Suite("Governed files of a tree")
struct GovernedFilesTests {
    struct Scope: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let root: String?
        let protected: [String]
        /// What is governed, told without any pattern.
        let governs: @Sendable (String) -> Bool

        init(
            _ name: String, root: String?, protected: [String] = [], governs: @escaping @Sendable (String) -> Bool
        ) {
            testDescription = name
            self.root = root
            self.protected = protected
            self.governs = governs
        }

        var scope: GovernedScope {
            let list = protected.map { "\"\($0)\"" }.joined(separator: ", ")
            let more = protected.isEmpty ? "" : "protect: [\(list)]\n"
            return GovernedScope(policy: SamplePolicy.read(SamplePolicy.foreign + more), root: root)
        }
    }

    static let scopes: [Scope] = [
        Scope("documents alone", root: nil) { GeneratedEdits.isGoverned($0) },
        Scope("a folder of the policy", root: "docs") { $0.hasPrefix("docs/") || GeneratedEdits.isGoverned($0) },
        Scope("documents below the policy", root: "keps") { $0.hasPrefix("keps/") || GeneratedEdits.isGoverned($0) },
        Scope("a folder that is not there", root: "plans") { GeneratedEdits.isGoverned($0) },
        Scope("a deeper folder", root: "vendor/a") { $0.hasPrefix("vendor/a/") || GeneratedEdits.isGoverned($0) },
        Scope("the top of the repository", root: "") { _ in true },
        Scope("protected paths", root: "plans", protected: ["README.md", "docs/keps/12/kep.yaml", "not/there"]) {
            $0 == "README.md" || $0 == "docs/keps/12/kep.yaml" || GeneratedEdits.isGoverned($0)
        },
        Scope("protected patterns", root: "vendor/a", protected: ["src/*.c", "**/README.md", "docs/**", "z*/*.yaml"]) {
            $0.hasPrefix("vendor/a/") || $0 == "src/main.c" || $0.split(separator: "/").last == "README.md"
                || $0.hasPrefix("docs/") || $0 == "zkeps/kep.yaml" || GeneratedEdits.isGoverned($0)
        },
        Scope("nothing is protected by a policy that lies elsewhere", root: nil, protected: ["README.md", "src/**"]) {
            GeneratedEdits.isGoverned($0)
        },
    ]

    /// The lines of `git ls-tree -r`, as `mode id path`.
    private static func listing(_ repository: TestRepository, _ commit: String) throws -> [String] {
        let output = try repository.gitStatus("ls-tree", "-r", "-z", "--full-tree", commit).output
        return output.split(separator: 0).map { line in
            let parts = String(decoding: line, as: UTF8.self).split(separator: "\t", maxSplits: 1)
            let facts = parts[0].split(separator: " ")
            return "\(facts[0]) \(facts[2]) \(parts[1])"
        }
    }

    private static func line(_ entry: GovernedFiles.Entry) -> String {
        "\(entry.mode.octal) \(entry.id) \(String(decoding: entry.path, as: UTF8.self))"
    }

    private static func path(_ line: String) -> String {
        line.split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
    }

    @Test("they are those of `git ls-tree -r`", arguments: scopes)
    func listings(_ scope: Scope) throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: 400, landings: 30...40).write(to: repository)
        let opened = try repository.open(verifiesHashes: true)
        var reader = GovernedTreeReader(opened, scope: scope.scope)
        var count = 0
        for back in [0, 3, 9, 17, 28] {
            let commit = try repository.id("main~\(back)")
            let files = try reader.files(ofTree: opened.objects.commit(commit).tree, at: commit)
            let expected = try Self.listing(repository, commit.hex).filter { scope.governs(Self.path($0)) }
                .sorted { Self.path($0).utf8.lexicographicallyPrecedes(Self.path($1).utf8) }
            #expect(files.entries.map(Self.line) == expected)
            for entry in files.entries { #expect(files.entry(at: entry.path)?.id == entry.id) }
            #expect(files.entry(at: Array("keps/not there".utf8)) == nil)
            count += expected.count
        }
        #expect(count > 10)
        #expect(reader.problems.isEmpty)
    }

    @Test("differences are those of `git diff-tree`", arguments: 410..<414 as Range<UInt64>)
    func differences(_ seed: UInt64) throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: seed, landings: 20...30).write(to: repository)
        let opened = try repository.open()
        var reader = GovernedTreeReader(opened, scope: Self.scopes[0].scope)
        func files(_ expression: String) throws -> GovernedFiles {
            let commit = try repository.id(expression)
            return try reader.files(ofTree: opened.objects.commit(commit).tree, at: commit)
        }
        var count = 0
        for back in 0..<12 {
            let (old, new) = ("main~\(back + 2)", "main~\(back)")
            let found = GovernedFiles.differences(from: try files(old), to: try files(new)).map { difference in
                let path = difference.new?.path ?? difference.old?.path ?? []
                let modes = [difference.old, difference.new].map { $0?.mode.octal ?? "000000" }
                let ids = [difference.old, difference.new].map { ($0?.id ?? .zero).hex }
                return (modes + ids + [String(decoding: path, as: UTF8.self)]).joined(separator: " ")
            }
            let words = try repository.gitStatus("diff-tree", "-r", "-z", "--no-renames", old, new).output
                .split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            let expected = stride(from: 0, to: words.count, by: 2).compactMap { index -> String? in
                let path = words[index + 1]
                let facts = words[index].dropFirst().split(separator: " ").dropLast().joined(separator: " ")
                return GeneratedEdits.isGoverned(path) ? "\(facts) \(path)" : nil
            }
            #expect(found.sorted() == expected.sorted())
            count += found.count
        }
        #expect(count > 10)
        let same = try files("main")
        #expect(GovernedFiles.differences(from: same, to: same).isEmpty)
    }

    @Test("kinds of files are told apart")
    func kinds() throws {
        let repository = try TestRepository {
            Commit("files") {
                Write("plans/a.yaml", "a")
                Write("plans/b.yaml", "b", mode: .executable)
                Link("plans/c.yaml", to: "a.yaml")
                Submodule("plans/d.yaml", String(repeating: "7", count: 40))
                Write("plans/ü\u{202E}.yaml", "e")
            }
        }
        let opened = try repository.open()
        var reader = GovernedTreeReader(
            opened, scope: GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: "plans"))
        let commit = try repository["files"]
        let files = try reader.files(ofTree: opened.objects.commit(commit).tree, at: commit).entries.map(\.listed)
        #expect(files.map(\.kind) == [.regular, .executable, .link, .submodule, .regular])
        #expect(files.map(\.path).last == "plans/ü\\u{202e}.yaml")
        #expect(files.map(\.stem) == ["a", "b", "c", "d", "ü\\u{202e}"])
    }

    @Test("an unusual mode is shown in its digits")
    func unusualMode() throws {
        let repository = try TestRepository(isBare: true)
        let blob = try repository.rawBlob("a")
        let plans = try repository.rawTree([("100664", "a.yaml", blob)])
        let root = try repository.rawTree([("40000", "plans", plans)])
        var reader = GovernedTreeReader(
            try repository.open(), scope: GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: "plans"))
        #expect(try reader.files(ofTree: root, at: .zero).entries.map(\.listed.kind) == [.unusual("100664")])
    }

    @Test("an index's entries that are in conflict or only announced are not among them")
    func index() throws {
        let repository = try TestRepository {
            Commit("start") { Write("plans/p/SD-1.yaml", initiative("SD-1")) }
            Branch("other")
            Commit("theirs") { Write("plans/p/SD-1.yaml", initiative("SD-1", "identified")) }
            Switch("main")
            Commit("ours") { Write("plans/p/SD-1.yaml", initiative("SD-1", "detailed")) }
        }
        #expect(try repository.gitStatus("merge", "other").status == 1)
        try repository.write("plans/p/SD-2.yaml", initiative("SD-2"))
        try repository.write("plans/p/SD-3.yaml", initiative("SD-3"))
        try repository.write("plans.txt", "not governed")
        try repository.git("add", "plans/p/SD-2.yaml", "plans.txt")
        try repository.git("add", "--intent-to-add", "plans/p/SD-3.yaml")
        let scope = GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: "plans")
        let files = GovernedFiles(try repository.open().index().entries, scope: scope)
        #expect(files.entries.map { String(decoding: $0.path, as: UTF8.self) } == ["plans/p/SD-2.yaml"])
    }

    @Test("besides an index they are the same, whatever is staged", arguments: 420..<428 as Range<UInt64>)
    func besidesIndex(_ seed: UInt64) throws {
        let repository = try TestRepository()
        try GeneratedHistory(seed: seed, landings: 10...15).write(to: repository)
        try repository.git("reset", "--quiet", "--hard", "main")
        var generator = SeededGenerator(seed: seed)
        let head = try repository.id("main")
        let listed = try Self.listing(repository, "main").map(Self.path)
        try #require(!listed.isEmpty)
        for round in 0..<4 {
            for path in listed where generator.once(in: round == 0 ? .max : 4) {
                if generator.once(in: 3) {
                    try repository.git("rm", "--quiet", "--force", "--cached", "--ignore-unmatch", path)
                } else {
                    let blob = try repository.rawBlob("staged \(round) \(path)")
                    let stage = generator.once(in: 5) ? "2" : "0"
                    try repository.git(
                        "update-index", "--index-info", input: Array("100644 \(blob) \(stage)\t\(path)\n".utf8))
                }
            }
            if generator.once(in: 2) { _ = try repository.gitStatus("write-tree") }
            let opened = try repository.open(verifiesHashes: true)
            let index = try opened.index()
            let tree = try opened.objects.commit(head).tree
            for scope in Self.scopes {
                let staged = GovernedFiles(index.entries, scope: scope.scope)
                var reader = GovernedTreeReader(opened, scope: scope.scope)
                let alone = try reader.files(ofTree: tree, at: head).entries.map(Self.line)
                let besides = try reader.files(ofTree: tree, at: head, besides: (index, staged)).entries
                #expect(besides.map(Self.line) == alone, "\(scope) in round \(round)")
            }
        }
    }

    @Test("where the policy lies elsewhere, ledgers and evidence in deeper folders belong to them in trees too")
    func ledgerFolders() throws {
        let repository = try TestRepository {
            Commit("start") {
                Write("plans/p/SD-1.yaml", initiative("SD-1"))
                Write("plans/p/evidence/deep/a.txt", "a")
                Write("other/p/evidence/a.txt", "a")
            }
        }
        let scope = GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: nil)
        let opened = try repository.open()
        var reader = GovernedTreeReader(opened, scope: scope)
        let head = try repository.id("main")
        let files = try reader.files(ofTree: opened.objects.commit(head).tree, at: head)
        let index = GovernedFiles(try opened.index().entries, scope: scope)
        #expect(files.entries.map(Self.line) == index.entries.map(Self.line))
        #expect(files.entries.count == 2)
    }

    @Test("the topmost folders hold everything governed, none twice")
    func folders() {
        let foreign = SamplePolicy.read(SamplePolicy.foreign)
        #expect(GovernedScope(policy: foreign, root: nil).folders == ["keps", "notes"])
        #expect(GovernedScope(policy: foreign, root: "keps/policy").folders == ["keps", "notes"])
        #expect(GovernedScope(policy: foreign, root: "notes-of-ours").folders == ["keps", "notes", "notes-of-ours"])
        #expect(GovernedScope(policy: foreign, root: "").folders == [""])
        #expect(GovernedScope(policy: SamplePolicy.read(SamplePolicy.own), root: "plans").folders == ["plans"])
    }
}
