import ArgumentParser
import Diagnostics
import Governance
import Reports

struct ExplainCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "What a rule asks for, why, and how to mend a finding.")

    @Argument(help: ArgumentHelp("The rule: its code or its name.", valueName: "code"))
    var code: String?

    @Flag(help: "List all rules.")
    var all = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        if all { return try list(world) }
        guard let code else { throw .usage("which rule?", help: "`tollgate explain GAT002`, or `--all` for the list") }
        guard let rule = RuleCatalogue.rule(named: code) else {
            let nearest =
                Suggestion.nearest(
                    to: code.uppercased(), among: RuleCatalogue.rules.map(\.code.text))
                ?? Suggestion.nearest(to: code, among: RuleCatalogue.rules.map(\.name))
            throw .usage(
                "there is no rule `\(Printable.line(code))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate explain --all` lists the rules")
        }
        let table = RulesReport.table([rule])
        try Delivery(world: world, options: common).deliver { format, style in
            format == .full || format == .concise ? RulesPage.text(for: rule) : table.text(format, style: style)
        }
        return ExitCode.success
    }

    private func list(_ world: World) throws(CommandFailure) -> Int32 {
        let table = RulesReport.table(RuleCatalogue.rules)
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
        return ExitCode.success
    }
}
