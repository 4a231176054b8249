import Testing
import TollgateTesting

/// The guides are transcripts: every command in them is run, and what it prints is what stands there.
@Suite("Guides")
struct GuideTests {
    @Test("the guides come out as they are; RECORD=1 writes them", arguments: ["first-check.md"])
    func guide(name: String) async throws {
        let difference = try await Transcript.difference(
            ofFile: Binary.package + "/docs/guides/" + name, in: Sandbox()
        ) { arguments, folder in
            let run = await CommandRun(arguments, in: folder)
            return (run.status, run.transcript)
        }
        if let difference { Issue.record("\(difference)") }
    }
}
