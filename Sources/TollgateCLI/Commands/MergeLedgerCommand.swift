import ArgumentParser
import Diagnostics
import GitStore
import PlanModel
import PlanText

struct MergeLedgerCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge-ledger", abstract: "Merge two ledgers that were appended to at the same time.",
        discussion: """
            The target's lines stand first, byte for byte; below come the lines that only the other side appended. The result \
            is written to the target's file. Where either side changed or removed a line that both began with, nothing is \
            written and the command ends with 1. As a merge driver of git: `tollgate merge-ledger %O %A %B %P`.
            """)

    @Argument(help: ArgumentHelp("The ledger that both sides began with; may be empty.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("The ledger of the branch that is merged into; gets the result.", valueName: "target"))
    var target: String

    @Argument(help: ArgumentHelp("The ledger of the branch that is merged.", valueName: "theirs"))
    var theirs: String

    @Argument(help: ArgumentHelp("The ledger's path in the repository, for messages.", valueName: "path"))
    var path: String?

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let folder = common.directory.map(world.absolute) ?? world.directory
        let (file, before) = try read(target, folder)
        let (_, origin) = try read(base, folder)
        let (_, other) = try read(theirs, folder)
        let merged: [UInt8]
        do throws(EditRefusal) {
            merged = try LedgerMerge.merge(base: origin, target: before, theirs: other)
        } catch {
            throw CommandFailure(
                exitCode: ExitCode.findings, message: "\(Printable.line(path ?? target)): \(error.message)",
                help: error.help)
        }
        guard merged != before else { return ExitCode.success }
        try git { () throws(GitError) in
            try file.folder.write(merged, to: Array(file.name.utf8), over: .bytes(before))
        }
        return ExitCode.success
    }

    /// A file's bytes, with its folder and its name in it.
    private func read(
        _ name: String, _ folder: String
    ) throws(CommandFailure) -> (file: (folder: WorkTree, name: String), bytes: [UInt8]) {
        let absolute = name.hasPrefix("/") ? name : folder + "/" + name
        let parts = absolute.split(separator: "/")
        let file = (
            folder: WorkTree(root: "/" + parts.dropLast().joined(separator: "/")), name: String(parts.last ?? "")
        )
        let blob = try git { () throws(GitError) in
            try file.folder.read(Array(file.name.utf8), limit: TextLimits.bytes)
        }
        switch blob {
        case .bytes(let bytes): return (file, bytes)
        case .tooLarge(let bytes):
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "\(Printable.line(name)) has \(bytes) bytes; at most \(TextLimits.bytes) (1 MiB) are read",
                help: "merge it by hand: the target's lines first")
        case nil:
            throw .usage(
                "there is no file \(Printable.line(name))", help: "name three files: `tollgate merge-ledger %O %A %B`")
        }
    }
}
