import Testing
import TollgateTesting

/// Ways around sign-offs that a review found: each builds the repository of the attack and expects the verdict.
@Suite("Ways around sign-offs")
struct ReviewedThreatTests {
    private typealias Programme = SignedProgramme
    private static let decided = Programme.agreements("decided")

    @Test func messageOfManyMarkersIsReadInOnePass() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "detailed")
            Commit("markers", body: String(repeating: "- ", count: 200_000), author: .ben) { Write("README", "x\n") }
        }
        let run = await CommandRun(["audit"], in: repository.path)
        #expect(run.status == 0, "\(run.status) \(run.errors)")
    }

    /// Mallory holds the role of the controller for another folder, and moves the initiative there and signs.
    @Test func moveLendsNobodyARole() async throws {
        let people = Programme.people.replacing(
            "  ola.nord:",
            with: """
                  mallory.reed:
                    name: Mallory Reed
                    emails: [mallory.reed@example.com]
                    roles: [{role: operations, in: [sandbox], from: 2025-01-01}]
                  ola.nord:
                """)
        let allowed = try Programme.allowed() + Signer.mallory.allowedLine()
        let repository = try TestRepository {
            try Programme.start(at: "detailed", people: people, allowed: allowed)
            Branch("topic")
            Commit("move", author: Signer.ana.author) {
                Move(Programme.path, to: "plans/sandbox/SD-104.yaml")
                Move(Programme.ledgerPath, to: "plans/sandbox/SD-104.csv")
                for name in Programme.evidence("detailed") {
                    Move("\(Programme.folder)/evidence/\(name)", to: "plans/sandbox/evidence/\(name)")
                }
            }
            Commit("step", author: Signer.ana.author) {
                Replace("plans/sandbox/SD-104.yaml", "stage: detailed", with: "stage: decided")
            }
            SignOff(
                "sign",
                Self.decided.filter { $0.role != "operations" }
                    + [.approval(Programme.id, "decided", by: .mallory, as: "operations")])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
        #expect(checked.findings.contains { $0.message.contains("`operations`") }, "\(checked)")
    }

    /// A link among protected files has no bytes that a digest could bind.
    @Test func linkAmongProtectedFilesCannotBeSigned() async throws {
        func repository(_ edit: any TreeEdit) throws -> TestRepository {
            try TestRepository {
                try Programme.start(at: "detailed")
                Branch("topic")
                Commit("edit", author: Signer.ana.author) {
                    Write(".gitattributes", "*.md text\n")
                    edit
                }
                SignOff("sign", [.trust("policy", by: .ola), .trust("policy", by: .raj)])
            }
        }
        expect(try await repository(Write("README", "x\n")).check("--range", "main..topic"), 0)
        let linked = try await repository(Link(".github/workflows/tollgate.yml", to: "/tmp/elsewhere"))
            .check("--range", "main..topic")
        #expect(linked.status == 1 && linked.codes.contains("SGN101"), "\(linked)")
    }

    /// Dana's commits are merged without their content; the next landing brings the content back in a merge that equals them.
    @Test func contentOfNobodyMakesNobodyIndependent() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "detailed")
            Branch("written")
            Commit("write", author: Signer.dana.author) {
                Replace(Programme.path, "likelihood: 3", with: "likelihood: 1")
            }
            Switch("main")
            Merge("written", "Merge nothing", author: Signer.ana.author) {
                Write(Programme.path, Programme.plan("detailed"))
            }
            Branch("topic")
            Merge("written", "Merge it after all", author: Signer.ana.author) {
                Write(
                    Programme.path, Programme.plan("decided").replacing("likelihood: 3", with: "likelihood: 1"))
            }
            SignOff("sign", Self.decided)
        }
        let checked = try await repository.check("--range", "main..topic")
        // Whoever typed the merge is an author of what none of its parents has; Dana's part in it is not forgotten.
        #expect(checked.status == 1, "\(checked)")
    }

    /// A quorum breaks the glass for a handover; the decision beside it still needs its criteria.
    @Test func glassIsBrokenForOneStepAlone() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "detailed")
            Branch("topic")
            Commit("both", author: Signer.ana.author) {
                Replace(Programme.path, "stage: detailed", with: "stage: decided")
                Replace(Programme.path, "controller: dana.weiss", with: "controller: li.chen")
                Replace(Programme.path, "done: true, evidence: evidence/cc-4711.txt", with: "done: false")
            }
            SignOff(
                "sign",
                Self.decided
                    + [Signer.ola, .raj, .li].map {
                        .approval(Programme.id, "break-glass:handover", by: $0, as: "policy-owner")
                    })
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("GAT010"), "\(checked)")
        #expect(checked.codes.contains("SGN110"), "\(checked)")
    }
}
