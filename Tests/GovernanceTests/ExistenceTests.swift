import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Files and ids that come, go and move")
struct ExistenceTests {
    @Test("Deleting an initiative")
    func delete() throws {
        let judgement = Sample.land([Sample.initiative(stage: "closed")], [])
        #expect(judgement.diagnostics.codes == [.deletedInitiative])
        let finding = try #require(judgement.diagnostics.first)
        #expect(finding.primary.location.path == "plans/service-desk/SD-104.yaml")
        #expect(finding.primary.location.range == nil)
        #expect(finding.initiative == "SD-104")
    }

    @Test("Deleting one that could not be read")
    func deleteUnreadable() {
        let broken = Sample.document("plans/service-desk/SD-104.yaml", "id: [")
        #expect(Sample.land([broken], []).diagnostics.codes == [.deletedInitiative])
    }

    @Test("A change plan is no initiative: it may go")
    func deletePlan() {
        let plan = Sample.document(
            "plans/service-desk/plan.yaml", "schema: tollgate/plan/v1\nid: service-desk\ntitle: Desk\n")
        #expect(Sample.land([plan], []).diagnostics.isEmpty)
    }

    @Test("Turning an initiative into a change plan deletes it")
    func becomesPlan() {
        let plan = Sample.document(
            "plans/service-desk/plan.yaml", "schema: tollgate/plan/v1\nid: service-desk\ntitle: Desk\n")
        #expect(Sample.land([Sample.initiative()], [plan]).diagnostics.codes == [.deletedInitiative])
    }

    @Test("A new initiative at the first stage takes no step")
    func create() {
        let judgement = Sample.land([], [Sample.initiative()])
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.steps.isEmpty)
        #expect(judgement.notJudged.isEmpty)
    }

    @Test("Born late, it is adopted", arguments: Sample.stages.dropFirst())
    func adopt(stage: String) {
        let judgement = Sample.land([], [Sample.initiative(stage: stage)])
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.steps.map(\.step) == [.adopt(at: stage)])
    }

    @Test("What is adopted is active", arguments: ["on-hold", "cancelled"])
    func adoptHeld(state: String) {
        let judgement = Sample.land([], [Sample.initiative(stage: "decided", state: state, because: "So.")])
        #expect(judgement.diagnostics.codes == [.advanceWhileNotActive])
        #expect(judgement.diagnostics.first?.primary.location.range?.start.line == 5)
    }

    @Test("An id that was used before")
    func reuse() throws {
        let judgement = Sample.land([], [Sample.initiative()], formerIDs: ["SD-104", "SD-7"])
        #expect(judgement.diagnostics.codes == [.idUsedAgain])
        #expect(judgement.diagnostics.first?.primary.location.range?.start == TextPosition(line: 2, column: 5))
        #expect(Sample.land([], [Sample.initiative("SD-105")], formerIDs: ["SD-104"]).diagnostics.isEmpty)
    }

    @Test("A living initiative does not use its id again")
    func living() {
        let judgement = Sample.land(
            [Sample.initiative()], [Sample.initiative(stage: "identified")], formerIDs: ["SD-104"])
        #expect(judgement.diagnostics.isEmpty)
    }

    @Test("A changed id")
    func changedID() throws {
        let path = "plans/service-desk/SD-104.yaml"
        let judgement = Sample.land([Sample.initiative()], [Sample.initiative("SD-105", path: path)])
        #expect(judgement.diagnostics.codes == [.idChanged])
        let finding = try #require(judgement.diagnostics.first)
        #expect(finding.primary.text == "was `SD-104` in main (9ab31f0)")
        #expect(finding.initiative == "SD-104")
    }

    @Test("A removed id is a changed one")
    func removedID() {
        let after = Sample.document(
            "plans/service-desk/SD-104.yaml", "schema: tollgate/initiative/v1\ntitle: Resets\nstage: defined\n")
        #expect(Sample.land([Sample.initiative()], [after]).diagnostics.codes == [.idChanged])
    }

    @Test("Changing id and stage is judged on both")
    func changedIDAndStage() {
        let path = "plans/service-desk/SD-104.yaml"
        let judgement = Sample.land(
            [Sample.initiative()], [Sample.initiative("SD-105", stage: "decided", path: path)])
        #expect(Set(judgement.diagnostics.codes) == [.idChanged, .skippedStage])
    }

    @Test("File and id renamed together: one is deleted, and another one is new")
    func renamed() {
        let judgement = Sample.land(
            [Sample.initiative(stage: "decided")], [Sample.initiative("SD-105", stage: "decided")])
        #expect(judgement.diagnostics.codes == [.deletedInitiative])
        #expect(judgement.steps.map(\.step) == [.adopt(at: "decided")])
    }

    @Test("Moving the file with its id is free")
    func moved() {
        let before = Sample.initiative(stage: "decided", path: "plans/service-desk/SD-104.yaml")
        let after = Sample.initiative(stage: "decided", path: "plans/identity/SD-104.yaml")
        let judgement = Sample.land([before], [after])
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.steps.isEmpty)
    }

    @Test("A move does not hide a step")
    func movedAndSkipped() {
        let before = Sample.initiative(stage: "defined", path: "plans/service-desk/SD-104.yaml")
        let after = Sample.initiative(stage: "decided", path: "plans/identity/SD-104.yaml")
        #expect(Sample.land([before], [after]).diagnostics.codes == [.skippedStage])
    }

    @Test("Swapping two files changes neither initiative; their names give it away")
    func swapped() {
        let paths = ["plans/service-desk/SD-104.yaml", "plans/service-desk/SD-105.yaml"]
        let before = [
            Sample.initiative("SD-104", stage: "defined", path: paths[0]),
            Sample.initiative("SD-105", stage: "closed", path: paths[1]),
        ]
        let after = [
            Sample.initiative("SD-105", stage: "closed", path: paths[0]),
            Sample.initiative("SD-104", stage: "defined", path: paths[1]),
        ]
        let judgement = Sample.land(before, after)
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.steps.isEmpty)
        let rules = DocumentRules(Sample.policy())
        #expect(after.flatMap(rules.diagnostics).codes == [.idDiffersFromFileName, .idDiffersFromFileName])
    }

    @Test("Swapping the ids inside two files does not swap their stages unseen")
    func swappedIDs() {
        let paths = ["plans/service-desk/SD-104.yaml", "plans/service-desk/SD-105.yaml"]
        let before = [
            Sample.initiative("SD-104", stage: "defined", path: paths[0]),
            Sample.initiative("SD-105", stage: "closed", path: paths[1]),
        ]
        let after = [
            Sample.initiative("SD-105", stage: "defined", path: paths[0]),
            Sample.initiative("SD-104", stage: "closed", path: paths[1]),
        ]
        #expect(Set(Sample.land(before, after).diagnostics.codes) == [.skippedStage, .reasonMissing])
    }

    @Test("A file that cannot be read any more")
    func unreadable() throws {
        let path = "plans/service-desk/SD-104.yaml"
        for text in ["id: SD-104\nstage: [", "- SD-104\n", ""] {
            let judgement = Sample.land([Sample.initiative(stage: "decided")], [Sample.document(path, text)])
            #expect(judgement.diagnostics.codes == [.unreadableInitiative], "\(text)")
            #expect(judgement.diagnostics.first?.initiative == "SD-104")
            #expect(judgement.diagnostics.first?.notes.first?.contains("`decided`") == true)
        }
    }

    @Test("A file that is broken and then mended does not come past a gate")
    func mended() {
        let broken = Sample.document("plans/service-desk/SD-104.yaml", "id: SD-104\nstage: [")
        let judgement = Sample.land([broken], [Sample.initiative(stage: "closed")])
        #expect(judgement.steps.map(\.step) == [.adopt(at: "closed")])
        #expect(Sample.land([broken], [Sample.initiative(stage: "defined")]).steps.isEmpty)
        #expect(Sample.land([broken], [broken]).diagnostics.isEmpty)
    }

    @Test("Several initiatives of one landing are judged one by one")
    func several() {
        let before = [Sample.initiative("SD-1"), Sample.initiative("SD-2"), Sample.initiative("SD-3")]
        let after = [
            Sample.initiative("SD-1", stage: "identified"), Sample.initiative("SD-2", stage: "decided"),
            Sample.initiative("SD-4"),
        ]
        let judgement = Sample.land(before, after)
        #expect(judgement.diagnostics.codes == [.skippedStage, .deletedInitiative])
        #expect(judgement.diagnostics.map(\.initiative) == ["SD-2", "SD-3"])
    }
}
