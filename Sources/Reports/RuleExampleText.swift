import Diagnostics
import Governance

/// An example of a rule as text, for a page or a terminal.
struct RuleExampleText {
    enum Block {
        case prose(String)
        /// Lines of a file, of a change of it, or of a list of files.
        case lines([String], language: String, caption: Caption?)
    }

    /// Names the file that lines are of.
    struct Caption {
        var path: String
        /// What became of the file, where its lines do not show it.
        var note: String?
    }

    let blocks: [Block]

    init(_ example: RuleExample) {
        switch example {
        case .document(let text, let path): blocks = [Self.file(path, text)]
        case .tree(let files): blocks = files.keys.sorted().map { Self.file($0, files[$0] ?? "") }
        case .landing(let before, let after, let formerIDs): blocks = Self.landing(before, after, formerIDs)
        case .listing(let kinds): blocks = [.lines(Self.listing(kinds), language: "text", caption: nil)]
        case .situation(let text): blocks = [.prose(text)]
        }
    }

    private static func file(_ path: String, _ text: String, note: String? = nil) -> Block {
        let language = path.hasSuffix(".md") ? "markdown" : path.hasSuffix(".csv") ? "csv" : "yaml"
        return .lines(lines(text).map(visible), language: language, caption: Caption(path: path, note: note))
    }

    private static func landing(_ before: [String: String], _ after: [String: String], _ formerIDs: [String]) -> [Block]
    {
        var result: [Block] = []
        if !formerIDs.isEmpty {
            let ids = formerIDs.map { "`\($0)`" }.joined(separator: ", ")
            result.append(.prose("Earlier landings had initiatives with these ids: \(ids)."))
        }
        for path in Set(before.keys).union(after.keys).sorted() {
            switch (before[path], after[path]) {
            case (let old?, nil): result.append(file(path, old, note: "deleted"))
            case (nil, let new?): result.append(file(path, new, note: "new"))
            case (let old?, let new?) where old == new: result.append(file(path, new, note: "unchanged"))
            case (let old?, let new?):
                result.append(
                    .lines(difference(lines(old), lines(new)), language: "diff", caption: Caption(path: path)))
            case (nil, nil): break
            }
        }
        return result
    }

    /// Both texts as one: lines that go with `-`, lines that come with `+`.
    private static func difference(_ old: [String], _ new: [String]) -> [String] {
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        // A mark is no difference.
        for change in new.map(unmarked).difference(from: old.map(unmarked)) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var result: [String] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if removed.contains(i) {
                result.append("-" + visible(old[i]))
                i += 1
            } else if inserted.contains(j) {
                result.append("+" + visible(new[j]))
                j += 1
            } else {
                result.append(" " + visible(new[j]))
                (i, j) = (i + 1, j + 1)
            }
        }
        return result
    }

    private static func unmarked(_ line: String) -> String {
        String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 != "↓" }))
    }

    private static func listing(_ kinds: [String: RuleExample.ListedFileKind]) -> [String] {
        kinds.sorted { unmarked($0.key) < unmarked($1.key) }.map { path, kind in
            switch kind {
            case .regular: path
            case .executable: "\(path) (executable)"
            case .link: "\(path) (symbolic link)"
            case .submodule: "\(path) (submodule)"
            }
        }
    }

    /// The lines of a text. CR and LF are one character to `String`, so that scalars are looked at.
    private static func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }

    /// A line in which characters that cannot be seen are named.
    private static func visible(_ line: String) -> String {
        var result = ""
        for scalar in line.unicodeScalars {
            if CharacterClass.of(scalar) == .ordinary, scalar != "\t" {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
            }
        }
        return result
    }
}
