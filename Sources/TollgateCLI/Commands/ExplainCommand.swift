import ArgumentParser
import Diagnostics
import Governance
import Reports

struct ExplainCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", _superCommandName: RootCommand.name,
        abstract: "What a rule or a criterion of a gate asks for, why, and how to mend it.")

    @Argument(help: ArgumentHelp("A rule by its code or name, or a criterion by its name.", valueName: "code"))
    var code: String?

    @Flag(help: "List all rules and criteria.")
    var all = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        if all { return try list(world) }
        guard let code else {
            throw .usage("which rule or criterion?", help: "`tollgate explain GAT002`, or `--all` for the list")
        }
        if let rule = RuleCatalogue.rule(named: code) {
            return try show(RulesPage.text(for: rule), RulesReport.table([rule]), world)
        }
        let criteria = CriterionCatalogue.descriptions(named: code)
        guard !criteria.isEmpty else {
            let nearest =
                Suggestion.nearest(to: code.uppercased(), among: RuleCatalogue.rules.map(\.code.text))
                ?? Suggestion.nearest(to: code, among: RuleCatalogue.rules.map(\.name) + CriterionCatalogue.words)
            throw .usage(
                "there is no rule or criterion `\(Printable.line(code))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate explain --all` lists them")
        }
        let text = criteria.map { CriteriaPage.text(for: $0) }.joined(separator: "\n")
        return try show(text, RulesReport.table([], criteria), world)
    }

    private func show(_ text: String, _ table: Table, _ world: World) throws(CommandFailure) -> Int32 {
        try Delivery(world: world, options: common).deliver { format, style in
            format == .full || format == .concise ? text : table.text(format, style: style)
        }
        return ExitCode.success
    }

    private func list(_ world: World) throws(CommandFailure) -> Int32 {
        let table = RulesReport.table(RuleCatalogue.rules, CriterionCatalogue.descriptions)
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
        return ExitCode.success
    }
}
