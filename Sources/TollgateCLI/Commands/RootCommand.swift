import ArgumentParser

/// A command that runs in a world that is handed in, and says how it ended.
protocol WorldCommand: ParsableCommand {
    func run(in world: World) async throws(CommandFailure) -> Int32
}

struct RootCommand: ParsableCommand {
    static let name = "tollgate"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Plan-as-code for change plans and initiatives, on git.",
        discussion: """
            The plan says what was promised. The ledger says what happened. The commits say who agreed.

            Exit codes: 0 examined, nothing found; 1 findings; 2 usage or an unusable policy; 3 cannot decide, or nothing was \
            examined; 4 internal error.
            """,
        version: ToolVersion.current,
        subcommands: [
            CheckCommand.self, GateCommand.self, SignoffCommand.self, AdvanceCommand.self, VerifyCommand.self,
            AuditCommand.self, StatusCommand.self, LogCommand.self, ValueCommand.self, AnalyzeCommand.self,
            ExplainCommand.self, MergeLedgerCommand.self, DoctorCommand.self, RecordCommand.self, NewCommand.self,
            InitCommand.self, DemoCommand.self, KeysCommand.self, PolicyCommand.self,
        ])
}
