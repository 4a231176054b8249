import Testing
import TollgateTesting

/// The project's own plans: an example that people copy from, so that they break no rule on the day they are written for, and
/// do not become errors by the mere passing of time.
@Suite("The project's own plans")
struct ProjectPlansTests {
    @Test("they break no rule on their day")
    func today() async throws {
        let checked = try await check(Programme.day)
        expect(checked, 0)
        #expect(checked.gates.isEmpty && checked.examined["initiatives"] == 11, "\(checked)")
    }

    @Test("time makes warnings of them, and no errors", arguments: [1, 45, 182, 400] as [Int64])
    func later(days: Int64) async throws {
        let checked = try await check(Programme.day.adding(hours: 24 * days))
        #expect(checked.status == 0 && checked.findings.allSatisfy { $0.severity == "warning" }, "\(checked)")
    }

    private func check(_ now: Moment) async throws -> Checked {
        let folder = try Programme.make(in: sandbox)
        return try Checked(await CommandRun(["check", "--format", "json"], in: folder, now: now))
    }

    @Test("each meets the criteria of every gate up to its stage")
    func gates() async throws {
        // Where only the trust set has landed, the others are adopted, and every gate behind them is judged.
        let folder = try Programme.make(in: sandbox, committed: ["policy.yaml", "people.yaml", "fx.csv"])
        let checked = try Checked(await CommandRun(["check", "--format", "json"], in: folder, now: Programme.day))
        // What is on hold or cancelled cannot be adopted as such, and is refused for that alone.
        #expect(checked.findings.map(\.code) == ["GAT007", "GAT007"], "\(checked)")
        #expect(checked.examined["steps"] == 9, "\(checked)")
    }

    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }
}
