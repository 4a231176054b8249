import TollgateTesting

/// A file of a generated history.
struct GeneratedFile: Hashable {
    /// What a proposal says.
    struct Proposal: Hashable {
        var id: String?
        var status: String?
        var note = 0

        /// The file's text: front matter in Markdown, YAML elsewhere.
        func text(isMarkdown: Bool) -> String {
            var lines = ["title: Proposal \(note)", "# status: not this one", "authors:", "  - \"@ada\""]
            if let id { lines.insert("kep-number: \(id)", at: note % 3 == 0 ? 0 : lines.count) }
            if let status { lines.insert("status: \(status)", at: note % 2 == 0 ? lines.count : 0) }
            let fields = lines.joined(separator: "\n") + "\n"
            return isMarkdown ? "---\n" + fields + "---\n\n# Notes\n\nstatus: only prose\n" : fields
        }
    }

    /// Every text that no reader may understand has this word in it, for the oracle.
    static let unreadableMark = "UNREADABLE"

    var mode = "100644"
    var bytes: [UInt8]
    /// Nothing for a file that is no proposal, or that cannot be read.
    var proposal: Proposal?

    init(_ proposal: Proposal, at path: String) {
        bytes = Array(proposal.text(isMarkdown: path.hasSuffix(".md")).utf8)
        self.proposal = proposal
    }

    init(text: String) {
        bytes = Array(text.utf8)
    }

    static func link(to target: String) -> GeneratedFile {
        var file = GeneratedFile(text: target)
        file.mode = "120000"
        return file
    }

    static func submodule(_ number: Int) -> GeneratedFile {
        var file = GeneratedFile(text: String(repeating: String(UInt8(number % 16), radix: 16), count: 40))
        file.mode = "160000"
        return file
    }

    /// A text that cannot be read, of one of the kinds there are.
    static func unreadable(_ number: Int, at path: String) -> GeneratedFile {
        let mark = unreadableMark
        if path.hasSuffix(".md") {
            let texts = [
                "---\nstatus: provisional\n\(mark)\n", "# \(mark)\n\nstatus: implemented\n",
                "---\nstatus: \"implemented\n---\n\(mark)\n", "",
            ]
            return GeneratedFile(text: texts[number % texts.count])
        }
        let texts = [
            "kep-number: 7\nstatus: implemented\ntitle: \"never closed \(mark)\n",
            "kep-number: 7\n\tstatus: implemented # \(mark)\n",
            "<<<<<<< ours\nstatus: provisional\n=======\nstatus: implemented\n>>>>>>> \(mark)\n",
            "- status: implemented\n- \(mark)\n", "status: provisional\n---\nstatus: implemented # \(mark)\n", "",
            "\(mark)\n",
        ]
        if number % (texts.count + 1) == texts.count {
            var file = GeneratedFile(text: "status: implemented\n# \(mark) ")
            file.bytes += [0xFF, 0x0A]
            return file
        }
        return GeneratedFile(text: texts[number % (texts.count + 1)])
    }
}
