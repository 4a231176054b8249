import Attestation
import Diagnostics

/// `ssh-keygen`, which signs with keys in files, in agents and on security keys, and asks for what they need.
struct SigningProgram {
    private let path: String
    private let environment: [String: String]

    private static let name = "ssh-keygen"
    /// What agents, askpass programs and security keys need of the caller's environment.
    private static let passed = [
        "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "HOME",
    ]

    /// Finds it on the caller's `PATH`. Nothing that git is configured to run is ever run.
    init(_ world: World) throws(CommandFailure) {
        guard let path = ChildProgram.find(Self.name, on: world.environment["PATH"]) else {
            throw .usage(
                "there is no `\(Self.name)` in any folder of `PATH`, and nothing can be signed without it",
                help: "install OpenSSH's client")
        }
        self.path = path
        var environment = world.environment.filter { Self.passed.contains($0.key) }
        environment["LC_ALL"] = "C"
        environment["TZ"] = "UTC"
        self.environment = environment
    }

    /// Both lines of a sign-off, with the signature verified to be the key's over this statement.
    func sign(_ statement: Statement, with choice: SigningKeyChoice) throws(CommandFailure) -> SignOffText {
        let outcome = try choice.withFile { file throws(CommandFailure) in
            try ChildProgram(
                path: path, arguments: ["-q", "-Y", "sign", "-n", "tollgate", "-f", file], environment: environment
            ).run(reading: statement.signedBytes)
        }
        guard outcome.status == 0 else {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "nothing is signed: `\(Self.name)` ended with \(outcome.status)",
                help: "what it says stands above; a key that an agent holds has to be loaded: `ssh-add <key>`")
        }
        do throws(Malformation) {
            return try SignOffText(statement, armoured: outcome.output, by: choice.key)
        } catch {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "the signature of `\(Self.name)` does not count: \(Printable.line(error.reason))",
                help: "the private key has to be that of the public one: `ssh-keygen -y -f <key>` shows its public part"
            )
        }
    }
}
