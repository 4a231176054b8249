import Attestation
import Foundation
import GitStore
import Testing
import TollgateTesting

/// Attacks on approvals and on who is taken for whom. Each test builds one and bears the name that it has in the threat model.
@Suite("Approval threats")
struct ApprovalThreatTests {
    private typealias Programme = SignedProgramme
    private static let id = SignedProgramme.id
    private static let path = SignedProgramme.path

    /// A programme at a stage, with what is done to it then.
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

    /// The proposal to bring the initiative from one stage to the next, with these sign-offs.
    private func proposed(
        to stage: String = "decided", _ agreements: [Agreement], policy: String = SignedProgramme.policy(),
        people: String = SignedProgramme.people, allowed: String? = nil, carrier: Carrier = .both
    ) async throws -> Checked {
        let before = SignedProgramme.stages[(SignedProgramme.stages.firstIndex(of: stage) ?? 1) - 1]
        let repository = try programme(at: before, policy: policy, people: people, allowed: allowed) {
            Branch("topic")
            SignedProgramme.advance(to: stage)
            SignOff("sign", agreements, carrier: carrier)
        }
        return try await repository.check("--range", "main..topic")
    }

    // MARK: - Bytes

    @Test(arguments: ["# One byte more.\n", "\n", "x-note: text\n"])
    func B01_contentChangedAfterApproval(more: String) async throws {
        let repository = try programme {
            SignedProgramme.proposal(to: "decided")
            Commit("afterwards", author: Signer.ana.author) { Append(Self.path, more) }
        }
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 1, "SGN101", "SGN102")
        let full = await repository.tollgate("check", "--range", "main..topic")
        #expect(full.output.contains("was made over other bytes of the plan"), "\(full)")
    }

    @Test func B01_theChangedFieldIsNamed() async throws {
        let repository = try programme(at: "implemented") {
            SignedProgramme.proposal(to: "closed")
            Commit("afterwards", author: Signer.ana.author) {
                Replace(Self.path, "benefit-owner: raj.iyer", with: "benefit-owner: ola.nord")
            }
        }
        let full = await repository.tollgate("check", "--range", "main..topic")
        #expect(full.status == 1 && full.output.contains("`benefit-owner` has changed since"), "\(full)")
    }

    @Test(arguments: ["plan", "ledger", "evidence of the plan", "evidence of the ledger"])
    func B07_otherBytesThanThoseThatWereSigned(part: String) async throws {
        func repository(_ edit: [any TreeEdit]) throws -> TestRepository {
            try programme(at: "decided") {
                Branch("topic")
                SignedProgramme.advance(to: "implemented")
                SignOff("sign", SignedProgramme.agreements("implemented"))
                Commit("swap", author: Signer.ana.author) { edit }
            }
        }
        expect(try await repository([]).check("--range", "main..topic"), 0)
        let edit: any TreeEdit =
            switch part {
            case "plan": Replace(Self.path, "likelihood: 3", with: "likelihood: 2")
            case "ledger":
                Replace(SignedProgramme.ledgerPath, "portal-share,2026-03,48", with: "portal-share,2026-03,49")
            case "evidence of the plan": Append("\(SignedProgramme.folder)/evidence/cc-4711.txt", "!")
            default: Append("\(SignedProgramme.folder)/evidence/cutover.txt", "!")
            }
        let checked = try await repository([edit]).check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    // MARK: - Replays

    @Test func B02_replayOnAnotherInitiative() async throws {
        let other = "\(SignedProgramme.folder)/SD-105.yaml"
        let text = SignedProgramme.plan("identified").replacing("SD-104", with: "SD-105")
        let repository = try programme(at: "defined") {
            Commit("beside", label: "base") {
                Write(other, SignedProgramme.plan("defined").replacing("SD-104", with: "SD-105"))
            }
            Branch("good")
            SignedProgramme.advance(to: "identified")
            SignOff("sign", [.approval(Self.id, "identified", by: .ola, as: "sponsor").labelled("text")])
            for (branch, agreement) in [
                ("as-it-is", Agreement.again("text")),
                ("renamed", .again("text").tampered(Self.replacing("SD-104", "SD-105"))),
                (
                    "signed-again",
                    .approval("SD-105", "identified", by: .mallory, as: "sponsor") { $0.by = Signer.ola.id }
                ),
            ] {
                Branch(branch, from: "base")
                Commit("step \(branch)", author: Signer.ana.author) { Write(other, text) }
                SignOff("sign \(branch)", [agreement])
            }
        }
        expect(try await repository.check("--range", "main..good"), 0)
        expect(try await repository.check("--range", "main..as-it-is"), 1, "SGN101")
        expect(try await repository.check("--range", "main..renamed"), 1, "SGN101", "SGN004")
        expect(try await repository.check("--range", "main..signed-again"), 1, "SGN101")
    }

    private static func replacing(_ old: String, _ new: String) -> @Sendable (SignOffText) -> SignOffText {
        { SignOffText(statement: $0.statement.replacing(old, with: new), signature: $0.signature) }
    }

    @Test func B02_recordUnderAnotherInitiative() async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff("sign", [.approval(Self.id, "identified", by: .ola, as: "sponsor")], carrier: .record)
            Commit("move") { Move("plans/signoffs/SD-104", to: "plans/signoffs/SD-105") }
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN002"), "\(checked)")
    }

    @Test func B03_replayFromAnotherRepositoryOrBranch() async throws {
        let changes: [@Sendable (inout Statement) -> Void] = [
            { $0.repository = "11111111-6a0f-4c39-9f0b-2f6a3c1d7e55" }, { $0.branch = "release" },
            { $0.onto = String(repeating: "ab", count: 20) },
        ]
        for change in changes {
            let checked = try await proposed(
                to: "identified", [.approval(Self.id, "identified", by: .ola, as: "sponsor", change)])
            expect(checked, 1, "SGN101")
        }
    }

    @Test func B03_statementFromAForkIsNotOnTheChain() async throws {
        let repository = try programme(at: "defined") {
            Branch("fork")
            Commit("fork") { Write("README", "A fork.\n") }
            Branch("topic", from: "start")
            SignedProgramme.advance(to: "identified")
        }
        let onto = try repository["fork"].hex
        try repository.extend {
            SignOff("sign", [.approval(Self.id, "identified", by: .ola, as: "sponsor") { $0.onto = onto }])
            Merge("fork")
        }
        // The commit is reachable, and still not a landing of the branch.
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
    }

    @Test(arguments: Carrier.allCases) func B04_replayAfterReopening(carrier: Carrier) async throws {
        let repository = try programme {
            Branch("topic")
            SignedProgramme.advance(to: "decided")
            SignOff(
                "sign", SignedProgramme.agreements("decided").enumerated().map { $1.labelled("\($0)") },
                carrier: carrier)
            Switch("main")
            Merge("topic", "decide")
            Branch("back")
            Commit("reopen", author: Signer.ana.author) {
                Write(Self.path, SignedProgramme.plan("detailed", "because: The offer was withdrawn.\n"))
            }
            SignOff(Self.id, gate: "back-to:detailed", by: .ola, as: "sponsor", carrier: carrier)
            Switch("main")
            Merge("back", "reopened")
            Branch("replayed")
            Commit("again", author: Signer.ana.author) { Write(Self.path, SignedProgramme.plan("decided")) }
            SignOff("sign again", (0..<4).map { .again("\($0)") }, carrier: carrier)
        }
        expect(try await repository.check("--range", "\(repository["start"])..main"), 0)
        let checked = try await repository.check("--range", "main..replayed")
        expect(checked, 1, "SGN101", "SGN102")
        let full = await repository.tollgate("check", "--range", "main..replayed")
        #expect(full.output.contains("a step has landed since"), "\(full)")
    }

    @Test func B04_surplusAndAbandonedStatements() async throws {
        let repository = try programme(at: "defined") {
            // More people than the gate asks for sign, and somebody signs a step that is never taken.
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff(
                "sign",
                [
                    .approval(Self.id, "identified", by: .ola, as: "sponsor"),
                    .approval(Self.id, "back-to:defined", by: .ola, as: "sponsor") {
                        $0.plan = ContentDigest(of: Array(SignedProgramme.plan("defined").utf8))
                    }.labelled("abandoned"),
                ])
            Switch("main")
            Merge("topic", "identify")
            Branch("back")
            Commit("back", author: Signer.ana.author) {
                Write(Self.path, SignedProgramme.plan("defined", "because: Not now.\n"))
            }
        }
        // It was signed before the step that it would undo.
        expect(try await repository.check("--range", "main..back"), 1, "SGN101")
    }

    // MARK: - Separation of duties

    /// How somebody who is to be independent took part in the content.
    enum Part: String, CaseIterable, Sendable {
        case author, committer, coAuthor, signer, submitter, otherKey, otherAddress
    }

    @Test(arguments: Part.allCases) func B05_selfApproval(part: Part) async throws {
        let dana = Signer.dana
        let allowed = try SignedProgramme.allowed(dana.key(2).allowedLine())
        let people = SignedProgramme.people.replacing(
            "emails: [dana.weiss@example.com]", with: "emails: [dana.weiss@example.com, dw@home.example]")
        let repository = try programme(people: people, allowed: allowed) {
            Branch("topic")
            SignedProgramme.advance(to: "decided")
            let author: Author =
                switch part {
                case .author: dana.author
                case .otherAddress: Author("Somebody", "DW@home.example")
                default: Signer.ana.author
                }
            Commit(
                "write", body: part == .coAuthor ? "Co-authored-by: D. <dana.weiss@example.com>" : nil, author: author,
                committer: part == .committer ? dana.author : nil,
                signedBy: part == .signer ? dana : part == .otherKey ? dana.key(2) : nil
            ) { Replace(Self.path, "likelihood: 3", with: "likelihood: 2") }
            SignOff(
                "sign",
                [
                    .submission(Self.id, "decided", by: part == .submitter ? dana : .ana),
                    .approval(Self.id, "decided", by: .ola, as: "sponsor"),
                    .approval(Self.id, "decided", by: dana, as: "controller"),
                    .approval(Self.id, "decided", by: .raj, as: "operations"),
                ])
        }
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 1, "SGN103")
        // Changing the stage alone is no authorship.
        let stage = try programme(people: people, allowed: allowed) {
            Branch("topic")
            Commit("stage", author: dana.author) {
                Replace(Self.path, "stage: detailed", with: "stage: decided")
            }
            SignOff("sign", SignedProgramme.agreements("decided"))
        }
        expect(try await stage.check("--range", "main..topic"), 0)
    }

    @Test func B05_squashThatRewritesTheAuthorHidesNobodyWhoSubmitted() async throws {
        func repository(_ agreements: [Agreement]) throws -> TestRepository {
            try programme {
                Branch("topic")
                Commit("write", author: Signer.dana.author) {
                    SignedProgramme.files(at: "decided")
                    Replace(Self.path, "likelihood: 3", with: "likelihood: 2")
                }
                SignOff("sign", agreements)
                Switch("main")
                Squash("topic", .title, author: Author("web", "noreply@forge.example"))
            }
        }
        // Nobody says who wrote it: nobody is known to be independent.
        let silent = try repository(Array(SignedProgramme.agreements("decided").dropFirst()))
        expect(try await silent.check("--range", "main~1..main"), 1, "SGN102")
        let honest = try repository(
            [.submission(Self.id, "decided", by: .dana)] + SignedProgramme.agreements("decided").dropFirst())
        expect(try await honest.check("--range", "main~1..main"), 1, "SGN103")
    }

    @Test func B05_sponsorAndOwnerAreNotIndependent() async throws {
        let people = SignedProgramme.people.replacing(
            "{role: sponsor, from: 2025-01-01}", with: "{role: sponsor, from: 2025-01-01}, {role: controller}")
        let repository = try programme(people: people) {
            Branch("topic")
            Commit("step", author: Signer.ana.author) {
                SignedProgramme.files(at: "decided")
            }
            SignOff(
                "sign",
                SignedProgramme.agreements("decided").filter { $0.role != "controller" } + [
                    .approval(Self.id, "decided", by: .ola, as: "controller")
                ])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN103"), "\(checked)")
    }

    @Test func B06_samePersonInTwoRoles() async throws {
        let people = SignedProgramme.people.replacing(
            "roles: [{role: owner, in: [service-desk-2026], from: 2025-01-01}]",
            with: "roles: [{role: owner}, {role: operations}]"
        ).replacing(
            "- {role: operations, from: 2025-01-01}", with: "- {role: operations, from: 2025-01-01, in: [other]}")
        let both: [Agreement] = [
            .approval(Self.id, "implemented", by: .ana, as: "owner"),
            .approval(Self.id, "implemented", by: .ana, as: "operations"),
        ]
        let strict = SignedProgramme.policy().replacing("same-person-may: [[owner, operations]]\n", with: "")
        expect(try await proposed(to: "implemented", both, policy: strict, people: people), 1, "SGN104")
        expect(try await proposed(to: "implemented", both, people: people), 0)
    }

    // MARK: - Text that anybody can type

    @Test func B08_mergerTypesSignOffs() async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff("sign", [.approval(Self.id, "identified", by: .ola, as: "sponsor").labelled("text")])
            Branch("unsigned", from: "start")
            SignedProgramme.advance(to: "identified")
            Switch("main")
        }
        let text = try repository.signOffText("text")
        try repository.extend {
            Merge("unsigned", body: "Gate-Signoff: \(text.statement)", signedBy: .forge)
        }
        // The forge's signature over the merge approves nothing.
        expect(try await repository.check("--range", "main~1..main"), 1, "SGN101", "SGN003")
        expect(try await repository.check("--range", "main~1..topic"), 0)
    }

    @Test func B09_leavingOutOnlyCloses() async throws {
        let stage = "decided"
        let whole = try SignOffTests.landed(.squashTitle, to: stage, carrier: .record)
        expect(try await whole.check("--range", "\(whole["start"])..main"), 0)
        let names = try whole.git("ls-tree", "--name-only", "main:plans/signoffs/SD-104").split(separator: "\n")
        #expect(names.count == 4)
        for name in names {
            try whole.extend {
                Branch("without-\(name.prefix(8))", from: "topic")
                Commit("without \(name)") { Delete("plans/signoffs/SD-104/\(name)") }
            }
            let checked = try await whole.check("--range", "\(whole["start"])..without-\(name.prefix(8))")
            #expect(checked.status == 1 && Set(checked.codes).isSubset(of: ["SGN101", "SGN102"]), "\(checked)")
        }
    }

    @Test(arguments: [(29, 0), (30, 0), (31, 1)]) func B10_oldApproval(days: Int, status: Int32) async throws {
        let landed: Moment = "2026-03-20T12:00:00Z"
        let repository = try programme(at: "defined", policy: SignedProgramme.policy("signoff-max-age: 30d\n")) {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff(
                Self.id, gate: "identified", by: .ola, as: "sponsor",
                at: Moment(seconds: landed.seconds - Int64(days) * 86_400))
            Switch("main")
            Merge("topic", at: landed)
        }
        let checked = try await repository.check("--range", "main~1..main")
        expect(checked, status, codes: status == 0 ? [] : ["SGN101"])
        // As a proposal it would land now, which is much later.
        expect(try await repository.check("--range", "main~1..topic"), 1, "SGN101")
    }

    @Test(arguments: [
        "%s", "- %s", "    %s", "* %s", "> %s", "\t%s", "---\n\n%s", "-----\n%s\nmore",
        "Text before it.\n%s\nText behind.",
        "\n\n%s", "Signed-off-by: somebody\n%s\nReviewed-by: somebody", "# Comment\n%s", "%s\n\n-- \nmail footer",
    ])
    func B11_positionCarriesNoAuthority(place: String) async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff(
                "sign", [.approval(Self.id, "identified", by: .ola, as: "sponsor").labelled("text")], carrier: .trailers
            )
            Branch("placed", from: "advance")
        }
        let lines = try repository.signOffText("text").lines.split(separator: "\n")
        let prefix = place.split(separator: "\n", omittingEmptySubsequences: false).first { $0.hasSuffix("%s") } ?? ""
        let block = lines.joined(separator: "\n" + prefix.dropLast(2))
        try repository.extend {
            Commit("placed", body: place.replacing("%s", with: block)) { Write("README", "text\n") }
        }
        expect(try await repository.check("--range", "main..placed"), 0)
    }

    @Test(arguments: ["folded", "key", "case", "empty", "parts"])
    func B11_whatIsNoStatementIsReported(kind: String) async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            SignedProgramme.advance(to: "identified")
            SignOff(
                "sign", [.approval(Self.id, "identified", by: .ola, as: "sponsor").labelled("text")], carrier: .trailers
            )
            Branch("placed", from: "advance")
        }
        let text = try repository.signOffText("text")
        let statement =
            switch kind {
            case "folded": "Gate-Signoff: " + text.statement.replacing(" plan=", with: "\n plan=")
            case "key": "Gate-Sign-off: " + text.statement
            case "case": "gate-signoff: " + text.statement
            case "empty": "Gate-Signoff: "
            default: "Gate-Signoff: " + text.statement.replacing(" role=sponsor", with: "")
            }
        try repository.extend {
            Commit("placed", body: statement + "\nGate-Signature: \(text.signature ?? "")") {
                Write("README", "text\n")
            }
        }
        let checked = try await repository.check("--range", "main..placed")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
        if ["folded", "parts"].contains(kind) { #expect(checked.codes.contains("SGN001"), "\(checked)") }
    }

    // MARK: - Steps and conditions

    @Test(arguments: SignedProgramme.stages, SignedProgramme.stages)
    func B12_oneStageForwardAtATime(from: String, to: String) async throws {
        let stages = SignedProgramme.stages
        let (old, new) = (stages.firstIndex(of: from) ?? 0, stages.firstIndex(of: to) ?? 0)
        let because = new < old ? "because: The figures were wrong.\n" : new == old ? "x-note: text\n" : ""
        let gate = new < old ? "back-to:\(to)" : to
        // The ledger only grows.
        let rows = stages[max(old, new)]
        let repository = try programme(at: from) {
            Branch("topic")
            Commit("step", author: Signer.ana.author, at: SignedProgramme.moment(rows)) {
                SignedProgramme.files(at: rows)
                Write(Self.path, SignedProgramme.plan(to, because))
            }
            SignOff("sign", SignedProgramme.agreements(gate))
        }
        let checked = try await repository.check("--range", "main..topic")
        if new > old + 1 { expect(checked, 1, "GAT002") } else { expect(checked, 0) }
    }

    @Test func B13_fieldThatChoosesTheGateIsLowered() async throws {
        func repository(risk: String, _ agreements: [Agreement]) throws -> TestRepository {
            try programme {
                Commit("high", label: "base", author: Signer.ana.author) {
                    Replace(Self.path, "risk: medium", with: "risk: high")
                }
                Branch("topic")
                Commit("step", author: Signer.ana.author) {
                    SignedProgramme.files(at: "decided")
                    Replace(Self.path, "risk: medium", with: "risk: \(risk)")
                }
                SignOff("sign", agreements)
            }
        }
        let usual = SignedProgramme.agreements("decided")
        let security = [Agreement.approval(Self.id, "decided", by: .greta, as: "security")]
        for risk in ["high", "low"] {
            expect(try await repository(risk: risk, usual).check("--range", "main..topic"), 1, "SGN101")
            expect(try await repository(risk: risk, usual + security).check("--range", "main..topic"), 0)
        }
    }

    @Test(arguments: ["gates: {decided: {}}\n", "x-gates: {decided: {sign-off: []}}\n", "sign-off: []\n"])
    func B13_planExemptsNobody(more: String) async throws {
        let repository = try programme {
            Branch("topic")
            SignedProgramme.advance(to: "decided", more)
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    @Test func B14_attachmentAloneIsChanged() async throws {
        let repository = try programme(at: "implemented") {
            Branch("topic")
            Commit("swap", author: Signer.ana.author) {
                Append("\(SignedProgramme.folder)/evidence/itsm-2026-03.csv", "another figure\n")
            }
        }
        expect(try await repository.check("--range", "main..topic"), 1, "LDG016")
    }

    @Test func B15_roleGrantedInTheSameLanding() async throws {
        let repository = try programme(at: "defined") {
            Branch("topic")
            Commit("grant", author: Signer.ana.author) {
                Replace(
                    SignedProgramme.peoplePath, "roles: [{role: steering, from: 2025-01-01}, {role: security,",
                    with: "roles: [{role: steering, from: 2025-01-01}, {role: sponsor}, {role: security,")
            }
            Commit("step", author: Signer.ana.author) {
                SignedProgramme.files(at: "identified")
                Replace(Self.path, "sponsor: ola.nord", with: "sponsor: greta.holm")
            }
            SignOff(
                "sign",
                [.approval(Self.id, "identified", by: .greta, as: "sponsor"), .trust("people", by: .ola)])
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && Set(checked.codes).isSuperset(of: ["TRU012", "SGN101"]), "\(checked)")
    }

    @Test func B16_manyStatementsInOneCommit() async throws {
        let surplus = (1...50).map { number in
            Agreement.approval(Self.id, "identified", by: .ola, as: "sponsor") {
                $0.at = KeyTime(seconds: $0.at.seconds - Int64(number))
            }
        }
        let checked = try await proposed(to: "identified", surplus, carrier: .trailers)
        expect(checked, 0, "SGN005")
        // Each is judged by itself: one that is false is found among them.
        let forged = surplus.dropLast() + [surplus[0].tampered(Self.replacing("by=ola.nord", "by=raj.iyer"))]
        expect(try await proposed(to: "identified", Array(forged), carrier: .trailers), 1, "SGN004", "SGN005")
    }

    // MARK: - Who

    @Test func A01_nameAndAddressOfACommitProveNothing() async throws {
        let ola = Signer.ola.author
        let repository = try programme(at: "defined") {
            Branch("topic")
            Commit("step", author: ola, committer: ola, signedBy: .ana) { SignedProgramme.files(at: "identified") }
            Commit("say so", body: "Signed-off-by: Ola Nord <ola.nord@example.com>\nReviewed-by: Ola Nord", author: ola)
        }
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101")
    }

    @Test func A02_statementInSomebodyElsesName() async throws {
        for signer in [Signer.raj, .dana] {
            let checked = try await proposed(
                to: "identified",
                [.approval(Self.id, "identified", by: signer, as: "sponsor") { $0.by = Signer.ola.id }])
            expect(checked, 1, "SGN004", "SGN101")
        }
        // A key that nobody has registered says nothing of anybody.
        let unknown = try await proposed(
            to: "identified", [.approval(Self.id, "identified", by: .mallory, as: "sponsor") { $0.by = Signer.ola.id }])
        expect(unknown, 1, "SGN101")
    }

    @Test(arguments: ["git", "file", "email", "tollgate ", "Tollgate"])
    func A16_signatureForAnotherUse(namespace: String) async throws {
        let approval = Agreement.approval(Self.id, "identified", by: .ola, as: "sponsor")
        expect(try await proposed(to: "identified", [approval.signed(for: namespace)]), 1, "SGN101")
    }

    @Test func A16_keyThatIsRegisteredForCommitsOnly() async throws {
        let lines = try SignedProgramme.signers.map { signer in
            try signer.allowedLine(namespaces: signer == .ola ? "git" : "tollgate,git")
        }
        let approval = Agreement.approval(Self.id, "identified", by: .ola, as: "sponsor")
        expect(try await proposed(to: "identified", [approval], allowed: lines.joined()), 1, "SGN101")
    }

    @Test func A18_severalKeysAreOnePerson() async throws {
        let policy = SignedProgramme.policy().replacing(
            "    sign-off: [{role: sponsor}]\n  detailed:",
            with: "    sign-off: [{role: steering, count: 2}]\n  detailed:")
        let allowed = try SignedProgramme.allowed(Signer.greta.key(2).allowedLine())
        func approval(_ signer: Signer) -> Agreement { .approval(Self.id, "identified", by: signer, as: "steering") }
        let twice = try await proposed(
            to: "identified", [approval(.greta), approval(Signer.greta.key(2))], policy: policy, allowed: allowed)
        expect(twice, 1, "SGN101")
        let two = try await proposed(
            to: "identified", [approval(.li), approval(Signer.greta.key(2))], policy: policy, allowed: allowed)
        expect(two, 0)
    }

    @Test func A18_keyOfTwoPeopleIsNobodys() async throws {
        let shared = try Signer.ola.allowedLine().replacing("ola.nord", with: "raj.iyer")
        let approval = Agreement.approval(Self.id, "identified", by: .ola, as: "sponsor")
        let checked = try await proposed(to: "identified", [approval], allowed: SignedProgramme.allowed(shared))
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }
}
