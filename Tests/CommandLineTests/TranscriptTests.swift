import Foundation
import Testing
import TollgateTesting

/// Transcripts themselves: what they run, what they show, and that a page which lies is caught.
@Suite("Transcript")
struct TranscriptTests {
    private func replay(_ page: String, fixtures: [String: Transcript.Fixture] = [:]) async throws -> String {
        try await Transcript(page: page).replay(in: Sandbox(), fixtures: fixtures) { arguments, folder in
            (Int32(arguments.count), "\(arguments) in \(folder)\n")
        }
    }

    @Test("a page that tells the truth comes out as it is")
    func truth() async throws {
        let page = #"""
            # Page

            <!-- setup: greeting -->

            Text with `$ not a command`.

            ```console
            $ cat greeting
            hello
            $ true
            $ printf 'a\n\nb\n' && echo problem >&2; exit 3
            a

            b
            problem
            [exit 3]
            $ mkdir -p inner && cd inner
            $ pwd
            ~/inner
            $ cat > file <<'EOF' && \
              head -1 file
            $HOME
            $ looks like a command
            EOF
            $HOME
            $ cat <<A; cat <<-B
            $HOME
            A
            	tab
            	B
            ~
            tab
            $ kill -9 $$
            [exit 137]
            $ printf 'no end'
            no end[no line end]
            $ tollgate check --rule "a \"b\" \n" 'c $d'\'e \
              last
            ["check", "--rule", "a \"b\" \\n", "c $d\'e", "last"] in ~/inner
            [exit 5]
            ```

            ```sh
            $ not run
            ```

            ````console
            $ git init --quiet && git commit --quiet --allow-empty -m one && git log --format='%an %ct'
            Ada Moreau 1767604200
            ````
            """#
        let actual = try await replay(
            page,
            fixtures: ["greeting": { try Data("hello\n".utf8).write(to: URL(fileURLWithPath: $0.path + "/greeting")) }])
        #expect(actual == page)
    }

    @Test("a page that lies comes out with the truth")
    func lies() async throws {
        let page = "```console\n$ echo a\nb\n[exit 1]\n$ false\n```\n"
        #expect(try await replay(page) == "```console\n$ echo a\na\n$ false\n[exit 1]\n```\n")
    }

    @Test(
        "lines that are left out are not compared, and all others are",
        arguments: [
            ("1\n…\n5", nil), ("…\n5", nil), ("1\n2\n…", nil), ("1\n…\n3\n…\n5", nil),
            // What was shown is not there any more, or not in this order.
            ("1\n…\n6", "1\n…\n5"), ("2\n…\n5", "1\n…\n5"), ("1\n…\n9\n…\n5", "1\n2\n3\n4\n5"),
            ("1\n…\n4\n…\n3\n…\n5", "1\n2\n3\n4\n5"),
            // Nothing is left out.
            ("1\n2\n…\n3\n4\n5", "1\n2\n3\n4\n5"),
        ])
    func cuts(shown: String, actual: String?) async throws {
        func page(_ shown: String) -> String { "```console\n$ seq 5; exit 2\n\(shown)\n[exit 2]\n```\n" }
        #expect(try await replay(page(shown)) == page(actual ?? shown))
        // How it ended is always shown.
        #expect(try await replay("```console\n$ seq 5; exit 2\n…\n```\n") == page("…"))
    }

    @Test("a file that lies is described, and recorded on demand")
    func recording() async throws {
        let sandbox = try Sandbox()
        let path = sandbox.path + "/page.md"
        let lie = "```console\n$ echo a\nb\n$ true\n```\n"
        try lie.write(toFile: path, atomically: true, encoding: .utf8)
        func difference(isRecording: Bool) async throws -> String? {
            try await Transcript.difference(ofFile: path, in: Sandbox(), isRecording: isRecording) { _, _ in (0, "") }
        }
        let described = try #require(try await difference(isRecording: false))
        #expect(described.hasSuffix("line 3:\n  $ echo a\n- b\n+ a\n"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == lie)
        #expect(try await difference(isRecording: true) == nil)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "```console\n$ echo a\na\n$ true\n```\n")
        #expect(try await difference(isRecording: false) == nil)
    }

    @Test(
        "what cannot be a transcript is refused",
        arguments: [
            "```console\nnot a command\n```\n", "```console\n$ true\n", "```console\n$ cat <<E\nx\n```\n",
            "<!-- setup: unknown -->\n", "```console\n$ tollgate log | head\n```\n",
            "```console\n$ tollgate 'open\n```\n",
            "```console\n$ echo '$ ambiguous'\n```\n",
        ])
    func refusals(_ page: String) async throws {
        await #expect(throws: CommandFailure.self) { try await replay(page) }
    }

    @Test(
        "words split as the shell splits them",
        arguments: [
            "a b  c", "'a b' c", #""a \" \\ \n b""#, #"a\ b \'"#, "''", "a''b", #"'a'"b"c"#, "--x='1 2'", "a#b",
            #""'" '"'"#,
        ])
    func words(_ text: String) throws {
        let sandbox = try Sandbox()
        let expected = try sandbox.run("sh", ["-c", #"for word in "# + text + #"; do printf '%s\000' "$word"; done"#])
            .output
        #expect(
            try CommandWords.split(text)
                == expected.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
                    String(decoding: $0, as: UTF8.self)
                })
    }
}
