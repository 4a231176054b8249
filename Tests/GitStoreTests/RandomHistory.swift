import GitStore
import TollgateTesting

/// Commits with random parents, on a branch each.
struct RandomHistory {
    enum Dates {
        /// An hour between commits: a commit is younger than its parents.
        case sane
        /// Whatever the clock said, often the same.
        case skewed
    }

    let steps: [any HistoryStep]
    let count: Int

    init(seed: UInt64, count: Int, dates: Dates) {
        var generator = SeededGenerator(seed: seed)
        var steps: [any HistoryStep] = []
        for number in 0..<count {
            // Near ones mostly, so that histories are deep as well as wide.
            var parents: [Int] = []
            for _ in 0..<Int.random(in: 1...3, using: &generator) where number > 0 {
                let reach = Int.random(in: 0..<5, using: &generator) == 0 ? number : min(number, 6)
                let parent = number - Int.random(in: 1...reach, using: &generator)
                if !parents.contains(parent) { parents.append(parent) }
            }
            if number > 0, Int.random(in: 0..<25, using: &generator) == 0 { parents = [] }
            var at: Moment?
            if dates == .skewed { at = Moment(seconds: Int64.random(in: 0..<30, using: &generator) * 1_000_000) }
            if let first = parents.first {
                steps.append(Branch("b\(number)", from: "c\(first)"))
            } else {
                steps.append(Orphan("b\(number)"))
            }
            if parents.count > 1 {
                steps.append(Merge(parents.dropFirst().map { "c\($0)" }, "c\(number)", at: at))
            } else {
                steps.append(Commit("c\(number)", at: at))
            }
        }
        self.steps = steps
        self.count = count
    }
}
