/// Initiatives that need each other in circles: the strongly connected components of what needs what, with more than one member.
///
/// Found in time linear to the number of dependencies, however they are knotted.
struct DependencyKnots: Sendable {
    /// Beyond this size no single circle is looked for: there would be too many to go through, and too long a note to read.
    private static let sizeForWays = 64

    private let needs: [String: [String]]
    private let knots: [[String]]
    private let knotOf: [String: Int]

    init(_ needs: [String: [String]]) {
        self.needs = needs
        knots = Self.components(needs).map { $0.sorted() }.sorted { $0[0] < $1[0] }
        var knotOf: [String: Int] = [:]
        for (index, knot) in knots.enumerated() { for id in knot { knotOf[id] = index } }
        self.knotOf = knotOf
    }

    func knot(of id: String) -> Int? { knotOf[id] }

    /// Its initiatives, in the order of their ids.
    func members(of knot: Int) -> [String] { knots[knot] }

    /// The shortest circle from an initiative back to itself, which stands first and not again at the end; of several the one
    /// whose ids come first. Nothing where it is in no knot, or in too large a one.
    func shortestCycle(through id: String) -> [String]? {
        guard let knot = knotOf[id], knots[knot].count <= Self.sizeForWays else { return nil }
        var from: [String: String] = [:]
        var queue = [id]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            for target in Set(needs[current] ?? []).sorted() where knotOf[target] == knot {
                if target == id {
                    var way = [current]
                    while let last = way.last, last != id, let previous = from[last] { way.append(previous) }
                    return way.reversed()
                }
                guard from[target] == nil else { continue }
                from[target] = current
                queue.append(target)
            }
        }
        return nil
    }

    /// The algorithm of Tarjan, with a stack of its own: a chain of thousands must not end the program.
    private static func components(_ needs: [String: [String]]) -> [[String]] {
        var result: [[String]] = []
        var index: [String: Int] = [:]
        var low: [String: Int] = [:]
        var open: [String] = []
        var isOpen: Set<String> = []
        for root in needs.keys.sorted() where index[root] == nil {
            var frames: [(id: String, next: Int)] = [(root, 0)]
            while let frame = frames.last {
                let id = frame.id
                if frame.next == 0 {
                    index[id] = index.count
                    low[id] = index[id]
                    open.append(id)
                    isOpen.insert(id)
                }
                let targets = needs[id] ?? []
                if frame.next < targets.count {
                    frames[frames.count - 1].next += 1
                    let target = targets[frame.next]
                    if index[target] == nil {
                        frames.append((target, 0))
                    } else if isOpen.contains(target), let found = index[target], let own = low[id] {
                        low[id] = min(own, found)
                    }
                    continue
                }
                frames.removeLast()
                if let parent = frames.last?.id, let above = low[parent], let own = low[id] {
                    low[parent] = min(above, own)
                }
                guard low[id] == index[id] else { continue }
                var component: [String] = []
                while let last = open.popLast() {
                    isOpen.remove(last)
                    component.append(last)
                    if last == id { break }
                }
                if component.count > 1 { result.append(component) }
            }
        }
        return result
    }
}
