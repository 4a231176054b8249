import Diagnostics
import PlanText

/// Documents of one kind in a foreign repository: where they lie, and which of their fields mean what.
package struct ForeignGroup: Sendable {
    /// The glob that finds them.
    package let match: String
    /// Globs of templates among them.
    package let excludes: [String]
    package let syntax: DocumentEntry.Syntax
    /// How many documents there are, without templates.
    package let documents: Int
    /// How many of them have the stage.
    package let withStage: Int
    /// Whether the stage's field is called like one.
    package let isStageNamed: Bool
    /// Our names for fields, with theirs.
    package let fields: [String: String]
    /// The words of the stage and how many documents have each.
    package let words: [String: Int]

    /// The core fields in the order in which a policy is written.
    package static let fieldOrder = ["id", "title", "stage", "owner"]

    /// The groups that have a stage, the largest first. `documents` are all that could be read, in the order of paths.
    package static func find(_ documents: [ForeignDocument], unreadable: [String] = []) -> [ForeignGroup] {
        var candidates: [String: [ForeignDocument]] = [:]
        for document in documents where document.path.contains("/") {
            let parts = document.path.split(separator: "/").map(String.init)
            let (folder, name) = (parts.dropLast().joined(separator: "/"), parts[parts.count - 1])
            candidates["\(folder)/*\(ending(name))", default: []].append(document)
            candidates["\(parts[0])/**/*\(ending(name))", default: []].append(document)
            candidates["\(parts[0])/**/\(name)", default: []].append(document)
        }
        for document in documents where !document.path.contains("/") {
            candidates["*\(ending(document.path))", default: []].append(document)
        }
        var groups: [(pattern: String, group: ForeignGroup)] = []
        for (pattern, members) in candidates.sorted(by: { $0.key < $1.key }) {
            let headers = members.count { $0.syntax == .headers }
            // Where more than a few are not YAML, what looks like YAML in the others is lines too.
            let own =
                headers * 10 >= members.count
                ? members.compactMap(\.asHeaders) : members.filter { $0.syntax == .yaml }
            if let group = ForeignGroup(pattern, own) { groups.append((pattern, group)) }
        }
        // Most documents first; of patterns that find the same ones, the narrowest.
        groups.sort { left, right in
            let (a, b) = (left.group, right.group)
            if a.isStageNamed != b.isStageNamed { return a.isStageNamed }
            if a.withStage != b.withStage { return a.withStage > b.withStage }
            let (x, y) = (breadth(left.pattern), breadth(right.pattern))
            return x != y ? x < y : left.pattern < right.pattern
        }
        return groups.map(\.group)
    }

    private static func breadth(_ pattern: String) -> Int {
        (pattern.contains("**") ? 2 : 0) + (pattern.contains("/*.") || pattern.hasPrefix("*.") ? 1 : 0)
    }

    private static func ending(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
    }

    /// The group of all documents that a pattern finds; nothing where they have no stage in common.
    private init?(_ pattern: String, _ members: [ForeignDocument]) {
        let templates = members.filter { ForeignDocument.isTemplate($0.path) }
        let documents = members.filter { !ForeignDocument.isTemplate($0.path) }
        guard documents.count >= 2, let stage = Self.stageField(documents) else { return nil }
        syntax = documents[0].syntax
        self.documents = documents.count
        let staged = documents.filter { $0.fields[stage.name] != nil }
        withStage = staged.count
        isStageNamed = stage.isNamed
        words = staged.reduce(into: [:]) { $0[$1.fields[stage.name] ?? "", default: 0] += 1 }
        match = Self.narrowed(pattern, staged)
        excludes = Set(templates.map { Self.exclusion($0.path) }).sorted()
        var fields = ["stage": stage.name]
        fields["id"] = Self.idField(documents, stage: stage.name)
        fields["title"] = Self.named(["title", "name", "subject", "summary"], documents)
        fields["owner"] = Self.named(
            [
                "owner", "owners[0]", "author", "authors[0]", "author[0]", "champion", "champions[0]", "lead",
                "leads[0]",
            ],
            documents)
        self.fields = fields
    }

    // MARK: - Fields

    private static let stageNames = ["status", "stage", "state", "phase", "maturity", "progress"]
    private static let neverStages: Set<String> = [
        "type", "kind", "schema", "version", "layout", "category", "language", "license", "sig", "owning-sig", "lang",
    ]

    /// The field that says how far a document is: present in most, with few words, by its name first.
    private static func stageField(_ documents: [ForeignDocument]) -> (name: String, isNamed: Bool)? {
        var values: [String: [String]] = [:]
        for document in documents {
            for (name, value) in document.fields where !name.hasSuffix("]") { values[name, default: []].append(value) }
        }
        var best: (name: String, rank: Int, count: Int, distinct: Int)?
        for (name, texts) in values.sorted(by: { $0.key < $1.key }) {
            let lower = name.lowercased()
            guard texts.count * 10 >= documents.count * 6, !neverStages.contains(lower) else { continue }
            let good = texts.filter(isWord)
            let distinct = Set(good.map { $0.lowercased() }).count
            guard good.count * 10 >= texts.count * 9, distinct >= 1 else { continue }
            let rank =
                stageNames.firstIndex(of: lower)
                ?? stageNames.firstIndex {
                    lower.hasSuffix("-" + $0) || lower.hasSuffix("_" + $0) || lower.hasSuffix(" " + $0)
                }
                .map { $0 + 10 }
            // Without a name that says so, it takes more: several words, each many times.
            guard
                rank != nil
                    ? distinct <= max(12, texts.count / 3)
                    : distinct >= 2 && distinct <= 12 && distinct * 4 <= texts.count
            else { continue }
            let candidate = (name, rank ?? 100, texts.count, distinct)
            if let known = best, (known.rank, -known.count, known.distinct) <= (candidate.1, -candidate.2, candidate.3)
            {
                continue
            }
            best = candidate
        }
        return best.map { ($0.name, $0.rank < 100) }
    }

    /// Whether a policy can declare it as a stage, and a person would.
    package static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 32 else { return false }
        func isLetterOrDigit(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        let letters = text.utf8.contains { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        return letters && isLetterOrDigit(first) && !["true", "false", "yes", "no", "null"].contains(text.lowercased())
            && text.utf8.allSatisfy { isLetterOrDigit($0) || " ()._-".utf8.contains($0) }
    }

    private static func idField(_ documents: [ForeignDocument], stage: String) -> String? {
        var best: (name: String, rank: Int)?
        let counts = documents.reduce(into: [String: [String]]()) { counts, document in
            for (name, value) in document.fields { counts[name, default: []].append(value) }
        }
        let stems = documents.map { $0.path.split(separator: "/").last.map { $0.lowercased() } ?? "" }
        for (name, values) in counts.sorted(by: { $0.key < $1.key }) where name != stage {
            let lower = name.lowercased()
            guard values.count * 10 >= documents.count * 8, Set(values).count * 20 >= values.count * 19,
                values.allSatisfy({ $0.utf8.count <= 24 && !$0.contains(" ") })
            else { continue }
            let rank: Int
            if lower == "id" || lower == "number" {
                rank = 0
            } else if ["-number", "_number", "-id", "_id", " number", " id", "-no"].contains(where: lower.hasSuffix) {
                rank = 1
            } else if stems.allSatisfy({ $0.hasPrefix(lower) })
                || ["pep", "rfc", "dep", "adr", "bip", "eip", "sep", "kep"].contains(lower)
            {
                rank = 2
            } else {
                continue
            }
            if let known = best, known.rank <= rank { continue }
            best = (name, rank)
        }
        return best?.name
    }

    /// The first of these names, in any case, that at least half of the documents have.
    private static func named(_ names: [String], _ documents: [ForeignDocument]) -> String? {
        var counts: [String: Int] = [:]
        for document in documents {
            for name in document.fields.keys { counts[name, default: 0] += 1 }
        }
        for name in names {
            let found = counts.filter { $0.key.lowercased() == name && $0.value * 2 >= documents.count }
            if let best = found.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return best.key }
        }
        return nil
    }

    // MARK: - Patterns

    /// A pattern `*.ext` with what all names begin with, where it is more than digits: `pep-*.rst`.
    private static func narrowed(_ pattern: String, _ documents: [ForeignDocument]) -> String {
        guard pattern.hasSuffix("/*" + ending(pattern)) || pattern == "*" + ending(pattern) else { return pattern }
        let names = documents.map { $0.path.split(separator: "/").last.map(String.init) ?? "" }
        guard var prefix = names.first else { return pattern }
        for name in names { while !name.hasPrefix(prefix) { prefix.removeLast() } }
        prefix = String(prefix.prefix { !$0.isNumber && $0 != "." })
        guard prefix.count >= 2, prefix.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x2A && $0 != 0x3F }) else {
            return pattern
        }
        return pattern.replacing("*" + ending(pattern), with: prefix + "*" + ending(pattern))
    }

    /// What leaves a template out: its whole folder where that is the template.
    private static func exclusion(_ path: String) -> String {
        let parts = path.split(separator: "/").map(String.init)
        if let index = parts.dropLast().firstIndex(where: { ForeignDocument.isTemplate($0) }) {
            return parts[...index].joined(separator: "/") + "/**"
        }
        return path
    }
}
