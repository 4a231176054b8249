import TollgateTesting

/// Changes of files by chance, among them everything that makes following files hard.
struct GeneratedEdits {
    typealias Files = GeneratedHistory.Files

    static let governed: [String] = [
        "keps/kep.yaml", "keps/sig-auth/12-keys/kep.yaml", "keps/sig-auth/13-users/kep.yaml",
        "keps/sig-node/14/kep.yaml",
        "keps/sig-node/15/kep.yaml", "keps/sig-node/deep/er/16/kep.yaml", "keps/sig-api/kep.yaml", "notes/17.md",
        "notes/18.md", "notes/ä b.md",
    ]
    static let others = [
        "README.md", "src/main.c", "docs/keps/12/kep.yaml", "keps.yaml", "keps/sig-auth/12-keys/README.md",
        "keps/kep.yaml.orig", "notes/deep/17.md", "notes/17.txt", "keps/template/kep.yaml", "keps/template/x/kep.yaml",
        "keps/sig-node/archive/kep.yaml", "vendor/a/b/c.c", "zkeps/kep.yaml",
    ]
    private static let statuses: [String?] = [
        "provisional", "provisional", "implementable", "implementable", "implemented", "implemented", "deferred",
        "rejected", "withdrawn", "replaced", "proposed", "Implementable", "", nil,
    ]

    private(set) var done: [String: Int] = [:]
    private var notes = 0

    /// Whether the foreign policy's patterns match, told without any pattern.
    static func isGoverned(_ path: String) -> Bool {
        if path.hasPrefix("notes/") {
            return path.hasSuffix(".md") && !path.dropFirst("notes/".count).contains("/")
        }
        return path.hasPrefix("keps/") && path.hasSuffix("/kep.yaml") && !path.hasPrefix("keps/template/")
            && !path.hasSuffix("/archive/kep.yaml")
    }

    mutating func edit(_ files: inout Files, _ random: inout SeededGenerator) {
        let present = files.keys.filter(Self.isGoverned).sorted()
        let proposals = present.filter { files[$0]?.proposal != nil }
        let absent = Self.governed.filter { files[$0] == nil }
        func any(_ list: [String]) -> String? { list.randomElement(using: &random) }
        func siblings(_ path: String, _ list: [String]) -> [String] {
            list.filter { $0 != path && $0.hasSuffix(".md") == path.hasSuffix(".md") }
        }
        switch Int.random(in: 0..<34, using: &random) {
        case 0...4:
            guard let path = any(absent) else { return }
            write(fresh(&random), path, "created", &files)
        case 5...13:
            guard let path = any(proposals), var proposal = files[path]?.proposal else { return }
            proposal.status = Self.statuses.randomElement(using: &random) ?? nil
            write(proposal, path, "status", &files)
        case 14:
            guard let path = any(proposals), var proposal = files[path]?.proposal else { return }
            notes += 1
            proposal.note = notes
            write(proposal, path, "prose", &files)
        case 15:
            guard let path = any(proposals), var proposal = files[path]?.proposal else { return }
            proposal.id = newID(&random)
            write(proposal, path, "id changed", &files)
        case 16, 17:
            guard let path = any(present), let target = any(siblings(path, absent)) else { return }
            move(path, target, "move", &files)
        case 18, 19:
            guard let path = any(proposals), let target = any(absent), var proposal = files[path]?.proposal else {
                return
            }
            files[path] = nil
            notes += 1
            proposal.note = notes
            if Bool.random(using: &random) { proposal.status = Self.statuses.randomElement(using: &random) ?? nil }
            write(proposal, target, "move with edit", &files)
        case 20:
            guard let path = any(present), let other = any(siblings(path, present)) else { return }
            (files[path], files[other]) = (files[other], files[path])
            note("swap")
        case 21:
            guard let path = any(present), let other = any(siblings(path, present)) else { return }
            move(path, other, "move onto another", &files)
        case 22:
            guard let path = any(present), let target = any(siblings(path, absent)) else { return }
            files[target] = files[path]
            note("copy")
        case 23:
            guard let path = any(present), let one = any(siblings(path, absent)), let two = any(siblings(one, absent))
            else { return }
            files[one] = files[path]
            move(path, two, "one became two", &files)
        case 24, 25:
            guard let path = any(present) else { return }
            files[path] = nil
            note("deletion")
        case 26, 27:
            guard let path = any(present.isEmpty ? absent : present) else { return }
            files[path] = GeneratedFile.unreadable(Int.random(in: 0..<1000, using: &random), at: path)
            note("unreadable")
        case 28:
            guard let path = any(present), let file = files[path], file.mode.hasPrefix("100") else { return }
            files[path]?.mode = file.mode == "100755" ? "100644" : "100755"
            note("mode")
        case 29:
            guard let path = any(Self.governed) else { return }
            files[path] = Bool.random(using: &random) ? .link(to: "../12/kep.yaml") : .submodule(notes)
            note("link or submodule")
        case 30:
            guard let path = any(present), let target = any(Self.others) else { return }
            // Out of what is governed, or into it.
            if Bool.random(using: &random) {
                move(path, target, "out of the patterns", &files)
            } else if files[target] != nil {
                move(target, path, "into the patterns", &files)
            }
        case 31:
            guard let path = any(present) else { return }
            files[path] = nil
            files[path + "/kep.yaml"] = GeneratedFile(fresh(&random), at: "kep.yaml")
            note("file became a folder")
        default:
            guard let path = any(Self.others) else { return }
            write(fresh(&random), path, "outside", &files)
        }
    }

    private mutating func write(
        _ proposal: GeneratedFile.Proposal, _ path: String, _ what: String, _ files: inout Files
    ) {
        let mode = files[path]?.mode
        files[path] = GeneratedFile(proposal, at: path)
        if mode == "100755" { files[path]?.mode = "100755" }
        note(what)
    }

    private mutating func move(_ path: String, _ target: String, _ what: String, _ files: inout Files) {
        files[target] = files.removeValue(forKey: path)
        note(what)
    }

    private mutating func fresh(_ random: inout SeededGenerator) -> GeneratedFile.Proposal {
        notes += 1
        return GeneratedFile.Proposal(
            id: newID(&random), status: Self.statuses.randomElement(using: &random) ?? nil, note: notes)
    }

    private func newID(_ random: inout SeededGenerator) -> String? {
        let number = Int.random(in: 0..<14, using: &random)
        return number == 0 ? nil : "\(100 + number)"
    }

    private mutating func note(_ what: String) {
        done[what, default: 0] += 1
    }
}
