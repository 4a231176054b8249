import ArgumentParser
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

struct CheckCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: RootCommand.name,
        abstract: "Judge the work tree, what is staged, or a range of commits.",
        discussion: """
            Without options the work tree is judged: text and shape of every document, and the steps it takes against HEAD. \
            In a bare repository HEAD's tree is judged as it stands.
            """)

    @Argument(help: ArgumentHelp("Files or folders to limit the check to.", valueName: "paths"))
    var paths: [String] = []

    @Flag(help: "Judge what is staged for the next commit.")
    var staged = false

    @Option(help: ArgumentHelp("Judge landings, or a proposal to land them.", valueName: "base..tip"))
    var range: String?

    @Flag(help: "Called by a git hook: take the repository and the index from the variables that git sets.")
    var hook = false

    @Option(help: ArgumentHelp("Only rules with these codes, names or families; repeatable.", valueName: "rule"))
    var select: [String] = []

    @Option(help: ArgumentHelp("Not the rules with these codes, names or families; repeatable.", valueName: "rule"))
    var ignore: [String] = []

    @Option(name: .customLong("fail-on"), help: "The severity that makes the check fail: error, warning or info.")
    var failOn: FailLevel = .error

    @Flag(help: "Mend in the work tree what can be mended with certainty, then judge what is left.")
    var fix = false

    @Flag(help: "Show what `--fix` would change and write nothing; ends with 1 where a file would change.")
    var diff = false

    @Flag(
        name: .customLong("write-baseline"),
        help:
            "Write the findings of the work tree to baseline.csv beside the policy, which are then counted and no longer reported."
    )
    var writeBaseline = false

    @OptionGroup var common: CommonOptions

    enum FailLevel: String, ExpressibleByArgument, CaseIterable {
        case error
        case warning
        case info
    }

    func run(in world: World) throws(CommandFailure) -> Int32 {
        if staged, range != nil {
            throw .usage("`--staged` and `--range` exclude each other", help: "judge one of the two at a time")
        }
        try requireWorkTreeForFixes()
        if writeBaseline, fix || diff {
            throw .usage(
                "`--write-baseline` and `--fix` or `--diff` exclude each other",
                help: "mend with `tollgate check --fix` first, then write what is left to the baseline")
        }
        if writeBaseline, staged || range != nil || !paths.isEmpty || !select.isEmpty || !ignore.isEmpty {
            throw .usage(
                "`--write-baseline` takes the whole work tree; `--staged`, `--range`, `--select`, `--ignore` and paths leave a part of it out",
                help: "run `tollgate check --write-baseline`")
        }
        let selection = try RuleSelection(select: select, ignore: ignore)
        let workspace = try Workspace(common, world, hook: hook, verifiesHashes: true)
        if writeBaseline, workspace.repository.facts.isBare {
            throw .usage(
                "a bare repository has no work tree to write a baseline to", help: "write it in a clone that has files")
        }
        let report = try judged(workspace, selection)
        guard fix || diff else { return try finish(report, world) }
        let fixes = try FixesOfCheck(workspace, report.findings)
        if diff { return try show(fixes, report, world) }
        guard !fixes.texts.isEmpty else { return try finish(fixes.added(to: report), world) }
        try fixes.write()
        return try finish(fixes.added(to: try judged(workspace, selection)), world)
    }

    private func judged(_ workspace: Workspace, _ selection: RuleSelection) throws(CommandFailure) -> CheckReport {
        let selectedPaths = try PathSelection(
            paths, directory: workspace.directory, top: workspace.repository.facts.workTree)
        var report = CheckReport(
            subject: "", toolVersion: ToolVersion.current, failLevel: Severity(word: failOn.rawValue) ?? .error)
        let policy: Policy?
        if let range {
            policy = try judgeRange(range, workspace, selectedPaths, &report)
        } else {
            policy = try judgeState(workspace, selectedPaths, &report)
        }
        report.findings += try environment(workspace, policy)
        report.findings = selection.apply(report.findings, deselected: &report.deselected).sorted(
            by: Finding.reportOrder)
        report.notJudged.sort { ($0.initiative, $0.step, $0.gate) < ($1.initiative, $1.step, $1.gate) }
        report.pending.sort { ($0.initiative, $0.step) < ($1.initiative, $1.step) }
        return report
    }

    private func requireWorkTreeForFixes() throws(CommandFailure) {
        if fix, diff { throw .usage("`--fix` and `--diff` exclude each other", help: "look at `--diff` first") }
        guard fix || diff else { return }
        let option = fix ? "--fix" : "--diff"
        if staged || range != nil {
            throw .usage(
                "`\(option)` mends the work tree, and `\(staged ? "--staged" : "--range")` judges something else",
                help: "run `tollgate check \(option)`, then stage or commit what it changed")
        }
        if diff, common.targets != [OutputTarget(format: .full, file: "-")] {
            throw .usage("`--diff` writes a unified diff and nothing else", help: "leave out `--format` and `--output`")
        }
    }

    /// The differences that fixes would make.
    private func show(_ fixes: FixesOfCheck, _ report: CheckReport, _ world: World) throws(CommandFailure) -> Int32 {
        try Delivery(world: world, options: common).deliver { _, _ in
            fixes.texts.map { UnifiedDiff(of: $0).text }.joined()
        }
        for remark in fixes.remarks { world.errorOutput("note: \(remark)\n") }
        if !fixes.texts.isEmpty { return ExitCode.findings }
        if report.counts.isNothing {
            throw .undecided("nothing was examined", help: report.undecided.first?.help)
        }
        return ExitCode.success
    }

    private func finish(_ report: CheckReport, _ world: World) throws(CommandFailure) -> Int32 {
        let isSilent = common.quiet && report.verdict == .pass && report.findings.isEmpty
        try Delivery(world: world, options: common).deliver { format, style in
            isSilent && (format == .full || format == .concise) ? "" : report.text(format, style: style)
        }
        switch report.verdict {
        case .pass: return ExitCode.success
        case .violation: return ExitCode.findings
        case .cannotDecide: return ExitCode.undecided
        }
    }

    private func add(_ judgement: Judgement, _ policy: Policy?, to report: inout CheckReport) {
        let resolver = SeverityResolver(policy)
        report.findings += judgement.diagnostics.compactMap(resolver.finding)
        report.notJudged += judgement.notJudged
        report.pending += judgement.pending
        report.counts += judgement.counts
        report.excepted += judgement.excepted
    }

    /// What git itself would show differently in this clone.
    private func environment(_ workspace: Workspace, _ policy: Policy?) throws(CommandFailure) -> [Finding] {
        let facts = workspace.repository.facts
        return EnvironmentRules.replacements(refs: facts.replaceRefs, hasGrafts: facts.hasGrafts)
            .compactMap(SeverityResolver(policy).finding)
    }

    // MARK: - A state

    private func judgeState(
        _ workspace: Workspace, _ paths: PathSelection, _ report: inout CheckReport
    ) throws(CommandFailure) -> Policy {
        let facts = workspace.repository.facts
        let label = workspace.headLabel
        var outcome: (Judgement, [String])
        let policy: Policy
        if staged {
            let index = try git { () throws(GitError) in try workspace.repository.index() }
            // A hook can name an index all the same. Nothing at all is no proposal to remove every plan.
            if facts.isBare, index.entries.isEmpty {
                throw .usage(
                    "a bare repository has no index",
                    help: "judge what has landed with `tollgate check`, or a proposal with `--range`")
            }
            let loaded = try workspace.policyInForce(staged: index.entries)
            policy = loaded.policy
            let context = CheckContext(workspace: workspace, loaded: loaded, paths: paths)
            outcome = try StagedCheck(context: context, index: index, head: facts.head, headLabel: label).run()
            report.subject = "index against \(label)"
        } else if let top = facts.workTree {
            let loaded = try workspace.policyInForce()
            policy = loaded.policy
            let context = CheckContext(
                workspace: workspace, loaded: loaded, paths: paths, ignoresBaseline: writeBaseline)
            outcome = try WorkTreeCheck(
                context: context, workTree: WorkTree(root: top), head: facts.head, headLabel: label,
                judgesDeployments: true
            ).run()
            report.subject = "work tree against \(label)"
            if writeBaseline { try write(&outcome.0, policy, context, WorkTree(root: top), &report) }
        } else {
            guard let head = facts.head else {
                throw .undecided("nothing was examined: the repository has no commits", help: "push the plans first")
            }
            var inForce = try workspace.policyFromOption()
            if inForce == nil { inForce = try workspace.policy(in: head) }
            guard let loaded = inForce else { throw Workspace.noPolicy }
            policy = loaded.policy
            outcome = try TreeCheck(
                context: CheckContext(workspace: workspace, loaded: loaded, paths: paths), commit: head
            ).run()
            report.subject = "tree of \(label)"
        }
        add(outcome.0, policy, to: &report)
        report.remarks += outcome.1
        if report.counts.isNothing, report.findings.isEmpty {
            let patterns = policy.documents.flatMap(\.matches).map { "`\($0.text)`" }.joined(separator: ", ")
            report.undecided.append(
                .init(
                    reason: "no file matches \(paths.isEverything ? patterns : "the given paths and \(patterns)")",
                    help: "look at `documents` in the policy"))
        }
        return policy
    }

    /// Writes what was found to the baseline, and takes it out of the findings.
    private func write(
        _ judgement: inout Judgement, _ policy: Policy, _ context: CheckContext, _ workTree: WorkTree,
        _ report: inout CheckReport
    ) throws(CommandFailure) {
        guard let path = context.baselinePath else {
            throw .usage(
                "the policy lies outside of the repository, and the baseline would lie beside it",
                help: "put the policy into the repository, at \(Policy.defaultPath)")
        }
        let resolver = SeverityResolver(policy)
        var entries: [Baseline.Entry] = []
        judgement.diagnostics.removeAll { diagnostic in
            guard resolver.finding(diagnostic) != nil, let entry = Baseline.entry(of: diagnostic, policy) else {
                return false
            }
            entries.append(entry)
            return true
        }
        let text = Baseline.text(entries)
        try git { () throws(GitError) in
            let lock = try WriteLock(context.repository.facts)
            try workTree.write(Array(text.utf8), to: Array(path.utf8))
            _ = consume lock
        }
        judgement.excepted.inBaseline += entries.count
        report.remarks.append(
            "\(path) has \(entries.count) finding\(entries.count == 1 ? "" : "s") now; they are counted and no longer reported once it has landed"
        )
    }

    // MARK: - A range

    private func judgeRange(
        _ range: String, _ workspace: Workspace, _ paths: PathSelection, _ report: inout CheckReport
    ) throws(CommandFailure) -> Policy? {
        try workspace.requireCompleteHistory()
        guard let dots = range.firstRange(of: ".."), !range[dots.upperBound...].hasPrefix(".") else {
            throw .usage(
                "`\(Printable.line(range))` is no range", help: "expected `<base>..<tip>`, as in `main..topic`")
        }
        let (from, to) = (String(range[..<dots.lowerBound]), String(range[dots.upperBound...]))
        let (base, tip) = try git { () throws(GitError) in
            (
                try workspace.repository.commit(revision: from.isEmpty ? "HEAD" : from),
                try workspace.repository.commit(revision: to.isEmpty ? "HEAD" : to)
            )
        }
        let check = RangeCheck(
            workspace: workspace, paths: paths, base: base, tip: tip, fixedPolicy: try workspace.policyFromOption())
        let outcome = try check.run()
        report.subject = outcome.subject.isEmpty ? "range \(base.short)..\(tip.short)" : outcome.subject
        add(outcome.judgement, outcome.policy, to: &report)
        report.undecided += outcome.undecided
        report.remarks += outcome.remarks
        return outcome.policy
    }
}

/// The rules that `--select` and `--ignore` name.
struct RuleSelection {
    private let selected: Set<String>
    private let ignored: Set<String>

    init(select: [String], ignore: [String]) throws(CommandFailure) {
        selected = try Self.codes(select)
        ignored = try Self.codes(ignore)
    }

    private static func codes(_ names: [String]) throws(CommandFailure) -> Set<String> {
        var result: Set<String> = []
        for name in names.flatMap({ $0.split(separator: ",").map(String.init) }) {
            if let rule = RuleCatalogue.rule(named: name) {
                result.insert(rule.code.text)
            } else {
                let family = RuleCatalogue.rules.filter { $0.code.family == name.uppercased() }
                guard !family.isEmpty else {
                    let nearest = Suggestion.nearest(
                        to: name, among: RuleCatalogue.rules.flatMap { [$0.code.text, $0.name] })
                    throw .usage(
                        "there is no rule `\(Printable.line(name))`",
                        help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate explain --all` lists the rules")
                }
                result.formUnion(family.map(\.code.text))
            }
        }
        return result
    }

    /// The findings that are asked for; the others are counted.
    func apply(_ findings: [Finding], deselected: inout Int) -> [Finding] {
        let kept = findings.filter { finding in
            let code = finding.code.text
            return (selected.isEmpty || selected.contains(code)) && !ignored.contains(code)
        }
        deselected += findings.count - kept.count
        return kept
    }
}
