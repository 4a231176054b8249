import Attestation
import Foundation
import GitStore
import Testing
import TollgateTesting

/// `verify`: every step of the reasoning, and commands that come to the same.
@Suite("verify")
struct VerifyTests {
    private static let before = [
        "identified": "defined", "detailed": "identified", "decided": "detailed", "implemented": "decided",
        "closed": "implemented",
    ]

    private func proposal(
        to stage: String = "decided", carrier: Carrier = .both, _ more: [any HistoryStep] = []
    ) throws -> TestRepository {
        try TestRepository {
            try SignedProgramme.start(at: Self.before[stage] ?? "defined")
            SignedProgramme.proposal(to: stage, carrier: carrier)
            more
        }
    }

    private func merged(to stage: String = "decided") throws -> TestRepository {
        try proposal(to: stage, [Switch("main"), Merge("topic", "land", author: Signer.li.author, signedBy: .li)])
    }

    /// Runs every command and expects what it is said to print.
    private func repeatByHand(_ verified: Verified, in repository: TestRepository) throws -> Int {
        var count = 0
        for part in verified.parts {
            for command in part.commands {
                let outcome = try repository.sandbox.run("sh", ["-ec", command.script], in: repository.path)
                #expect(
                    outcome.status == 0 && outcome.text.contains(command.expected),
                    "\(part.title), \(command.purpose):\n\(command.script)\nprints \(outcome.text)\(outcome.errorText)")
                count += 1
            }
        }
        return count
    }

    // MARK: - Proposals and landings

    @Test("a proposed sign-off is shown step by step, from a commit and from a record")
    func proposed() async throws {
        let repository = try proposal()
        let expected = [
            "lines", "statement", "record", "key", "namespace", "signature", "registered", "revoked", "now", "person",
            "role", "repository", "branch", "onto", "plan", "ledger", "evidence", "date", "counts",
        ]
        let record = try #require(
            try repository.git("show", "--name-only", "--format=", "topic").split(separator: "\n").last)
        for name in ["topic", String(record), "topic:\(record)", try repository.git("rev-parse", "topic")] {
            let verified = try await repository.verify(name)
            #expect(verified.status == 0 && verified.verdict == "valid", "\(verified)")
            let part = try #require(verified.signOffs.first)
            #expect(part.steps.map(\.topic) == expected, "\(verified)")
            #expect(part.steps.allSatisfy { $0.verdict == "holds" || $0.topic == "now" }, "\(verified)")
            #expect(part.assurance == "attested")
            #expect(part.title == "approval of SD-104 for `decided` as `operations` by raj.iyer")
            #expect(part.text("counts").contains("`decided`: sign-off by role `operations`"), "\(verified)")
            #expect(part.text("key") == "`ssh-ed25519`, \(try Signer.raj.fingerprint)")
            #expect(
                part.text("registered").contains("line 7: `raj.iyer` for `tollgate`, `git`, valid always: counts"),
                "\(verified)")
        }
        // The commit that carries it is not signed itself, which is shown and decides nothing.
        let commit = try #require(try await repository.verify("topic").commit)
        #expect(commit.verdict == "valid" && commit.verdicts("signature") == ["shown"])
    }

    @Test("what has landed is judged by the landing that it counted in", arguments: before.keys.sorted())
    func landed(stage: String) async throws {
        let repository = try merged(to: stage)
        for record in try repository.records() {
            let verified = try await repository.verify(record)
            #expect(verified.status == 0, "\(verified)")
            let landing = try repository["land"].hex.prefix(7)
            #expect(
                verified.signOffs.first?.text("counts").contains("counted in landing \(landing) on main") == true,
                "\(verified)")
        }
        let landing = try await repository.verify("main")
        #expect(landing.status == 0 && landing.signOffs.isEmpty, "\(landing)")
        let commit = try #require(landing.commit)
        #expect(commit.verdicts("person") == ["holds"] && commit.text("person").contains("`li.chen`"), "\(landing)")
        #expect(commit.text("step").contains("takes the step `\(stage)` of `SD-104`, with its sign-offs"), "\(landing)")
        #expect(commit.text("step").contains("submitted by `ana.ruiz`"), "\(landing)")
        #expect(commit.text("role").contains("approves nothing"))
        let carried = try await repository.verify("topic")
        #expect(carried.commit?.text("landing").contains("it came with") == true, "\(carried)")
    }

    @Test("the commands repeat every step by hand", arguments: before.keys.sorted())
    func byHand(stage: String) async throws {
        let proposed = try proposal(to: stage)
        var count = 0
        for record in try proposed.records() {
            count += try repeatByHand(try await proposed.verify(record), in: proposed)
        }
        let landed = try merged(to: stage)
        for name in try landed.records() + ["main", "topic"] {
            count += try repeatByHand(try await landed.verify(name), in: landed)
        }
        #expect(count > 20)
        let one = try await landed.verify(try #require(landed.records().first)).signOffs[0]
        let purposes = Set(one.commands.map(\.purpose))
        #expect(purposes.contains("the files of evidence") && purposes.contains("the plan's bytes"), "\(purposes)")
        #expect(purposes.contains("the ledger's first bytes") == ["implemented", "closed"].contains(stage))
        #expect(
            one.commands.contains { $0.script.contains("ssh-keygen -Y verify -f") && $0.script.contains("-n tollgate") }
        )
    }

    @Test("a sign-off of the trust set is shown and repeated too")
    func trustSet() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "defined")
            Branch("topic")
            Commit("policy") { Write(Plans.policyPath, SignedProgramme.policy(version: 2)) }
            SignOff("ola", [.trust("policy", by: .ola)])
            SignOff("raj", [.trust("policy", by: .raj)])
        }
        for name in ["ola", "raj"] {
            let verified = try await repository.verify(try repository[name].hex)
            #expect(verified.status == 0, "\(verified)")
            #expect(verified.signOffs[0].text("counts").contains("role `policy-owner`"), "\(verified)")
            #expect(try repeatByHand(verified, in: repository) > 3)
        }
    }

    // MARK: - What does not hold

    @Test("a change after the sign-off makes it stale, and the field is named")
    func stale() async throws {
        let repository = try proposal(
            to: "decided",
            [Commit("later") { Replace(SignedProgramme.path, "value: 1500,", with: "value: 2500,") }])
        let verified = try await repository.verify(try repository.records().first ?? "")
        #expect(verified.status == 1 && verified.signOffs[0].failing == ["plan", "counts"], "\(verified)")
        #expect(
            verified.signOffs[0].text("plan").contains("`metrics.reset-contacts.target.value` has changed since"),
            "\(verified)")
        #expect(try repeatByHand(verified, in: repository) > 4, "the bytes that were signed are in a commit")
    }

    @Test("a sign-off given before anybody takes the step is over what `advance` would write")
    func ahead() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Branch("written")
            SignedProgramme.advance(to: "decided")
            SignOff("signed", [.approval("SD-104", "decided", by: .ola, as: "sponsor").labelled("ola")])
            Switch("main")
            Branch("topic", from: "main")
            SignOff("ahead", [.again("ola")])
        }
        let verified = try await repository.verify(try repository["ahead"].hex)
        #expect(verified.status == 0 && verified.signOffs[0].verdicts("counts") == ["shown"], "\(verified)")
        #expect(verified.signOffs[0].text("plan").contains("`advance` would write these bytes"), "\(verified)")
    }

    @Test("a landing that took its step with something missing is not valid")
    func missing() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided", without: "controller")
            Switch("main")
            Merge("topic", "land")
        }
        let verified = try await repository.verify("main")
        #expect(verified.status == 1 && verified.commit?.failing == ["step"], "\(verified)")
        #expect(verified.commit?.text("step").contains("role `controller`") == true)
    }

    @Test("whose key it is not, and who has no role, is told")
    func others() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Branch("topic")
            SignedProgramme.advance(to: "decided")
            SignOff("forged", [.approval("SD-104", "decided", by: .raj, as: "sponsor") { $0.by = "ola.nord" }])
            SignOff("stranger", [.approval("SD-104", "decided", by: .mallory, as: "sponsor")])
            SignOff("roleless", [.approval("SD-104", "decided", by: .raj, as: "controller")])
            SignOff(
                "claimed",
                [
                    .approval("SD-104", "decided", by: .ola, as: "sponsor").tampered {
                        SignOffText(statement: $0.statement, signature: nil)
                    }
                ], carrier: .trailers)
            SignOff(
                "tampered",
                [
                    .approval("SD-104", "decided", by: .ola, as: "sponsor").tampered {
                        SignOffText(
                            statement: $0.statement.replacing("role=sponsor", with: "role=operations"),
                            signature: $0.signature)
                    }
                ])
            SignOff("elsewhere", [.approval("SD-104", "decided", by: .ola, as: "sponsor") { $0.branch = "release" }])
        }
        for (label, failing, text) in [
            ("forged", "person", "names `ola.nord` and is signed by the key of `raj.iyer`"),
            ("stranger", "registered", "does not list the key"),
            ("roleless", "role", "may not sign as `controller`"),
            ("claimed", "lines", "anybody could have typed it"),
            ("tampered", "signature", "the key did not make it"),
            ("elsewhere", "branch", "made for the branch `release`"),
        ] {
            let verified = try await repository.verify(try repository[label].hex)
            #expect(verified.status == 1 && verified.verdict == "not-valid", "\(label): \(verified)")
            #expect(verified.signOffs.first?.failing.contains(failing) == true, "\(label): \(verified)")
            #expect(verified.signOffs.first?.text(failing).contains(text) == true, "\(label): \(verified)")
        }
    }

    @Test("a key that was compromised later leaves what landed valid, and says so")
    func compromised() async throws {
        let repository = try merged()
        let line = "\(try Signer.dana.fingerprint) compromised 20260101Z laptop stolen\n"
        try repository.extend { Commit("revoke") { Append(SignedProgramme.revokedPath, line) } }
        let record = try #require(
            try repository.records().first { try repository.git("show", "HEAD:\($0)").contains("by=dana.weiss") })
        let verified = try await repository.verify(record)
        #expect(verified.status == 0, "\(verified)")
        #expect(verified.signOffs[0].verdicts("now") == ["in-doubt"], "\(verified)")
        #expect(verified.signOffs[0].text("now").contains("compromised since 2026-01-01T00:00:00Z: laptop stolen"))
    }

    // MARK: - What cannot be decided

    @Test("history or keys that are missing, and nothing at all, are never valid")
    func undecided() async throws {
        let repository = try merged()
        let shallow = try repository.shallowClone(depth: 1)
        let cut = await CommandRun(["verify", "HEAD"], in: shallow.path)
        #expect(cut.status == 3 && cut.errors.contains("git fetch --unshallow"), "\(cut)")
        let nothing = try await repository.verify(try repository["start"].hex)
        #expect(nothing.status == 3 && nothing.undecided.first?.hasPrefix("nothing was examined") == true, "\(nothing)")
        for (name, status, words) in [
            ("plans/signoffs/SD-104/none", 3, "has no record"), ("HEAD:plans/signoffs/none", 3, "has no record"),
            ("no-such-thing", 2, "no revision `no-such-thing`"), ("", 2, "no revision"),
        ] as [(String, Int32, String)] {
            let run = await CommandRun(["verify", name], in: repository.path)
            #expect(run.status == status && run.errors.contains(words), "\(run)")
        }

        let keyless = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Commit("lost") { Delete(SignedProgramme.revokedPath) }
            SignedProgramme.proposal(to: "decided")
        }
        let verified = try await keyless.verify("topic")
        #expect(verified.status == 3 && verified.verdict == "cannot-decide", "\(verified)")
        #expect(verified.signOffs[0].text("registered").contains("`plans/revoked_signers` is not there"), "\(verified)")
    }

    @Test("every form has every step, and the same bytes each time")
    func formats() async throws {
        let repository = try merged()
        let record = try #require(try repository.records().first)
        let verified = try await repository.verify(record)
        let steps = verified.parts.flatMap(\.steps)
        let csv = try CSV.table(await repository.tollgate("verify", record, "--format", "csv").output)
        #expect(csv.map { $0["topic"] } == steps.map(\.topic))
        #expect(csv.map { $0["verdict"] } == steps.map(\.verdict))
        let full = await repository.tollgate("verify", record)
        let again = await repository.tollgate(
            "verify", record, environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"])
        #expect(full.output == again.output && full.status == 0)
        for step in steps { #expect(full.output.contains(step.text), "\(step)") }
        for command in verified.parts.flatMap(\.commands) {
            for line in command.script.split(separator: "\n") { #expect(full.output.contains("\n  \(line)\n")) }
        }
        let jsonl = await repository.tollgate("verify", record, "--format", "jsonl")
        #expect(jsonl.output.split(separator: "\n").count == verified.parts.count + 1)
    }
}
