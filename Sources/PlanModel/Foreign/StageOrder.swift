import Diagnostics

/// The order of stages that nobody has written down, told by how documents move between them.
package struct StageOrder: Sendable {
    /// One word that documents have as their stage.
    package struct Word: Hashable, Sendable {
        package let text: String
        /// Other spellings of it, by upper and lower case, or by a slip that few documents have.
        package var spellings: [String] = []
        /// How many documents have it now.
        package var documents = 0
        /// How often a document came to it from another word, and went from it to another.
        package var arrivals = 0
        package var departures = 0

        package var hasMoved: Bool { arrivals + departures > 0 }
    }

    /// Lowest first.
    package let ladder: [Word]
    /// Words that documents come to and do not leave, or whose names say so.
    package let ends: [Word]

    /// Words that say that a document will go no further, in whatever repository.
    private static let endWords: Set<String> = [
        "abandoned", "canceled", "cancelled", "declined", "deferred", "deprecated", "dropped", "expired", "inactive",
        "obsolete", "on hold", "on-hold", "postponed", "rejected", "removed", "replaced", "retired", "superseded",
        "withdrawn",
    ]

    /// The usual way of a proposal, for words whose moves do not tell.
    private static let usualOrder = [
        "idea", "pre-draft", "draft", "new", "open", "proposed", "proposal", "provisional", "in-discussion",
        "discussion",
        "review", "in-review", "under-review", "reviewed", "experimental", "approved", "accepted", "decided",
        "implementable", "planned", "in-progress", "started", "active", "implemented", "done", "completed", "complete",
        "released", "shipped", "final", "closed",
    ]

    /// Works the order out from the documents' words now and from every move between two words.
    package init(documents: [String: Int], moves: [(from: String, to: String)]) {
        var seen: [String: Int] = documents
        for move in moves {
            seen[move.from, default: 0] += 1
            seen[move.to, default: 0] += 1
        }
        // The spelling that is seen most stands for all that differ by case.
        var canonical: [String: String] = [:]
        for (word, count) in seen.sorted(by: { $0.key < $1.key }) {
            let key = word.lowercased()
            if let known = canonical[key], seen[known, default: 0] >= count { continue }
            canonical[key] = word
        }
        // A rare word that is almost a frequent one was meant to be it.
        for (word, count) in seen.sorted(by: { $0.key < $1.key }) where count <= 5 {
            let frequent = seen.filter {
                $0.value >= 20 && $0.value >= 20 * count && canonical[$0.key.lowercased()] == $0.key
            }
            if let meant = Suggestion.nearest(to: word, among: frequent.keys.sorted()) {
                canonical[word.lowercased()] = meant
            }
        }
        func name(_ word: String) -> String { canonical[word.lowercased()] ?? word }
        var words: [String: Word] = [:]
        for word in seen.keys.sorted() {
            words[name(word), default: Word(text: name(word))].documents += documents[word] ?? 0
            if word != name(word) { words[name(word)]?.spellings.append(word) }
        }
        var weights: [String: [String: Int]] = [:]
        for move in moves where name(move.from) != name(move.to) {
            weights[name(move.from), default: [:]][name(move.to), default: 0] += 1
            words[name(move.from)]?.departures += 1
            words[name(move.to)]?.arrivals += 1
        }
        let all = words.values.sorted { $0.text < $1.text }
        let ends = Self.ends(all)
        let names = Set(ends.map(\.text))
        ladder = Self.ordered(all.filter { !names.contains($0.text) }, weights)
        self.ends = ends
    }

    private static func ends(_ words: [Word]) -> [Word] {
        let named = words.filter { endWords.contains($0.text.lowercased()) }
        // Where every word is an end by its name, the names mean something else here.
        if named.count == words.count { return [] }
        let rest = words.filter { !endWords.contains($0.text.lowercased()) }
        let final = rest.filter { $0.arrivals > 0 && $0.departures * 5 <= $0.arrivals && usualRank($0.text) == nil }
        // Of the places where documents stay, the one that most come to is the top of the ladder.
        let hasKnownTop = rest.contains {
            $0.arrivals > 0 && $0.departures * 5 <= $0.arrivals && usualRank($0.text) != nil
        }
        let top = hasKnownTop ? nil : final.max { ($0.arrivals, $1.text) < ($1.arrivals, $0.text) }
        let guessed = final.filter { $0.text != top?.text }
        return (named + guessed).sorted { $0.text < $1.text }
    }

    /// Moves single words as long as more moves go forward by it.
    private static func improved(_ words: [Word], _ weights: [String: [String: Int]]) -> [Word] {
        func forward(_ words: [Word]) -> Int {
            words.indices.reduce(0) { sum, index in
                sum + words[(index + 1)...].reduce(0) { $0 + (weights[words[index].text]?[$1.text] ?? 0) }
            }
        }
        var best = words
        var bestForward = forward(best)
        // A limit for hostile input: real ladders need a few rounds.
        var rounds = 0
        var hasChanged = best.count <= 40
        while hasChanged, rounds < 40 {
            hasChanged = false
            rounds += 1
            for from in best.indices {
                for to in best.indices where to != from {
                    var candidate = best
                    candidate.insert(candidate.remove(at: from), at: to)
                    let count = forward(candidate)
                    guard count > bestForward else { continue }
                    (best, bestForward, hasChanged) = (candidate, count, true)
                }
            }
        }
        return best
    }

    private static func usualRank(_ word: String) -> Int? {
        usualOrder.firstIndex(of: word.lowercased().replacing(" ", with: "-"))
    }

    /// How many words are put in order by their moves: no ladder has more, and ordering takes time by the cube of them.
    private static let orderedWords = 60

    /// Puts words in the order that the most moves go along: the words that are only left come first, those that are only
    /// reached last, and between them whichever is left most in excess (Eades, Lin and Smyth, 1993).
    private static func ordered(_ words: [Word], _ weights: [String: [String: Int]]) -> [Word] {
        let moved = words.filter(\.hasMoved)
        // Those that moved most tell a ladder; the others follow by their names.
        let frequent = moved.sorted { ($1.arrivals + $1.departures, $0.text) < ($0.arrivals + $0.departures, $1.text) }
        let kept = Set(frequent.prefix(orderedWords).map(\.text))
        var rest = moved.filter { kept.contains($0.text) }
        var (front, back): ([Word], [Word]) = ([], [])
        func flow(_ word: Word) -> (out: Int, in: Int) {
            (
                rest.reduce(0) { $0 + (weights[word.text]?[$1.text] ?? 0) },
                rest.reduce(0) { $0 + (weights[$1.text]?[word.text] ?? 0) }
            )
        }
        func order(_ left: Word, _ right: Word) -> Bool {
            (usualRank(left.text) ?? .max, left.text) < (usualRank(right.text) ?? .max, right.text)
        }
        while !rest.isEmpty {
            let flows = rest.map { ($0, flow($0)) }
            let picked: Word
            if let sink = flows.filter({ $0.1.out == 0 }).map(\.0).max(by: order) {
                picked = sink
                back.insert(sink, at: 0)
            } else {
                let best = flows.map { $0.1.out - $0.1.in }.max() ?? 0
                guard let source = flows.filter({ $0.1.out - $0.1.in == best }).map(\.0).min(by: order) else { break }
                picked = source
                front.append(source)
            }
            rest.removeAll { $0.text == picked.text }
        }
        var result = improved(front + back, weights) + moved.filter { !kept.contains($0.text) }
        // Words that nothing ever moved from or to stand where they usually would, else first.
        for word in words.filter({ !$0.hasMoved }).sorted(by: order).reversed() {
            let rank = usualRank(word.text)
            let index = rank.flatMap { rank in
                result.firstIndex { (usualRank($0.text) ?? -1) > rank } ?? result.endIndex
            }
            result.insert(word, at: index ?? 0)
        }
        return result
    }
}
