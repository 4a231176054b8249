package import Attestation
package import PlanModel

/// Everything outside that a command sees and touches, handed in so that commands can be run anywhere.
package struct World {
    /// The current folder, absolute.
    package var directory: String
    package var environment: [String: String]
    package var now: Timestamp
    package var isOutputTerminal: Bool
    package var isErrorTerminal: Bool
    package var isInputTerminal: Bool
    /// Writes to standard output.
    package var output: (String) -> Void
    /// Writes to standard error.
    package var errorOutput: (String) -> Void
    /// Reads so many bytes of standard input, fewer only where it ends.
    package var readInput: (Int) -> [UInt8]
    /// Makes a key for somebody who is made up, never the same one twice. Only callers in this package can put another maker here: a key
    /// that anybody could have made again would sign for whoever lists it.
    package var newKey: () throws(Malformation) -> SigningKeyPair = { () throws(Malformation) in try SigningKeyPair() }

    package init(
        directory: String, environment: [String: String], now: Timestamp, isOutputTerminal: Bool = false,
        isErrorTerminal: Bool = false, isInputTerminal: Bool = false, output: @escaping (String) -> Void,
        errorOutput: @escaping (String) -> Void, readInput: @escaping (Int) -> [UInt8] = { _ in [] }
    ) {
        self.directory = directory
        self.environment = environment
        self.now = now
        self.isOutputTerminal = isOutputTerminal
        self.isErrorTerminal = isErrorTerminal
        self.isInputTerminal = isInputTerminal
        self.output = output
        self.errorOutput = errorOutput
        self.readInput = readInput
    }

    /// The same with the time as seconds since 1970-01-01T00:00:00Z, for callers that know no plans.
    package init(
        directory: String, environment: [String: String], secondsSince1970: Int64, isOutputTerminal: Bool = false,
        isErrorTerminal: Bool = false, isInputTerminal: Bool = false, output: @escaping (String) -> Void,
        errorOutput: @escaping (String) -> Void, readInput: @escaping (Int) -> [UInt8] = { _ in [] }
    ) {
        self.init(
            directory: directory, environment: environment, now: Timestamp(seconds: secondsSince1970),
            isOutputTerminal: isOutputTerminal, isErrorTerminal: isErrorTerminal, isInputTerminal: isInputTerminal,
            output: output, errorOutput: errorOutput, readInput: readInput)
    }

    /// The next line of standard input without its end; nothing where there is no more.
    func readLine() -> String? {
        var line: [UInt8] = []
        // No answer is longer.
        while line.count < 4096, let byte = readInput(1).first {
            if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// A path made absolute from the current folder.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + "/" + path
    }
}
