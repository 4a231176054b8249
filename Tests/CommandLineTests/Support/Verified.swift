import Foundation
import Testing
import TollgateTesting

/// The outcome of a `verify`, read from its JSON.
struct Verified: CustomStringConvertible {
    struct Step: Hashable {
        let topic: String
        let verdict: String
        let text: String
        let details: [String]
    }

    struct Command: Hashable {
        let purpose: String
        let script: String
        let expected: String
    }

    struct Part {
        let kind: String
        let title: String
        let verdict: String
        let assurance: String?
        let steps: [Step]
        let commands: [Command]

        /// The steps about something, by their verdicts.
        func verdicts(_ topic: String) -> [String] { steps.filter { $0.topic == topic }.map(\.verdict) }
        /// Everything that was found about something.
        func text(_ topic: String) -> String {
            steps.filter { $0.topic == topic }.map { ([$0.text] + $0.details).joined(separator: "\n") }
                .joined(separator: "\n")
        }
        /// What fails.
        var failing: [String] { steps.filter { $0.verdict == "fails" }.map(\.topic) }
    }

    let run: CommandRun
    let verdict: String
    let parts: [Part]
    let undecided: [String]

    var status: Int32 { run.status }
    var signOffs: [Part] { parts.filter { $0.kind == "sign-off" } }
    var commit: Part? { parts.first { $0.kind == "commit" } }

    var description: String {
        let lines = parts.flatMap { part in
            ["\(part.title): \(part.verdict)"]
                + part.steps.map { "  \($0.verdict) \($0.topic): \($0.text) \($0.details)" }
        }
        return (["\(run.arguments) ended with \(status)"] + lines + undecided).joined(separator: "\n")
    }

    init(_ run: CommandRun) throws {
        self.run = run
        let root = try JSON(run.output).object
        verdict = try #require(root["verdict"] as? String)
        undecided = (root["undecided"] as? [[String: Any]] ?? []).compactMap { $0["reason"] as? String }
        parts = (root["parts"] as? [[String: Any]] ?? []).map { part in
            Part(
                kind: part["kind"] as? String ?? "", title: part["title"] as? String ?? "",
                verdict: part["verdict"] as? String ?? "", assurance: part["assurance"] as? String,
                steps: (part["steps"] as? [[String: Any]] ?? []).map { step in
                    Step(
                        topic: step["topic"] as? String ?? "", verdict: step["verdict"] as? String ?? "",
                        text: step["text"] as? String ?? "", details: step["details"] as? [String] ?? [])
                },
                commands: (part["commands"] as? [[String: Any]] ?? []).map { command in
                    Command(
                        purpose: command["purpose"] as? String ?? "", script: command["script"] as? String ?? "",
                        expected: command["expected"] as? String ?? "")
                })
        }
    }
}

extension TestRepository {
    /// Runs `tollgate verify` in process and reads what it found.
    func verify(_ name: String, environment: [String: String] = [:]) async throws -> Verified {
        let run = await CommandRun(["verify", "--format", "json", name], in: path, environment: environment)
        try #require(!run.output.isEmpty, "\(name) ended with \(run.status): \(run.errors)")
        return try Verified(run)
    }

    /// The paths of the records of an initiative, or of `-`, in a revision.
    func records(_ id: String = SignedProgramme.id, in revision: String = "HEAD") throws -> [String] {
        try git("ls-tree", "-r", "--name-only", revision, "plans/signoffs/\(id)/").split(separator: "\n").map(
            String.init)
    }
}
