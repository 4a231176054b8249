import Foundation
import GitStore
import Testing
import TollgateTesting

#if canImport(Glibc)
import Glibc
#endif

/// The real program: exit status, pipes and signals.
@Suite("Process")
struct ProcessTests {
    private func repository() throws -> TestRepository {
        try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
        }
    }

    @Test("the exit status says how it ended, and errors go to standard error")
    func exitStatus() throws {
        let repository = try repository()
        for (arguments, status, words) in [
            (["check"], 0, "pass: no findings"), (["check", "--range", "HEAD~1..HEAD"], 1, "error[GAT002]"),
            (["check", "--range", "HEAD..HEAD"], 3, "cannot decide"), (["explain", "GAT002"], 0, "GAT002"),
            (["log"], 0, "stage `defined` → `decided`"),
            (["--help"], 0, "USAGE: tollgate"), (["check", "--help"], 0, "USAGE: tollgate check"),
        ] {
            let outcome = try repository.sandbox.run(Binary.path, arguments, in: repository.path)
            #expect(
                outcome.status == Int32(status) && outcome.text.contains(words),
                "\(arguments): \(outcome.status) \(outcome.text)")
            #expect(outcome.errors.isEmpty, "\(arguments): \(outcome.errorText)")
        }
        for (arguments, status, words) in [
            ([], 2, "USAGE: tollgate"), (["chek"], 2, "did you mean `tollgate check`?"),
            (["check", "--polcy", "x"], 2, "--policy"),
            (["check", "--policy", "none"], 2, "cannot read the policy"), (["log", "SD-2"], 3, "did you mean `SD-1`?"),
            (["log", "-C", "/"], 2, "no git repository"),
        ] {
            let outcome = try repository.sandbox.run(Binary.path, arguments, in: repository.path)
            #expect(
                outcome.status == Int32(status) && outcome.errorText.contains(words),
                "\(arguments): \(outcome.status) \(outcome.errorText)")
            #expect(outcome.output.isEmpty, "\(arguments): \(outcome.text)")
        }
        #expect(try repository.binary("--version").text == "0.1.0")
    }

    @Test(
        "a pipe that nobody reads from any more ends it silently, as a signal would", arguments: ["trap - PIPE", ":"])
    func closedPipe(trap: String) throws {
        let repository = try repository()
        // The writer starts when the reader is gone for certain; with `:` it inherits that SIGPIPE is ignored, as under systemd.
        let script = """
            { trap '' PIPE; while printf .; do sleep 0.01; done 2>/dev/null; \(trap); "$0" explain --all; echo $? >status; } | true
            """
        let outcome = try repository.sandbox.run("sh", ["-c", script, Binary.path], in: repository.path)
        #expect(try repository.read("status") == "141\n")
        #expect(outcome.errors.isEmpty, "\(outcome.errorText)")
        let head = try repository.sandbox.run(
            "sh", ["-c", "\"$0\" explain --all --format json | head -1", Binary.path], in: repository.path)
        #expect(head.text == "{" && head.errors.isEmpty, "\(head.errorText)")
    }

    @Test("output that cannot be written is no success")
    func fullDisk() throws {
        let repository = try repository()
        let outcome = try repository.sandbox.run(
            "sh", ["-c", "\"$0\" check >/dev/full", Binary.path], in: repository.path)
        #expect(outcome.status == 4, "\(outcome.status) \(outcome.errorText)")
    }

    @Test("an interrupt ends it with 130, silently")
    func interrupt() throws {
        let repository = try repository()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Binary.path)
        // More than a pipe holds, so that it waits for a reader that takes one byte only.
        process.arguments = ["explain", "--all"] + (1...8).flatMap { _ in ["--output", "json=-"] }
        process.currentDirectoryURL = URL(fileURLWithPath: repository.path)
        process.environment = repository.sandbox.environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        // The threads of tests block signals, and what they start would inherit that.
        var (wanted, former) = (sigset_t(), sigset_t())
        sigemptyset(&wanted)
        sigaddset(&wanted, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &wanted, &former)
        defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
        try process.run()
        #expect(try output.fileHandleForReading.read(upToCount: 1) == Data("{".utf8))
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
        #expect(try errors.fileHandleForReading.readToEnd() ?? Data() == Data())
    }

    @Test("time zone, locale and terminal of the caller change no byte")
    func sameBytes() throws {
        let repository = try repository()
        let commands = [
            ["check", "--range", "HEAD~1..HEAD"], ["log", "SD-1"], ["status"], ["analyze", "transitions"], ["doctor"],
            ["explain", "--all"],
            ["status", "--as-of", "2026-01-05"],
        ]
        for command in commands {
            for format in ["full", "json", "csv"] {
                var texts: Set<String> = []
                for environment in [
                    [:], ["TZ": "Asia/Tokyo"],
                    ["TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
                    ["TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "40"],
                ] {
                    texts.insert(
                        try repository.sandbox.run(
                            Binary.path, command + ["--format", format], in: repository.path, environment: environment
                        ).text)
                }
                #expect(texts.count == 1 && texts != [""], "\(command) \(format): \(texts)")
            }
        }
    }
}
