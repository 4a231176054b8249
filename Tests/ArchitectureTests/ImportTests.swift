import Testing

/// The way data flows, as docs/architecture.md tells it and `Package.swift` declares it. SwiftPM lets a target import what
/// it never declared, as long as something else had it built; these tests do not.
@Suite("Imports")
struct ImportTests {
    /// What each target may import: its dependencies in `Package.swift`, and modules of the system.
    static let allowed: [String: Set<String>] = [
        "CLibgit2": [],
        "CLibYAML": [],
        "CNoNetwork": [],
        "GitStore": ["CLibgit2", "CNoNetwork", "Glibc"],
        "Diagnostics": [],
        "PlanText": ["Diagnostics", "CLibYAML", "Glibc"],
        "PlanModel": ["Diagnostics", "PlanText"],
        "Timeline": ["PlanModel"],
        "Attestation": ["Crypto", "CryptoExtras"],
        "Governance": ["Diagnostics", "PlanText", "PlanModel", "Timeline", "Attestation"],
        "Realisation": ["PlanModel", "Timeline"],
        "PlanHistory": ["GitStore", "PlanText", "PlanModel", "Timeline", "Attestation", "Diagnostics"],
        "Reports": ["Diagnostics", "PlanModel", "Attestation", "Governance", "Realisation", "Timeline"],
        "TollgateCLI": [
            "GitStore", "Diagnostics", "PlanText", "PlanModel", "Timeline", "Attestation", "Governance", "Realisation",
            "PlanHistory", "Reports", "ArgumentParser", "Glibc", "FoundationEssentials", "Foundation",
        ],
        "tollgate": ["TollgateCLI", "Glibc"],
        // Measures the binary from outside, and libyaml alone as the yardstick for reading YAML.
        "tollgate-bench": [
            "CLibYAML", "Diagnostics", "PlanText", "PlanModel", "Attestation", "TollgateTesting", "ArgumentParser",
            "Glibc",
        ],
        "TollgateTesting": [
            "GitStore", "Attestation", "TollgateCLI", "Crypto", "Foundation", "Glibc", "Synchronization",
        ],
    ]

    private struct Import {
        let target: String
        let module: String
        let place: String
    }

    private static func imports() throws -> [Import] {
        try SourceTree.files(below: "Sources").filter { $0.path.hasSuffix(".swift") }.flatMap { file in
            let target = String(file.path.split(separator: "/")[1])
            return file.lines.enumerated().compactMap { number, line in
                ImportLine.module(line).map {
                    Import(target: target, module: $0, place: "\(file.path):\(number + 1)")
                }
            }
        }
    }

    @Test("every target imports only what the table allows")
    func table() throws {
        let imports = try Self.imports()
        #expect(imports.count > 200)
        for item in imports where !(Self.allowed[item.target]?.contains(item.module) ?? false) {
            Issue.record("\(item.place): \(item.target) may not import \(item.module)")
        }
    }

    @Test("every folder of Sources is a row of the table, and every row a folder")
    func rows() throws {
        #expect(try SourceTree.folders(in: "Sources") == Self.allowed.keys.sorted())
    }

    @Test("rules get values: Governance never imports GitStore or PlanHistory")
    func governanceHasNoRepository() throws {
        #expect(Self.allowed["Governance"]?.isDisjoint(with: ["GitStore", "PlanHistory", "CLibgit2"]) ?? false)
        let offending = try Self.imports().filter {
            $0.target == "Governance" && ["GitStore", "PlanHistory", "CLibgit2"].contains($0.module)
        }
        #expect(offending.map(\.place) == [])
    }

    @Test("nothing imports TollgateCLI but the executable and what tests share")
    func nothingImportsTheCommandLine() throws {
        let offending = try Self.imports().filter {
            $0.module == "TollgateCLI" && $0.target != "tollgate" && $0.target != "TollgateTesting"
        }
        #expect(offending.map(\.place) == [])
        for (target, modules) in Self.allowed where modules.contains("TollgateCLI") {
            #expect(target == "tollgate" || target == "TollgateTesting")
        }
    }

    @Test("only TollgateCLI knows ArgumentParser, only GitStore libgit2, only PlanText libyaml, benchmarks aside")
    func onlyOne() throws {
        let owners = ["ArgumentParser": "TollgateCLI", "CLibgit2": "GitStore", "CLibYAML": "PlanText"]
        let imports = try Self.imports()
        for (module, owner) in owners {
            #expect(
                Set(imports.filter { $0.module == module && $0.target != "tollgate-bench" }.map(\.target)) == [owner])
        }
    }

    @Test("the table has no circle")
    func noCircle() {
        func reachable(_ target: String, _ seen: inout Set<String>) {
            for next in Self.allowed[target] ?? [] where seen.insert(next).inserted { reachable(next, &seen) }
        }
        for target in Self.allowed.keys {
            var seen: Set<String> = []
            reachable(target, &seen)
            #expect(!seen.contains(target), "\(target) reaches itself")
        }
    }

    @Test(
        "import lines are recognised",
        arguments: [
            ("import Glibc", "Glibc"), ("package import PlanModel", "PlanModel"), ("    import Glibc", "Glibc"),
            ("@testable import GitStore", "GitStore"), ("internal import CLibgit2  // C", "CLibgit2"),
            ("import struct Foundation.Date", "Foundation"), ("@_exported public import A.B;", "A"),
            ("let important = 1", nil), ("// import Glibc", nil), ("/// import", nil), ("important()", nil),
        ] as [(String, String?)])
    func lines(_ line: String, _ module: String?) {
        #expect(ImportLine.module(line[...]) == module)
    }
}
