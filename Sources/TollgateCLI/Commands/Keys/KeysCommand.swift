import ArgumentParser

struct KeysCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The keys that people sign with: list, add, withdraw.",
        subcommands: [KeysListCommand.self, KeysAddCommand.self, KeysRevokeCommand.self])

    func run(in world: World) throws(CommandFailure) -> Int32 {
        throw .usage(
            "`tollgate keys` does not say what",
            help: "write `tollgate keys list`, `tollgate keys add <person>` or `tollgate keys revoke <fingerprint>`")
    }
}
