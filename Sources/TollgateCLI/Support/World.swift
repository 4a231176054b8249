package import PlanModel

/// Everything outside that a command sees and touches, handed in so that commands can be run anywhere.
package struct World {
    /// The current folder, absolute.
    package var directory: String
    package var environment: [String: String]
    package var now: Timestamp
    package var isOutputTerminal: Bool
    package var isErrorTerminal: Bool
    /// Writes to standard output.
    package var output: (String) -> Void
    /// Writes to standard error.
    package var errorOutput: (String) -> Void

    package init(
        directory: String, environment: [String: String], now: Timestamp, isOutputTerminal: Bool = false,
        isErrorTerminal: Bool = false, output: @escaping (String) -> Void, errorOutput: @escaping (String) -> Void
    ) {
        self.directory = directory
        self.environment = environment
        self.now = now
        self.isOutputTerminal = isOutputTerminal
        self.isErrorTerminal = isErrorTerminal
        self.output = output
        self.errorOutput = errorOutput
    }

    /// The same with the time as seconds since 1970-01-01T00:00:00Z, for callers that know no plans.
    package init(
        directory: String, environment: [String: String], secondsSince1970: Int64, isOutputTerminal: Bool = false,
        isErrorTerminal: Bool = false, output: @escaping (String) -> Void, errorOutput: @escaping (String) -> Void
    ) {
        self.init(
            directory: directory, environment: environment, now: Timestamp(seconds: secondsSince1970),
            isOutputTerminal: isOutputTerminal, isErrorTerminal: isErrorTerminal, output: output,
            errorOutput: errorOutput)
    }

    /// A path made absolute from the current folder.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + "/" + path
    }
}
