#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import ArgumentParser
import Diagnostics
import GitStore
import Reports

struct DemoCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", _superCommandName: RootCommand.name,
        abstract: "Make a repository with eighteen months of signed history, to look around in.",
        discussion: """
            Two programmes and fourteen initiatives of an organisation that does not exist: plans, ledgers with evidence, \
            deployments with tags, landings by merge, squash and rebase, and people with keys of their own. Some of it is wrong; \
            the other commands find it.

            No other program is started, and nothing outside of the folder is read or written.
            """)

    @Argument(help: ArgumentHelp("Where to make it: a folder that is empty or not there yet.", valueName: "dir"))
    var folder: String

    @Flag(
        help:
            "Without keys, signatures and sign-offs, and with a policy that asks for none: the same commits everywhere."
    )
    var unsigned = false

    @Flag(name: .customLong("without-mistakes"), help: "Leave out what there is to be found.")
    var withoutMistakes = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let path = try emptyFolder(world)
        let repository = DemoRepository(
            folder: path, isSigned: !unsigned, hasMistakes: !withoutMistakes, newKey: world.newKey)
        let outcome = try repository.make()
        let table = Table(
            format: "tollgate.demo/1", members: members(outcome), columns: Self.columns,
            rows: Self.suggestions.map { [.text($0.command), .text($0.shows)] }, summary: summary(outcome))
        try Delivery(world: world, options: common).deliver { format, style in
            common.quiet && (format == .full || format == .concise) ? "" : table.text(format, style: style)
        }
        return ExitCode.success
    }

    // MARK: - What it says

    private static let columns = [Table.Column("command", "to try in it"), Table.Column("shows", "what it shows")]

    private static let suggestions: [(command: String, shows: String)] = [
        ("tollgate status", "where the fourteen initiatives stand"),
        ("tollgate audit", "what landed without everybody whom it needed, and what nobody agreed to"),
        ("tollgate log SD-102", "a target that is given anew three times"),
        ("tollgate value", "what was promised, what came of it, and when it was confirmed"),
        ("tollgate analyze --list", "what else can be looked for: eroded targets, milestones that slip, late records"),
        ("tollgate gate PF-206", "what the next decision still needs"),
        ("tollgate check", "the work tree, which is in order"),
    ]

    private func members(_ outcome: DemoRepository.Outcome) -> [String: JSONValue] {
        [
            "folder": .string(folder), "tip": .string(outcome.tip), "initiatives": .int(outcome.initiatives),
            "landings": .int(outcome.landings), "commits": .int(outcome.commits), "signOffs": .int(outcome.signOffs),
            "tags": .int(outcome.tags), "keys": .optional(outcome.keys),
        ]
    }

    private func summary(_ outcome: DemoRepository.Outcome) -> [String] {
        let shown = Printable.line(folder)
        var lines = [
            "made \(shown): \(outcome.initiatives) initiatives, \(outcome.landings) landings on main, \(outcome.commits) commits, \(outcome.signOffs) sign-offs, \(outcome.tags) tags of deployments",
            "tip \(outcome.tip.prefix(7)); \(withoutMistakes ? "everything in it is in order" : "some of it is wrong, to be found")",
        ]
        guard let keys = outcome.keys else { return lines }
        let (ana, dana) = (DemoPerson.ana, DemoPerson.dana)
        lines += [
            "everybody's key lies in \(keys), without a passphrase: whoever reads it can sign as anybody",
            "to be \(dana.name) (or \(ana.name), \(ana.id)): git config user.name \"\(dana.name)\" && git config user.email \(dana.email) && git config gpg.format ssh && git config user.signingKey \"$PWD/\(keys)/\(dana.id)\"",
        ]
        return lines
    }

    /// The folder, which is made where it is not there. One that has anything in it is refused.
    private func emptyFolder(_ world: World) throws(CommandFailure) -> String {
        let base = common.directory.map(world.absolute) ?? world.directory
        let path = folder.hasPrefix("/") ? folder : base + "/" + folder
        let shown = Printable.line(folder)
        let files = FileManager.default
        var isFolder = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder, let content = try? files.contentsOfDirectory(atPath: path) else {
                throw .usage(
                    "\(shown) is no folder that can be read", help: "name a folder that is empty or not there yet")
            }
            guard content.isEmpty else {
                throw .usage("\(shown) is not empty", help: "name a folder that is empty or not there yet")
            }
            return path
        }
        do {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .usage("cannot make the folder \(shown)", help: "name one in a folder that may be written to")
        }
        return path
    }
}
