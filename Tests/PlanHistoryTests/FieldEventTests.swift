import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Testing
import Timeline
import TollgateTesting

@Suite("Replay: fields that changed")
struct FieldEventTests {
    /// `landing path: field old > new (line:column)` for each event about a field.
    private static func fields(
        _ repository: TestRepository, policy: String = SamplePolicy.own, timeline: Int = 0
    ) async throws -> [String] {
        let opened = try repository.open()
        let policy = SamplePolicy.read(policy)
        let replay = try await Replay(opened, tip: repository.id("main"), policy: policy)
        let whole = try replay.withFields(replay.timelines[timeline], opened, policy: policy)
        #expect(
            whole.events.filter { if case .fieldChanged = $0.kind { false } else { true } }
                == replay.timelines[timeline].events)
        #expect(whole.events.map(\.landing.order) == whole.events.map(\.landing.order).sorted())
        return whole.events.compactMap { event in
            guard case .fieldChanged(let change) = event.kind else { return nil }
            let place = change.position.map { " (\($0.line):\($0.column))" } ?? ""
            return
                "\(event.landing.order) \(event.path): \(change.field) \(change.old ?? "-") > \(change.new ?? "-")\(place)"
        }
    }

    @Test("changed, new and removed fields are told with both values and the place of the new one")
    func values() async throws {
        let repository = try TestRepository {
            Commit("0") { Write("plans/p/SD-1.yaml", initiative("SD-1", more: "owner: ada\nsponsor: ben\n")) }
            Commit("1") { Write("plans/p/SD-1.yaml", initiative("SD-1", more: "owner: cleo\ncontroller: dana\n")) }
            Commit("2") {
                Write(
                    "plans/p/SD-1.yaml",
                    initiative("SD-1", more: "# Nothing but layout.\ncontroller:   'dana'\nowner: cleo\n"))
            }
        }
        #expect(
            try await Self.fields(repository) == [
                "1 plans/p/SD-1.yaml: owner ada > cleo (5:8)", "1 plans/p/SD-1.yaml: sponsor ben > -",
                "1 plans/p/SD-1.yaml: controller - > dana (6:13)",
            ])
    }

    @Test("items of a list are told apart by their ids, wherever they stand")
    func listItems() async throws {
        let before = """
            metrics:
              - {id: calls, target: {value: 10}}
              - {id: hours, target: {value: 20}}

            """
        let after = """
            metrics:
              - {id: cost, target: {value: 5}}
              - {id: hours, target: {value: 25}}
              - {id: calls, target: {value: 10}}

            """
        let repository = try TestRepository {
            Commit("0") { Write("plans/p/SD-1.yaml", initiative("SD-1", more: before)) }
            Commit("1") { Write("plans/p/SD-1.yaml", initiative("SD-1", more: after)) }
        }
        #expect(
            try await Self.fields(repository) == [
                "1 plans/p/SD-1.yaml: metrics.hours.target.value 20 > 25 (7:33)",
                "1 plans/p/SD-1.yaml: metrics.cost - > {id: cost, target: {value: 5}} (6:5)",
            ])
    }

    @Test("id, stage and state have events of their own and are not told twice")
    func ownEvents() async throws {
        let repository = try TestRepository {
            Commit("0") { Write("plans/p/SD-1.yaml", initiative("SD-1")) }
            Commit("1") {
                Write("plans/p/SD-1.yaml", initiative("SD-1", "identified", state: "on-hold", more: "because: money\n"))
            }
        }
        #expect(try await Self.fields(repository) == ["1 plans/p/SD-1.yaml: because - > money (6:10)"])
    }

    @Test("in documents of others it is the mapped fields that have events of their own, and no others")
    func foreign() async throws {
        let repository = try TestRepository {
            Commit("0") {
                Write("keps/1/kep.yaml", "kep-number: 1\nstatus: provisional\nstate: draft\nid: a\nstage: alpha\n")
            }
            Commit("1") {
                Write("keps/1/kep.yaml", "kep-number: 2\nstatus: implemented\nstate: final\nid: b\nstage: beta\n")
            }
        }
        #expect(
            try await Self.fields(repository, policy: SamplePolicy.foreign) == [
                "1 keps/1/kep.yaml: state draft > final (3:8)", "1 keps/1/kep.yaml: id a > b (4:5)",
                "1 keps/1/kep.yaml: stage alpha > beta (5:8)",
            ])
    }

    @Test("fields are followed through moves, and through versions that cannot be read")
    func movesAndUnreadable() async throws {
        let repository = try TestRepository {
            Commit("0") { Write("plans/p/SD-1.yaml", initiative("SD-1", more: "owner: ada\n")) }
            Commit("1") { Write("plans/p/SD-1.yaml", "title: \"never closed\n") }
            Commit("2") {
                Delete("plans/p/SD-1.yaml")
                Write("plans/q/SD-1.yaml", initiative("SD-1", more: "owner: ben\n"))
            }
        }
        #expect(try await Self.fields(repository) == ["2 plans/q/SD-1.yaml: owner ada > ben (5:8)"])
    }

    @Test("versions that are a link or a submodule are passed over")
    func noFiles() async throws {
        let text = initiative("SD-1", more: "owner: ada\n")
        let repository = try TestRepository {
            Commit("0") { Write("plans/p/SD-1.yaml", text) }
            Commit("1") { Submodule("plans/p/SD-1.yaml", String(repeating: "7", count: 40)) }
            // A target that reads like an initiative.
            Commit("2") { Link("plans/p/SD-1.yaml", to: initiative("SD-1", more: "owner: nobody\n")) }
            Commit("3") { Write("plans/p/SD-1.yaml", initiative("SD-1", more: "owner: ben\n")) }
        }
        #expect(try await Self.fields(repository) == ["3 plans/p/SD-1.yaml: owner ada > ben (5:8)"])
    }

    @Test("in a Markdown plan only the front matter is read, with places in the file")
    func frontMatter() async throws {
        let repository = try TestRepository {
            Commit("0") { Write("plans/p/SD-1.md", "---\n\(initiative("SD-1", more: "owner: ada\n"))---\n# Plan\n") }
            Commit("1") {
                Write("plans/p/SD-1.md", "---\n\(initiative("SD-1", more: "owner: ben\n"))---\n# Another plan\n")
            }
        }
        #expect(try await Self.fields(repository) == ["1 plans/p/SD-1.md: owner ada > ben (6:8)"])
    }

    @Test("names with characters that are not shown as they are lose no fields")
    func unusualNames() async throws {
        let repository = try TestRepository {
            Commit("0") { Write("notes/a\\b\u{7}.md", "---\nstatus: provisional\ntitle: one\n---\n") }
            Commit("1") { Write("notes/a\\b\u{7}.md", "---\nstatus: provisional\ntitle: two\n---\n") }
        }
        let policy = SamplePolicy.foreign.replacingOccurrence(of: "notes/*.md", with: "notes/a?b?.md")
        #expect(try await Self.fields(repository, policy: policy) == ["1 notes/a\\\\b\\u{7}.md: title one > two (3:8)"])
    }
}

extension String {
    fileprivate func replacingOccurrence(of old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
