import Glibc
import PlanModel

extension World {
    /// The world of this process.
    package static func process() -> World {
        World(
            directory: currentDirectory(), environment: environmentVariables(),
            now: Timestamp(seconds: Int64(time(nil))), isOutputTerminal: isatty(STDOUT_FILENO) == 1,
            isErrorTerminal: isatty(STDERR_FILENO) == 1, isInputTerminal: isatty(STDIN_FILENO) == 1,
            output: { write($0, to: STDOUT_FILENO) }, errorOutput: { write($0, to: STDERR_FILENO) },
            readInput: readInput)
    }

    private static func readInput(_ most: Int) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(most, 1 << 16))
        while result.count < most {
            let wanted = min(buffer.count, most - result.count)
            let count = unsafe read(STDIN_FILENO, &buffer, wanted)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return result }
            result += buffer[..<count]
        }
        return result
    }

    private static func currentDirectory() -> String {
        guard let path = unsafe getcwd(nil, 0) else { return "." }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    private static func environmentVariables() -> [String: String] {
        var result: [String: String] = [:]
        var entry = unsafe environ
        while let line = unsafe entry.pointee {
            let text = unsafe String(cString: line)
            if let equals = text.firstIndex(of: "=") {
                result[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            unsafe entry += 1
        }
        return result
    }

    /// Writes all of a text; a closed pipe ends the process by its signal, any other failure is an internal error.
    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Where whoever called ignores the signal, as services do, the end is the same.
            if count < 0, errno == EPIPE { exit(128 + SIGPIPE) }
            guard count > 0 else { exit(ExitCode.failure) }
            bytes = bytes.dropFirst(count)
        }
    }
}
