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
            "rotate-retire-or-revoke-a-key.md", "read-a-value-report.md", "find-out-what-moved.md",
            "an-auditors-twelve-questions.md",
        ])
    func guide(name: String) async throws {
        try await replay(Binary.package + "/docs/guides/" + name)
    }

    @Test("README comes out as it is; RECORD=1 writes it")
    func readme() async throws {
        try await replay(Readme.path)
    }

    private func replay(_ path: String) async throws {
        let sandbox = try Sandbox()
        let difference = try await Transcript.difference(
            ofFile: path, in: sandbox, fixtures: Self.fixtures
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
            "demo": { sandbox in
                _ = try await MadeDemo.copy(.signed, in: sandbox)
                sandbox.now = MadeDemo.day
            },
            "foreign": { sandbox in try Readme.makeForeign(in: sandbox) },
            "signed-programme": { sandbox in try SignedProgramme.make(in: sandbox) },
        ]
    }
}
