import Attestation
import Foundation
import GitStore
import Testing
import TollgateTesting

/// Attacks on the weak points of this very design, by their names in the threat model. Checkpoints (F14) and settling what was a
/// violation (the second half of F03) come with the later parts.
@Suite("Design threats")
struct DesignThreatTests {
    private static let id = SignedProgramme.id
    private static let path = SignedProgramme.path
    private static let ledger = SignedProgramme.ledgerPath

    private func programme(
        at stage: String = "detailed", _ more: String = "", policy: String = SignedProgramme.policy(),
        people: String = SignedProgramme.people, allowed: String? = nil,
        @HistoryBuilder then steps: () throws -> [any HistoryStep]
    ) throws -> TestRepository {
        try TestRepository {
            try SignedProgramme.start(at: stage, more, policy: policy, people: people, allowed: allowed)
            try steps()
        }
    }

    // MARK: - Deputies

    @Test(arguments: ["rebase", "cherry-pick", "merge", "squash"])
    func F01_signingSwitchedOnApprovesNothing(way: String) async throws {
        let ola = Signer.ola
        let repository = try programme(at: "defined") {
            Branch("real")
            SignedProgramme.advance(to: "identified")
            SignOff("sign", [.approval(Self.id, "identified", by: ola, as: "sponsor").labelled("text")])
            Branch("topic", from: "start")
        }
        // Mallory types a sign-off in Ola's name, and Ola signs the commit in which it then stands.
        let typed = "Gate-Signoff: \(try repository.signOffText("text").statement)"
        let styles: [any HistoryStep] =
            switch way {
            case "rebase":
                [Rebase(onto: "aside", committer: ola.author, signedBy: ola), Switch("main"), FastForward(to: "topic")]
            case "cherry-pick": [Switch("main"), CherryPick("typed", committer: ola.author, signedBy: ola)]
            case "merge": [Switch("main"), Merge("topic", body: typed, author: ola.author, signedBy: ola)]
            default: [Switch("main"), Squash("topic", .gitHub, author: ola.author, signedBy: ola)]
            }
        try repository.extend {
            Commit("typed", body: typed, author: Signer.mallory.author) { SignedProgramme.files(at: "identified") }
            Switch("main")
            Commit("aside") { Write("README", "text\n") }
            Switch("topic")
            styles
        }
        try repository.git("config", "gpg.format", "ssh")
        try repository.git("config", "gpg.ssh.allowedSignersFile", SignedProgramme.keysPath)
        try repository.git("verify-commit", "main")
        expect(try await repository.check("--range", "main~1..main"), 1, "SGN101", "SGN003")
    }

    @Test(arguments: ["workflow.txt", "gl-2026-04.csv", "cutover.txt"])
    func F02_evidenceSwapped(name: String) async throws {
        let repository = try programme(at: "implemented") {
            SignedProgramme.proposal(to: "closed")
            Commit("swap", author: Signer.ana.author) {
                Write("\(SignedProgramme.folder)/evidence/\(name)", "What \(name) shows?\n")
            }
        }
        expect(try await repository.check("--range", "main..topic~1"), 0)
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && Set(checked.codes).isSuperset(of: ["SGN101"]), "\(checked)")
    }

    @Test func F03_whatLandedWithoutSignOffsIsReportedAtItsLanding() async throws {
        let repository = try programme {
            SignedProgramme.advance(to: "decided")
            Branch("topic")
            SignedProgramme.advance(to: "implemented")
        }
        expect(try await repository.check("--range", "main~1..main"), 1, "SGN101", "SGN102")
    }

    // MARK: - Other doors

    @Test(arguments: ["identified", "implemented", "closed"])
    func F04_bornAtALaterStage(stage: String) async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            Commit("born", author: Signer.ana.author, at: SignedProgramme.moment(stage)) {
                SignedProgramme.files(at: stage)
                Move(Self.path, to: "\(SignedProgramme.folder)/SD-105.yaml")
                Move(Self.ledger, to: "\(SignedProgramme.folder)/SD-105.csv")
                Write(
                    "\(SignedProgramme.folder)/SD-105.yaml",
                    SignedProgramme.plan(stage).replacing("SD-104", with: "SD-105"))
                Write(Self.path, SignedProgramme.plan("defined"))
                Write(Self.ledger, SignedProgramme.ledger("defined"))
            }
            // Signed for the stage, by those who sign it, and not for the adoption.
            SignOff(
                "sign",
                [.submission("SD-105", stage, by: .ana), .approval("SD-105", stage, by: .ola, as: "sponsor")])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    @Test(arguments: [
        ("state: on-hold\nbecause: Late.\nreview-by: 2026-09-01\n", ""),
        ("state: cancelled\nbecause: No.\nvalue-disposition: none\n", ""),
    ]) func F04_resumedWithoutASignOff(before: String, after: String) async throws {
        let repository = try programme(at: "detailed", before) {
            Branch("topic")
            Commit("resume", author: Signer.ana.author) { Write(Self.path, SignedProgramme.plan("detailed", after)) }
            Branch("further", from: "start")
            Commit("further", author: Signer.ana.author) { SignedProgramme.files(at: "decided", before) }
            SignOff("sign", SignedProgramme.agreements("decided"))
            Branch("both", from: "start")
            Commit("both", author: Signer.ana.author) { SignedProgramme.files(at: "decided") }
            SignOff("sign both", SignedProgramme.agreements("decided") + SignedProgramme.agreements("resume"))
        }
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
        expect(try await repository.check("--range", "main..further"), 1, "GAT007")
        expect(try await repository.check("--range", "main..both"), 1, "GAT003")
    }

    @Test(arguments: [
        ("sustain: 2", "sustain: 1"),
        ("direction: decrease\n    baseline: {value: 6000", "direction: increase\n    baseline: {value: 6000"),
        ("target: {value: 1500", "target: {value: 2500"), ("limit: 10.0", "limit: 20.0"),
        ("kind: hard-saving", "kind: soft-saving"),
        ("due: 2026-02-20, mandatory: true", "due: 2026-02-20, mandatory: false"),
        ("class: adoption\n    aspect: utilisation", "class: activity\n    aspect: utilisation"),
        (
            "value:\n  - id: contact-handling",
            "  - id: easy\n    name: Something easier\n    class: outcome\n    unit: pieces\n    direction: increase\n    baseline: {value: 1, from: 2025-12, to: 2025-12, source: counted}\n    target: {value: 2, by: 2026-05}\nvalue:\n  - id: contact-handling"
        ), ("plan: {2026-03: 4000.00", "plan: {2026-03: 400.00"),
    ]) func F05_goalpostsMovedBesideTheLockedField(old: String, new: String) async throws {
        #expect(SignedProgramme.plan("decided").contains(old))
        func repository(because: String) throws -> TestRepository {
            try programme(at: "decided") {
                Branch("topic")
                Commit("move", author: Signer.ana.author) {
                    Write(Self.path, SignedProgramme.plan("decided", because).replacing(old, with: new))
                }
                Commit("go on", author: Signer.ana.author, at: SignedProgramme.moment("implemented")) {
                    SignedProgramme.files(at: "implemented")
                    Write(Self.path, SignedProgramme.plan("implemented", because).replacing(old, with: new))
                }
                SignOff("sign", SignedProgramme.agreements("implemented"))
            }
        }
        for because in ["", "because: It was too hard.\n"] {
            // Alone, and together with the next step.
            for range in ["main..topic~2", "main..topic"] {
                let checked = try await repository(because: because).check("--range", range)
                #expect(checked.status == 1, "\(range): \(checked)")
                #expect(
                    checked.codes.contains("SGN101") && checked.codes.contains("SGN102")
                        || checked.codes.contains("GAT012"), "\(range): \(checked)")
            }
        }
    }

    @Test func F05_metricRemoved() async throws {
        let text = SignedProgramme.plan("decided", "because: Not needed.\n")
        let start = try #require(text.range(of: "  - id: portal-share"))
        let end = try #require(text.range(of: "  - id: reopen-rate"))
        let without = String(text[..<start.lowerBound] + text[end.lowerBound...])
        let repository = try programme(at: "decided") {
            Branch("topic")
            Commit("remove", author: Signer.ana.author) { Write(Self.path, without) }
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    // MARK: - Forges

    @Test func F06_webEditorsSignatureIsNoVouching() async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff(
                "vouch",
                [
                    .approval(Self.id, "identified", by: .forge, as: "sponsor") {
                        $0.by = Signer.ola.id
                        $0.account = Statement.Account(forge: "github.com", id: "583231")
                    }.labelled("text")
                ], carrier: .trailers)
            Branch("typed", from: "advance")
        }
        // A statement that the forge itself signed vouches for the review that it saw.
        expect(try await repository.check("--range", "main..topic"), 0)
        // The same text typed into the web editor, whose commit the forge signs, does not.
        let typed = "Gate-Signoff: \(try repository.signOffText("text").statement)"
        try repository.extend {
            Commit("typed", body: typed, author: Signer.mallory.author, signedBy: .forge) { Write("README", "x\n") }
        }
        expect(try await repository.check("--range", "main..typed"), 1, "SGN101", "SGN003")
    }

    @Test func F06_vouchingIsLessThanAttesting() async throws {
        func agreement(_ gate: String, role: String = "sponsor", account: String = "583231") -> Agreement {
            .approval(Self.id, gate, by: .forge, as: role) {
                $0.by = Signer.ola.id
                $0.account = Statement.Account(forge: "github.com", id: account)
            }
        }
        let repository = try programme {
            Branch("topic")
            SignedProgramme.advance(to: "decided")
            SignOff(
                "sign",
                SignedProgramme.agreements("decided").filter { $0.role != "sponsor" } + [agreement("decided")])
        }
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
        // An account that people.yaml does not list for the person is nobody's.
        let foreign = try programme(at: "defined") {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff("sign", [agreement("identified", account: "1")])
        }
        expect(try await foreign.check("--range", "main..topic"), 1, "SGN101", "SGN004")
    }

    // MARK: - Authors

    @Test func F07_typedAuthorHidesNothing() async throws {
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme {
                Branch("topic")
                Commit("write", author: Author("Somebody Else", "else@example.com")) {
                    SignedProgramme.files(at: "decided")
                    Replace(Self.path, "likelihood: 3", with: "likelihood: 2")
                }
                SignOff("sign", agreements)
            }
        }
        let all = SignedProgramme.agreements("decided")
        expect(try await repository(Array(all.dropFirst())).check("--range", "main..topic"), 1, "SGN102")
        expect(try await repository(all).check("--range", "main..topic"), 0)
        // A submission by a key that nobody knows answers for nothing.
        let unknown = [Agreement.submission(Self.id, "decided", by: .mallory) { $0.by = Signer.ana.id }]
        expect(try await repository(unknown + all.dropFirst()).check("--range", "main..topic"), 1, "SGN102")
    }

    @Test func F08_ungatedStagesDoNotEmptyTheAuthors() async throws {
        let policy = SignedProgramme.policy()
        let repository = try programme(at: "defined", policy: policy) {
            Branch("first")
            Commit("write", author: Signer.dana.author) {
                SignedProgramme.files(at: "identified")
                Replace(Self.path, "likelihood: 3", with: "likelihood: 2")
            }
            SignOff("identify", [.approval(Self.id, "identified", by: .ola, as: "sponsor")])
            Switch("main")
            Merge("first")
            Branch("second")
            Commit("stage", author: Signer.ana.author) {
                Replace(Self.path, "stage: identified", with: "stage: detailed")
            }
            SignOff("detail", SignedProgramme.agreements("detailed"))
        }
        expect(try await repository.check("--range", "main~1..main"), 0)
        expect(try await repository.check("--range", "main..second"), 1, "SGN103")
    }

    // MARK: - Fields that choose the gate

    @Test func F09_riskLoweredInALandingBefore() async throws {
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme {
                Commit("high", author: Signer.ana.author) { Replace(Self.path, "risk: medium", with: "risk: high") }
                Commit("low", author: Signer.ana.author) { Replace(Self.path, "risk: high", with: "risk: low") }
                Branch("topic")
                Commit("step", author: Signer.ana.author) {
                    Replace(Self.path, "stage: detailed", with: "stage: decided")
                }
                SignOff("sign", agreements)
            }
        }
        let usual = SignedProgramme.agreements("decided")
        expect(try await repository(usual).check("--range", "main..topic"), 1, "SGN101")
        let security = [Agreement.approval(Self.id, "decided", by: .greta, as: "security")]
        expect(try await repository(usual + security).check("--range", "main..topic"), 0)
    }

    @Test func F09_valueLoweredUnderTheThreshold() async throws {
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme {
                Commit("much", author: Signer.ana.author) {
                    Replace(Self.path, "2026-05: 18000.00", with: "2026-05: 280000.00")
                }
                Commit("less", author: Signer.ana.author) {
                    Replace(Self.path, "2026-05: 280000.00", with: "2026-05: 18000.00")
                }
                Branch("topic")
                Commit("step", author: Signer.ana.author) {
                    Replace(Self.path, "stage: detailed", with: "stage: decided")
                }
                SignOff("sign", agreements)
            }
        }
        let usual = SignedProgramme.agreements("decided")
        expect(try await repository(usual).check("--range", "main..topic"), 1, "SGN101")
        let steering = [Signer.greta, .li].map { Agreement.approval(Self.id, "decided", by: $0, as: "steering") }
        expect(try await repository(usual + steering).check("--range", "main..topic"), 0)
        expect(try await repository(usual + steering.dropLast()).check("--range", "main..topic"), 1, "SGN101")
    }

    @Test func F09_sponsorReplaced() async throws {
        let people = SignedProgramme.people.replacing(
            "roles: [{role: steering, from: 2025-01-01},",
            with: "roles: [{role: sponsor}, {role: steering, from: 2025-01-01},")
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme(at: "defined", people: people) {
                Branch("topic")
                Commit("step", author: Signer.ana.author) {
                    SignedProgramme.files(at: "identified")
                    Replace(Self.path, "sponsor: ola.nord", with: "sponsor: greta.holm")
                }
                SignOff("sign", agreements)
            }
        }
        // Who was named before is the one who signs, and who hands over.
        let chosen = [Agreement.approval(Self.id, "identified", by: .greta, as: "sponsor")]
        expect(try await repository(chosen).check("--range", "main..topic"), 1, "SGN101")
        let former: [Agreement] = [
            .approval(Self.id, "identified", by: .ola, as: "sponsor"),
            .approval(Self.id, "handover", by: .ola, as: "sponsor"),
        ]
        expect(try await repository(former).check("--range", "main..topic"), 0)
        expect(try await repository(Array(former.prefix(1))).check("--range", "main..topic"), 1, "SGN101")
    }

    @Test func F09_scopesAreFolders() async throws {
        let people = SignedProgramme.people.replacing(
            "roles: [{role: controller, from: 2025-01-01}]",
            with: "roles: [{role: controller, in: [platform], from: 2025-01-01}]")
        let repository = try programme(at: "identified", people: people) {
            SignedProgramme.proposal(to: "detailed")
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    // MARK: - Histories and ledgers

    @Test func F10_foxtrotUnderAnOlderPolicy() async throws {
        let loose = SignedProgramme.policy(styles: ["merge", "fast-forward"]).replacing(
            "    sign-off: [{role: sponsor}]\n  detailed:", with: "    sign-off: []\n  detailed:")
        let strict = SignedProgramme.policy(version: 2, styles: ["merge", "fast-forward"])
        let repository = try programme(at: "defined", policy: loose) {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            Switch("main")
            Commit(
                "stricter", author: Signer.li.author,
                agreements: [.trust("policy", by: .ola), .trust("policy", by: .raj)]
            ) {
                Write(Plans.policyPath, strict)
            }
            Switch("topic")
            Merge("main", "foxtrot")
            Switch("main")
            FastForward(to: "topic")
        }
        let known = try repository["stricter"]
        let checked = try await repository.check("--range", "\(known)..main")
        #expect(checked.status == 1 && Set(checked.codes).isSuperset(of: ["HIS003", "SGN101"]), "\(checked)")
    }

    @Test(arguments: [
        ("2026-04-10,actual,portal-share,2026-03,60,evidence/itsm-2026-03.csv,counted again\n", false),
        ("2026-04-10,deployment,kiosk,,done,evidence/cutover.txt,\n", false),
        ("2026-04-10,forecast,contact-handling,2026-05,17000.00,,\n", true),
        ("2026-04-10,review,,2026-03,held,evidence/cutover.txt,\n", true),
        ("2026-04-10,status,implementation,,green,,\n", true),
    ]) func F11_ledgerLineAddedAfterSignOff(line: String, mayFollow: Bool) async throws {
        let repository = try programme(at: "decided") {
            SignedProgramme.proposal(to: "implemented")
            Commit("add", author: Signer.ana.author) { Append(Self.ledger, line) }
        }
        expect(try await repository.check("--range", "main..topic~1"), 0)
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, mayFollow ? 0 : 1, codes: mayFollow ? [] : ["SGN101"])
    }

    @Test func F11_statementThatDoesNotBindTheLedger() async throws {
        let repository = try programme(at: "decided") {
            Branch("topic")
            SignedProgramme.advance(to: "implemented")
            SignOff("sign", SignedProgramme.agreements("implemented") { $0.ledger = nil })
        }
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
    }

    /// The sponsor's key expired in March; in July somebody types a date of February on everything.
    @Test func F12_backdatingRevivesNoKey() async throws {
        let expired = try SignedProgramme.allowed().replacing(
            try Signer.ola.allowedLine(), with: try Signer.ola.allowedLine(validBefore: "20260301Z"))
        func repository(_ steps: [any HistoryStep]) throws -> TestRepository {
            try TestRepository {
                try SignedProgramme.start(at: "defined", allowed: expired)
                Commit("later", author: .ben, at: "2026-03-15T09:00:00Z") { Write("README", "What else is there.\n") }
                Branch("topic")
                Commit("advance", author: Signer.ana.author, at: "2026-02-10T09:00:00Z") {
                    SignedProgramme.files(at: "identified")
                }
                SignOff("sign", SignedProgramme.agreements("identified"), at: "2026-02-10T10:00:00Z")
                steps
            }
        }
        // A proposal lands now at the earliest.
        expect(try await repository([]).check("--range", "main..topic"), 1, "SGN101")
        // A landing is not earlier than what it lands on, whatever is typed on it.
        let landed = try repository([Switch("main"), Merge("topic", at: "2026-02-11T09:00:00Z")])
        let checked = try await landed.check("--range", "main~1..main")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
        #expect(checked.run.output.contains("was not valid at 2026-03-15"), "\(checked)")
    }

    @Test(arguments: [
        ("plans/service-desk-2026/plan.yaml", "\(SignedProgramme.planOfFolder)teams: []\n"),
        (".gitattributes", "*.md text\n"),
        (".github/workflows/tollgate.yml", "on: push\n"),
        ("plans/other/plan.yaml", "\(SignedProgramme.planOfFolder.replacing("service-desk-2026", with: "other"))"),
    ]) func F13_protectedPathBelongsToThePolicy(path: String, text: String) async throws {
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme {
                Branch("topic")
                Commit("edit", author: Signer.ana.author) { Write(path, text) }
                SignOff("sign", agreements)
            }
        }
        let owners = [Agreement.trust("policy", by: .ola), .trust("policy", by: .raj)]
        expect(try await repository(Array(owners.prefix(1))).check("--range", "main..topic"), 1, "SGN101")
        expect(try await repository(owners).check("--range", "main..topic"), 0)
    }
}
