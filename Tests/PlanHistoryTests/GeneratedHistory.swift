import GitStore
import TollgateTesting

/// A history of landings of every kind, made up from a seed: a model of its commits, and the repository made of them.
struct GeneratedHistory {
    typealias Files = [String: GeneratedFile]

    struct Node {
        let parents: [Int]
        let files: Files
        let committed: Moment
        let authored: Moment
    }

    private(set) var nodes: [Node] = []
    /// Where the branch is.
    private(set) var tip = -1 {
        didSet { extendMainline(from: oldValue) }
    }
    /// The commits of the branch along first parents, oldest first.
    private(set) var mainline: [Int] = []
    /// How often what was done, by name.
    private(set) var done: [String: Int] = [:]
    private var random: SeededGenerator
    private var clock = Moment.start
    private var editor = GeneratedEdits()

    /// - Parameter mergeShare: How many of a hundred landings bring other branches.
    init(seed: UInt64, landings: ClosedRange<Int> = 20...60, mergeShare: Int = 45) {
        random = SeededGenerator(seed: seed)
        let count = Int.random(in: landings, using: &random)
        tip = commit([], edited([:], times: 3...8))
        // Assignments of an initialiser are not observed.
        mainline = [tip]
        while mainline.count < count {
            if Int.random(in: 0..<100, using: &random) < mergeShare { landBranches() } else { landLinear() }
        }
        done.merge(editor.done) { $0 + $1 }
    }

    private mutating func extendMainline(from old: Int) {
        if nodes[tip].parents.first == old {
            mainline.append(tip)
            return
        }
        mainline = [tip]
        while let parent = nodes[mainline[mainline.count - 1]].parents.first { mainline.append(parent) }
        mainline.reverse()
    }

    // MARK: - Landings

    private mutating func landLinear() {
        note("linear")
        switch Int.random(in: 0..<24, using: &random) {
        case 0:
            note("empty landing")
            tip = commit([tip], nodes[tip].files)
        case 1:
            note("earlier tree again")
            tip = commit([tip], nodes[mainline[Int.random(in: mainline.indices, using: &random)]].files)
        case 2:
            note("everything removed")
            tip = commit([tip], ["README.md": GeneratedFile(text: "nothing here\n")])
        default:
            tip = commit([tip], edited(nodes[tip].files, times: 1...3))
        }
    }

    private mutating func landBranches() {
        let branch = grow(from: fork())
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1:
            note("merge")
            tip = commit([tip, branch], merged([tip, branch]))
        case 2:
            note("squash")
            tip = commit([tip], merged([tip, branch]))
        case 3:
            note("octopus")
            let others = [branch] + (0..<Int.random(in: 1...2, using: &random)).map { _ in grow(from: fork()) }
            tip = commit([tip] + others, merged([tip] + others))
        case 4, 5:
            note("evil merge")
            tip = commit([tip, branch], edited(merged([tip, branch]), times: 1...2))
        case 6:
            note("ours")
            tip = commit([tip, branch], nodes[tip].files)
        case 7:
            note("theirs")
            tip = commit([tip, branch], nodes[branch].files)
        case 8:
            note("criss-cross")
            let other = grow(from: fork())
            let one = commit([branch, other], merged([branch, other]))
            let two = commit([other, branch], merged([other, branch]))
            tip = commit([tip, grow(from: one)], merged([tip, nodes.count - 1]))
            tip = commit([tip, grow(from: two)], merged([tip, nodes.count - 1]))
        default:
            // The topic merges the branch, and the branch is moved to it: its own commits become landings.
            note("foxtrot")
            tip = commit([branch, tip], merged([branch, tip]))
        }
    }

    private mutating func fork() -> Int {
        mainline[mainline.count - Int.random(in: 1...min(mainline.count, 6), using: &random)]
    }

    private mutating func grow(from start: Int) -> Int {
        var branch = start
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            branch = commit([branch], edited(nodes[branch].files, times: 1...3))
        }
        return branch
    }

    private mutating func edited(_ files: Files, times: ClosedRange<Int>) -> Files {
        var files = files
        for _ in 0..<Int.random(in: times, using: &random) { editor.edit(&files, &random) }
        return files
    }

    private mutating func commit(_ parents: [Int], _ files: Files) -> Int {
        clock = clock.adding(minutes: Int64.random(in: 1...900, using: &random))
        var committed = clock
        if Int.random(in: 0..<12, using: &random) == 0 {
            note("clock running backwards")
            committed = committed.adding(hours: -Int64.random(in: 1...2000, using: &random))
        }
        committed.offsetMinutes = anyOf([0, 0, 60, -480, 345])
        var authored = committed.adding(minutes: -Int64.random(in: 0...5000, using: &random))
        authored.offsetMinutes = anyOf([0, 120, -210])
        // No file may stand where another needs a folder.
        let files = files.filter { path, _ in !files.keys.contains { $0.hasPrefix(path + "/") } }
        nodes.append(Node(parents: parents, files: files, committed: committed, authored: authored))
        return nodes.count - 1
    }

    // MARK: - Merging

    private func ancestors(of node: Int) -> Set<Int> {
        var result: Set<Int> = [node]
        var rest = [node]
        while let next = rest.popLast() {
            for parent in nodes[next].parents where result.insert(parent).inserted { rest.append(parent) }
        }
        return result
    }

    /// The files of the first commit with what the others changed; where both did, chance decides.
    private mutating func merged(_ commits: [Int]) -> Files {
        var files = nodes[commits[0]].files
        for other in commits.dropFirst() {
            let base = ancestors(of: other).intersection(ancestors(of: commits[0])).max().map { nodes[$0].files } ?? [:]
            let theirs = nodes[other].files
            for path in Set(files.keys).union(theirs.keys).union(base.keys).sorted() {
                if theirs[path] == base[path] { continue }
                if files[path] == base[path] || Bool.random(using: &random) { files[path] = theirs[path] }
            }
        }
        return files
    }

    // MARK: - The repository

    /// Writes the history into a repository, whose branch main then has its tip.
    func write(to repository: TestRepository) throws {
        try repository.git(
            "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--done", "--date-format=raw", input: stream)
    }

    private var stream: [UInt8] {
        var stream: [UInt8] = []
        func emit(_ text: String) { stream += text.utf8 }
        for (index, node) in nodes.enumerated() {
            let before = node.parents.first.map { nodes[$0].files } ?? [:]
            if node.parents.isEmpty { emit("reset refs/heads/main\n") }
            emit("commit refs/heads/main\nmark :\(index + 1)\n")
            emit("author Ada Moreau <ada@example.org> \(node.authored.raw)\n")
            emit("committer Ben Okafor <ben@example.org> \(node.committed.raw)\ndata 2\nc\n")
            for (place, parent) in node.parents.enumerated() {
                emit("\(place == 0 ? "from" : "merge") :\(parent + 1)\n")
            }
            for path in before.keys.sorted() where node.files[path] == nil { emit("D \(path)\n") }
            for (path, file) in node.files.sorted(by: { $0.key < $1.key }) where before[path] != file {
                if file.mode == "160000" {
                    emit("M 160000 \(String(decoding: file.bytes, as: UTF8.self)) \(path)\n")
                } else {
                    emit("M \(file.mode) inline \(path)\ndata \(file.bytes.count)\n")
                    stream += file.bytes
                    emit("\n")
                }
            }
            emit("\n")
        }
        emit("reset refs/heads/main\nfrom :\(tip + 1)\n\ndone\n")
        return stream
    }

    // MARK: - Chance

    private mutating func note(_ what: String) {
        done[what, default: 0] += 1
    }

    private mutating func anyOf<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: list.indices, using: &random)]
    }
}
