import Attestation
import GitStore
import Testing
import TollgateTesting

/// Sign-offs on the plain paths: every step with those whom its gate asks for, in every way to land it.
@Suite("Sign-offs")
struct SignOffTests {
    private static let id = SignedProgramme.id
    private static let path = SignedProgramme.path

    // MARK: - Steps

    /// A step, by where the initiative begins, how it looks then, and what the step makes of it.
    struct Way: Sendable, CustomTestStringConvertible {
        let step: String
        let from: String
        var before = ""
        let to: String
        var after = ""
        /// Everybody who signs.
        let agreements: [Agreement]

        var testDescription: String { step }

        init(_ step: String, from: String, _ before: String = "", to: String, _ after: String = "") {
            self.init(step, from: from, before, to: to, after, SignedProgramme.agreements(step))
        }

        init(
            _ step: String, from: String, _ before: String = "", to: String, _ after: String = "",
            _ agreements: [Agreement]
        ) {
            self.step = step
            self.from = from
            self.before = before
            self.to = to
            self.after = after
            self.agreements = agreements
        }
    }

    private static let held = "state: on-hold\nbecause: The vendor is late.\nreview-by: 2026-09-01\n"

    static let ways: [Way] =
        zip(SignedProgramme.stages, SignedProgramme.stages.dropFirst()).map { Way($1, from: $0, to: $1) } + [
            Way("back-to:detailed", from: "decided", to: "detailed", "because: The offer was withdrawn.\n"),
            Way("on-hold", from: "detailed", to: "detailed", held),
            Way(
                "cancelled", from: "decided", to: "decided",
                "state: cancelled\nbecause: No budget.\nvalue-disposition: The desk keeps its cost.\n"),
            Way("resume", from: "detailed", held, to: "detailed"),
            Way(
                "shortfall", from: "implemented", to: "closed", "shortfall: {because: The portal came a year late.}\n"),
            Way(
                "handover", from: "detailed", to: "detailed", "x-note: Dana Weiss leaves.\n",
                [.approval(id, "handover", by: .dana, as: "controller")]),
        ]

    private func repository(
        _ way: Way, agreements: [Agreement]? = nil, carrier: Carrier = .both, then: [any HistoryStep] = []
    ) throws -> TestRepository {
        try TestRepository {
            try SignedProgramme.start(at: way.from, way.before)
            Branch("topic")
            Commit("step", author: Signer.ana.author, at: SignedProgramme.moment(way.to)) {
                SignedProgramme.files(at: way.to, way.after)
                if way.step == "handover" {
                    Replace(Self.path, "controller: dana.weiss", with: "controller: li.chen")
                }
                if way.step == "shortfall" { Write(SignedProgramme.ledgerPath, SignedProgramme.ledger("implemented")) }
            }
            let signed = agreements ?? way.agreements
            if !signed.isEmpty { SignOff("sign", signed, carrier: carrier) }
            then
        }
    }

    @Test("a step that everybody has signed lands, whatever carries the sign-offs", arguments: ways, Carrier.allCases)
    func signed(way: Way, carrier: Carrier) async throws {
        let repository = try repository(way, carrier: carrier, then: [Switch("main"), Merge("topic")])
        let proposal = try await repository.check("--range", "main~1..topic")
        expect(proposal, 0)
        #expect(proposal.examined["steps"] == 1 && proposal.gates.isEmpty, "\(proposal)")
        let landing = try await repository.check("--range", "main~1..main")
        expect(landing, 0)
        #expect(landing.examined["steps"] == 1 && landing.gates.isEmpty, "\(landing)")
    }

    @Test("each sign-off is missed when it is left out", arguments: ways)
    func missing(way: Way) async throws {
        for (index, left) in way.agreements.enumerated() {
            var rest = way.agreements
            rest.remove(at: index)
            let checked = try await repository(way, agreements: rest).check("--range", "main..topic")
            let isIndependent = way.agreements.contains { $0.role == "controller" } && way.step != "handover"
            if left.role == nil {
                // Only where somebody has to be independent does anybody ask who answers for the content.
                if isIndependent { expect(checked, 1, "SGN102") } else { expect(checked, 0) }
            } else {
                expect(checked, 1, "SGN101")
                #expect(checked.findings.allSatisfy { $0.message.contains(left.role ?? "") }, "\(checked)")
            }
        }
    }

    @Test("a new promise is signed anew, and may land with another step")
    func rebaseline() async throws {
        let because = "because: The vendor raised the price.\n"
        func repository(_ agreements: [Agreement], stage: String = "decided") throws -> TestRepository {
            try TestRepository {
                try SignedProgramme.start(at: "decided")
                Branch("topic")
                Commit("promise less", author: Signer.ana.author, at: SignedProgramme.moment(stage)) {
                    SignedProgramme.files(at: stage, because)
                    Replace(Self.path, "target: {value: 1500, by: 2026-05}", with: "target: {value: 2000, by: 2026-05}")
                }
                SignOff("sign", agreements)
            }
        }
        let alone = SignedProgramme.agreements("rebaseline")
        expect(try await repository(alone).check("--range", "main..topic"), 0)
        // The other step needs sign-offs of its own, over the same bytes.
        let both = alone + SignedProgramme.agreements("implemented")
        expect(try await repository(both, stage: "implemented").check("--range", "main..topic"), 0)
        for part in [alone, SignedProgramme.agreements("implemented")] {
            let checked = try await repository(part, stage: "implemented").check("--range", "main..topic")
            #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
        }
    }

    @Test("what is new at a later stage is signed by every gate up to it, or by its own")
    func adopt() async throws {
        func repository(_ agreements: [Agreement], policy: String = SignedProgramme.policy()) throws -> TestRepository {
            try TestRepository {
                try SignedProgramme.start(at: "defined", policy: policy)
                // The initiative comes anew under another id.
                Branch("topic")
                Commit("adopt", author: Signer.ana.author) {
                    Write(
                        "\(SignedProgramme.folder)/SD-105.yaml",
                        SignedProgramme.plan("detailed").replacing("SD-104", with: "SD-105"))
                }
                SignOff("sign", agreements)
            }
        }
        let all: [Agreement] = [
            .submission("SD-105", "adopt", by: .ana), .approval("SD-105", "adopt", by: .ola, as: "sponsor"),
            .approval("SD-105", "adopt", by: .ana, as: "owner"),
            .approval("SD-105", "adopt", by: .dana, as: "controller"),
        ]
        expect(try await repository(all).check("--range", "main..topic"), 0)
        expect(try await repository(Array(all.dropLast())).check("--range", "main..topic"), 1, "SGN101")
        let own = SignedProgramme.policy().replacing(
            "  resume: {", with: "  adopt: {sign-off: [{role: steering}]}\n  resume: {")
        let steering = [Agreement.approval("SD-105", "adopt", by: .greta, as: "steering")]
        expect(try await repository(steering, policy: own).check("--range", "main..topic"), 0)
        expect(try await repository(all, policy: own).check("--range", "main..topic"), 1, "SGN101")
    }

    @Test("the policy changes by its own gate, and so do the people")
    func trustSet() async throws {
        func repository(_ edit: any TreeEdit, _ agreements: [Agreement]) throws -> TestRepository {
            try TestRepository {
                try SignedProgramme.start(at: "detailed")
                Branch("topic")
                Commit("change", author: Signer.ana.author) { edit }
                SignOff("sign", agreements)
                Switch("main")
                Merge("topic")
            }
        }
        let policy = Write(Plans.policyPath, SignedProgramme.policy(version: 2, "signoff-max-age: 90d\n"))
        let people = Append(SignedProgramme.keysPath, try Signer.ola.key(2).allowedLine())
        let owners: [Signer] = [.ola, .raj]
        for (gate, edit, count) in [("policy", policy as any TreeEdit, 2), ("people", people, 1)] {
            let all = owners.prefix(count).map { Agreement.trust(gate, by: $0) }
            expect(try await repository(edit, all).check("--range", "main~1..main"), 0)
            let fewer = try repository(edit, all.dropLast() + [.trust(gate, by: .dana)])
            expect(try await fewer.check("--range", "main~1..topic"), 1, "SGN101")
        }
    }

    // MARK: - Ways to land

    /// A way to bring the branch `topic` to `main`, which has moved on where that makes a difference.
    enum Landing: String, Sendable, CaseIterable {
        case merge, squashGitHub, squashGitLab, squashGit, squashTitle, rebase, fastForward, cherryPick, updateBranch
        case octopus, evilMergeBeside, mergeSignedByForge

        var style: Squash.Style? {
            switch self {
            case .squashGitHub: .gitHub
            case .squashGitLab: .gitLab
            case .squashGit: .git
            case .squashTitle: .title
            default: nil
            }
        }

        /// Whether every commit of the branch becomes a landing, so that the step has to carry its sign-offs.
        var isLinear: Bool { [.rebase, .fastForward, .cherryPick].contains(self) }

        /// Whether messages come along.
        var keepsMessages: Bool { self != .squashTitle }

        var steps: [any HistoryStep] {
            let aside: [any HistoryStep] = [
                Switch("main"), Commit("aside", author: .ben) { Write("README", "What else is there.\n") },
            ]
            let forge = Author("Example Forge", "noreply@forge.example")
            if let style {
                return aside + [Squash("topic", style, author: Signer.ana.author, committer: forge)]
            }
            switch self {
            case .rebase:
                return aside + [
                    Switch("topic"), Rebase(onto: "main", committer: forge), Switch("main"), FastForward(to: "topic"),
                ]
            case .fastForward: return [Switch("main"), FastForward(to: "topic")]
            case .cherryPick: return aside + [CherryPick("advance", committer: forge)]
            case .updateBranch: return aside + [Switch("topic"), Merge("main"), Switch("main"), Merge("topic")]
            case .octopus:
                return [
                    Branch("other", from: "start"), Commit("other") { Write("NOTES", "Something else.\n") },
                ] + aside + [Merge(["topic", "other"], "Merge two")]
            case .evilMergeBeside: return aside + [Merge("topic") { Write("README", "Nothing that is governed.\n") }]
            case .mergeSignedByForge: return aside + [Merge("topic", committer: forge, signedBy: .forge)]
            default: return aside + [Merge("topic")]
            }
        }
    }

    static func landed(
        _ landing: Landing, to stage: String = "decided", carrier: Carrier, agreements: [Agreement]? = nil,
        edits: [any TreeEdit] = []
    ) throws -> TestRepository {
        let before = SignedProgramme.stages[(SignedProgramme.stages.firstIndex(of: stage) ?? 1) - 1]
        let styles = landing.isLinear ? ["rebase", "fast-forward"] : ["merge", "squash"]
        let signed = agreements ?? SignedProgramme.agreements(stage)
        return try TestRepository {
            try SignedProgramme.start(at: before, policy: SignedProgramme.policy(styles: styles))
            Branch("topic")
            if landing.isLinear {
                SignedProgramme.advance(to: stage, agreements: signed, carrier: carrier)
            } else {
                SignedProgramme.advance(to: stage)
                for agreement in signed {
                    SignOff("Sign as \(agreement.role ?? "submitter")", [agreement], carrier: carrier)
                }
            }
            if !edits.isEmpty { Commit("afterwards", author: Signer.ana.author) { edits } }
            landing.steps
        }
    }

    @Test("every way of landing keeps the verdict", arguments: Landing.allCases, Carrier.allCases)
    func landings(landing: Landing, carrier: Carrier) async throws {
        let repository = try Self.landed(landing, carrier: carrier)
        let checked = try await repository.check("--range", "\(repository["start"])..main")
        if landing.keepsMessages || carrier.keepsRecords {
            expect(checked, 0)
        } else {
            // A title alone carries nothing: the records are what was left.
            expect(checked, 1, "SGN101", "SGN102")
        }
        #expect(checked.examined["steps"] == 1 && checked.gates.isEmpty, "\(checked)")
    }

    @Test("the way to close carries ledger and evidence along", arguments: [Landing.merge, .squashTitle, .rebase])
    func closing(landing: Landing) async throws {
        for stage in ["implemented", "closed"] {
            let repository = try Self.landed(landing, to: stage, carrier: .both)
            expect(try await repository.check("--range", "\(repository["start"])..main"), 0)
        }
    }

    @Test("what a merge makes of the plan by itself was signed by nobody")
    func evilMerge() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided")
            Switch("main")
            Merge("topic") { Replace(Self.path, "likelihood: 3", with: "likelihood: 1") }
        }
        expect(try await repository.check("--range", "main~1..topic"), 0)
        let landing = try await repository.check("--range", "main~1..main")
        expect(landing, 1, "SGN101", "SGN102")
        #expect(landing.findings.allSatisfy { $0.commit == (try? repository["Merge topic"].hex) }, "\(landing)")
    }

    @Test("what a merge leaves out has not landed, and its sign-offs are still good for when it does")
    func oursMerge() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided", carrier: .trailers)
            Switch("main")
            MergeOurs("topic")
        }
        let dropped = try await repository.check("--range", "main~1..main")
        expect(dropped, 0)
        #expect(dropped.examined["steps"] == 0, "\(dropped)")
        try repository.extend {
            Branch("again")
            SignedProgramme.advance(to: "decided")
        }
        expect(try await repository.check("--range", "main..again"), 0)
    }

    @Test("in a linear history sign-offs may land before the step that they are for")
    func signedAhead() async throws {
        let text = SignedProgramme.plan("decided")
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed", policy: SignedProgramme.policy(styles: ["fast-forward"]))
            for agreement in SignedProgramme.agreements("decided", { $0.plan = ContentDigest(of: Array(text.utf8)) }) {
                SignOff("Sign as \(agreement.role ?? "submitter")", [agreement], carrier: .trailers)
            }
            SignedProgramme.advance(to: "decided")
        }
        expect(try await repository.check("--range", "\(repository["start"])..main"), 0)
        // Once the step has landed they are used up.
        #expect(try repository.git("log", "-1", "--format=%B").contains("Gate-Signoff") == false)
    }

    @Test("landings for several initiatives are judged one by one")
    func several() async throws {
        func other(_ stage: String) -> Write {
            Write(
                "\(SignedProgramme.folder)/SD-105.yaml",
                SignedProgramme.plan(stage).replacing("SD-104", with: "SD-105"))
        }
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Commit("beside", label: "base") { other("defined") }
            Branch("topic")
            SignedProgramme.advance(to: "decided")
            Commit("both", author: Signer.ana.author) { other("identified") }
            SignOff("sign", SignedProgramme.agreements("decided"))
        }
        let one = try await repository.check("--range", "main..topic")
        expect(one, 1, "SGN101")
        #expect(one.findings.map(\.path) == ["\(SignedProgramme.folder)/SD-105.yaml"], "\(one)")
        try repository.extend { SignOff("the other", [.approval("SD-105", "identified", by: .ola, as: "sponsor")]) }
        expect(try await repository.check("--range", "main..topic"), 0)
    }
}

extension Carrier {
    var keepsRecords: Bool { self != .trailers }
}
