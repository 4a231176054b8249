import GitStore
import TollgateTesting

/// Files with names that sort in surprising ways, and with every mode that git writes.
struct RandomTree {
    let writes: [any TreeEdit]

    init(seed: UInt64, folders: Bool = true) {
        var generator = SeededGenerator(seed: seed)
        let names = [
            "a", "a.b", "a-b", "a0", "a b", "A", "ä", "b", "b\n", "\"b\"", "\\", "~", ".gitignore", "git", "-", "aa",
            "a.", "a\u{1}",
        ]
        var writes: [any TreeEdit] = []
        func pick(_ depth: Int, _ prefix: String, _ generator: inout SeededGenerator) {
            for name in names where Int.random(in: 0..<10, using: &generator) < 7 {
                let path = prefix + name
                switch Int.random(in: 0..<10, using: &generator) {
                case 0: writes.append(Link(path, to: "target \(Int.random(in: 0..<3, using: &generator))"))
                case 1: writes.append(Submodule(path, String(repeating: "0123456789", count: 4)))
                case 2:
                    writes.append(Write(path, "text \(Int.random(in: 0..<3, using: &generator))", mode: .executable))
                case 3...6 where depth < 2: pick(folders ? depth + 1 : 2, path + "/", &generator)
                default: writes.append(Write(path, "text \(Int.random(in: 0..<3, using: &generator))"))
                }
            }
        }
        pick(0, "", &generator)
        self.writes = writes
    }
}
