import Testing
import Timeline
import TollgateTesting

/// What holds for any landings whatever.
@Suite("TimelineFold: properties")
struct FoldPropertyTests {
    static let seeds: Range<UInt64> = 1..<41

    @Test("the order in which a landing's changes are given does not matter", arguments: seeds)
    func orderWithinLandings(_ seed: UInt64) {
        let landings = RandomLandings(seed: seed).landings
        let expected = Self.fold(landings)
        var generator = SeededGenerator(seed: seed &+ 1000)
        #expect(Self.fold(landings.map { $0.reversed() }) == expected)
        for _ in 0..<5 { #expect(Self.fold(landings.map { $0.shuffled(using: &generator) }) == expected) }
    }

    @Test("folding the same landings twice gives the same", arguments: seeds)
    func twice(_ seed: UInt64) {
        #expect(Self.fold(RandomLandings(seed: seed).landings) == Self.fold(RandomLandings(seed: seed).landings))
    }

    @Test("a fold that stops early knows the beginning of what the whole one knows", arguments: seeds)
    func prefix(_ seed: UInt64) {
        let landings = RandomLandings(seed: seed).landings
        let whole = Self.fold(landings)
        let half = landings.count / 2
        for (early, late) in zip(Self.fold(Array(landings[..<half])), whole) {
            #expect(early.events == late.events.filter { $0.landing.order < half })
            #expect(early.versions == late.versions.filter { $0.landing.order < half })
        }
    }

    @Test("what lives after the last landing are the files that are there, each with one timeline", arguments: seeds)
    func livingFiles(_ seed: UInt64) {
        let random = RandomLandings(seed: seed)
        var fold = TimelineFold(ladder: Story.ladder)
        for (order, changes) in random.landings.enumerated() { fold.apply(Story.landing(order), changes) }
        #expect(fold.livingPaths == random.files.keys.sorted())
        let living = fold.timelines.filter { !$0.isRemoved }
        #expect(living.map(\.path).sorted() == random.files.keys.sorted())
        for timeline in living {
            let file = random.files[timeline.path]
            #expect(timeline.versions.last?.blob == file?.blob)
            if let initiative = file?.initiative { #expect(timeline.current == initiative) }
        }
    }

    @Test(
        "a timeline begins with its creation, ends with its removal, and its versions are told apart by landing",
        arguments: seeds)
    func shape(_ seed: UInt64) {
        for timeline in Self.fold(RandomLandings(seed: seed).landings) {
            var (created, removed) = (0, 0)
            for event in timeline.events {
                if case .created = event.kind { created += 1 }
                if case .removed = event.kind { removed += 1 }
            }
            #expect(created == 1)
            if case .created = timeline.events[0].kind {
            } else {
                Issue.record("\(timeline.path) does not begin with `created`")
            }
            #expect(removed == (timeline.isRemoved ? 1 : 0))
            let orders = timeline.versions.map(\.landing.order)
            #expect(orders == Set(orders).sorted())
            #expect(timeline.events.map(\.landing.order) == timeline.events.map(\.landing.order).sorted())
        }
    }

    @Test("the random landings have everything in them")
    func variety() {
        var kinds: [String: Int] = [:]
        for seed in Self.seeds {
            for timeline in Self.fold(RandomLandings(seed: seed).landings) {
                for event in timeline.events { kinds[String(describing: event.kind).prefixWord, default: 0] += 1 }
            }
        }
        for kind in ["created", "moved", "removed", "unreadable", "renamed", "transition", "stateChanged"] {
            #expect(kinds[kind, default: 0] > 100, "\(kind)")
        }
    }

    private static func fold(_ landings: [[PathChange]]) -> [Everything] {
        var fold = TimelineFold(ladder: Story.ladder)
        for (order, changes) in landings.enumerated() { fold.apply(Story.landing(order), changes) }
        return fold.timelines.map(Everything.init)
    }
}

extension String {
    fileprivate var prefixWord: String { String(prefix { $0.isLetter }) }
}

/// Landings over few paths and ids, so that files meet often.
private struct RandomLandings {
    private(set) var landings: [[PathChange]] = []
    /// The files after the last landing.
    private(set) var files: [String: FileVersion] = [:]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let paths = ["a.yaml", "b.yaml", "c/d.yaml", "c/e.yaml", "f.yaml", "g.yaml"]
        func version() -> FileVersion {
            if Int.random(in: 0..<8, using: &random) == 0 { return Story.broken(Int.random(in: 0..<2, using: &random)) }
            let stages: [String?] = ["identified", "detailed", "decided", "dropped", "unheard-of", nil]
            let ids: [String?] = ["A", "B", "C", "D", nil]
            let states: [String?] = [nil, nil, nil, "on-hold"]
            return Story.file(
                ids.randomElement(using: &random) ?? nil, stages.randomElement(using: &random) ?? nil,
                state: states.randomElement(using: &random) ?? nil, bytes: Int.random(in: 0..<2, using: &random))
        }
        for _ in 0..<40 {
            var next = files
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard let path = paths.randomElement(using: &random), let other = paths.randomElement(using: &random)
                else { continue }
                switch Int.random(in: 0..<8, using: &random) {
                case 0: next[path] = nil
                case 1, 2:  // The same bytes elsewhere, in place of whatever is there.
                    if path != other, let file = next.removeValue(forKey: path) { next[other] = file }
                case 3: (next[path], next[other]) = (next[other], next[path])
                case 4: next[other] = next[path]
                default: next[path] = version()
                }
            }
            landings.append(paths.filter { next[$0] != files[$0] }.map { PathChange(path: $0, version: next[$0]) })
            files = next
        }
    }
}
