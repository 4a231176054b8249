/// The lines of a file that is only ever appended to, each with the landing that recorded it.
///
/// A file that was not only appended to loses nothing here: what a landing took out, changed or put in another order is kept as
/// a rewrite, so that the lines of any landing can be told as they stood there.
package struct AppendedLines<Line: Hashable & Sendable>: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// The first landing whose file has the line.
        package let landing: Landing
        /// The line's number in that file, 1-based.
        package let number: Int
        package let line: Line

        package init(landing: Landing, number: Int, line: Line) {
            self.landing = landing
            self.number = number
            self.line = line
        }
    }

    /// A landing after which other lines stood there than those before it and its own behind them.
    package struct Rewrite: Hashable, Sendable {
        package let landing: Landing
        /// The places of the lines among all that were ever recorded, in the order of the file.
        package let lines: [Int]
    }

    /// Every line that was ever recorded, in the order of the landings.
    package private(set) var recorded: [Entry] = []
    package private(set) var rewrites: [Rewrite] = []

    package init() {}

    /// The lines that stand there now, in the order of the file.
    package var entries: [Entry] {
        guard let last = rewrites.last else { return recorded }
        // What is recorded by a rewrite itself has its place in it.
        return last.lines.map { recorded[$0] } + recorded.filter { $0.landing.order > last.landing.order }
    }

    package mutating func append(_ lines: [(number: Int, line: Line)], at landing: Landing) {
        recorded += lines.map { Entry(landing: landing, number: $0.number, line: $0.line) }
    }

    /// Takes in a file that does not begin with what stood there before. A line that stood there keeps its landing.
    package mutating func replace(by lines: [(number: Int, line: Line)], at landing: Landing) {
        var known: [Line: [Int]] = [:]
        for place in places.reversed() { known[recorded[place].line, default: []].append(place) }
        var order: [Int] = []
        for (number, line) in lines {
            if let place = known[line]?.popLast() {
                order.append(place)
            } else {
                recorded.append(Entry(landing: landing, number: number, line: line))
                order.append(recorded.count - 1)
            }
        }
        rewrites.append(Rewrite(landing: landing, lines: order))
    }

    private var places: [Int] {
        guard let last = rewrites.last else { return Array(recorded.indices) }
        return last.lines + recorded.indices.filter { recorded[$0].landing.order > last.landing.order }
    }

    /// What was known up to a landing.
    package func cut(at order: Int) -> AppendedLines {
        var result = self
        result.recorded = Array(recorded.prefix { $0.landing.order <= order })
        result.rewrites = Array(rewrites.prefix { $0.landing.order <= order })
        return result
    }
}
