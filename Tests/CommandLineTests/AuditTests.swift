import Foundation
import GitStore
import Testing
import TollgateTesting

/// Replaying a branch from its trust root: the population, the verdict of each landing, and the same bytes every time.
@Suite("Audits")
struct AuditTests {
    private typealias Programme = SignedProgramme
    private static let steps = Array(Programme.stages.dropFirst())

    /// From `defined` to a stage, each step with its sign-offs on a branch of its own and merged.
    private static func ladder(to stage: String) throws -> [any HistoryStep] {
        var steps: [any HistoryStep] = []
        for step in Self.steps.prefix(through: Self.steps.firstIndex(of: stage) ?? 0) {
            steps += [
                Branch("to-\(step)"), Programme.advance(to: step, agreements: Programme.agreements(step)),
                Switch("main"), Merge("to-\(step)"),
            ]
        }
        return steps
    }

    private func audit(
        _ repository: TestRepository, _ options: String..., now: Moment = CommandRun.now
    ) async -> CommandRun {
        await CommandRun(["audit"] + options, in: repository.path, now: now)
    }

    private func json(_ run: CommandRun) throws -> [String: Any] { try JSON(run.output).object }

    @Test("an initiative that people with keys of their own brought from the first stage to the last passes")
    func wholeLadder() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "defined")
            try Self.ladder(to: "closed")
        }
        let run = await audit(repository, "--format", "json")
        #expect(run.status == 0, "\(run)")
        let root = try json(run)
        #expect(root["verdict"] as? String == "pass")
        let trustRoot = try #require(root["trustRoot"] as? [String: Any])
        #expect(trustRoot["pinned"] as? Bool == false)
        let landings = try #require(root["landings"] as? [[String: Any]])
        let taken = landings.flatMap { $0["steps"] as? [[String: Any]] ?? [] }
        #expect(taken.map { $0["step"] as? String } == Self.steps)
        #expect(taken.allSatisfy { $0["verdict"] as? String == "pass" })
        // Every requirement says who filled it, by the statement that was counted.
        for step in taken {
            let requirements = try #require(step["requirements"] as? [[String: Any]])
            #expect(!requirements.isEmpty)
            for requirement in requirements {
                #expect(requirement["met"] as? Bool == true)
                #expect((requirement["given"] as? [[String: Any]])?.isEmpty == false)
            }
        }
        let examined = try #require(root["examined"] as? [String: Int])
        #expect(examined["landings"] == landings.count && examined["judged"] == landings.count - 1)
        #expect(examined["steps"] == Self.steps.count)
        #expect((root["grandfathered"] as? [[String: Any]])?.first?["initiative"] as? String == Programme.id)
    }

    @Test("two audits of one revision give the same bytes in every form, in clones that keep objects otherwise")
    func deterministic() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "defined")
            try Self.ladder(to: "decided")
        }
        for format in ["full", "concise", "json", "jsonl", "csv"] {
            let first = await audit(repository, "--format", format)
            try repository.git("repack", "--quiet", "-a", "-d", "--depth=1", "--window=1")
            let second = await audit(repository, "--format", format)
            #expect(first.status == 0 && first.output == second.output, "\(format)")
            let later = await audit(repository, "--format", format, now: "2031-01-01T00:00:00Z")
            #expect(later.output == first.output, "\(format) depends on when it is run")
        }
    }

    @Test("the trust root that an auditor names is the first one, or it is a finding")
    func trustRoot() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "defined")
            try Self.ladder(to: "identified")
        }
        let first = try repository.git("rev-list", "--first-parent", "--reverse", "main").split(separator: "\n")
        let pinned = await audit(repository, "--trust-root", String(first[0]))
        #expect(pinned.status == 0 && pinned.output.contains("named by `--trust-root`"), "\(pinned)")
        let unnamed = await audit(repository)
        #expect(unnamed.output.contains("trusted on first use"), "\(unnamed)")
        let other = await audit(repository, "--trust-root", String(first[1]))
        #expect(other.status == 1 && other.output.contains("HIS006"), "\(other)")
        let nothing = await audit(repository, "--trust-root", "no-such-thing")
        #expect(nothing.status != 0 && !nothing.errors.isEmpty, "\(nothing)")
    }

    @Test("a landing without its sign-offs is a violation of its own, and what lands properly later stays as it is")
    func lostSignOffs() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "defined")
            try Self.ladder(to: "identified")
            Branch("to-detailed")
            Programme.advance(to: "detailed")
            Switch("main")
            Merge("to-detailed", label: "unsigned")
        }
        let run = await audit(repository, "--format", "json")
        #expect(run.status == 1, "\(run)")
        let root = try json(run)
        let unsigned = try repository["unsigned"].hex
        let errors = (root["findings"] as? [[String: Any]] ?? []).filter { $0["severity"] as? String == "error" }
        #expect(!errors.isEmpty && errors.allSatisfy { $0["commit"] as? String == unsigned }, "\(run)")
        #expect(Set(errors.compactMap { $0["code"] as? String }).isSubset(of: ["SGN101", "SGN102"]), "\(run)")
        let taken = (root["landings"] as? [[String: Any]] ?? []).flatMap { $0["steps"] as? [[String: Any]] ?? [] }
        #expect(taken.map { $0["verdict"] as? String } == ["pass", "violation"])
    }

    @Test("what a range comes to, an audit comes to", arguments: ["identified", "detailed", "decided"])
    func sameAsRange(stage: String) async throws {
        for isSigned in [true, false] {
            let agreements = isSigned ? Programme.agreements(stage) : Array(Programme.agreements(stage).dropLast())
            let repository = try TestRepository {
                try Programme.start(at: "defined")
                if stage != "identified" {
                    try Self.ladder(to: Programme.stages[(Programme.stages.firstIndex(of: stage) ?? 1) - 1])
                }
                Branch("topic")
                Programme.advance(to: stage, agreements: agreements)
                Switch("main")
                Merge("topic")
            }
            let range = try await repository.check("--range", "main~1..main")
            let run = await audit(repository, "--format", "json")
            let errors = (try json(run)["findings"] as? [[String: Any]] ?? [])
                .filter { $0["severity"] as? String == "error" }.compactMap { $0["code"] as? String }
            #expect(range.status == run.status, "\(range)\n\(run)")
            #expect(range.findings.filter { $0.severity == "error" }.map(\.code).sorted() == errors.sorted())
        }
    }

    @Test("what rests on a key that is compromised by now is told, and what it proved then stands")
    func compromised() async throws {
        let fingerprint = try Signer.ola.fingerprint
        func repository(_ kind: String) throws -> TestRepository {
            try TestRepository {
                try Programme.start(at: "defined")
                try Self.ladder(to: "identified")
                Branch("revoke")
                Commit("revoke", author: Signer.raj.author) {
                    Append(Programme.revokedPath, "\(fingerprint) \(kind) 20260601Z found in a public bucket\n")
                }
                SignOff("sign", [.trust("people", by: .raj)])
                Switch("main")
                Merge("revoke")
            }
        }
        let run = await audit(try repository("compromised"))
        #expect(run.status == 0 && run.output.contains("SGN111"), "\(run)")
        #expect(run.output.contains("found in a public bucket"), "\(run)")
        let retired = await audit(try repository("retired"))
        #expect(retired.status == 0 && !retired.output.contains("SGN111"), "\(retired)")
    }

    @Test("where keys are missing or history is, nothing is decided")
    func undecided() async throws {
        let keyless = try TestRepository {
            try Programme.start(at: "defined")
            Commit("lose", author: Signer.ana.author) { Delete(Programme.revokedPath) }
            Branch("topic")
            Programme.advance(to: "identified", agreements: Programme.agreements("identified"))
            Switch("main")
            Merge("topic")
        }
        let run = await audit(keyless)
        // That the list was removed is a violation by itself; without it the step cannot be judged.
        #expect(run.status == 1 && run.output.contains("cannot decide"), "\(run)")
        #expect(run.output.contains("plans/revoked_signers"), "\(run)")
        let whole = try TestRepository {
            try Programme.start(at: "defined")
            try Self.ladder(to: "identified")
        }
        let shallow = try whole.shallowClone(depth: 1)
        let cut = await CommandRun(["audit"], in: shallow.path)
        #expect(cut.status == 3 && cut.errors.contains("git fetch --unshallow"), "\(cut)")
        let empty = try TestRepository { Commit("nothing") { Write("README", "No plans.\n") } }
        let nothing = await audit(empty)
        #expect(nothing.status == 2 && nothing.errors.contains("there is no policy"), "\(nothing)")
    }
}
