import Testing
import TollgateTesting

import Diagnostics

@Suite("Suggestions")
struct SuggestionTests {
    @Test(
        "One slip of the finger still finds the word",
        arguments: [
            ("ownr", "owner"), ("ownerr", "owner"), ("owmer", "owner"), ("onwer", "owner"), ("OWNER", "owner"),
            ("metrcis", "metrics"), ("stag", "stage"), ("min-tolgate", "min-tollgate"), ("milestnes", "milestones"),
        ])
    func findsTheWordBehindASlip(typed: String, meant: String) {
        let words = ["id", "title", "stage", "state", "owner", "metrics", "milestones", "min-tollgate"]
        #expect(Suggestion.nearest(to: typed, among: words) == meant)
    }

    @Test(
        "A word that is nothing like any other gets no suggestion",
        arguments: ["colour", "zzzzz", "", "owneroftheoutcome"])
    func suggestsNothingFarAway(typed: String) {
        #expect(Suggestion.nearest(to: typed, among: ["stage", "milestones", "metrics"]) == nil)
    }

    @Test("Of two words that are equally near the first is suggested")
    func prefersTheFirstOfEquals() {
        #expect(Suggestion.nearest(to: "stane", among: ["stage", "state"]) == "stage")
        #expect(Suggestion.nearest(to: "stane", among: ["state", "stage"]) == "state")
        #expect(Suggestion.nearest(to: "state", among: ["stage", "state"]) == "state")
    }

    @Test("Without candidates there is no suggestion")
    func suggestsNothingOutOfNothing() {
        #expect(Suggestion.nearest(to: "stage", among: []) == nil)
    }

    @Test("The suggestion is the first nearest candidate within a third of the word's length")
    func agreesWithAPlainSearch() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<1_500 {
            let word = Self.word(&random, 0...9)
            let candidates = (0..<random.number(0...6)).map { _ in
                random.once(in: 2) ? Self.slip(word, &random) : Self.word(&random, 1...9)
            }
            let limit = max(1, word.count / 3)
            let distances = candidates.map { Self.distance(Array(word), Array($0)) }
            let least = distances.min() ?? .max
            let expected = least <= limit ? distances.firstIndex(of: least).map { candidates[$0] } : nil
            let found = Suggestion.nearest(to: word, among: candidates)
            #expect(found == expected, "\(word) among \(candidates)")
        }
    }

    @Test("A word of a megabyte gets no suggestion, and the answer comes at once")
    func survivesAnEndlessWord() {
        let word = String(repeating: "stage", count: 200_000)
        #expect(Suggestion.nearest(to: word, among: ["stage", "state"]) == nil)
    }

    private static func word(_ random: inout SeededGenerator, _ length: ClosedRange<Int>) -> String {
        String((0..<random.number(length)).map { _ in random.pick(Array("abcé")) })
    }

    /// A word with a few random edits.
    private static func slip(_ word: String, _ random: inout SeededGenerator) -> String {
        var letters = Array(word)
        for _ in 0..<random.number(1...3) {
            let place = random.number(0...letters.count)
            switch random.number(0...3) {
            case 0: letters.insert(random.pick(Array("abcé")), at: place)
            case 1 where place < letters.count: letters.remove(at: place)
            case 2 where place < letters.count: letters[place] = random.pick(Array("abcé"))
            case 3 where place + 1 < letters.count: letters.swapAt(place, place + 1)
            default: break
            }
        }
        return String(letters)
    }

    /// Optimal string alignment straight from its definition, from the ends of both words.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var known: [[Int]: Int] = [:]
        func cost(_ i: Int, _ j: Int) -> Int {
            if i == 0 || j == 0 { return i + j }
            if let cost = known[[i, j]] { return cost }
            var result = min(cost(i - 1, j), cost(i, j - 1)) + 1
            result = min(result, cost(i - 1, j - 1) + (left[i - 1] == right[j - 1] ? 0 : 1))
            if i >= 2, j >= 2, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                result = min(result, cost(i - 2, j - 2) + 1)
            }
            known[[i, j]] = result
            return result
        }
        return cost(left.count, right.count)
    }
}
