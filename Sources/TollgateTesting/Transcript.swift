import Foundation

/// A page in Markdown whose commands are run, and whose shown output is compared with what came out.
///
/// In blocks fenced as `console`, a line that begins with `$ ` is a command, and what follows until the next one is all
/// that it wrote, with `[exit N]` behind it unless the status is 0. A command goes on behind a `\` at the end of its line,
/// and through the lines of a here-document. The folder that a `cd` changes to stays for the next command.
///
/// A line `…` in what is shown stands for one line or more that are left out; what stands around it is compared.
///
/// `<!-- setup: name -->` on a line of its own runs a fixture of this name at that place.
package struct Transcript: Sendable {
    /// Runs `tollgate` in process.
    package typealias Tollgate = (_ arguments: [String], _ folder: String) async throws -> (
        status: Int32, output: String
    )
    /// Prepares the sandbox for the commands that follow.
    package typealias Fixture = (_ sandbox: Sandbox) async throws -> Void

    enum Part: Hashable, Sendable {
        /// Lines that are not replayed.
        case text(Substring)
        case setup(String, line: Substring)
        /// A command as written, its lines joined with line ends, and what is said to come out.
        case command(String, output: [Substring])
    }

    package let page: String
    let parts: [Part]

    // MARK: - Replaying

    /// Runs the page in a sandbox, and gives the page as it would be if it showed what really came out.
    package func replay(
        in sandbox: Sandbox, fixtures: [String: Fixture] = [:], tollgate: Tollgate
    ) async throws -> String {
        var lines: [String] = []
        var folder = sandbox.path
        for part in parts {
            switch part {
            case .text(let line): lines.append(String(line))
            case .setup(let name, let line):
                guard let fixture = fixtures[name] else { throw CommandFailure("there is no fixture `\(name)`") }
                try await fixture(sandbox)
                lines.append(String(line))
            case .command(let command, let shown):
                lines.append("$ " + command)
                let (output, exit) = try await run(command, in: sandbox, folder: &folder, tollgate)
                lines += TranscriptCut(shown, hasExit: exit != nil).applied(to: output)
                if let exit { lines.append(exit) }
                sandbox.now = sandbox.now.adding(minutes: 1)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The lines that a command writes, and the one that says how it ended unless that is 0. Absolute paths in the sandbox show as `~`.
    private func run(
        _ command: String, in sandbox: Sandbox, folder: inout String, _ tollgate: Tollgate
    ) async throws -> (output: [String], exit: String?) {
        var status: Int32
        var text: String
        if command == "tollgate" || command.hasPrefix("tollgate ") {
            (status, text) = try await tollgate(Array(try CommandWords.split(command).dropFirst()), folder)
        } else {
            let note = sandbox.path + "/.folder"
            let outcome = try sandbox.run(
                "/bin/sh", ["-c", "trap 'pwd >\"$TRANSCRIPT_FOLDER\"' EXIT\n\(command)\n"], in: folder,
                environment: ["TRANSCRIPT_FOLDER": note], mergesErrors: true)
            (status, text) = (outcome.status, String(decoding: outcome.output, as: UTF8.self))
            if let changed = try? String(contentsOfFile: note, encoding: .utf8), changed.hasSuffix("\n") {
                folder = String(changed.dropLast())
                try FileManager.default.removeItem(atPath: note)
            }
        }
        text = text.replacing(sandbox.path, with: "~")
        if text.hasSuffix("\n") { text.removeLast() } else if !text.isEmpty { text += "[no line end]" }
        let lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let line = lines.first(where: { $0.hasPrefix("$ ") || $0.hasPrefix("```") || $0 == TranscriptCut.mark }) {
            throw CommandFailure("`\(command)` writes `\(line)`, which cannot be shown in a transcript")
        }
        return (lines, status == 0 ? nil : "[exit \(status)]")
    }

    // MARK: - Comparing

    /// Replays a file and describes the first difference; nothing when it tells the truth.
    ///
    /// With `RECORD=1` in the environment, the file is written anew instead.
    package static func difference(
        ofFile path: String, in sandbox: Sandbox, fixtures: [String: Fixture] = [:],
        isRecording: Bool = ProcessInfo.processInfo.environment["RECORD"] == "1", tollgate: Tollgate
    ) async throws -> String? {
        let transcript = try Transcript(page: try String(contentsOfFile: path, encoding: .utf8))
        let actual = try await transcript.replay(in: sandbox, fixtures: fixtures, tollgate: tollgate)
        if actual == transcript.page { return nil }
        if isRecording {
            try actual.write(toFile: path, atomically: true, encoding: .utf8)
            return nil
        }
        return "\(path) differs; RECORD=1 accepts what came out\n" + firstDifference(transcript.page, actual)
    }

    /// The command, and what was expected and came out, from the first line that is not the same.
    static func firstDifference(_ expected: String, _ actual: String) -> String {
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let first = zip(old, new).prefix { $0 == $1 }.count
        let command = old[..<first].lastIndex { $0.hasPrefix("$ ") } ?? max(0, first - 1)
        func excerpt(_ lines: [Substring], _ mark: String) -> String {
            let end =
                lines[first...].dropFirst().firstIndex { $0.hasPrefix("$ ") || $0.hasPrefix("```") } ?? lines.count
            return lines[first..<min(end, first + 20)].map { "\(mark) \($0)\n" }.joined()
        }
        return "line \(first + 1):\n" + old[command..<first].map { "  \($0)\n" }.joined()
            + excerpt(old, "-") + excerpt(new, "+")
    }
}
