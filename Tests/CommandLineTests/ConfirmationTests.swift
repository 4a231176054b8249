import GitStore
import Testing
import TollgateTesting

/// Value is confirmed by the controller's sign-off for the last stage, and by nothing else.
@Suite("Confirmation")
struct ConfirmationTests {
    private typealias Programme = SignedProgramme

    /// Closed on a branch of its own that is merged, with everybody's sign-off or without one role's.
    private static func closed(
        without role: String? = nil, more: [any HistoryStep] = []
    ) throws -> TestRepository {
        try TestRepository {
            try Programme.start(at: "implemented")
            Programme.proposal(to: "closed", without: role)
            Switch("main")
            Merge("topic", label: "close", at: "2026-06-10T12:00:00Z")
            more
        }
    }

    private func row(_ repository: TestRepository) async throws -> [String: String] {
        let run = await repository.tollgate("analyze", "realisation", "--format", "json")
        #expect(run.status == 0, "\(run)")
        return try #require(try JSON(run.output).rows.first { $0["name"] == Programme.id }, "\(run)")
    }

    @Test("with it, the landing that closed is the one that confirmed")
    func confirmed() async throws {
        let repository = try Self.closed()
        let close = try repository["close"].hex
        let row = try await row(repository)
        #expect(row["confirmed-on"] == "2026-06-10" && row["confirmed-commit"] == close && row["note"] == "")
        let value = await repository.tollgate("value")
        #expect(!value.output.contains("without the controller's sign-off"), "\(value)")
        #expect(value.output.contains(close.prefix(7)), "\(value)")
        // As of the landing before, nobody had confirmed anything.
        let before = await repository.tollgate("value", "--as-of", "\(close)^")
        #expect(before.status == 0 && before.output.contains("confirmed n/a\n"), "\(before)")
    }

    @Test("without it, what is closed is not confirmed, and the report says so")
    func unsigned() async throws {
        let repository = try Self.closed(without: "controller")
        let row = try await row(repository)
        #expect(row["stage"] == "closed" && row["confirmed-on"] == nil && row["confirmation-lag"] == nil)
        #expect(row["note"]?.contains("closed-unsigned") ?? false)
        let value = await repository.tollgate("value")
        #expect(value.output.contains("at `closed` without the controller's sign-off: SD-104\n"), "\(value)")
        #expect(value.output.contains("confirmed n/a\n"), "\(value)")
    }

    @Test("another role's missing sign-off does not take the controller's away")
    func otherRole() async throws {
        let repository = try Self.closed(without: "sponsor")
        #expect(try await row(repository)["confirmed-on"] == "2026-06-10")
    }

    @Test("where the keys cannot be read, nobody can say, and that is no confirmation")
    func undecided() async throws {
        let repository = try TestRepository {
            try Programme.start(at: "implemented")
            Commit("lose", author: Signer.ana.author) { Delete(Programme.revokedPath) }
            Programme.proposal(to: "closed")
            Switch("main")
            Merge("topic", label: "close", at: "2026-06-10T12:00:00Z")
        }
        let row = try await row(repository)
        #expect(row["confirmed-on"] == nil && row["note"]?.contains("confirmation-undecided") ?? false, "\(row)")
        let value = await repository.tollgate("value")
        #expect(
            value.output.contains("whether the controller signed for `closed` cannot be told of SD-104: "), "\(value)")
    }

    @Test("what was closed before there was a policy is confirmed by nobody")
    func grandfathered() async throws {
        let repository = try TestRepository { try Programme.start(at: "closed") }
        let row = try await row(repository)
        #expect(row["confirmed-on"] == nil && row["note"]?.contains("closed-unsigned") ?? false, "\(row)")
    }

    @Test("where the gate asks for no controller, reaching the last stage confirms, and the report says so")
    func notAsked() async throws {
        let repository = try TestRepository {
            Commit("begin", at: "2026-01-05T09:00:00Z") {
                Write(Plans.policyPath, Plans.policy())
                plan("SD-1", "closed")
            }
        }
        let value = await repository.tollgate("value")
        #expect(
            value.output.contains(
                "confirmed means that `closed` was reached: its gate asks for no controller's sign-off"), "\(value)")
        #expect(value.output.contains("2026-01-05"), "\(value)")
    }
}
