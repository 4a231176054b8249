import Testing
import TollgateTesting

/// The guides are transcripts: every command in them is run, and what it prints is what stands there.
@Suite("Guides")
struct GuideTests {
    @Test(
        "the guides come out as they are; RECORD=1 writes them",
        arguments: [
            "first-check.md", "from-idea-to-decision.md", "gates-by-stage.md", "taking-steps.md",
            "adopt-an-existing-repository.md", "keys.md",
        ])
    func guide(name: String) async throws {
        let sandbox = try Sandbox()
        let difference = try await Transcript.difference(
            ofFile: Binary.package + "/docs/guides/" + name, in: sandbox, fixtures: Self.fixtures
        ) { arguments, folder in
            // One clock for git and for Tollgate: what is committed now was not recorded in the future.
            let run = await CommandRun(
                arguments, in: folder, environment: sandbox.environment, now: sandbox.now)
            return (run.status, run.transcript)
        }
        if let difference { Issue.record("\(difference)") }
    }

    private static var fixtures: [String: Transcript.Fixture] {
        ["programme": { sandbox in try Programme.make(in: sandbox) }]
    }
}
