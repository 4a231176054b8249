import PlanModel
import Testing
import TollgateTesting

@Suite("Globs over paths")
struct PathPatternTests {
    @Test(
        "A glob matches these paths and not those",
        arguments: [
            (
                "plans/*/*.yaml", ["plans/p/SD-1.yaml", "plans/p/.yaml", "plans/größe/SD-1.yaml"],
                [
                    "plans/SD-1.yaml", "plans/p/q/SD-1.yaml", "plans/p/SD-1.yml", "x/plans/p/SD-1.yaml",
                    "plans/p/SD-1.yaml/x",
                ]
            ),
            (
                "keps/**/kep.yaml", ["keps/kep.yaml", "keps/a/kep.yaml", "keps/a/b/kep.yaml"],
                ["kep.yaml", "keps/a/kep.yaml.bak", "keps/akep.yaml"]
            ),
            ("**/kep.yaml", ["kep.yaml", "a/b/kep.yaml"], ["akep.yaml", "a/kep.yaml/b"]),
            ("keps/**", ["keps/a", "keps/a/b"], ["keps", "kep/a", "akeps/a"]),
            (
                "keps/NNNN-*/**", ["keps/NNNN-x/kep.yaml", "keps/NNNN-/a/b"],
                ["keps/1-x/kep.yaml", "keps/a/NNNN-x/kep.yaml", "keps/NNNN-x"]
            ),
            ("a/**/b/**/c", ["a/b/c", "a/x/b/y/z/c", "a/b/b/c/c"], ["a/c", "a/b", "b/c", "a/b/cc"]),
            ("pep-????.txt", ["pep-0008.txt"], ["pep-008.txt", "pep-00081.txt", "pep-0/08.txt"]),
            ("a*b*c", ["abc", "axbxc", "abbbcc"], ["abcd", "xabc", "ab", "a/b/c"]),
            ("a**b", ["ab", "axb", "a**b"], ["a/b", "a"]),
            (".gitattributes", [".gitattributes"], ["gitattributes", "a/.gitattributes"]),
            ("a.b", ["a.b"], ["axb"]),
            ("[ab]", ["[ab]"], ["a", "b"]),
            ("*", ["a", ".hidden"], ["a/b"]),
            ("**", ["a", "a/b/c"], []),
            ("plans/p/..b", ["plans/p/..b"], ["plans/p/b"]),
        ])
    func matchesPaths(glob: String, matching: [String], others: [String]) throws {
        let pattern = try #require(PathPattern(glob))
        for path in matching { #expect(pattern.matches(Array(path.utf8)), "\(path)") }
        for path in others { #expect(!pattern.matches(Array(path.utf8)), "\(path)") }
        #expect(pattern.description == glob)
    }

    @Test(
        "A path that leaves the repository or goes nowhere is no glob",
        arguments: [
            "", "/", "/plans", "plans/", "plans//a", ".", "..", "./plans", "plans/./a", "plans/../a", "../a", "a/..",
            String(repeating: "a/", count: 32) + "a",
        ])
    func refusesOthers(text: String) {
        #expect(PathPattern(text) == nil)
    }

    @Test("Bytes of a path need not be UTF-8")
    func matchesAnyBytes() throws {
        let pattern = try #require(PathPattern("plans/*/x?y"))
        #expect(pattern.matches(Array("plans/".utf8) + [0xFF, 0xFE] + Array("/x".utf8) + [0x80] + Array("y".utf8)))
    }

    @Test(
        "The folders that every match lies in are known",
        arguments: [
            ("keps/**/kep.yaml", ["keps"]), ("plans/p/*.yaml", ["plans", "p"]), ("plans/p/a.yaml", ["plans", "p"]),
            ("*/a", []), ("a.yaml", []),
            ("**", []), ("a/*/b/c", ["a"]), ("a/b?/c", ["a"]),
        ])
    func knowsItsFolders(glob: String, folders: [String]) throws {
        #expect(try #require(PathPattern(glob)).literalPrefix == folders.map { Array($0.utf8) })
    }

    @Test(
        "A folder is worth a look if and only if a path below it can match",
        arguments: [
            ("keps/**/kep.yaml", ["", "keps", "keps/a", "keps/a/b"], ["kep", "a", "a/keps"]),
            ("plans/*/*.yaml", ["", "plans", "plans/p"], ["plan", "plans/p/q", "x"]),
            ("plans/p/a.yaml", ["", "plans", "plans/p"], ["plans/q", "plans/p/a.yaml"]),
            ("a", [""], ["a", "b"]),
            ("**", ["", "a", "a/b/c"], []),
        ])
    func knowsWhereToLook(glob: String, promising: [String], others: [String]) throws {
        let pattern = try #require(PathPattern(glob))
        for folder in promising { #expect(pattern.canMatch(below: Self.parts(folder)), "\(folder)") }
        for folder in others { #expect(!pattern.canMatch(below: Self.parts(folder)), "\(folder)") }
    }

    @Test("Matching agrees with trying out everything, for random globs and paths")
    func agreesWithTryingEverything() throws {
        var random = SeededGenerator(seed: 50)
        var matches = 0
        for _ in 0..<6_000 {
            let glob = (0..<random.number(1...4)).map { _ in
                random.once(in: 4)
                    ? "**" : (0..<random.number(1...3)).map { _ in random.pick(["a", "b", "a", "*", "?"]) }.joined()
            }
            let path = (0..<random.number(1...5)).map { _ in
                (0..<random.number(1...3)).map { _ in random.pick(["a", "b"]) }.joined()
            }
            let pattern = try #require(PathPattern(glob.joined(separator: "/")))
            let expected = Self.matches(glob[...], path[...])
            let found = pattern.matches(Array(path.joined(separator: "/").utf8))
            #expect(found == expected, "\(glob) \(path)")
            guard found else { continue }
            matches += 1
            #expect(path.dropLast().starts(with: pattern.literalPrefix.map { String(decoding: $0, as: UTF8.self) }))
            for depth in 0..<path.count {
                #expect(pattern.canMatch(below: path[..<depth].map { Array($0.utf8)[...] }), "\(glob) \(path) \(depth)")
            }
        }
        // Enough of both kinds to mean something.
        #expect(matches > 500 && matches < 5_500)
    }

    @Test("A folder is called worth a look only if some path below it matches")
    func promisesNothingInVain() throws {
        var random = SeededGenerator(seed: 51)
        // All paths that these globs can tell apart.
        let names = ["a", "b", "ab"]
        var paths: [[String]] = [[]]
        var all: [[String]] = []
        for _ in 0..<5 {
            paths = paths.flatMap { path in names.map { path + [$0] } }
            all += paths
        }
        for _ in 0..<40 {
            let glob = (0..<random.number(1...3)).map { _ in random.pick(["**", "a", "b", "*", "a*", "?b", "??"]) }
            let pattern = try #require(PathPattern(glob.joined(separator: "/")))
            let matching = all.filter { Self.matches(glob[...], $0[...]) }
            for folder in [[]] + all where folder.count <= 2 {
                let expected = matching.contains { $0.count > folder.count && $0.starts(with: folder) }
                #expect(pattern.canMatch(below: folder.map { Array($0.utf8)[...] }) == expected, "\(glob) \(folder)")
            }
        }
    }

    @Test("Globs made to be slow are not")
    func staysLinear() throws {
        let stars = try #require(PathPattern(String(repeating: "a*", count: 40) + "b"))
        #expect(!stars.matches(Array(String(repeating: "a", count: 4_000).utf8)))
        let folders = try #require(PathPattern(Array(repeating: "**", count: 31).joined(separator: "/") + "/b"))
        #expect(!folders.matches(Array(Array(repeating: "a", count: 2_000).joined(separator: "/").utf8)))
    }

    private static func parts(_ folder: String) -> [ArraySlice<UInt8>] {
        folder.split(separator: "/").map { Array($0.utf8)[...] }
    }

    private static func matches(_ glob: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
        guard let first = glob.first else { return path.isEmpty }
        if first == "**", glob.count == 1 { return !path.isEmpty }
        if first == "**" {
            return (path.startIndex...path.endIndex).contains { matches(glob.dropFirst(), path[$0...]) }
        }
        guard let name = path.first else { return false }
        return matchesName(Array(first)[...], Array(name)[...]) && matches(glob.dropFirst(), path.dropFirst())
    }

    private static func matchesName(_ glob: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
        guard let first = glob.first else { return name.isEmpty }
        if first == "*" {
            return (name.startIndex...name.endIndex).contains { matchesName(glob.dropFirst(), name[$0...]) }
        }
        guard let letter = name.first, first == "?" || first == letter else { return false }
        return matchesName(glob.dropFirst(), name.dropFirst())
    }
}
