import Foundation
import GitStore
import Testing
import TollgateTesting

/// Mistakes in use: exit code 2, one message, and the way out.
@Suite("Usage")
struct UsageTests {
    @Test(
        "a mistyped word is answered with the nearest one",
        arguments: [
            (["chek"], "did you mean `tollgate check`?"), (["statsu"], "did you mean `tollgate status`?"),
            (["analyse"], "did you mean `tollgate analyze`?"),
            (["explian", "GAT002"], "did you mean `tollgate explain`?"),
            (["analyze", "transition"], "did you mean `transitions`?"), (["explain", "GAT00"], "did you mean `GAT00"),
            (["explain", "gat002x"], "did you mean `GAT002`?"),
            (["explain", "skiped-stage"], "did you mean `skipped-stage`?"),
            (["explain", "metrics-reachd"], "did you mean `metrics-reached`?"),
            (["check", "--select", "GAT0002"], "did you mean `GAT002`?"),
            (["check", "--ignore", "unknown-kye"], "did you mean `unknown-key`?"),
            (["status", "--where", "stag=decided"], "did you mean `stage`?"),
            (["status", "--sort", "ownr"], "did you mean `owner`?"),
            (["check", "--stagd"], "--staged"), (["check", "--formt", "json"], "--format"),
            (["log", "--as-off", "x"], "--as-of"),
        ])
    func nearest(arguments: [String], words: String) async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let run = await CommandRun(arguments, in: repository.path)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains(words), "\(run)")
    }

    @Test(
        "what has no near word is answered with what there is",
        arguments: [
            (
                ["zzz"],
                "check, gate, signoff, advance, verify, audit, status, log, value, analyze, explain, merge-ledger"
            ),
            (["analyze", "zzzzzzzz"], "transitions"),
            (["analyze"], "transitions"), (["explain", "zzzzzzzz"], "explain --all"), (["explain"], "explain GAT002"),
            (["status", "--where", "zzzzz=1"], "id, stage, state, since"),
            (["status", "--where", "stage"], "--where stage=decided"),
            (["check", "--format", "xml"], "full"), (["check", "--output", "json"], "--output"),
            (["check", "--output", "xml=-"], "--output"),
            (["check", "--fail-on", "never"], "warning"),
            (["check", "--staged", "--range", "a..b"], "exclude each other"),
            (["check", "--color", "sometimes"], "always"), (["check", "--range"], "--range"), (["-C"], "-C"),
            (["log", "SD-1", "SD-2"], "SD-2"), (["check", "../outside"], "outside the repository"),
            (["check", "--output", "json=missing/folder/file"], "cannot write missing/folder/file"),
        ])
    func alternatives(arguments: [String], words: String) async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let run = await CommandRun(arguments, in: repository.path)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains(words), "\(run)")
    }

    @Test("no arguments give the usage and 2; asking for help gives it and 0")
    func help() async throws {
        let sandbox = try Sandbox()
        let none = await CommandRun([], in: sandbox.path)
        #expect(
            none.status == 2 && none.errors.contains("USAGE: tollgate <subcommand>") && none.output.isEmpty, "\(none)")
        for arguments in [["--help"], ["-h"], ["help"], ["check", "--help"], ["help", "check"]] {
            let run = await CommandRun(arguments, in: sandbox.path)
            #expect(run.status == 0 && run.output.contains("USAGE: tollgate") && run.errors.isEmpty, "\(run)")
        }
        let version = await CommandRun(["--version"], in: sandbox.path)
        #expect(version.status == 0 && version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(version)")
    }

    @Test(
        "each command's help names every option that all commands take",
        arguments: ["check", "gate", "advance", "status", "log", "analyze", "explain", "merge-ledger", "doctor"])
    func commonOptions(command: String) async throws {
        let run = await CommandRun([command, "--help"], in: "/")
        for option in ["-C", "--policy", "--format", "--output", "--color", "--quiet", "--no-progress", "--help"] {
            #expect(run.output.contains(option), "\(option): \(run)")
        }
        #expect(
            run.output.split(separator: "\n").allSatisfy {
                $0.hasPrefix("USAGE:") || $0.hasPrefix("USAGE:") || $0.unicodeScalars.count <= 100
            }, "\(run)")
    }

    @Test("a criterion is explained by its name, and every one of a key together")
    func criteria() async {
        let one = await CommandRun(["explain", "metrics-reached"], in: "/")
        #expect(one.status == 0 && one.output.hasPrefix("criterion metrics-reached\n"), "\(one)")
        let all = await CommandRun(["explain", "Metrics"], in: "/")
        for name in ["metrics-with", "metrics-reached", "metrics-reached-after"] {
            #expect(all.status == 0 && all.output.contains("criterion \(name)\n"), "\(all)")
        }
        let list = await CommandRun(["explain", "--all"], in: "/")
        #expect(list.output.contains("value-realised") && list.output.contains("skipped-stage"), "\(list)")
        let json = await CommandRun(["explain", "funded", "--format", "json"], in: "/")
        #expect(json.output.contains("\"kind\" : \"criterion\""), "\(json)")
    }

    @Test("hostile words in arguments are shown and not obeyed")
    func hostileArguments() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let hostile = "a\u{1B}[31mb\n::error::c\u{202E}d"
        for arguments in [
            [hostile], ["analyze", hostile], ["explain", hostile], ["check", "--select", hostile],
            ["status", "--where", hostile],
            ["status", "--sort", hostile], ["log", hostile], ["status", hostile], ["check", "--range", hostile],
            ["check", "--policy", hostile], ["check", "--policy", hostile + ":x"],
            ["check", "--policy", "HEAD:" + hostile],
            ["log", "--as-of", hostile], ["check", "/" + hostile], ["check", "--range", "\(hostile)..main"],
            ["-C", hostile, "check"],
            ["check", "--output", "json=no/" + hostile],
        ] {
            let run = await CommandRun(arguments, in: repository.path)
            #expect([2, 3].contains(run.status), "\(run)")
            expectHarmless(run.transcript, "\(run.arguments)")
        }
    }

    @Test("-C stands before or behind the command, and is relative to the current folder")
    func directory() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let parent = repository.sandbox.path
        for arguments in [
            ["-C", "repository", "status"], ["status", "-C", "repository"], ["status", "-C", repository.path],
            ["status", "-C", "repository/plans/p"], ["-C", "./repository/../repository", "status"],
        ] {
            let run = await CommandRun(arguments, in: parent)
            #expect(run.status == 0 && run.output.contains("SD-1"), "\(run)")
        }
        let outside = await CommandRun(["check", "plans"], in: parent)
        #expect(outside.status == 2 && outside.errors.contains("no git repository"), "\(outside)")
        // Paths are relative to that folder, too.
        for (arguments, folder) in [
            (["check", "-C", "repository", "plans/p"], parent), (["check", "p/SD-1.yaml"], repository.path + "/plans"),
            (["check", "-C", "repository/plans", "../plans/./p//SD-1.yaml"], parent),
            (["check", repository.path + "/plans"], parent + "/repository"),
        ] {
            let run = await CommandRun(arguments, in: folder)
            #expect(run.status == 0 && run.output.contains("1 document"), "\(run)")
        }
    }

    @Test("a repository may be reached by a symbolic link")
    func linkedDirectory() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let link = repository.sandbox.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: repository.path)
        for arguments in [
            ["check", "-C", link, "plans/p"], ["check", "-C", link, link + "/plans/p"], ["check", "-C", link],
        ] {
            let run = await CommandRun(arguments, in: repository.sandbox.path)
            #expect(run.status == 0 && run.output.contains("1 document"), "\(run)")
        }
    }

    @Test("paths that name nothing examine nothing")
    func emptySelection() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        for path in ["plans/q", "plans/p/SD-9.yaml", "plans/p/SD", "README"] {
            let checked = try await repository.check(path)
            expect(checked, 3)
            #expect(checked.undecided.first?.contains("the given paths") == true, "\(checked)")
        }
        for arguments in [["status", "SD-9"], ["log", "SD-9"], ["log", "SD-1", "--as-of", "2020-01-01"]] {
            let run = await CommandRun(arguments, in: repository.path)
            #expect(run.status == 3 && run.errors.contains("nothing was examined"), "\(run)")
        }
        let near = await repository.tollgate("log", "SD-2")
        #expect(near.errors.contains("did you mean `SD-1`?"), "\(near)")
    }

    @Test("--fail-on, --select and --ignore decide what counts, and what they leave out is counted")
    func selection() async throws {
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                Write(".gitattributes", "*.yaml ident\n")
            }
        }
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "decided", "ownr: ana\n"))
        let all = try await repository.check()
        #expect(Set(all.codes) == ["GAT002", "DOC002", "ENV002"], "\(all)")
        expect(try await repository.check("--select", "GAT"), 1, "GAT002")
        expect(try await repository.check("--select", "gat,unknown-key"), 1, "GAT002", "DOC002")
        expect(try await repository.check("--ignore", "GAT,DOC002"), 0, "ENV002")
        let ignored = await repository.tollgate("check", "--ignore", "GAT", "--ignore", "DOC,ENV")
        #expect(ignored.status == 0 && ignored.output.contains("3 left out by --select or --ignore"), "\(ignored)")
        let severity = all.findings.first { $0.code == "ENV002" }?.severity
        #expect(severity == "warning", "\(all)")
        expect(try await repository.check("--select", "ENV", "--fail-on", "warning"), 1, "ENV002")
        expect(try await repository.check("--select", "ENV", "--fail-on", "error"), 0, "ENV002")
    }

    @Test("quiet says nothing where there is nothing to say")
    func quiet() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let good = await repository.tollgate("check", "--quiet")
        #expect(good.status == 0 && good.transcript.isEmpty, "\(good)")
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "decided"))
        let bad = await repository.tollgate("check", "--quiet")
        #expect(bad.status == 1 && bad.output.contains("error[GAT002]"), "\(bad)")
        let machine = await repository.tollgate("check", "--quiet", "--format", "json", "--range", "HEAD..HEAD")
        #expect(machine.status == 3 && machine.output.hasPrefix("{"), "\(machine)")
    }
}
