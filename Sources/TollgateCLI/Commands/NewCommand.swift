import ArgumentParser
import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import PlanText

struct NewCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a new document from its template.",
        subcommands: [NewPlanCommand.self, NewInitiativeCommand.self])

    func run(in world: World) throws(CommandFailure) -> Int32 {
        throw .usage(
            "`tollgate new` does not say what",
            help: "write `tollgate new plan <id>`, or `tollgate new initiative <id> --in <plan> --title <title>`")
    }
}

struct NewPlanCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Write a new change plan, in a folder of its own.")

    @Argument(help: ArgumentHelp("The id, which is also the folder.", valueName: "id"))
    var id: String

    @Option(help: "The programme in a few words.")
    var title: String

    @Flag(name: .customLong("dry-run"), help: "Show what would be written, and write nothing.")
    var isDryRun = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let scaffold = try Scaffold(workspace, isDryRun: isDryRun)
        let loaded = try workspace.policyInForce()
        let document = NewDocument(scaffold: scaffold, loaded: loaded)
        guard TextPattern.innerID.matches(id) else {
            throw .usage(
                "`\(Printable.line(id))` is no id of a change plan",
                help: "use small letters, digits and `-`, as in `service-desk-2026`")
        }
        let path = try document.pathOfPlan(id)
        let text = ChangePlanTemplate(
            id: id, title: try NewDocument.title(title)
        ).text
        try document.write(
            path, text, .plan, purpose: "the change plan",
            next: ["then: `tollgate new initiative <id> --in \(id) --title <title>`"])
        return ExitCode.success
    }
}

struct NewInitiativeCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "initiative",
        abstract: "Write a new initiative at the first stage, in the folder of a change plan.",
        discussion: "Where only the prefix of an id is given, as in `SD`, the initiative gets the next number.")

    @Argument(help: ArgumentHelp("The id, which is also the file's name; or its prefix.", valueName: "id"))
    var id: String

    @Option(name: .customLong("in"), help: ArgumentHelp("The change plan: its id, or its folder.", valueName: "plan"))
    var plan: String

    @Option(help: "The initiative in a few words.")
    var title: String

    @Option(help: "The one person accountable for the outcome.")
    var owner: String?

    @Option(help: "Who wants it and pays for it.")
    var sponsor: String?

    @Flag(name: .customLong("dry-run"), help: "Show what would be written, and write nothing.")
    var isDryRun = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let scaffold = try Scaffold(workspace, isDryRun: isDryRun)
        let loaded = try workspace.policyInForce()
        let document = NewDocument(scaffold: scaffold, loaded: loaded)
        let folder = try document.folder(ofPlan: plan)
        let free = try FreeID(workspace, loaded, scaffold.workTree)
        let id = try free.resolve(id)
        let path = "\(folder)/\(id).yaml"
        let entry = loaded.policy.entry(for: Array(path.utf8))
        let pattern = entry?.idPattern ?? .initiativeID
        guard pattern.matches(id) else {
            throw .usage(
                "`\(Printable.line(id))` is no id of an initiative; expected `\(pattern)`",
                help: "choose one such as `SD-104`, or give a prefix such as `SD`")
        }
        guard let stage = loaded.policy.ladder.stages.first else { throw Workspace.noPolicy }
        let template = InitiativeTemplate(
            id: id, title: try NewDocument.title(title), stage: stage, owner: owner, sponsor: sponsor)
        var next = ["then: fill it in; `tollgate gate \(id)` shows what the next stage needs"]
        if let reason = free.withoutHistory { next.append(reason) }
        try document.write(path, template.text, .initiative, purpose: "the initiative", next: next)
        return ExitCode.success
    }
}

/// Where a new document belongs, and whether it would stand there as it should.
struct NewDocument {
    let scaffold: Scaffold
    let loaded: Workspace.LoadedPolicy

    private var policy: Policy { loaded.policy }

    static func title(_ text: String) throws(CommandFailure) -> String {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .usage("the title is empty", help: "say it in a few words: `--title \"Self-service resets\"`")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
            throw .usage("the title has a line break or another control character", help: "write it on one line")
        }
        return text
    }

    /// The path of a change plan's document, by the first pattern that has one place for its id.
    func pathOfPlan(_ id: String) throws(CommandFailure) -> String {
        for entry in policy.documents where entry.kind == .plan && !entry.isAdapted {
            for pattern in entry.matches {
                let parts = pattern.text.split(separator: "/", omittingEmptySubsequences: false)
                let path = parts.map { $0 == "*" ? id : String($0) }.joined(separator: "/")
                if parts.count(where: { $0 == "*" }) == 1, entry.matches(Array(path.utf8)) { return path }
            }
        }
        throw .usage(
            "the policy has no place for a change plan of its own folder",
            help: "declare one under `documents`: `{kind: plan, match: \"plans/*/plan.yaml\"}`")
    }

    /// The folder of a change plan that is there, by its id or by the folder itself.
    func folder(ofPlan name: String) throws(CommandFailure) -> String {
        let trimmed = name.hasSuffix("/") ? String(name.dropLast()) : name
        let files = try git { () throws(GitError) in
            var files: [String] = []
            for folder in loaded.scope.folders {
                for file in try scaffold.workTree.files(below: folder)
                where policy.entry(for: file.path)?.kind == .plan && file.mode.isFile {
                    files.append(String(decoding: file.path, as: UTF8.self))
                }
            }
            return files
        }
        let folders = files.map { StateFiles.folder(of: $0) }
        let ids = folders.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        if let index = folders.firstIndex(of: trimmed) ?? ids.firstIndex(of: trimmed) { return folders[index] }
        throw .usage(
            "there is no change plan `\(Printable.line(name))`",
            help: Suggestion.nearest(to: trimmed, among: ids).map { "did you mean `\($0)`?" }
                ?? "make it first: `tollgate new plan \(Printable.line(trimmed)) --title <title>`")
    }

    /// Writes the document where an entry of the policy reads it as what it is.
    func write(
        _ path: String, _ text: String, _ kind: DocumentEntry.Kind, purpose: String, next: [String]
    ) throws(CommandFailure) {
        guard let entry = policy.entry(for: Array(path.utf8)), entry.kind == kind, !entry.isAdapted else {
            throw .usage(
                "the policy does not read \(Printable.line(path)) as \(kind == .plan ? "a change plan" : "an initiative")",
                help: "look at `documents` in the policy: the first entry that matches counts")
        }
        guard try !scaffold.isTaken(path) else {
            throw .usage("there is a file already at \(Printable.line(path))", help: "choose another id")
        }
        try scaffold.write(
            [Scaffold.File(path: path, text: text, purpose: purpose)], format: "tollgate.new/1", next: next)
    }
}
