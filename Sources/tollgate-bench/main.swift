import ArgumentParser
import Glibc

/// Measures Tollgate against git, whole processes in turn, and prints medians and ratios as Markdown.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tollgate-bench",
        abstract: "Whole-process times of Tollgate against git, in turn, as medians and ratios.")

    @Option(help: "The binary to measure.")
    var tollgate: String

    @Option(help: "A repository to replay; without one, a generated history of 10,000 landings is.")
    var repository: String?

    @Option(help: "The policy to read it with.")
    var policy: String?

    @Option(help: "Counted runs of each command.")
    var runs = 9

    @Flag(help: "Leave out the generated histories, which take a minute to make.")
    var quick = false

    func run() throws {
        let folder = try Folder()
        print("| work | yardstick | work, ms | yardstick, ms | ratio | goal | peak memory, MB |")
        print("|---|---|---|---|---|---|---|")
        // Commands run in the repositories, so that no path may depend on the folder this runs in.
        let start = currentDirectory()
        func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : start + "/" + path }
        let binary = absolute(tollgate)
        if let repository {
            try Comparisons.transitions(binary, absolute(repository), policy.map(absolute), runs, folder).show()
        } else if !quick {
            let history = try GeneratedHistory.make(in: folder, name: "replay", landings: 10_000, plans: 500)
            try Comparisons.transitions(binary, history.path, nil, runs, folder).show()
        }
        let wide = try GeneratedHistory.make(in: folder, name: "wide", landings: 60, plans: 2_000)
        try wide.stageOne()
        try Comparisons.staged(binary, wide.path, runs).show()
        try YAMLComparison.run(rounds: runs).show()
        if !quick {
            for landings in [2_000, 20_000, 100_000] { try Comparisons.value(binary, landings, min(runs, 3), folder) }
            let signed = try SignedHistory.make(in: folder, name: "signed", landings: 10_001)
            try Comparisons.signature(signed, runs, folder).show()
            try Comparisons.audit(binary, signed, runs, folder).show()
            let short = try GeneratedHistory.make(in: folder, name: "short", landings: 10_100, plans: 500)
            let long = try GeneratedHistory.make(in: folder, name: "long", landings: 100_100, plans: 500)
            try Comparisons.incremental(binary, short: short.path, long: long.path, runs).show()
        }
    }
}

Bench.main()
