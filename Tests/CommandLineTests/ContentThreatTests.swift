import Foundation
import GitStore
import Testing
import TollgateTesting

/// Attacks by what plans contain and how they lie in git. Each test bears the name that the attack has in the threat model.
///
/// Every attack is judged four ways: as it lies in the work tree, as it is staged, as a proposal, and as a landing.
@Suite("Content threats")
struct ContentThreatTests {
    /// A change, judged in all the ways in which it can come.
    private struct Judged {
        let repository: TestRepository
        let proposal: Checked
        let landing: Checked
        let staged: Checked
        let workTree: Checked

        var all: [Checked] { [proposal, landing, staged, workTree] }
    }

    private func judge(
        _ before: [any TreeEdit] = [plan("SD-1", "defined")], policy: String = Plans.policy(),
        @TreeEditBuilder attack: () -> [any TreeEdit]
    ) async throws -> Judged {
        let edits = attack()
        let repository = try TestRepository {
            start(policy: policy) { before }
            Branch("topic")
            Commit("attack") { edits }
            Switch("main")
            Merge("topic")
        }
        let landing = try await repository.check("--range", "main~1..main")
        try repository.git("reset", "--quiet", "--hard", "main~1")
        let proposal = try await repository.check("--range", "main..topic")
        try repository.git("reset", "--quiet", "--hard", "topic")
        try repository.git("reset", "--quiet", "--soft", "main~1")
        return Judged(
            repository: repository, proposal: proposal, landing: landing,
            staged: try await repository.check("--staged"), workTree: try await repository.check())
    }

    /// Expects a violation of exactly these rules everywhere.
    private func violates(
        _ codes: String..., before: [any TreeEdit] = [plan("SD-1", "defined")],
        sourceLocation: SourceLocation = #_sourceLocation,
        @TreeEditBuilder attack: () -> [any TreeEdit]
    ) async throws {
        for checked in try await judge(before, attack: attack).all {
            expect(checked, 1, codes: codes, sourceLocation: sourceLocation)
        }
    }

    /// An initiative with something behind its four lines.
    private func document(_ more: String) -> Write { plan("SD-1", "defined", more) }

    private func document(_ bytes: [UInt8]) -> Write {
        Write(Plans.path("SD-1"), Array(Plans.initiative("SD-1", "defined").utf8) + bytes)
    }

    // MARK: - YAML

    @Test(arguments: [
        "stage: decided", "\"stage\": decided", "'stage': decided", #""st\x61ge": decided"#, #""\u0073tage": decided"#,
    ])
    func E01_duplicateKeyIsReportedAtItsSecondPlace(line: String) async throws {
        for checked in try await judge(attack: { document(line + "\n") }).all {
            // The last one is judged, as the readers that accept both would have it.
            expect(checked, 1, "SYN016", "GAT002")
            #expect(
                checked.findings.first { $0.code == "SYN016" }.map { [$0.line, $0.column] } == [5, 1], "\(checked)")
        }
    }

    @Test(
        arguments: [
            "x-a: &a text\nx-b: *a\n",
            "x-a: &a [*a]\n",
            "x-a: &a [x, x]\nx-b: &b [*a, *a]\nx-c: &c [*b, *b]\nx-d: &d [*c, *c]\n",
        ])
    func E02_anchorsAndAliasesAreRefused(more: String) async throws {
        try await violates("SYN012") { document(more) }
    }

    @Test func E02_bombTakesNoTime() async throws {
        var lines = "x-0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            lines +=
                "x-\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
                + "]\n"
        }
        let clock = ContinuousClock()
        let begin = clock.now
        try await violates("SYN012") { document(lines) }
        #expect(clock.now - begin < .seconds(20))
    }

    @Test func E03_mergeKeyIsRefused() async throws {
        for checked in try await judge(attack: { document("<<: {owner: mallory}\n") }).all {
            #expect(checked.status == 1 && checked.codes.contains("SYN013"), "\(checked)")
        }
    }

    @Test(arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\r"])
    func E04_onlyLineFeedBreaksLines(character: String) async throws {
        // Behind a comment: whoever takes the character for a line break reads `stage` twice, or a late one.
        for checked in try await judge(attack: { document("# note\(character)stage: decided\n") }).all {
            #expect(checked.status == 1 && checked.codes.contains("SYN003"), "\(checked)")
            #expect(checked.findings.allSatisfy { $0.line == 5 }, "\(checked)")
        }
    }

    @Test func E04_carriageReturnAndLineFeedIsRefused() async throws {
        let text = Plans.initiative("SD-1", "defined").replacing("\n", with: "\r\n")
        try await violates("SYN004") { Write(Plans.path("SD-1"), text) }
    }

    @Test func E05_byteOrderMarkIsRefused() async throws {
        try await violates("SYN002") { Write(Plans.path("SD-1"), "\u{FEFF}" + Plans.initiative("SD-1", "defined")) }
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func E05_otherEncodingsAreRefused(encoding: String.Encoding) async throws {
        let text = "\u{FEFF}" + Plans.initiative("SD-1", "defined")
        let bytes = Array(try #require(text.data(using: encoding)))
        for checked in try await judge(attack: { Write(Plans.path("SD-1"), bytes) }).all {
            #expect(checked.status == 1 && checked.codes.contains("SYN001"), "\(checked)")
        }
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func E05_invalidUTF8IsRefused(bytes: [UInt8]) async throws {
        for checked in try await judge(attack: { document(Array("# ".utf8) + bytes + Array("\n".utf8)) }).all {
            #expect(checked.status == 1 && checked.codes.contains("SYN001"), "\(checked)")
        }
    }

    @Test(arguments: ["\u{202E}", "\u{2066}", "\u{200F}", "\u{061C}"])
    func E06_bidirectionalControlsAreRefused(character: String) async throws {
        for place in ["problem: a\(character)b\n", "# a\(character)b\n"] {
            try await violates("SYN006") { document(place) }
        }
    }

    @Test(arguments: ["\u{200B}", "\u{200D}", "\u{2060}", "\u{AD}"])
    func E06_invisibleCharactersAreRefused(character: String) async throws {
        for place in ["problem: a\(character)b\n", "# a\(character)b\n"] {
            try await violates("SYN007") { document(place) }
        }
    }

    /// Cyrillic, full width, small letters, and what a grapheme swallows.
    @Test(arguments: ["ЅD-2", "SD-２", "sd-2", "SD-2\u{301}", "SD–2", "SD-2 "])
    func E06_idsAreASCII(id: String) async throws {
        for checked in try await judge(attack: { Write("plans/p/SD-2.yaml", Plans.initiative("\"\(id)\"", "defined")) })
            .all
        {
            #expect(checked.status == 1 && checked.codes.contains("REF003"), "\(checked)")
        }
    }

    @Test func E06_pathsThatDifferInUnicodeFormCollide() async throws {
        // Only in trees: some file systems know one of the two only.
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("twins") {
                Write("plans/p/caf\u{E9}/note.txt", "composed")
                Write("plans/p/cafe\u{301}/other.txt", "decomposed")
            }
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("DOC013"), "\(checked)")
    }

    @Test(
        arguments: [
            ("state: no\n", "DOC006"), ("state: off\n", "DOC006"), ("review-by: 2026-1-2\n", "DOC005"),
            ("review-by: 2026-02-30\n", "DOC005"), ("review-by: 2026-01-02T00:00:00Z\n", "DOC005"),
            ("metrics:\n  - {id: a, class: outcome, target: {value: 1_000, by: 2026-09}}\n", "DOC005"),
            ("metrics:\n  - {id: a, class: outcome, target: {value: 0o14, by: 2026-09}}\n", "DOC005"),
            ("metrics:\n  - {id: a, class: outcome, target: {value: 1:30, by: 2026-09}}\n", "DOC005"),
            ("metrics:\n  - {id: a, class: outcome, target: {value: .inf, by: 2026-09}}\n", "DOC005"),
            ("metrics:\n  - {id: a, class: outcome, target: {value: 1e3, by: 2026-09}}\n", "DOC005"),
            ("metrics:\n  - {id: a, class: output, unit: guides, target: {value: 10, by: 2026-13}}\n", "DOC005"),
            ("metrics:\n  - {id: a, class: outcome, sustain: 0x3}\n", "DOC005"),
            ("readiness:\n  - {id: a, item: b, done: yes}\n", "DOC005"),
        ])
    func E07_nothingIsTypedByGuessing(more: String, code: String) async throws {
        try await violates(code) { document(more) }
    }

    @Test func E07_textStaysText() async throws {
        let repository = try TestRepository {
            start {
                Write("plans/p/SD-1.yaml", Plans.initiative("SD-1", "defined").replacing("Title of SD-1", with: "no"))
                Write("plans/p/SD-2.yaml", Plans.initiative("SD-2", "defined").replacing("Title of SD-2", with: "1:30"))
                Write("plans/p/SD-3.yaml", Plans.initiative("SD-3", "defined").replacing("Title of SD-3", with: "0o14"))
                Write(
                    "plans/p/SD-4.yaml", Plans.initiative("SD-4", "defined").replacing("Title of SD-4", with: "1e400"))
            }
        }
        expect(try await repository.check(), 0)
        let status = try JSON(await repository.tollgate("status", "--format", "json").output)
        #expect(status.rows.map { $0["title"] } == ["no", "1:30", "0o14", "1e400"])
    }

    @Test(
        arguments: [
            ("a: 1\n---\nb: 2\n", "SYN011"), ("...\n---\nstage: decided\n", "SYN011"),
            ("problem: !!binary aGk=\n", "SYN014"), ("problem: !local text\n", "SYN014"),
            ("problem: !!str 1\n", "SYN014"),
        ])
    func E17_oneDocumentWithoutTags(more: String, code: String) async throws {
        for checked in try await judge(attack: { document(more) }).all {
            #expect(checked.status == 1 && checked.codes.contains(code), "\(checked)")
        }
    }

    @Test(arguments: ["%YAML 1.1\n---\n", "%TAG ! tag:example.org,2026:\n---\n"])
    func E17_directivesAreRefused(head: String) async throws {
        for checked in try await judge(attack: { Write(Plans.path("SD-1"), head + Plans.initiative("SD-1", "defined")) }
        ).all {
            #expect(checked.status == 1 && checked.codes.contains("SYN015"), "\(checked)")
        }
    }

    // MARK: - Files

    @Test func E08_symbolicLinkIsRefused() async throws {
        let elsewhere = [plan("SD-1", "defined"), Write("elsewhere.yaml", Plans.initiative("SD-2", "closed"))]
        try await violates("DOC011", before: elsewhere) { Link("plans/p/SD-2.yaml", to: "../../elsewhere.yaml") }
        // In place of a plan it takes the plan away as well.
        for checked in try await judge(elsewhere, attack: { Link(Plans.path("SD-1"), to: "../../elsewhere.yaml") }).all
        {
            #expect(checked.status == 1 && Set(checked.codes) == ["DOC011", "GAT004"], "\(checked)")
        }
    }

    @Test func E08_linkedFolderIsRefused() async throws {
        for checked in try await judge(attack: {
            Delete("plans/p")
            Write("hidden/SD-1.yaml", Plans.initiative("SD-1", "defined"))
            Link("plans/p", to: "../hidden")
        }).all {
            #expect(checked.status == 1 && Set(checked.codes) == ["DOC011", "GAT004"], "\(checked)")
        }
    }

    @Test func E08_executableBitIsRefused() async throws {
        try await violates("DOC011") { Mode(Plans.path("SD-1"), .executable) }
    }

    @Test func E08_submoduleIsRefused() async throws {
        let judged = try await judge(attack: { Submodule("plans/p/inner", String(repeating: "ab", count: 20)) })
        for checked in [judged.proposal, judged.landing, judged.staged] { expect(checked, 1, "DOC011") }
    }

    @Test func E08_groupWritableModeIsRefused() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let blob = try repository.id("HEAD:\(Plans.path("SD-1"))")
        let policy = try repository.id("HEAD:\(Plans.policyPath)")
        let commit = try repository.commit(
            tree: try repository.tree([
                (
                    "40000", "plans",
                    try repository.tree([
                        ("40000", "p", try repository.tree([("100664", "SD-1.yaml", blob)])),
                        ("100644", "policy.yaml", policy),
                    ])
                )
            ]))
        expect(try await repository.check("--range", "main..\(commit)"), 1, "DOC011")
    }

    @Test func E09_pathsThatDifferInCaseCollide() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("files")
            Commit("twin") { Write("plans/p/sd-1.yaml", Plans.initiative("SD-1", "closed")) }
            Branch("folders", from: "start")
            Commit("folder") { Write("plans/P/note.txt", "text") }
        }
        for branch in ["files", "folders"] {
            let checked = try await repository.check("--range", "main..\(branch)")
            #expect(checked.status == 1 && checked.codes.contains("DOC013"), "\(checked)")
        }
    }

    @Test func E10_entryThatStandsTwiceIsReported() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let good = try repository.id("HEAD:\(Plans.path("SD-1"))")
        let bad = try repository.rawObject("blob", Array(Plans.initiative("SD-1", "closed").utf8))
        let policy = try repository.id("HEAD:\(Plans.policyPath)")
        for (name, entries) in [
            ("twice", [("100644", "SD-1.yaml", good), ("100644", "SD-1.yaml", bad)]),
            ("unsorted", [("100644", "SD-2.yaml", bad), ("100644", "SD-1.yaml", good)]),
            ("file and folder", [("100644", "SD-1.yaml", good), ("40000", "SD-1.yaml", try repository.tree([]))]),
        ] {
            let commit = try repository.commit(
                tree: try repository.tree([
                    (
                        "40000", "plans",
                        try repository.tree([
                            ("40000", "p", try repository.tree(entries)), ("100644", "policy.yaml", policy),
                        ])
                    )
                ]))
            let checked = try await repository.check("--range", "main..\(commit)")
            #expect(checked.status == 1 && checked.codes.contains("HIS002"), "\(name): \(checked)")
            try repository.git("update-ref", "refs/heads/main", commit.hex)
            for command in [["log"], ["status"], ["analyze", "transitions"]] {
                let run = await CommandRun(command, in: repository.path)
                #expect(run.status == 1 && run.errors.contains("error[HIS002]"), "\(name): \(run)")
            }
            try repository.git("update-ref", "refs/heads/main", "\(commit)~1")
        }
    }

    @Test func E10_committedOddityIsReported() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let (tree, parent) = (try repository.id("HEAD^{tree}"), try repository.id("HEAD"))
        let person = "Ada <ada@example.org> 1767700000 +0000"
        for body in [
            "author \(person)\nauthor \(person)\ncommitter \(person)\n\nmessage\n",
            "author \(person)\ncommitter \(person)\nencoding UTF-7\n\nmessage\n",
            "author \(person)\ncommitter \(person)\n\nmessage\u{0}Gate-Signoff: hidden\n",
        ] {
            let commit = try repository.rawObject("commit", Array("tree \(tree)\nparent \(parent)\n\(body)".utf8))
            expect(try await repository.check("--range", "main..\(commit)"), 1, "HIS001")
        }
    }

    @Test(
        arguments: [
            ("*.yaml -diff", "diff"), ("*.yaml filter=evil", "filter"), ("*.yaml ident", "ident"),
            ("*.yaml working-tree-encoding=UTF-16", "working-tree-encoding"), ("plans/** binary", "diff"),
        ])
    func E11_attributesThatHideWhatLandsAreReported(line: String, name: String) async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("attributes") { Write(".gitattributes", line + "\n") }
        }
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", "owner: ana\n"))
        let checked = try await repository.check()
        #expect(checked.codes.contains("ENV002"), "\(checked)")
        #expect(checked.findings.contains { $0.code == "ENV002" && $0.message.contains("`\(name)`") }, "\(checked)")
    }

    @Test func E11_stagedBytesAreJudgedAndNotTheWorkTree() async throws {
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                Write(".gitattributes", "*.yaml filter=swap\n")
            }
        }
        // What git commits differs from what the work tree shows.
        try repository.git("config", "filter.swap.clean", "sed s/identified/decided/")
        try repository.git("config", "filter.swap.smudge", "sed s/decided/identified/")
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "identified"))
        try repository.git("add", Plans.path("SD-1"))
        let staged = try await repository.check("--staged")
        #expect(staged.status == 1 && Set(staged.codes) == ["GAT002", "ENV002"], "\(staged)")
        // The filter is a program that the repository names: no check runs it.
        try repository.git("config", "filter.swap.clean", "touch \(repository.path)/ran")
        try repository.git("config", "filter.swap.smudge", "touch \(repository.path)/ran")
        _ = try await repository.check()
        _ = try await repository.check("--staged")
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/ran"))
    }

    @Test func E12_hugeFileIsNotRead() async throws {
        let text = "# " + String(repeating: "x", count: 1 << 20) + "\n"
        for checked in try await judge(attack: { plan("SD-2", "defined", text) }).all {
            #expect(checked.status == 1 && checked.codes == ["SYN008"], "\(checked)")
        }
    }

    @Test func E12_deepNestingIsRefused() async throws {
        for depth in [33, 100_000] {
            let text = "x-deep: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "\n"
            for checked in try await judge(attack: { document(text) }).all {
                #expect(checked.status == 1 && checked.codes.contains("SYN017"), "\(depth): \(checked.findings)")
            }
        }
    }

    @Test func E12_manyLinesAndHugeMessagesAreReadInLinearTime() async throws {
        let lines = (0..<40_000).map { "x-\($0): text\n" }.joined()
        let trailers = (0..<100_000).map { "Gate-Signoff: \($0)\n" }.joined()
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("huge", body: trailers) { document(lines) }
        }
        let clock = ContinuousClock()
        let begin = clock.now
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && Set(checked.codes) == ["SGN001", "SGN005"], "\(checked)")
        #expect(checked.codes.count < 20)
        #expect(clock.now - begin < .seconds(30))
    }

    @Test(arguments: [
        "plans/p/new\nline.txt", "plans/p/quo\"te.txt", #"plans/p/back\slash.txt"#, "plans/p/tab\t.txt",
        "plans/p/::error::.txt",
    ])
    func E13_unusualPathsAreReportedAndEscaped(path: String) async throws {
        let judged = try await judge(attack: { Write(path, "text") })
        for checked in judged.all {
            expect(checked, 1, "DOC014")
            #expect(checked.findings.allSatisfy { !$0.path.contains("\n") && !$0.path.contains("\t") }, "\(checked)")
        }
        let full = await judged.repository.tollgate("check")
        #expect(full.output.split(separator: "\n").count { $0.contains("plans/p/") } == 2, "\(full)")
    }

    @Test func E13_pathThatClimbsIsReported() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let policy = try repository.id("HEAD:\(Plans.policyPath)")
        let folder = try repository.id("HEAD:plans/p")
        let blob = try repository.id("HEAD:\(Plans.path("SD-1"))")
        for name in ["..", ".", ".git", "a/b"] {
            let commit = try repository.commit(
                tree: try repository.tree([
                    (
                        "40000", "plans",
                        try repository.tree([
                            ("100644", name, blob), ("40000", "p", folder), ("100644", "policy.yaml", policy),
                        ])
                    )
                ]))
            let checked = try await repository.check("--range", "main..\(commit)")
            #expect(checked.status == 1 && checked.codes.contains("HIS002"), "\(name): \(checked)")
        }
    }

    @Test func E14_idThatStandsTwiceIsReported() async throws {
        for checked in try await judge(attack: { Write("plans/q/SD-1.yaml", Plans.initiative("SD-1", "defined")) }).all
        {
            #expect(checked.status == 1 && checked.codes == ["REF002"], "\(checked)")
        }
    }

    @Test func E14_idThatIsNotTheFilesNameIsReported() async throws {
        try await violates("REF001") { Write("plans/p/SD-3.yaml", Plans.initiative("SD-2", "defined")) }
    }

    @Test func E15_pointerOfLFSIsReported() async throws {
        let pointer =
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "0", count: 64))\nsize 12345\n"
        for checked in try await judge(attack: { Write(Plans.path("SD-1"), pointer) }).all {
            #expect(checked.status == 1 && checked.codes.contains("DOC012"), "\(checked)")
        }
        try await violates("DOC012") { Write("plans/p/SD-2.yaml", pointer) }
    }

    @Test(arguments: ["--assume-unchanged", "--skip-worktree"])
    func E16_hiddenChangesAreReported(flag: String) async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        try repository.git("update-index", flag, Plans.path("SD-1"))
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "decided"))
        #expect(try repository.git("status", "--porcelain") == "", "git notices nothing")
        let checked = try await repository.check()
        #expect(
            checked.status == 1 && checked.codes.contains("GAT002") && checked.codes.contains("ENV003"), "\(checked)")
        let staged = try await repository.check("--staged")
        #expect(staged.codes == ["ENV003"], "\(staged)")
        #expect(await repository.tollgate("doctor").status == 1)
    }

    @Test func E16_stagedChangeIsJudgedThoughTheWorkTreeHasTheOldBytes() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "decided"))
        try repository.git("add", "plans")
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined"))
        expect(try await repository.check(), 0)
        expect(try await repository.check("--staged"), 1, "GAT002")
    }

    @Test func E16_announcedFileIsNotTakenForAPlan() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        try repository.write(Plans.path("SD-2"), Plans.initiative("SD-2", "defined"))
        try repository.git("add", "--intent-to-add", Plans.path("SD-2"))
        let staged = try await repository.check("--staged")
        #expect(staged.codes == ["ENV003"] && staged.examined["documents"] == 0, "\(staged)")
    }
}

extension TestRepository {
    /// Stores a tree as it is given, however wrong.
    fileprivate func tree(_ entries: [(mode: String, name: String, id: ObjectID)]) throws -> ObjectID {
        let bytes = entries.flatMap { entry -> [UInt8] in
            let digits = Array(entry.id.hex.utf8)
            let raw = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
            return Array("\(entry.mode) \(entry.name)\0".utf8) + raw
        }
        return try rawObject("tree", bytes)
    }

    /// A commit of a tree on top of HEAD.
    fileprivate func commit(tree: ObjectID) throws -> ObjectID {
        let person = "Ada Moreau <ada@example.org> 1767700000 +0000"
        let text = "tree \(tree)\nparent \(try id("HEAD"))\nauthor \(person)\ncommitter \(person)\n\nraw\n"
        return try rawObject("commit", Array(text.utf8))
    }
}
