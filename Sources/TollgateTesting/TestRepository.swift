package import Attestation
import Foundation
package import GitStore

/// A git repository on disk with a history that was written down step by step.
///
/// Clock and authors are fixed, so commit ids are the same in every run. The folder goes with the last owner: keep it in a
/// variable, since `try TestRepository { … }.open()` opens what is gone a moment later.
package final class TestRepository {
    package let sandbox: Sandbox
    /// The top of the work tree; the repository itself where it is bare.
    package let path: String
    package let isBare: Bool
    /// The commits of the history in the order of its steps.
    package private(set) var ids: [ObjectID] = []
    private var draft: HistoryDraft
    private var head: String

    /// Makes a repository in a folder of the sandbox, in one of its own when none is given.
    package init(
        in sandbox: Sandbox? = nil, named name: String = "repository", isBare: Bool = false, branch: String = "main",
        @HistoryBuilder _ history: () throws -> [any HistoryStep] = { [] }
    ) throws {
        let sandbox = try sandbox ?? Sandbox()
        self.sandbox = sandbox
        self.isBare = isBare
        path = sandbox.freePath(name)
        draft = HistoryDraft(branch: branch, clock: sandbox.now)
        head = branch
        try sandbox.git(["init", "--quiet", "--template=", "-b", branch] + (isBare ? ["--bare"] : []) + [path])
        try extend(history)
    }

    /// A repository that is there already, such as a clone.
    package init(existing path: String, in sandbox: Sandbox, isBare: Bool = false) {
        self.sandbox = sandbox
        self.path = path
        self.isBare = isBare
        draft = HistoryDraft(branch: "", clock: sandbox.now)
        head = ""
    }

    /// Goes on with the history, and brings the work tree up to it.
    package func extend(@HistoryBuilder _ history: () throws -> [any HistoryStep]) throws {
        draft.waitUntil(sandbox.now)
        for step in try history() { try step.record(in: &draft) }
        for object in draft.takeObjects() { try storeObject(object.type, object.bytes, named: object.id) }
        let stream = draft.takeStream()
        guard !stream.isEmpty else { return }
        let marks = gitDirectory + "/tollgate-marks"
        try git(
            [
                "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--done", "--date-format=raw",
                "--import-marks-if-exists=\(marks)", "--export-marks=\(marks)",
            ], input: stream)
        sandbox.now = draft.clock
        var known: [Int: ObjectID] = [:]
        for line in try String(contentsOfFile: marks, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, let mark = Int(parts[0].dropFirst()) { known[mark] = ObjectID(hex: parts[1]) }
        }
        for (mark, name) in draft.names {
            guard let other = known.updateValue(name, forKey: mark), other != name else { continue }
            throw CommandFailure("commit \(mark) was taken for \(name) and is \(other)")
        }
        ids = known.sorted { $0.key < $1.key }.map(\.value)
        if draft.branch != head { try git(["symbolic-ref", "HEAD", "refs/heads/\(draft.branch)"]) }
        head = draft.branch
        if !isBare, draft.hasCommitAtHead { try git(["reset", "--quiet", "--hard"]) }
    }

    /// The one commit with this label or subject.
    package subscript(_ name: String) -> ObjectID {
        get throws {
            let marks = draft.marks(named: name)
            guard marks.count == 1 else { throw CommandFailure("`\(name)` names \(marks.count) commits; expected one") }
            return ids[marks[0] - 1]
        }
    }

    /// What was signed under a label.
    package func signOffText(_ label: String) throws -> SignOffText { try draft.signedText(label) }

    // MARK: - GitStore

    package var location: RepositoryLocation { .containing(folder: path) }

    package func open(verifiesHashes: Bool = false) throws -> Repository {
        try Repository(location, verifiesHashes: verifiesHashes)
    }

    /// The folder of objects and refs.
    package var gitDirectory: String { isBare ? path : path + "/.git" }

    // MARK: - git

    /// Runs git in the repository and gives its output without the line ends behind it; throws when it fails.
    @discardableResult
    package func git(_ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]) throws
        -> String
    {
        try git(arguments, input: input, environment: environment)
    }

    @discardableResult
    package func git(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]) throws -> String {
        defer { tick(arguments) }
        return try sandbox.git(arguments, in: path, input: input, environment: environment)
    }

    /// Runs git in the repository and gives how it came out, whatever that is.
    package func gitStatus(
        _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Outcome {
        defer { tick(arguments) }
        return try sandbox.run("git", arguments, in: path, input: input, environment: environment)
    }

    /// Commands that make commits take an hour, as steps of a history do.
    private func tick(_ arguments: [String]) {
        let making: Set = ["commit", "commit-tree", "merge", "cherry-pick", "revert", "rebase", "am", "tag"]
        if arguments.contains(where: making.contains) { sandbox.now = sandbox.now.adding(hours: 1) }
    }

    /// Stores an object as it is, however malformed.
    package func rawObject(_ type: String, _ bytes: [UInt8]) throws -> ObjectID {
        let digits = try git("hash-object", "-t", type, "-w", "--stdin", "--literally", input: bytes)
        guard let id = ObjectID(hex: digits) else { throw CommandFailure("`\(digits)` is not an object name") }
        return id
    }

    /// The commit, tree or blob that git takes an expression for, as in `HEAD:plans`.
    package func id(_ expression: String) throws -> ObjectID {
        let digits = try git("rev-parse", "--verify", "--quiet", expression)
        guard let id = ObjectID(hex: digits) else { throw CommandFailure("`\(digits)` is not an object name") }
        return id
    }

    // MARK: - The work tree

    /// Writes a file of the work tree, its folders included.
    package func write(_ path: String, _ text: String) throws {
        try write(path, Array(text.utf8))
    }

    package func write(_ path: String, _ content: [UInt8]) throws {
        let url = URL(fileURLWithPath: self.path + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content).write(to: url)
    }

    /// The text of a file of the work tree.
    package func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: self.path + "/" + path)), as: UTF8.self)
    }
}
