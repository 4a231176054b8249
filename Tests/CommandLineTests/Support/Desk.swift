import Foundation
import TollgateTesting

/// People at their machines: each with a key of their own that git is told of, and `ssh-keygen` on the path.
extension TestRepository {
    /// Tells git which key is used from now on, and gives its path.
    @discardableResult
    func sit(_ signer: Signer) throws -> String {
        let path = try signer.writeKey(in: sandbox.path)
        try git("config", "user.signingKey", path)
        try git("config", "user.name", signer.name)
        try git("config", "user.email", signer.email)
        return path
    }

    /// Runs `signoff` in process as somebody. Time goes on, and is the same for git.
    func signoff(
        _ signer: Signer, _ arguments: String..., environment: [String: String] = [:], isTerminal: Bool = false,
        input: String = ""
    ) async throws -> CommandRun {
        try sit(signer)
        return await run(
            ["signoff"] + arguments, as: signer, environment: environment, isTerminal: isTerminal, input: input)
    }

    /// Runs a command in process as somebody.
    func run(
        _ arguments: [String], as signer: Signer = .ana, environment: [String: String] = [:], isTerminal: Bool = false,
        input: String = ""
    ) async -> CommandRun {
        sandbox.now = sandbox.now.adding(hours: 1)
        sandbox.author = signer.author
        let all = sandbox.environment.merging(environment) { $1 }
        return await CommandRun(
            arguments, in: path, environment: all, now: sandbox.now, isTerminal: isTerminal, input: input)
    }
}
