import Glibc

/// A figure that could not be taken.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String
}

/// The median times of two commands and what they are compared by.
struct Comparison {
    let work: String
    let yardstick: String
    let workTimes: [Double]
    let yardstickTimes: [Double]
    let goal: String
    var peakBytes: Int?

    /// Times are in seconds; the ratio is that of the medians.
    func show() {
        let (a, b) = (Self.median(workTimes), Self.median(yardstickTimes))
        let memory = peakBytes.map { Self.fixed(Double($0) / 1e6, 1) } ?? ""
        print(
            "| \(work) | \(yardstick) | \(Self.fixed(a * 1000, 2)) | \(Self.fixed(b * 1000, 2)) | \(Self.fixed(a / b, 3)) | \(goal) | \(memory) |"
        )
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        return sorted.count % 2 == 1
            ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
    }

    static func fixed(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "n/a" }
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        let rounded = (value * scale).rounded()
        let whole = Int(rounded / scale)
        let rest = Int(rounded) - whole * Int(scale)
        let padding = String(repeating: "0", count: max(0, digits - String(rest).count))
        return digits == 0 ? "\(whole)" : "\(whole).\(padding)\(rest)"
    }
}

/// Runs programs and takes their time.
enum Child {
    /// Wall-clock seconds of a command whose output is thrown away, and its peak memory in bytes.
    static func time(_ arguments: [String], in directory: String, allowing statuses: Set<Int32> = [0]) throws -> (
        seconds: Double, peak: Int
    ) {
        let start = now()
        let (status, usage) = try run(arguments, in: directory, input: "/dev/null")
        let seconds = now() - start
        guard statuses.contains(status) else {
            throw BenchFailure(description: "\(arguments.joined(separator: " ")) ended with \(status)")
        }
        return (seconds, usage.ru_maxrss * 1024)
    }

    /// Both commands in turn, after one run of each that does not count.
    static func pair(
        _ work: [String], _ yardstick: [String], in directory: String, runs: Int, allowing statuses: Set<Int32> = [0]
    ) throws -> (work: [Double], yardstick: [Double], peak: Int) {
        var (a, b, peak): ([Double], [Double], Int) = ([], [], 0)
        for run in 0...runs {
            let first = try time(work, in: directory, allowing: statuses)
            let second = try time(yardstick, in: directory, allowing: statuses)
            guard run > 0 else { continue }
            a.append(first.seconds)
            b.append(second.seconds)
            peak = max(peak, first.peak)
        }
        return (a, b, peak)
    }

    /// Runs a command to its end, with a file as its input.
    @discardableResult
    static func run(_ arguments: [String], in directory: String, input: String) throws -> (status: Int32, usage: rusage)
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        guard chdir(directory) == 0 else { throw BenchFailure(description: "cannot change to \(directory)") }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var process = pid_t()
        let result = posix_spawnp(&process, arguments[0], &actions, nil, &words, &variables)
        guard result == 0 else {
            throw BenchFailure(description: "cannot start \(arguments[0]): \(String(cString: strerror(result)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process else {
            throw BenchFailure(description: "cannot wait for \(arguments[0])")
        }
        return (status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F, usage)
    }

    /// No configuration of the user's, and the same place to look for programs.
    private static let environment = [
        "PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"), "HOME=/nonexistent", "LC_ALL=C",
        "TZ=UTC",
        "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_PAGER=cat",
    ]

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
}

/// A temporary folder that goes when it is no longer used.
final class Folder {
    let path: String

    init() throws {
        var template = Array("/tmp/tollgate-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchFailure(description: "cannot make a folder in /tmp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { _ = try? Child.run(["rm", "-rf", path], in: "/", input: "/dev/null") }

    /// Writes a file and gives its path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = path + "/" + name
        guard let stream = fopen(file, "w") else { throw BenchFailure(description: "cannot write \(file)") }
        defer { fclose(stream) }
        fputs(text, stream)
        return file
    }
}
