import Foundation
import GitStore
import Testing
import TollgateTesting

/// What may change about a landing without changing its verdict, and what may not: for proposals made by chance.
@Suite("Sign-offs, changed at random")
struct SignOffMetamorphicTests {
    /// A branch that brings the initiative to a stage, made by chance; the same for the same seed.
    private struct Proposal: CustomStringConvertible {
        let stage: String
        let carrier: Carrier
        /// Goes behind the plan.
        let more: String
        /// Goes behind the ledger, and may follow a sign-off.
        let forecasts: String
        /// Who signs, in the order in which they do.
        let agreements: [Agreement]
        let isComplete: Bool
        /// Files that nothing governs, changed between the sign-offs.
        let asides: [Int]

        init(seed: UInt64) {
            var chance = SeededGenerator(seed: seed)
            stage = chance.pick(Array(SignedProgramme.stages.dropFirst()))
            carrier = chance.pick([.record, .both, .both])
            more = (0..<chance.number(0...3)).map { "x-note-\($0): \(chance.number(0...999)) # comment\n" }.joined()
            let readsLedger = stage == "implemented" || stage == "closed"
            let day = stage == "closed" ? "2026-06-06" : "2026-04-10"
            forecasts =
                readsLedger
                ? (0..<chance.number(0...2)).map { _ in
                    "\(day),forecast,contact-handling,2026-05,\(chance.number(1...9))000.00,,\n"
                }.joined() : ""
            var agreements = SignedProgramme.agreements(stage).shuffled(using: &chance)
            isComplete = !chance.once(in: 3)
            if !isComplete, let place = agreements.firstIndex(where: { $0.role != nil }) {
                agreements.remove(at: place)
            }
            self.agreements = agreements
            asides = agreements.indices.filter { _ in chance.once(in: 3) }
        }

        var description: String {
            "\(agreements.compactMap(\.role)) for \(stage), \(isComplete ? "complete" : "not complete"), \(carrier)"
        }

        private var before: String {
            SignedProgramme.stages[(SignedProgramme.stages.firstIndex(of: stage) ?? 1) - 1]
        }

        private var advance: [any TreeEdit] {
            SignedProgramme.files(at: stage, more)
        }

        /// The history up to the branch `topic`, which is checked out.
        func steps(isLinear: Bool) throws -> [any HistoryStep] {
            let styles = isLinear ? ["rebase", "fast-forward"] : ["merge", "squash"]
            var steps = try SignedProgramme.start(at: before, policy: SignedProgramme.policy(styles: styles))
            steps.append(Branch("topic"))
            let author = Signer.ana.author
            let moment = SignedProgramme.moment(stage)
            if isLinear {
                steps.append(
                    Commit(
                        "step", label: "advance", author: author, at: moment, agreements: agreements, carrier: carrier
                    ) {
                        advance
                    })
            } else {
                steps.append(Commit("step", label: "advance", author: author, at: moment) { advance })
                for (index, agreement) in agreements.enumerated() {
                    if asides.contains(index) {
                        steps.append(Commit("aside \(index)", author: .cleo) { Write("docs/\(index).md", "text\n") })
                    }
                    steps.append(SignOff("sign \(index)", [agreement], carrier: carrier))
                }
            }
            if !forecasts.isEmpty, !isLinear {
                steps.append(Commit("forecast", author: author) { Append(SignedProgramme.ledgerPath, forecasts) })
            }
            return steps
        }
    }

    private static let seeds = Array(UInt64(1)...6)

    @Test("every way of landing comes to one verdict", arguments: seeds)
    func landings(seed: UInt64) async throws {
        let proposal = Proposal(seed: seed)
        for landing in SignOffTests.Landing.allCases {
            let repository = try TestRepository {
                try proposal.steps(isLinear: landing.isLinear)
                landing.steps
            }
            let checked = try await repository.check("--range", "\(repository["start"])..main")
            let expected = proposal.isComplete ? Int32(0) : 1
            #expect(checked.status == expected, "seed \(seed), \(landing), \(proposal): \(checked)")
            #expect(
                checked.codes.allSatisfy { $0.hasPrefix("SGN") }, "seed \(seed), \(landing), \(proposal): \(checked)")
            #expect(checked.examined["steps"] == 1, "seed \(seed), \(landing): \(checked)")
        }
    }

    @Test("any other byte of plan, covered ledger or evidence breaks it", arguments: seeds)
    func bytes(seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed &+ 1000)
        let proposal = Proposal(seed: seed)
        let stage = proposal.stage
        let repository = try TestRepository { try proposal.steps(isLinear: false) }
        guard proposal.isComplete else {
            #expect(try await repository.check("--range", "main..topic").status == 1)
            return
        }
        #expect(try await repository.check("--range", "main..topic").status == 0, "seed \(seed): \(proposal)")
        let covered = SignedProgramme.ledger(stage).utf8.count
        let readsLedger = stage == "implemented" || stage == "closed"
        let paths =
            [SignedProgramme.path] + (readsLedger ? [SignedProgramme.ledgerPath] : [])
            + SignedProgramme.evidence(stage).map { "\(SignedProgramme.folder)/evidence/\($0)" }
        var changed: [(branch: String, what: String, edit: Write)] = []
        for number in 0..<10 {
            let path = number < 3 ? paths[0] : number < 6 ? paths[min(1, paths.count - 1)] : chance.pick(paths)
            let old = Array(try repository.git("show", "topic:\(path)").utf8) + [0x0A]
            let limit = path == SignedProgramme.ledgerPath ? covered : old.count
            let place = chance.number(0...(limit - 1))
            var new = old
            repeat { new[place] = UInt8(chance.number(0x20...0x7E)) } while new == old
            let what = "byte \(place) of \(path) from \(old[place]) to \(new[place])"
            changed.append((branch: "byte-\(number)", what: what, edit: Write(path, new)))
        }
        try repository.extend {
            for item in changed {
                Branch(item.branch, from: "topic")
                Commit(item.what, author: Signer.ana.author) { item.edit }
            }
        }
        for item in changed {
            let checked = try await repository.check("--range", "main..\(item.branch)")
            #expect(checked.status == 1, "seed \(seed), \(proposal): \(item.what): \(checked)")
        }
        // What nothing governs may change.
        try repository.extend {
            Switch("topic")
            Commit("beside", author: Signer.ana.author) { Write("README", "\(chance.number(0...999))\n") }
        }
        #expect(try await repository.check("--range", "main..topic").status == 0)
    }

    @Test("environment, locale and the order of objects change nothing", arguments: [UInt64](2...4))
    func surroundings(seed: UInt64) async throws {
        let proposal = Proposal(seed: seed)
        let repository = try TestRepository {
            try proposal.steps(isLinear: false)
            Switch("main")
            Merge("topic")
        }
        let range = "\(try repository["start"])..main"
        func output(_ folder: String? = nil, _ environment: [String: String] = [:]) throws -> String {
            let outcome = try repository.sandbox.run(
                Binary.path, ["check", "--format", "json", "--range", range], in: folder ?? repository.path,
                environment: environment)
            return "\(outcome.status)\n\(outcome.text)\n\(outcome.errorText)"
        }
        let first = try output()
        #expect(first.hasPrefix(proposal.isComplete ? "0\n" : "1\n"), "\(proposal): \(first)")
        for environment in [
            ["TZ": "America/New_York"], ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"],
            ["LANG": "de_DE.UTF-8", "LC_ALL": ""],
            ["HOME": "/nonexistent"], ["GIT_DIR": "/nonexistent"], ["GIT_INDEX_FILE": "/nonexistent"],
            ["GIT_OBJECT_DIRECTORY": "/nonexistent"], ["GIT_NAMESPACE": "other"], ["COLUMNS": "20"],
            ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "gpg.ssh.program", "GIT_CONFIG_VALUE_0": "/bin/false"],
        ] {
            #expect(try output(nil, environment) == first, "\(environment)")
        }
        for arrangement in [
            { try repository.unpackObjects() },
            { _ = try repository.git("repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=50") },
            { _ = try repository.git("-c", "pack.packSizeLimit=1m", "repack", "-q", "-a", "-d", "-F") },
            { _ = try repository.git("commit-graph", "write", "--reachable") },
            { _ = try repository.git("pack-refs", "--all") },
            { _ = try repository.git("multi-pack-index", "write") },
        ] as [() throws -> Void] {
            try arrangement()
            #expect(try output() == first)
        }
        // A clone has its objects in another order, and its branches elsewhere.
        let clone = try repository.bareClone()
        #expect(try output(clone.path) == first)
    }
}
