import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// A temporary folder in which programs see nothing of the machine's or the user's configuration, and a clock of its own.
///
/// The folder goes when the last owner does.
package final class Sandbox {
    package let path: String
    /// What the next program sees as the time of its commits.
    package var now = Moment.start
    /// The identity of commits that are made by running git.
    package var author = Author.ada
    private let scratch: String

    package init() throws {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/tollgate-XXXXXX".utf8CString)
        let made: String? = template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = mkdtemp(base), let real = realpath(made, nil) else {
                return nil
            }
            defer { free(real) }
            return String(cString: real)
        }
        guard let made else { throw CommandFailure("cannot make a temporary folder in \(parent)") }
        path = made
        scratch = "\(made)/.scratch"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    }

    deinit {
        // Not FileManager, which stumbles over file names that are not UTF-8.
        _ = try? ChildProcess.run("/bin/rm", ["-rf", path], in: "/", environment: [:], scratch: scratch)
    }

    /// All that programs see of the environment.
    package var environment: [String: String] {
        let settings = [
            ("gc.auto", "0"), ("maintenance.auto", "false"), ("init.defaultBranch", "main"),
            ("advice.detachedHead", "false"),
            ("protocol.file.allow", "always"),
            ("core.fsync", "none"),
        ]
        var result = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
            "HOME": path, "TMPDIR": scratch, "TZ": "UTC", "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": ":",
            "GIT_PAGER": "cat", "GIT_CEILING_DIRECTORIES": URL(fileURLWithPath: path).deletingLastPathComponent().path,
            "GIT_CONFIG_COUNT": "\(settings.count)",
            "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email, "GIT_AUTHOR_DATE": "@\(now.raw)",
            "GIT_COMMITTER_NAME": author.name, "GIT_COMMITTER_EMAIL": author.email, "GIT_COMMITTER_DATE": "@\(now.raw)",
        ]
        for (index, setting) in settings.enumerated() {
            result["GIT_CONFIG_KEY_\(index)"] = setting.0
            result["GIT_CONFIG_VALUE_\(index)"] = setting.1
        }
        return result
    }

    /// A path in the sandbox that nothing has yet: the name, or the name and a number.
    package func freePath(_ name: String) -> String {
        var candidate = "\(path)/\(name)"
        var number = 2
        while access(candidate, F_OK) == 0 {
            candidate = "\(path)/\(name)-\(number)"
            number += 1
        }
        return candidate
    }

    /// Makes a folder in the sandbox, and gives its path.
    package func makeFolder(_ name: String) throws -> String {
        let folder = freePath(name)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs a program that is found on the `PATH`.
    package func run(
        _ program: String, _ arguments: [String], in folder: String? = nil, input: [UInt8]? = nil,
        environment extra: [String: String] = [:], mergesErrors: Bool = false
    ) throws -> Outcome {
        try ChildProcess.run(
            Self.locate(program), arguments, in: folder ?? path, environment: environment.merging(extra) { $1 },
            input: input, scratch: scratch, mergesErrors: mergesErrors)
    }

    private static func locate(_ program: String) -> String {
        if program.contains("/") { return program }
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.lazy.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 } ?? "/usr/bin/\(program)"
    }

    /// Runs git and gives its output; throws with what it wrote to standard error when it fails.
    @discardableResult
    package func git(
        _ arguments: [String], in folder: String? = nil, input: [UInt8]? = nil,
        environment extra: [String: String] = [:]
    ) throws -> String {
        let outcome = try run("git", arguments, in: folder, input: input, environment: extra)
        guard outcome.status == 0 else {
            throw CommandFailure(
                "git \(arguments.joined(separator: " ")) ended with \(outcome.status): \(outcome.errorText)")
        }
        return outcome.text
    }
}
