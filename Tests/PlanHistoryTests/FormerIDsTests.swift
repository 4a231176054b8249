import GitStore
import PlanHistory
import Testing
import TollgateTesting

@Suite("FormerIDs")
struct FormerIDsTests {
    private static let policy = """
        schema: tollgate/policy/v1
        version: 1
        documents:
          - {kind: plan, match: "plans/*/plan.yaml"}
          - {kind: initiative, match: "plans/*/*.yaml", exclude: "plans/*/draft-*.yaml"}
          - kind: initiative
            match: "keps/*/kep.yaml"
            fields: {stage: status}
        stages: [defined, identified]

        """

    @Test("every stem that an initiative's path ever had on the branch, and no other file's")
    func stems() throws {
        let repository = try TestRepository {
            Commit("first") {
                Write("plans/policy.yaml", Self.policy)
                Write("plans/p/plan.yaml", "schema: tollgate/change-plan/v1\n")
                Write("plans/p/SD-1.yaml", initiative("SD-1"))
                Write("plans/p/SD-2.yaml", initiative("SD-2"))
                Write("plans/p/draft-9.yaml", initiative("draft-9"))
                Write("plans/p/SD-1.csv", "")
                Write("plans/p/deeper/SD-8.yaml", initiative("SD-8"))
                Write("keps/kep-7/kep.yaml", "status: defined\n")
            }
            Commit("gone") { Delete("plans/p/SD-2.yaml") }
            Branch("topic")
            Commit("lands") { Write("plans/p/SD-3.yaml", initiative("SD-3")) }
            Branch("abandoned")
            Commit("never lands") { Write("plans/p/SD-4.yaml", initiative("SD-4")) }
            Switch("topic")
            Commit("never on the branch") { Write("plans/p/SD-5.yaml", initiative("SD-5")) }
            Commit("taken back") { Delete("plans/p/SD-5.yaml") }
            Switch("main")
            Merge("topic")
            Commit("moved") { Move("plans/p/SD-3.yaml", to: "plans/q/SD-6.yaml") }
            Commit("no text at all") {
                Link("plans/p/SD-7.yaml", to: "SD-1.yaml")
                Write("plans/p/broken.yaml", "\u{1}")
            }
        }
        let opened = try repository.open()
        let ids = try FormerIDs.all(opened, tip: repository.id("main"), policy: SamplePolicy.read(Self.policy))
        #expect(ids == ["SD-1", "SD-2", "SD-3", "SD-6", "SD-7", "broken"])
        #expect(opened.objects.counts.blobs == 0)
    }

    @Test("they end at the tip that was asked for")
    func tip() throws {
        let repository = try TestRepository {
            Commit("one") { Write("plans/p/SD-1.yaml", initiative("SD-1")) }
            Commit("two") { Write("plans/p/SD-2.yaml", initiative("SD-2")) }
        }
        let policy = SamplePolicy.read(Self.policy)
        #expect(try FormerIDs.all(repository.open(), tip: repository["one"], policy: policy) == ["SD-1"])
        #expect(try FormerIDs.all(repository.open(), tip: repository["two"], policy: policy) == ["SD-1", "SD-2"])
    }
}
