import Attestation
import GitStore
import Testing
import TollgateTesting

/// Attacks on the policy, on people and on keys, by their names in the threat model.
@Suite("Policy threats")
struct PolicyThreatTests {
    private static let id = SignedProgramme.id
    private static let path = SignedProgramme.path
    private static let owners = [Agreement.trust("policy", by: .ola), .trust("policy", by: .raj)]

    private func programme(
        at stage: String = "detailed", policy: String = SignedProgramme.policy(),
        people: String = SignedProgramme.people, allowed: String? = nil,
        @HistoryBuilder then steps: () throws -> [any HistoryStep]
    ) throws -> TestRepository {
        try TestRepository {
            try SignedProgramme.start(at: stage, policy: policy, people: people, allowed: allowed)
            try steps()
        }
    }

    /// The policy without the sign-offs of `identified`.
    private static func weakened(version: Int) -> String {
        SignedProgramme.policy(version: version).replacing(
            "    sign-off: [{role: sponsor}]\n  detailed:", with: "    sign-off: []\n  detailed:")
    }

    @Test func D01_policyWeakenedInTheProposalThatUsesIt() async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            Commit("weaken") { Write(Plans.policyPath, Self.weakened(version: 2)) }
            SignedProgramme.advance(to: "identified")
            SignOff("sign", Self.owners)
        }
        // Even with the sign-offs that the policy's change needs.
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101", "TRU012")
    }

    @Test func D01_policyWeakenedAlone() async throws {
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme(at: "defined") {
                Branch("topic")
                Commit("weaken") { Write(Plans.policyPath, Self.weakened(version: 2)) }
                SignOff("sign", agreements)
            }
        }
        expect(try await repository([]).check("--range", "main..topic"), 1, "SGN101")
        // One owner with a vouching, or twice, is not two.
        expect(try await repository([Self.owners[0], Self.owners[0]]).check("--range", "main..topic"), 1, "SGN101")
        expect(try await repository(Self.owners).check("--range", "main..topic"), 0)
    }

    @Test func D02_keyAddedInTheProposal() async throws {
        let line = try Signer.mallory.allowedLine().replacing(Signer.mallory.id, with: Signer.ola.id)
        let repository = try programme(at: "defined") {
            Branch("topic")
            Commit("key") { Append(SignedProgramme.keysPath, line) }
            SignedProgramme.advance(to: "identified")
            SignOff(
                "sign",
                [.approval(Self.id, "identified", by: .mallory, as: "sponsor") { $0.by = Signer.ola.id }])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && Set(checked.codes).isSuperset(of: ["SGN101", "TRU012"]), "\(checked)")
        // What lies in the work tree counts for nothing.
        try repository.git("checkout", "--quiet", "topic")
        #expect(try await repository.check("--range", "main..topic").codes == checked.codes)
    }

    @Test func D02_keyForThePeopleGateAddedInTheSameLanding() async throws {
        let line = try Signer.mallory.allowedLine().replacing(Signer.mallory.id, with: Signer.ola.id)
        let repository = try programme {
            Branch("topic")
            Commit("key") { Append(SignedProgramme.keysPath, line) }
            SignOff("sign", [.trust("people", by: .mallory) { $0.by = Signer.ola.id }])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    @Test func D03_oldBranchCarriesAWeakerPolicy() async throws {
        let repository = try programme(at: "defined", policy: Self.weakened(version: 1)) {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            Switch("main")
            Commit("stricter", agreements: Self.owners) { Write(Plans.policyPath, SignedProgramme.policy(version: 2)) }
        }
        expect(try await repository.check("--range", "\(repository["start"])..topic"), 0)
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
    }

    @Test func D03_keyThatWasRevokedMeanwhile() async throws {
        let fingerprint = try Signer.ola.fingerprint
        let key = try Signer.ola.key(2).allowedLine()
        let repository = try programme(at: "defined") {
            SignedProgramme.proposal(to: "identified")
            Switch("main")
            Commit("revoke", agreements: [.trust("people", by: .raj)]) {
                Append(SignedProgramme.revokedPath, "\(fingerprint) retired 20260105Z left the company\n")
                Append(SignedProgramme.keysPath, key)
            }
        }
        expect(try await repository.check("--range", "\(repository["start"])..topic"), 0)
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
    }

    @Test(arguments: [1, 2, 4]) func D03_versionRisesByOne(version: Int) async throws {
        let repository = try programme(policy: SignedProgramme.policy(version: 2)) {
            Branch("topic")
            Commit("policy") {
                Write(Plans.policyPath, SignedProgramme.policy(version: version, "signoff-max-age: 90d\n"))
            }
            SignOff("sign", Self.owners)
        }
        expect(try await repository.check("--range", "main..topic"), 1, "TRU001")
    }

    @Test(arguments: ["bot", "forge"]) func D10_machineApprovesNothing(kind: String) async throws {
        let people = SignedProgramme.people.replacing(
            "    kind: forge\n", with: "    kind: \(kind)\n    roles: [{role: sponsor}]\n")
        let repository = try programme(at: "defined", people: people) {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff("sign", [.approval(Self.id, "identified", by: .forge, as: "sponsor")])
            Branch("web", from: "start")
            SignedProgramme.advance(to: "identified")
            Switch("main")
            Merge(
                "web", body: "Approved-by: Ola Nord <ola.nord@example.com>", committer: Signer.forge.author,
                signedBy: .forge)
        }
        let checked = try await repository.check("--range", "main~1..topic")
        #expect(checked.status == 1 && Set(checked.codes).isSuperset(of: ["SGN101", "SGN004"]), "\(checked)")
        let web = try await repository.check("--range", "main~1..main")
        #expect(web.status == 1 && web.codes.contains("SGN101"), "\(web)")
    }

    @Test(arguments: ["TRU013", "TRU011"]) func D14_peopleThatLockEverybodyOut(code: String) async throws {
        // One owner is left where the policy asks for two, or none at all.
        var people = SignedProgramme.people.replacing("      - {role: policy-owner, from: 2025-01-01}\n", with: "")
        if code == "TRU011" { people = people.replacing(", {role: policy-owner, from: 2025-01-01}", with: "") }
        #expect(people.split(separator: "policy-owner").count == (code == "TRU013" ? 2 : 1))
        let repository = try programme {
            Branch("topic")
            Commit("people") { Write(SignedProgramme.peoplePath, people) }
            SignOff("sign", [.trust("people", by: .ola)])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains(code), "\(checked)")
    }

    @Test func D14_breakGlassLandsLoudly() async throws {
        func agreement(_ signer: Signer) -> Agreement {
            .approval(Self.id, "break-glass:decided", by: signer, as: "policy-owner")
        }
        func repository(_ signers: [Signer]) throws -> TestRepository {
            try programme {
                Branch("topic")
                SignedProgramme.advance(to: "decided")
                SignOff("break the glass", signers.map(agreement))
            }
        }
        let broken = try await repository([.ola, .raj, .li]).check("--range", "main..topic")
        expect(broken, 0, "SGN110")
        for few in [[Signer.ola, .raj], [.ola, .raj, .raj], [.ola, .raj, .greta], [.ola, .raj, .mallory]] {
            let checked = try await repository(few).check("--range", "main..topic")
            #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(few): \(checked)")
        }
    }

    @Test func D14_breakGlassForThePolicy() async throws {
        // Two must sign for the policy, and nobody holds the second role any more.
        let policy = SignedProgramme.policy().replacing(
            "sign-off: [{role: policy-owner, count: 2}]",
            with: "sign-off: [{role: policy-owner, count: 2}, {role: auditor}]")
        func repository(_ signers: [Signer]) throws -> TestRepository {
            try programme(policy: policy) {
                Branch("topic")
                Commit("policy") { Write(Plans.policyPath, SignedProgramme.policy(version: 2)) }
                SignOff("break the glass", signers.map { .trust("break-glass:policy", by: $0) })
            }
        }
        expect(try await repository([.ola, .raj, .li]).check("--range", "main..topic"), 0, "SGN110")
        expect(try await repository([.ola, .raj]).check("--range", "main..topic"), 1, "SGN101")
    }
}
