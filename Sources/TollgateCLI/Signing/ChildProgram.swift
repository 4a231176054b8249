import Glibc

/// A program that is started, given something to read, and waited for. Only signing does: judging starts none.
///
/// No shell is between, and the program gets these words, this environment and nothing else; its standard error and its terminal
/// are ours, so that it can ask for a passphrase or a touch.
struct ChildProgram {
    struct Outcome {
        /// Its exit code; 128 and the signal where one ended it.
        let status: Int32
        let output: [UInt8]
    }

    /// The most that it can be given, in bytes: what every pipe takes at once, so that nobody has to read beside it.
    static let mostInput = 8192
    /// The most of its output that is read, in bytes.
    static let mostOutput = 64 << 10

    /// Absolute.
    let path: String
    let arguments: [String]
    let environment: [String: String]

    /// The file of a name in the first absolute folder of a `PATH` that has it as a program; nothing where none has.
    ///
    /// Folders that are not absolute are left out: they would lead into the repository.
    static func find(_ name: String, on path: String?) -> String? {
        for folder in (path ?? "").split(separator: ":") where folder.hasPrefix("/") {
            let file = folder + "/" + name
            var status = stat()
            if unsafe stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, unsafe access(file, X_OK) == 0 {
                return String(file)
            }
        }
        return nil
    }

    func run(reading input: [UInt8]) throws(CommandFailure) -> Outcome {
        guard input.count <= Self.mostInput else { throw failure("it would have to read \(input.count) bytes", E2BIG) }
        let incoming = try pipe()
        // All of it is there before the program starts, so that one which reads nothing ends nobody by a signal.
        guard unsafe input.withUnsafeBytes({ unsafe write(incoming.writing, $0.baseAddress, $0.count) }) == input.count
        else {
            close(incoming.reading)
            close(incoming.writing)
            throw failure("it cannot be given anything to read", errno)
        }
        close(incoming.writing)
        defer { close(incoming.reading) }
        let outgoing = try pipe()
        let process: pid_t
        do {
            defer { close(outgoing.writing) }
            process = try spawn(reading: incoming.reading, writing: outgoing.writing)
        } catch {
            close(outgoing.reading)
            throw error
        }
        let output = Self.read(outgoing.reading)
        close(outgoing.reading)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return Outcome(status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: output)
    }

    // MARK: - Edge

    /// Ends that no other program inherits: they are made so in one step, while other threads may start programs of their own.
    private func pipe() throws(CommandFailure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw failure("there is no pipe for it", errno) }
        return (ends[0], ends[1])
    }

    private func spawn(reading: Int32, writing: Int32) throws(CommandFailure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Whatever this thread blocks or ignores, an interrupt ends the program.
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        let settings =
            unsafe environment.sorted { $0.key < $1.key }.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (words + settings).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let result = unsafe posix_spawn(&process, path, &actions, &attributes, words, settings)
        guard result == 0 else { throw failure("it does not start", result) }
        return process
    }

    private static func read(_ descriptor: Int32) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return result }
            // The rest is read all the same, so that the program can end.
            if result.count < mostOutput { result += buffer[..<count] }
        }
    }

    private func failure(_ what: String, _ reason: Int32) -> CommandFailure {
        CommandFailure(
            exitCode: ExitCode.failure,
            message: "cannot run \(path): \(what): \(unsafe String(cString: strerror(reason)))")
    }
}
