import Testing
import TollgateTesting

/// The guides are transcripts: every command in them is run, and what it prints is what stands there.
@Suite("Guides")
struct GuideTests {
    @Test(
        "the guides come out as they are; RECORD=1 writes them",
        arguments: [
            "first-check.md", "from-idea-to-decision.md", "gates-by-stage.md", "taking-steps.md",
            "adopt-an-existing-repository.md", "keys.md", "sign-off-and-land.md", "from-detailed-to-closed.md",
            "rotate-retire-or-revoke-a-key.md",
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
        [
            "programme": { sandbox in try Programme.make(in: sandbox) },
            "signed-at-detailed": { sandbox in try SignedProgramme.atDetailed(in: sandbox) },
            "signed-for-rebase": { sandbox in try SignedProgramme.forRebase(in: sandbox) },
            "in-april": { sandbox in sandbox.now = "2026-04-15T09:00:00Z" },
            "in-june": { sandbox in sandbox.now = "2026-06-10T09:00:00Z" },
            "signed-programme": { sandbox in try SignedProgramme.make(in: sandbox) },
        ]
    }
}
