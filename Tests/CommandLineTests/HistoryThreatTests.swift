import Foundation
import GitStore
import Testing
import TollgateTesting

/// Attacks by merges, refs and rewritten history. Each test builds one and bears the name that it has in the threat model.
///
/// Left out here, since what they attack comes later: checkpoints against rewritten history (C06) and pushes of several refs
/// to a server (C16, C17) come with part 4, signatures that squashing strips (C05) with part 3, where sign-offs are verified.
@Suite("History threats")
struct HistoryThreatTests {
    @Test func C01_evilMergeIsJudgedOnItsResult() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("note") { Append(Plans.path("SD-1"), "# a harmless remark\n") }
            Switch("main")
            Merge("topic", "merge") { Replace(Plans.path("SD-1"), "stage: defined", with: "stage: detailed") }
        }
        #expect(
            try !repository.git("log", "-p", "--format=", "main").contains("+stage: detailed"),
            "git shows nothing of it")
        let checked = try await repository.check("--range", "main~1..main")
        expect(checked, 1, "GAT002")
        #expect(checked.findings.first?.path == Plans.path("SD-1"))
        #expect(checked.findings.first?.commit == (try repository["merge"].hex))
        let log = await repository.tollgate("log", "SD-1")
        #expect(log.output.contains("stage `defined` → `detailed` (skip)"), "\(log.output)")
    }

    @Test func C01_evilMergeThatAddsAFileIsJudged() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("note") { Write("README", "text\n") }
            Switch("main")
            Merge("topic", "merge") { Write("plans/p/SD-2.yaml", "id: [\n") }
        }
        expect(try await repository.check("--range", "main~1..main"), 1, "SYN010")
    }

    @Test func C02_mergeThatDropsTheOtherSideIsAStepBack() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "identified") }
            Branch("old")
            Commit("side") { Write("README", "text\n") }
            Switch("main")
            Commit("advance") { plan("SD-1", "detailed") }
            // As `git merge -s theirs` would: the tree of the old branch, on top of main.
            Merge("old", "drop") { plan("SD-1", "identified") }
        }
        expect(try await repository.check("--range", "main~1..main"), 1, "GAT009")
        let analyzed = try JSON(await repository.tollgate("analyze", "transitions", "--format", "json").output)
        #expect(analyzed.rows.map { $0["kind"] } == ["forward", "back"])
    }

    @Test func C02_whatAnOursMergeDropsHasNotLanded() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("advance") { plan("SD-1", "identified") }
            Switch("main")
            MergeOurs("topic")
        }
        let checked = try await repository.check("--range", "main~1..main")
        expect(checked, 0)
        #expect(checked.examined["steps"] == 0)
        let analyzed = try JSON(await repository.tollgate("analyze", "transitions", "--format", "json").output)
        #expect(analyzed.rows.isEmpty, "\(analyzed.text)")
    }

    @Test func C02_oursMergeOnTheTopicCannotUndoACancellation() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "identified") }
            Branch("topic")
            Commit("advance") { plan("SD-1", "detailed") }
            Switch("main")
            Commit("cancel") { plan("SD-1", "identified", "state: cancelled\nbecause: no budget\n") }
            Switch("topic")
            MergeOurs("main")
        }
        // It resumes the initiative and moves it on at once.
        expect(try await repository.check("--range", "main..topic"), 1, "GAT003")
    }

    @Test func C03_octopusIsComparedWithItsFirstParent() async throws {
        let repository = try TestRepository {
            start {
                for number in 1...3 { plan("SD-\(number)", "defined") }
            }
            for number in 1...3 {
                Branch("topic-\(number)", from: "start")
                Commit("advance \(number)") { plan("SD-\(number)", "identified") }
            }
            Branch("topic-4", from: "topic-3")
            Commit("too far") { plan("SD-3", "detailed") }
            Switch("main")
            Merge(["topic-1", "topic-2", "topic-3"], "good")
            Branch("bad", from: "start")
            Merge(["topic-1", "topic-2", "topic-4"], "octopus")
        }
        let good = try await repository.check("--range", "main~1..main")
        expect(good, 0)
        #expect(good.examined["steps"] == 3)
        #expect(good.examined["landings"] == 1)
        let bad = try await repository.check("--range", "\(repository["start"])..bad")
        expect(bad, 1, "GAT002")
        #expect(bad.findings.map(\.path) == [Plans.path("SD-3")])
    }

    @Test func C04_foxtrotMergeIsReported() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1)) { plan("SD-1", "defined") }
            Branch("topic")
            Commit("advance") { plan("SD-1", "identified") }
            Switch("main")
            Commit("stricter") { Plans.write(version: 2, "gates:\n  identified: {sign-off: [{role: sponsor}]}\n") }
            Switch("topic")
            Merge("main", "foxtrot")
            Switch("main")
            FastForward(to: "topic")
        }
        let before = try repository["stricter"]
        let landed = try await repository.check("--range", "\(before)..main")
        #expect(landed.status == 1, "\(landed)")
        #expect(landed.codes == ["HIS003"], "\(landed)")
        // The whole difference is judged by the stricter policy, not by the one that topic came from.
        #expect(landed.gates == ["identified"], "\(landed)")
    }

    @Test func C04_foxtrotIsRefusedAsAProposalThatMayBeFastForwarded() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "merge-styles: [fast-forward]\n")) { plan("SD-1", "defined") }
            Branch("topic")
            Commit("advance") { plan("SD-1", "identified") }
            Switch("main")
            Commit("other") { plan("SD-2", "defined") }
            Switch("topic")
            Merge("main", "foxtrot")
        }
        expect(try await repository.check("--range", "main..topic"), 1, "HIS003")
    }

    // C05: a squash or rebase that strips signatures is judged with sign-offs (part 3).

    @Test func C06_rewrittenBranchIsReportedAgainstTheTipThatWasKnown() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "identified") }
            Commit("back", label: "known") { plan("SD-1", "defined", "because: the figures were wrong\n") }
            Reset(to: "start")
            Commit("rewritten") { plan("SD-1", "detailed") }
        }
        let known = try repository["known"]
        let checked = try await repository.check("--range", "\(known)..main")
        #expect(checked.status == 1, "\(checked)")
        #expect(checked.codes == ["GAT002", "HIS003"] || checked.codes == ["HIS003", "GAT002"], "\(checked)")
    }

    // C06, the other half: a checkpoint that the tip does not descend from (part 4).

    @Test func C07_replacedObjectsAreReadAsTheyWereCommitted() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
        }
        let good = try repository.rawObject("blob", Array(Plans.initiative("SD-1", "identified").utf8))
        let bad = try repository.id("HEAD:\(Plans.path("SD-1"))")
        try repository.git("replace", bad.hex, good.hex)
        #expect(
            try repository.git("show", "HEAD:\(Plans.path("SD-1"))").contains("identified"), "git shows the other one")
        let checked = try await repository.check("--range", "HEAD~1..HEAD")
        expect(checked, 1, "GAT002", "ENV001")
        let status = await repository.tollgate("status")
        #expect(status.output.contains("decided"), "\(status.output)")
    }

    @Test func C07_graftsHideNoLanding() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
            Commit("next") { Append(Plans.path("SD-1"), "# note\n") }
        }
        let (first, tip) = (try repository["start"], try repository["next"])
        // git now believes that the tip follows the first commit.
        try repository.write(".git/info/grafts", "\(tip) \(first)\n")
        #expect(try repository.git("rev-list", "--count", "HEAD") == "2")
        let checked = try await repository.check("--range", "\(first)..main")
        expect(checked, 1, "GAT002", "ENV001")
        #expect(checked.examined["landings"] == 2)
        // The same by a ref, which is how git does it today.
        try FileManager.default.removeItem(atPath: repository.path + "/.git/info/grafts")
        try repository.git("replace", "--graft", tip.hex, first.hex)
        expect(try await repository.check("--range", "\(first)..main"), 1, "GAT002", "ENV001")
    }

    @Test(arguments: [1, 2]) func C08_shallowCloneIsNoPass(depth: Int) async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("skip") { plan("SD-1", "decided") }
            Switch("main")
            Merge("topic")
            Commit("next") { Append(Plans.path("SD-1"), "# note\n") }
        }
        let clone = try repository.shallowClone(depth: depth)
        for arguments in [
            ["check", "--range", "HEAD~1..HEAD"], ["check", "--range", "HEAD..HEAD"], ["log"], ["log", "SD-1"],
            ["analyze", "transitions"],
        ] {
            let run = await CommandRun(arguments, in: clone.path)
            #expect(run.status == 3, "\(run)")
            #expect(
                run.errors.contains("this clone is shallow") && run.errors.contains("git fetch --unshallow"), "\(run)")
            #expect(run.output.isEmpty, "\(run)")
        }
        // What stands in HEAD can be judged and shown.
        expect(try await clone.check(), 0)
        expect(try await clone.check("--staged"), 0)
        let status = await clone.tollgate("status")
        #expect(status.status == 0 && status.output.contains("decided"), "\(status)")
        #expect(status.output.contains("git fetch --unshallow"), "\(status)")
        #expect(await clone.tollgate("status", "--as-of", "2026-01-06").status == 3)
        #expect(await clone.tollgate("doctor").status == 3)
    }

    @Test(arguments: ["blob:none", "tree:0"]) func C09_partialCloneIsNoPass(filter: String) async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
        }
        let clone = try repository.partialClone(filter: filter)
        for arguments in [["check", "--range", "HEAD~1..HEAD"], ["log"], ["analyze", "transitions"]] {
            let run = await CommandRun(arguments, in: clone.path)
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("this clone is partial") && run.errors.contains("without `--filter`"), "\(run)")
        }
        // Nothing is fetched, so that HEAD's plans are not there either.
        for arguments in [["check"], ["check", "--staged"], ["status"]] {
            let run = await CommandRun(arguments, in: clone.path)
            #expect(run.status == 3, "\(run)")
            #expect(run.transcript.contains("object"), "\(run)")
        }
        let checkedOut = try repository.partialClone(filter: "blob:none", checksOut: true)
        expect(try await checkedOut.check(), 0)
    }

    @Test func C10_oldDateHidesNoLanding() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("one") { plan("SD-1", "identified") }
            Commit("two") { plan("SD-1", "decided") }
            Commit("three", at: "2001-01-01T00:00:00Z") { Append(Plans.path("SD-1"), "# note\n") }
        }
        #expect(try repository.git("rev-list", "--count", "--since=2026-01-01", "main") == "0", "git finds none")
        let base = try repository["start"]
        let checked = try await repository.check("--range", "\(base)..main")
        expect(checked, 1, "GAT002", "HIS005")
        #expect(checked.examined["landings"] == 3)
        #expect(checked.examined["commits"] == 3)
        let analyzed = try JSON(await repository.tollgate("analyze", "transitions", "--format", "json").output)
        #expect(analyzed.rows.map { $0["to"] } == ["identified", "decided"])
        #expect(analyzed.object["landings"] as? Int == 4)
    }

    @Test func C11_tagOfABranchsNameRedirectsNothing() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("skip") { plan("SD-1", "decided") }
        }
        try repository.git("tag", "main", "topic")
        #expect(try repository.git("rev-list", "main..topic") == "", "git takes the tag")
        expect(try await repository.check("--range", "main..topic"), 1, "GAT002")
    }

    @Test func C11_branchOfAnIDsNameRedirectsNothing() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
            Commit("next") { Append(Plans.path("SD-1"), "# note\n") }
        }
        let base = try repository["start"]
        // Whoever can push branches must not be able to move the base of a range beyond what is to be hidden.
        try repository.git("update-ref", "refs/heads/\(base)", repository["skip"].hex)
        #expect(try repository.git("rev-list", "--count", "\(base)..main") == "2")
        let checked = try await repository.check("--range", "\(base)..main")
        expect(checked, 1, "GAT002")
        #expect(checked.examined["landings"] == 2)
    }

    @Test func C11_emptyRangeSaysThatNothingWasExamined() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let checked = try await repository.check("--range", "main..HEAD")
        expect(checked, 3)
        #expect(checked.undecided.first?.hasPrefix("the range is empty") == true)
        #expect(await repository.tollgate("check", "--range", "main..HEAD").output.contains("nothing was examined"))
    }

    @Test func C12_unrelatedBaseCannotBeDecided() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Orphan("other")
            Commit("unrelated") {
                Plans.write()
                plan("SD-1", "closed")
            }
        }
        let checked = try await repository.check("--range", "main..other")
        expect(checked, 3)
        #expect(checked.undecided.first?.contains("no history in common") == true)
        let reversed = try await repository.check("--range", "other..main")
        #expect(reversed.status == 3, "\(reversed)")
    }

    @Test func C13_idIsNotUsedAgainInASecondLanding() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "decided") }
            Commit("delete") { Delete(Plans.path("SD-1")) }
            Commit("again") { plan("SD-1", "defined") }
        }
        let base = try repository["start"]
        let checked = try await repository.check("--range", "\(base)..main")
        expect(checked, 1, "GAT004", "GAT005")
        #expect(checked.findings.first { $0.code == "GAT004" }?.commit == (try repository["delete"].hex))
        #expect(checked.findings.first { $0.code == "GAT005" }?.commit == (try repository["again"].hex))
        // The last landing alone is judged with the past in mind.
        expect(try await repository.check("--range", "main~1..main"), 1, "GAT005")
    }

    @Test func C13_deletingAndCreatingInOneLandingIsAChange() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "decided") }
            Branch("topic")
            Commit("delete") { Delete(Plans.path("SD-1")) }
            Commit("again") { plan("SD-1", "defined") }
            Switch("main")
            Merge("topic")
        }
        expect(try await repository.check("--range", "main~1..main"), 1, "GAT009")
        expect(try await repository.check("--range", "main~1..topic"), 1, "GAT009")
    }

    @Test func C14_renamingToAnotherIDIsNoRename() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "decided") }
            Branch("file-only")
            Commit("move") { Move(Plans.path("SD-1"), to: Plans.path("SD-2")) }
            Branch("file-and-id", from: "start")
            Commit("take over") {
                Delete(Plans.path("SD-1"))
                plan("SD-2", "decided")
            }
            Branch("id-only", from: "start")
            Commit("change") { Replace(Plans.path("SD-1"), "id: SD-1", with: "id: SD-2") }
            Branch("honest", from: "start")
            Commit("folder") { Move("plans/p", to: "plans/q") }
        }
        expect(try await repository.check("--range", "main..file-only"), 1, "REF001")
        let taken = try await repository.check("--range", "main..file-and-id")
        #expect(taken.status == 1 && taken.codes.contains("GAT004"), "\(taken)")
        let changed = try await repository.check("--range", "main..id-only")
        #expect(changed.status == 1 && changed.codes.contains("GAT006"), "\(changed)")
        expect(try await repository.check("--range", "main..honest"), 0)
    }

    @Test func C14_copiedInitiativeIsFound() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "decided") }
            Branch("topic")
            Commit("copy") { Write("plans/q/SD-1.yaml", Plans.initiative("SD-1", "decided")) }
        }
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("REF002"), "\(checked)")
    }

    @Test func C15_severalMergeBasesDoNotMatter() async throws {
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                plan("SD-2", "defined")
            }
            Branch("topic")
            Commit("on topic") { plan("SD-1", "identified") }
            Switch("main")
            Commit("on main") { plan("SD-2", "identified") }
            Branch("saved")
            Switch("main")
            Merge("topic", "M")
            Switch("topic")
            Merge("saved", "T")
            Switch("main")
            Commit("later on main") { plan("SD-3", "defined") }
            Switch("topic")
            Commit("later on topic") { plan("SD-1", "decided") }
        }
        #expect(try repository.git("merge-base", "--all", "main", "topic").split(separator: "\n").count == 2)
        let checked = try await repository.check("--range", "main..topic")
        expect(checked, 1, "GAT002")
        #expect(checked.findings.map(\.path) == [Plans.path("SD-1")])
        #expect(checked.examined["documents"] == 1, "only what the merge changes against main: \(checked)")
    }

    @Test func C16_tagsThatLeadToNoCommitAreNoRange() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let blob = try repository.id("HEAD:\(Plans.path("SD-1"))")
        try repository.git("update-ref", "refs/tags/light", blob.hex)
        try repository.git("tag", "-a", "-m", "a blob", "heavy", blob.hex)
        for name in ["light", "heavy", blob.hex, String(repeating: "0", count: 40), "refs/notes/none"] {
            let run = await repository.tollgate("check", "--range", "\(name)..HEAD")
            #expect(run.status == 2 || run.status == 3, "\(run)")
            #expect(run.errors.hasPrefix("error: ") && run.output.isEmpty, "\(run)")
        }
    }

    // C16 and C17, the other half: every ref of a push, from its old tip to its new one, in pre-receive (part 4).

    @Test func C17_commitsThatAreAlreadyThereAreExaminedAllTheSame() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("evil")
            Commit("skip") { plan("SD-1", "decided") }
            Switch("main")
            FastForward(to: "evil")
        }
        try repository.git("branch", "release", "main~1")
        expect(try await repository.check("--range", "release..main"), 1, "GAT002")
        try repository.git("update-ref", "refs/heads/release", "main")
        expect(try await repository.check("--range", "\(repository["start"])..release"), 1, "GAT002")
    }

    @Test func C18_whatMergingWouldGiveIsJudged() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("theirs") { Write("plans/q/SD-2.yaml", Plans.initiative("SD-2", "defined")) }
            Switch("main")
            Commit("ours") { Write("plans/r/SD-2.yaml", Plans.initiative("SD-2", "defined")) }
        }
        // Neither side has two of them; together they do.
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("REF002"), "\(checked)")
        #expect(checked.remarks.contains { $0.contains("the tree that merging would give") }, "\(checked)")
    }
}
