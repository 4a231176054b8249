import Diagnostics

import PlanText

/// The policy that is proposed for a repository of proposals, with what speaks for it as comments.
package struct ForeignPolicyText {
    let group: ForeignGroup
    let order: StageOrder
    /// Where it was worked out from, as in `master (9ab31f0)`.
    let origin: String
    let moves: Int
    /// Values of the stage that no policy can declare, such as whole sentences.
    let unusable: [String]

    package init(group: ForeignGroup, order: StageOrder, origin: String, moves: Int, unusable: [String]) {
        self.group = group
        self.order = order
        self.origin = origin
        self.moves = moves
        self.unusable = unusable
    }

    package var text: String {
        var lines = [
            "# Proposed by `tollgate init --foreign` for \(Printable.line(origin)). Look at what is guessed before you use it.",
            "schema: \(PolicySchema.identifier)", "documents:",
            "  # \(group.documents) documents; \(group.withStage) of them have the field of the stage.",
            "  - kind: initiative", "    match: \(quoted(group.match))",
        ]
        if !group.excludes.isEmpty {
            lines.append("    exclude: [\(group.excludes.map(quoted).joined(separator: ", "))]")
        }
        let fields = ForeignGroup.fieldOrder.compactMap { name in
            group.fields[name].map { "\(name): \($0.contains("[") ? quoted($0) : YAMLScalarText.of($0))" }
        }
        if !group.isStageNamed {
            lines.append("    # Guessed: no field is called status or stage; this one has few words, each many times.")
        }
        lines.append("    fields: {\(fields.joined(separator: ", "))}")
        let spellings = (order.ladder + order.ends).flatMap { word in word.spellings.map { ($0, word.text) } }
        if !spellings.isEmpty {
            lines.append("    # Taken for the same words in other spellings: guessed.")
            lines.append("    stage-values:")
            lines += spellings.sorted { $0.0 < $1.0 }.map {
                "      \(YAMLScalarText.of($0.0)): \(YAMLScalarText.of($0.1))"
            }
        }
        lines.append("    unknown-keys: allow")
        if group.syntax == .headers { lines.append("    syntax: headers") }
        lines.append(
            moves == 0
                ? "# Lowest first. No document ever moved from one stage to another, so that this order is guessed."
                : "# Lowest first, as documents moved \(moves) time\(moves == 1 ? "" : "s") from one stage to another.")
        lines += block("stages", order.ladder)
        if !order.ends.isEmpty {
            lines.append(
                "# Where a document goes no further, by its name, or since nothing came back from there: guessed.")
            lines += block("ends", order.ends)
        }
        if !unusable.isEmpty {
            lines.append("# Values that no policy can declare as a stage; documents that have one are reported:")
            lines += unusable.prefix(20).map { "#   \(Printable.line(String($0.prefix(80))))" }
            if unusable.count > 20 { lines.append("#   and \(unusable.count - 20) more") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func block(_ name: String, _ words: [StageOrder.Word]) -> [String] {
        let texts = words.map { "  - \(YAMLScalarText.of($0.text))" }
        let width = texts.map(\.count).max() ?? 0
        return ["\(name):"]
            + zip(texts, words).map { text, word in
                let padding = String(repeating: " ", count: width - text.count)
                let told =
                    word.hasMoved
                    ? "\(word.arrivals) came, \(word.departures) went" : "never seen to move: its place is guessed"
                return "\(text)\(padding)   # \(word.documents) now; \(told)"
            }
    }

    private func quoted(_ text: String) -> String { YAMLScalarText.quoted(text) }
}
