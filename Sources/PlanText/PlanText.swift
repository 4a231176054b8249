package import Diagnostics

/// The outcome of reading a document: what could be read, and what is wrong with the text.
package struct PlanText: Sendable {
    package let source: SourceText
    /// The document, unless something prevents reading it.
    package let tree: PlanTree?
    let problems: [TextProblem]
    /// How the document is laid out; nothing where it was not read as YAML.
    let layout: Layout?

    init(source: SourceText, tree: PlanTree?, problems: [TextProblem], layout: Layout? = nil) {
        self.source = source
        self.tree = tree
        self.problems = problems
        self.layout = layout
    }

    /// Whether the text keeps every rule.
    package var isClean: Bool { problems.isEmpty }

    /// The reason why there is no tree, in a sentence.
    package var unreadable: String? {
        problems.first(where: \.preventsReading)?.message
    }

    /// The bytes below the front matter; none where the whole file is YAML.
    package var prose: ArraySlice<UInt8> {
        guard case .frontMatter? = layout else { return [] }
        let bytes = source.bytes
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let matter = bytes.withUnsafeBufferPointer { FrontMatter.range(in: $0, from: start) }
        return bytes[(matter?.upperBound ?? bytes.endIndex)...]
    }

    /// The findings about the text, in its order.
    package var diagnostics: [Diagnostic] {
        problems.map { problem in
            Diagnostic(
                problem.code, problem.message, at: Label(source.location(problem.range)),
                secondary: problem.earlier.map { [Label(source.location($0), "first here")] } ?? [],
                helps: problem.help.map { [$0] } ?? [], fix: fix(for: problem),
                preventsReading: problem.preventsReading)
        }
    }

    private func fix(for problem: TextProblem) -> Fix? {
        switch problem.code {
        case .byteOrderMark:
            return Fix(title: "remove the byte order mark", edits: [.init(bytes: problem.range, replacement: "")])
        case .carriageReturnLineFeed:
            let bytes = source.bytes
            let edits = bytes.indices.dropLast().filter { bytes[$0] == 0x0D && bytes[$0 + 1] == 0x0A }
                .map { Fix.Edit(bytes: $0..<$0 + 1, replacement: "") }
            return Fix(title: "end every line with LF alone", edits: edits)
        default:
            return nil
        }
    }

    /// How a document is laid out in its file.
    package enum Layout: Sendable {
        /// The whole file is YAML.
        case yaml
        /// YAML between a first line `---` and the next line `---`, with Markdown below.
        case frontMatter

        /// By the name of the file: `.md` has front matter, everything else is YAML.
        package init(path: String) {
            self = path.utf8.suffix(3).elementsEqual(".md".utf8) ? .frontMatter : .yaml
        }
    }

    /// Reads a document. Never fails: what is wrong is in `diagnostics`, and `tree` is there unless that prevents reading.
    package static func read(_ source: SourceText, layout: Layout) -> PlanText {
        guard source.bytes.count <= TextLimits.bytes else { return tooLarge(source, bytes: source.bytes.count) }
        let outcome = source.bytes.withUnsafeBufferPointer { YAMLReader.read($0, layout: layout, source: source) }
        return PlanText(source: source, tree: outcome.tree, problems: outcome.problems, layout: layout)
    }

    /// The outcome for a document that was not read because of its size, in bytes.
    package static func tooLarge(_ source: SourceText, bytes: Int) -> PlanText {
        let message = "the file has \(bytes) bytes; at most \(TextLimits.bytes) (1 MiB) are read"
        let problem = TextProblem(
            code: .fileTooLarge, range: 0..<0, message: message, preventsReading: true,
            help: "move what is not part of the plan to files under evidence/ and name them here")
        return PlanText(source: source, tree: nil, problems: [problem])
    }
}
