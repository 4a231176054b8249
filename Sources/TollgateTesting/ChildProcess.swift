import Foundation
import Synchronization

/// How a program that was run came out.
package struct Outcome: Sendable {
    /// The exit status; 128 and the signal's number where a signal ended it.
    package let status: Int32
    package let output: [UInt8]
    package let errors: [UInt8]

    /// What it wrote to standard output, without the line ends behind it.
    package var text: String {
        var bytes = output[...]
        while bytes.last == 0x0A { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    package var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// A program that tests rely on did not do what it should.
package struct CommandFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Runs programs with files in place of pipes: no buffer fills up, and nobody has to read while another writes.
enum ChildProcess {
    static func run(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String],
        input: [UInt8]? = nil, scratch: String, mergesErrors: Bool = false
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment

        let output = try ScratchFile(in: scratch)
        let errors = mergesErrors ? output : try ScratchFile(in: scratch)
        process.standardOutput = output.handle
        process.standardError = errors.handle
        if let input {
            process.standardInput = try ScratchFile(in: scratch, holding: input).handle
        } else {
            process.standardInput = FileHandle.nullDevice
        }

        // `waitUntilExit` looks for the end every 50 ms only.
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        ended.wait()
        let status =
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return Outcome(status: status, output: try output.bytes(), errors: mergesErrors ? [] : try errors.bytes())
    }
}

/// A file that has no name any more, so that nothing is left of it once it is closed.
private struct ScratchFile {
    private static let count = Atomic<Int>(0)

    let handle: FileHandle

    init(in folder: String, holding content: [UInt8] = []) throws {
        let number = Self.count.add(1, ordering: .relaxed).newValue
        let path = "\(folder)/.scratch-\(number)"
        guard FileManager.default.createFile(atPath: path, contents: Data(content)),
            let handle = FileHandle(forUpdatingAtPath: path)
        else { throw CommandFailure("cannot make the file \(path)") }
        try FileManager.default.removeItem(atPath: path)
        self.handle = handle
    }

    func bytes() throws -> [UInt8] {
        try handle.seek(toOffset: 0)
        return try handle.readToEnd().map(Array.init) ?? []
    }
}
