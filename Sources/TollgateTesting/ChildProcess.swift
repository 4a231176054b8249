import Glibc
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
///
/// Not `Foundation.Process`, which looks for the end of a program every 50 ms, or else leaves sockets open for each, and
/// crashes once there are a thousand of them.
enum ChildProcess {
    /// Runs a program that `env` finds on the `PATH` of the environment given.
    static func run(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String],
        input: [UInt8] = [], scratch: String, mergesErrors: Bool = false
    ) throws -> Outcome {
        let source = try ScratchFile(in: scratch, holding: input)
        let output = try ScratchFile(in: scratch)
        let errors = try ScratchFile(in: scratch)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, source.descriptor, 0)
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, mergesErrors ? output.descriptor : errors.descriptor, 2)

        // Threads of a pool block signals and the test runner ignores some; programs expect neither.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // `env` changes the folder, which posix_spawn has no portable way to do.
        var words = (["env", "-C", folder, program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for string in words + variables { free(string) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, "/usr/bin/env", &actions, &attributes, &words, &variables)
        guard result == 0 else {
            throw CommandFailure("cannot run \(program) in \(folder): \(String(cString: strerror(result)))")
        }

        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw CommandFailure("cannot wait for \(program)") }
        }
        // As <sys/wait.h> takes it apart.
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: try output.bytes(),
            errors: try errors.bytes())
    }
}

/// A file without a name, so that nothing is left of it once it is closed, and that programs of other tests do not inherit.
private struct ScratchFile: ~Copyable {
    private static let count = Atomic<Int>(0)

    let descriptor: Int32

    init(in folder: String, holding content: [UInt8] = []) throws {
        let path = "\(folder)/\(Self.count.add(1, ordering: .relaxed).newValue)"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("cannot make the file \(path)") }
        unlink(path)
        var count = 0
        while count < content.count {
            let written = content[count...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw CommandFailure("cannot write a scratch file") }
            count += written
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }

    func bytes() throws -> [UInt8] {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            while count < size, let base = buffer.baseAddress {
                let got = pread(descriptor, base + count, size - count, count)
                if got <= 0 { break }
                count += got
            }
            initialized = count
        }
        guard count == size else { throw CommandFailure("cannot read a scratch file") }
        return bytes
    }
}
