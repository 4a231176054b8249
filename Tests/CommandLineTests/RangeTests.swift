import GitStore
import Testing
import TollgateTesting

/// What a range means: landings that are judged one by one, or a proposal that is judged as the landing it would be.
@Suite("Ranges")
struct RangeTests {
    private static let gated =
        "gates:\n  identified: {require: [{fields: [title]}], sign-off: [{role: sponsor}]}\n  detailed: {sign-off: [{role: sponsor}]}\n"

    @Test("what is on the governed branch is judged landing by landing, what is not as one")
    func landingsAndProposals() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("one") { plan("SD-1", "identified") }
            Commit("two") { plan("SD-1", "detailed") }
        }
        // Each commit takes one step; the proposal to merge them takes two.
        let proposal = try await repository.check("--range", "main..topic")
        expect(proposal, 1, "GAT002")
        #expect(proposal.examined["landings"] == 1 && proposal.examined["commits"] == 2, "\(proposal)")
        let one = try await repository.check("--range", "main..topic~1")
        expect(one, 0)
        // Pushed as they are, they are two landings.
        try repository.git("update-ref", "refs/heads/main", "topic")
        let landings = try await repository.check("--range", "topic~2..topic")
        expect(landings, 0)
        #expect(landings.examined["landings"] == 2 && landings.examined["steps"] == 2, "\(landings)")
        // A part of the governed branch has landed too, and so has what was fetched of it.
        try repository.git("update-ref", "refs/remotes/origin/main", "main")
        try repository.git("update-ref", "refs/heads/main", "main~2")
        for range in ["topic~2..topic", "topic~2..topic~1", "main..origin/main"] {
            let part = try await repository.check("--range", range)
            expect(part, 0)
            #expect(await repository.tollgate("check", "--range", range).output.contains("landings "), "\(range)")
        }
    }

    @Test("one commit with two stages fails, two landings with one each pass, and so do two merges")
    func oneStepEach() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("first")
            Commit("first") { plan("SD-1", "identified") }
            Switch("main")
            Merge("first")
            Branch("second")
            Commit("second") { plan("SD-1", "detailed") }
            Switch("main")
            Merge("second")
            Branch("both", from: "start")
            Commit("both") { plan("SD-1", "detailed") }
        }
        let base = try repository["start"]
        expect(try await repository.check("--range", "\(base)..main"), 0)
        let both = try await repository.check("--range", "\(base)..both")
        expect(both, 1, "GAT002")
        #expect(both.findings.map(\.line) == [4] && both.findings.map(\.column) == [8], "\(both)")
    }

    @Test("where the base has moved on, what merging would give is judged")
    func movedBase() async throws {
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined", "x-a: 1\nx-b: 2\nx-c: 3\nx-d: 4\nx-e: 5\n")
                plan("SD-2", "defined")
            }
            Branch("topic")
            Commit("note") { Replace(Plans.path("SD-1"), "x-e: 5", with: "x-e: 6") }
            Switch("main")
            Commit("advance") { Replace(Plans.path("SD-1"), "stage: defined", with: "stage: identified") }
            Commit("other") { plan("SD-2", "identified") }
        }
        // Against its own base the topic would take back what main did.
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 0)
        #expect(checked.examined["documents"] == 1 && checked.examined["steps"] == 0, "\(checked)")
        #expect(checked.remarks.contains { $0.contains("the base has moved on") }, "\(checked)")
    }

    @Test("a merge that conflicts cannot be decided, and each path is named once")
    func conflict() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("theirs") { plan("SD-1", "identified") }
            Switch("main")
            Commit("ours") { plan("SD-1", "detailed") }
        }
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 3)
        #expect(checked.undecided.count == 1)
        let reason = try #require(checked.undecided.first)
        #expect(reason.split(separator: Plans.path("SD-1"), omittingEmptySubsequences: false).count == 2, "\(reason)")
        #expect(checked.helps == ["merge or rebase onto the base, resolve, and check again"])
    }

    @Test("where the path is a ledger, the help names what merges it")
    func ledgerConflict() async throws {
        let header = "date,series,item,period,value,evidence,note\n"
        let path = "plans/p/SD-1.csv"
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                Write(path, header)
            }
            Branch("topic")
            Commit("theirs") { Append(path, "2026-03-02,deployment,portal,,done,,\n") }
            Switch("main")
            Commit("ours") { Append(path, "2026-03-03,deployment,kiosk,,done,,\n") }
        }
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 3)
        #expect(checked.helps.first?.contains("`tollgate merge-ledger`") == true, "\(checked)")
    }

    @Test("empty, reversed and unrelated ranges cannot be decided")
    func nothingToJudge() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("next") { Append(Plans.path("SD-1"), "# note\n") }
            Orphan("other")
            Commit("unrelated") { Plans.write() }
            Switch("main")
        }
        for (range, words) in [
            ("main..main", "the range is empty"), ("..", "the range is empty"), ("main..main~1", "is already part of"),
            ("main..other", "no history in common"),
        ] {
            let checked = try await repository.check("--range", range)
            expect(checked, 3)
            #expect(checked.undecided.first?.contains(words) == true, "\(range): \(checked)")
            #expect(checked.helps.count == 1)
            let full = await repository.tollgate("check", "--range", range)
            #expect(full.output.hasSuffix("cannot decide: no findings\n"), "\(full)")
        }
    }

    @Test(
        "either end left out is HEAD, and both ends take parents",
        arguments: ["main~1..", "HEAD^..HEAD", "main~1..@", "main^1..main~0"])
    func ends(range: String) async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("next") { plan("SD-1", "identified") }
        }
        let checked = try await repository.check("--range", range)
        expect(checked, 0)
        #expect(checked.examined["steps"] == 1, "\(checked)")
    }

    @Test(
        "what is no range is a mistake in use",
        arguments: ["main", "main...topic", "..main..x", "main..nothing", "nothing..main", "-x..main"])
    func malformed(range: String) async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Switch("main")
        }
        let run = await repository.tollgate("check", "--range=\(range)")
        #expect(run.status == 2 && run.output.isEmpty && run.errors.hasPrefix("error: "), "\(run)")
        #expect(run.errors.contains("`"), "\(run)")
    }

    @Test("where commits may land one by one, each is judged", arguments: ["rebase", "fast-forward"])
    func everyCommit(style: String) async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "merge-styles: [merge, \(style)]\n")) { plan("SD-1", "defined") }
            Branch("jump")
            Commit("too far") { plan("SD-1", "decided") }
            Commit("mended") { plan("SD-1", "identified", "because: that was too far\n") }
            Branch("steps", from: "start")
            Commit("one") { plan("SD-1", "identified") }
            Commit("two") { Append(Plans.path("SD-1"), "owner: ana\n") }
        }
        let jump = try await repository.check("--range", "main..jump")
        expect(jump, 1, "GAT002")
        #expect(jump.findings.map(\.commit) == [try repository["too far"].hex], "\(jump)")
        let steps = try await repository.check("--range", "main..steps")
        expect(steps, 0)
        #expect(steps.examined["landings"] == 3, "the whole, and each of two: \(steps)")
        // A merge hides what happened in between.
        let merged = try TestRepository {
            start(policy: Plans.policy(version: 1, "merge-styles: [merge]\n")) { plan("SD-1", "defined") }
            Branch("jump")
            Commit("too far") { plan("SD-1", "decided") }
            Commit("mended") { plan("SD-1", "identified") }
        }
        expect(try await merged.check("--range", "main..jump"), 0)
    }

    @Test("where commits may land one by one, a proposal with a moved base is judged whole and commit by commit")
    func everyCommitOnAMovedBase() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "merge-styles: [rebase]\n")) {
                plan("SD-1", "defined")
                plan("SD-2", "defined")
            }
            Branch("topic")
            Commit("too far") { plan("SD-1", "decided") }
            Commit("back") { plan("SD-1", "identified", "because: that was too far\n") }
            Switch("main")
            Commit("other") { plan("SD-2", "identified") }
        }
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 1, "GAT002")
        #expect(checked.findings.map(\.commit) == [try repository["too far"].hex], "\(checked)")
    }

    @Test("a policy that a proposal weakens does not judge it")
    func weakenedPolicy() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, Self.gated)) { plan("SD-1", "defined") }
            Branch("weaker")
            Commit("weaken and use") {
                Write(
                    Plans.policyPath,
                    Plans.policy(version: 2).replacing("defined, identified, detailed, ", with: "defined, "))
                plan("SD-1", "decided")
            }
            Branch("gate", from: "start")
            Commit("drop the gate and pass") {
                Plans.write(version: 2)
                plan("SD-1", "identified")
            }
            Branch("documents", from: "start")
            Commit("look away") {
                Plans.write(version: 2, "documents:\n  - {kind: initiative, match: \"elsewhere/*.yaml\"}\n")
                plan("SD-1", "closed")
            }
        }
        expect(try await repository.check("--range", "main..weaker"), 1, "GAT002", "TRU012")
        let gate = try await repository.check("--range", "main..gate")
        expect(gate, 1, "TRU012")
        #expect(gate.gates == ["identified"], "\(gate)")
        expect(try await repository.check("--range", "main..documents"), 1, "GAT002", "TRU012")
        // The same before it is committed.
        try repository.git("checkout", "--quiet", "weaker")
        try repository.git("reset", "--quiet", "--soft", "main")
        expect(try await repository.check(), 1, "GAT002", "TRU012")
        expect(try await repository.check("--staged"), 1, "GAT002", "TRU012")
    }

    @Test("a landing is judged by the policy before it, the next one by the policy it brought")
    func policyOfTheParent() async throws {
        let repository = try TestRepository {
            start {
                keys()
                Write(
                    "plans/people.yaml",
                    "schema: tollgate/people/v1\npeople: {ola.nord: {name: Ola Nord, roles: [{role: sponsor}]}}\n")
                plan("SD-1", "defined")
            }
            Commit("gates") { Plans.write(version: 2, Plans.identity + Self.gated) }
            Commit("step") { plan("SD-1", "identified") }
            Commit("gates again") { Plans.write(version: 3) }
            Commit("step again") { plan("SD-1", "detailed") }
        }
        let base = try repository["start"]
        let all = try await repository.check("--range", "\(base)..main")
        expect(all, 1, "SGN101")
        #expect(all.examined["landings"] == 4 && all.examined["steps"] == 2, "\(all)")
        expect(try await repository.check("--range", "main~1..main"), 0)
    }

    @Test("a policy's version rises by one with each change of it")
    func policyVersion() async throws {
        for (version, isGood) in [(1, false), (2, true), (3, false), (0, false)] {
            let repository = try TestRepository {
                start { plan("SD-1", "defined") }
                Branch("topic")
                Commit("change") { Plans.write(version: version == 0 ? 1 : version, "ends: [dropped]\n") }
            }
            if version == 0 {
                try repository.git("checkout", "--quiet", "topic")
                try repository.write(Plans.policyPath, Plans.policy().replacing("version: 1\n", with: ""))
                try repository.git("commit", "--quiet", "--all", "--message", "none")
            }
            let checked = try await repository.check("--range", "main..topic")
            if isGood {
                #expect(checked.codes.isEmpty && checked.status == 0, "\(version): \(checked)")
            } else {
                expect(checked, 1, "TRU001")
            }
        }
    }

    @Test("a policy is not removed, and not broken")
    func policyRemoved() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("removed")
            Commit("remove") { Delete(Plans.policyPath) }
            Branch("broken", from: "start")
            Commit("break") { Write(Plans.policyPath, "stages: [") }
            Switch("main")
        }
        expect(try await repository.check("--range", "main..removed"), 1, "TRU003")
        let broken = try await repository.check("--range", "main..broken")
        #expect(broken.status == 1 && broken.codes.contains("TRU002"), "\(broken)")
        for branch in ["removed", "broken"] {
            try repository.git("checkout", "--quiet", branch)
            try repository.git("reset", "--quiet", "--soft", "main")
            for arguments in [["check"], ["check", "--staged"]] {
                let run = await CommandRun(arguments, in: repository.path)
                #expect(run.status == 1 && run.output.contains(branch == "removed" ? "TRU003" : "TRU002"), "\(run)")
            }
            try repository.git("reset", "--quiet", "--hard", "main")
        }
    }

    @Test("a policy does not cease to hold by being removed, and whoever brings it back is no trust root")
    func policyThatComesBack() async throws {
        let repository = try TestRepository {
            Commit("before")
            start(policy: Plans.policy(version: 1)) { plan("SD-1", "defined") }
            Commit("remove") { Delete(Plans.policyPath) }
            Commit("in between") { plan("SD-1", "decided") }
            Commit("bring back") {
                Write(Plans.policyPath, Plans.policy(version: 2).replacing("defined, identified, ", with: "defined, "))
            }
            Commit("after") { plan("SD-1", "implemented") }
        }
        let all = try await repository.check("--range", "\(repository["before"])..main")
        expect(all, 1, "TRU003", "GAT002")
        #expect(all.findings.count == 3, "\(all)")
        #expect(all.findings.first { $0.code == "GAT002" }?.commit == (try repository["in between"].hex))
        // Pushed one by one, each is judged by the last policy that landed.
        expect(
            try await repository.check("--range", "\(repository["remove"])..\(repository["in between"])"), 1, "GAT002")
        expect(try await repository.check("--range", "main~2..main~1"), 1, "TRU003")
        expect(try await repository.check("--range", "main~1..main"), 0)
    }

    @Test("paths that name no plan examine nothing in a range either")
    func pathsWithoutPlans() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
            Commit("other") { Write("README", "text\n") }
        }
        expect(try await repository.check("--range", "main~2..main", "plan"), 3)
        expect(try await repository.check("--range", "main~2..main", "README"), 3)
        // A landing that touches no plan has been compared all the same.
        let other = try await repository.check("--range", "main~1..main")
        expect(other, 0)
        #expect(other.examined["documents"] == 0)
        expect(try await repository.check("--range", "main~1..main", "plans"), 0)
    }

    @Test("the landing that brings the first policy is the trust root, and what was there is taken as it is")
    func trustRoot() async throws {
        let repository = try TestRepository {
            Commit("before") { plan("SD-1", "decided") }
            start { plan("SD-2", "closed") }
            Commit("next") { plan("SD-2", "implemented", "because: reopened\n") }
        }
        let base = try repository["before"]
        let root = try await repository.check("--range", "\(base)..main~1")
        expect(root, 0)
        #expect(root.remarks.contains { $0.contains("trust root") }, "\(root)")
        expect(try await repository.check("--range", "\(base)..main"), 0)
    }

    @Test("a criterion is judged on the landing's own tree, in a range, in the index and in the work tree")
    func criterion() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "gates:\n  identified: {require: [{fields: [problem]}]}\n")) {
                plan("SD-1", "defined")
            }
            Branch("open")
            Commit("open") { plan("SD-1", "identified", "problem: resets take the desk's time\n") }
            Branch("shut", from: "start")
            Commit("shut") { plan("SD-1", "identified") }
        }
        expect(try await repository.check("--range", "main..open"), 0)
        expect(try await repository.check("--range", "main..shut"), 1, "GAT010")
        try repository.git("checkout", "--quiet", "shut")
        try repository.git("reset", "--quiet", "--soft", "main")
        expect(try await repository.check(), 1, "GAT010")
        expect(try await repository.check("--staged"), 1, "GAT010")
    }

    @Test("a sign-off that is not judged is never taken as given, and that is no success")
    func signOffNotJudged() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, Self.gated)) { plan("SD-1", "defined") }
            Branch("first")
            Commit("first") { plan("SD-1", "identified", "problem: a problem\n") }
            Branch("sign-off")
            Commit("sign-off") { plan("SD-1", "detailed", "problem: a problem\n") }
            Branch("worse", from: "start")
            Commit("worse") { plan("SD-1", "identified", "problm: a problem\n") }
        }
        let first = try await repository.check("--range", "main..first")
        expect(first, 3)
        #expect(first.gates == ["identified"])
        let signOff = try await repository.check("--range", "first..sign-off")
        expect(signOff, 3)
        #expect(signOff.gates == ["detailed"])
        // A violation weighs more.
        expect(try await repository.check("--range", "main..worse"), 1, "DOC002")
        // Nothing that was not judged can be selected away, and no level makes a success of it.
        for options in [
            ["--ignore", "GAT"], ["--select", "SYN"], ["--fail-on", "error"], ["--quiet"], ["--format", "concise"],
        ] {
            let run = await CommandRun(["check", "--range", "main..first"] + options, in: repository.path)
            #expect(run.status == 3, "\(run)")
            #expect(run.output.contains("not judged"), "\(run)")
        }
        try repository.git("checkout", "--quiet", "first")
        try repository.git("reset", "--quiet", "--soft", "main")
        // Nothing lands from a branch that is not governed.
        for options in [[], ["--staged"]] as [[String]] {
            let run = await CommandRun(["check", "--format", "full"] + options, in: repository.path)
            #expect(run.status == 0 && run.output.contains("pending: `SD-1` takes the step `identified`"), "\(run)")
        }
    }

    @Test("a proposal on an older tip is judged by the newest policy of its base")
    func staleBranch() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("stale")
            Commit("step") { plan("SD-1", "identified") }
            Switch("main")
            Commit("stricter") { Plans.write(version: 2, Self.gated) }
        }
        let checked = try await repository.check("--range", "main..stale")
        expect(checked, 3)
        #expect(checked.gates == ["identified"], "\(checked)")
    }

    @Test("paths limit a range as they limit a check")
    func paths() async throws {
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                Write("plans/q/SD-2.yaml", Plans.initiative("SD-2", "defined"))
            }
            Commit("both") {
                plan("SD-1", "decided")
                Write("plans/q/SD-2.yaml", Plans.initiative("SD-2", "decided"))
            }
        }
        let one = try await repository.check("--range", "main~1..main", "plans/q")
        #expect(one.findings.map(\.path) == ["plans/q/SD-2.yaml"], "\(one)")
        #expect(try await repository.check("--range", "main~1..main").findings.count == 2)
    }
}
