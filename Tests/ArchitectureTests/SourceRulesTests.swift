import Testing

@Suite("Rules that all sources keep")
struct SourceRulesTests {
    @Test(
        "functions of libgit2 that differ from git stand nowhere under Sources",
        arguments: ["git_commit_extract_signature", "git_message_trailers"])
    func refusedFunctions(_ name: String) throws {
        let files = try SourceTree.files(below: "Sources")
        #expect(files.contains { $0.path.hasSuffix(".h") })
        #expect(files.filter { $0.text.contains(name) }.map(\.path) == [])
    }

    @Test("no file has more than 500 lines")
    func length() throws {
        let files = try SourceTree.files(below: "Sources")
        #expect(files.count > 100)
        #expect(files.filter { $0.lines.count > 501 }.map { "\($0.path): \($0.lines.count - 1) lines" } == [])
    }

    /// Whoever touches C pointers: the two owners of C libraries, and what is built for tests and benchmarks only.
    private static let withPointers: Set<String> = ["GitStore", "PlanText", "TollgateTesting", "tollgate-bench"]

    @Test("every target but those that touch C pointers is compiled with strict memory safety")
    func memorySafety() throws {
        let manifest = try SourceTree.text("Package.swift")
        #expect(manifest.contains("let strictAndSafe = strict + [.strictMemorySafety()]\n"))
        let settings = Manifest.settings(manifest)
        let swift = try SourceTree.folders(in: "Sources").filter { target in
            try SourceTree.files(below: "Sources/\(target)").contains { $0.path.hasSuffix(".swift") }
        }
        #expect(swift.count > 10)
        for target in swift {
            let expected = Self.withPointers.contains(target) ? "strict" : "strictAndSafe"
            #expect(settings[target] == expected, "swiftSettings of \(target)")
        }
    }

    @Test("C pointers are handled in GitStore, PlanText and the edge of the process only")
    func unsafeStaysAtTheEdge() throws {
        let offending = try SourceTree.files(below: "Sources").filter { file in
            let target = String(file.path.split(separator: "/")[1])
            return file.path.hasSuffix(".swift") && !Self.withPointers.contains(target)
                && file.text.contains("OpaquePointer")
        }
        #expect(offending.map(\.path) == [])
    }
}

/// Reads `Package.swift` as text, as far as these tests need it.
enum Manifest {
    /// The word that stands as `swiftSettings` of each target that has one.
    static func settings(_ text: String) -> [String: String] {
        var result: [String: String] = [:]
        // Each target begins with `arget(`: `.target(`, `.executableTarget(`, `.testTarget(`.
        for part in text.split(separator: "arget(").dropFirst() {
            guard let name = value(behind: "name: \"", in: part, until: "\""),
                let settings = value(behind: "swiftSettings: ", in: part, until: ")")
            else { continue }
            result[name] = settings
        }
        return result
    }

    private static func value(behind key: String, in text: Substring, until end: Character) -> String? {
        guard let range = text.firstRange(of: key) else { return nil }
        return String(text[range.upperBound...].prefix { $0 != end })
    }
}
