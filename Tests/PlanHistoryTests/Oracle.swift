import GitStore
import TollgateTesting

/// The history of a generated repository, found with plain git and a reader of nothing but `status:` lines.
///
/// It shares no code with what it checks: landings are `git log --first-parent -m --raw`, texts are `git cat-file`.
struct Oracle {
    struct Row: Hashable, CustomStringConvertible {
        var order: Int
        var commit: String
        var recorded: Int64
        var authored: Int64
        var path: String
        var initiative: String
        var from: String?
        var to: String?
        var kind: String

        var description: String {
            "\(order) \(commit.prefix(7)) \(path) \(initiative): \(from ?? "-") > \(to ?? "-") \(kind)"
        }
    }

    /// One line of `--raw`.
    private struct Line {
        let oldMode: Substring
        let newMode: Substring
        let old: Substring
        let new: Substring
        let status: Character
        let path: String

        var isModeOnly: Bool { old == new && oldMode.hasPrefix("100") && newMode.hasPrefix("100") }
    }

    /// A file that is followed, with what its last readable version said.
    private final class Track {
        var blob: String
        var isKnown = false
        var id: String?
        var status: String?

        init(blob: String) { self.blob = blob }
    }

    private(set) var rows: [Row] = []
    /// All else that happens: `order path: what`.
    private(set) var events: [String] = []
    private(set) var landings = 0
    /// Every readable kind of file with its bytes: a version is read once for each.
    private(set) var versions: Set<String> = []
    private var tracks: [String: Track] = [:]

    init(_ repository: TestRepository, isGoverned: (String) -> Bool = GeneratedEdits.isGoverned) throws {
        let log = try repository.gitStatus(
            "log", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "-z", "--reverse",
            "--format=tformat:%H %ct %at", "main")
        var landings: [(commit: [Substring], lines: [Line])] = []
        var words = log.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }[...]
        while let word = words.popFirst() {
            let word = word.drop { $0 == "\n" }
            guard word.hasPrefix(":") else {
                landings.append((word.split(separator: " "), []))
                continue
            }
            guard let path = words.popFirst(), let letter = word.last else { break }
            let parts = word.dropFirst().split(separator: " ")
            let line = Line(
                oldMode: parts[0], newMode: parts[1], old: parts[2], new: parts[3], status: letter, path: path)
            if isGoverned(path), !line.isModeOnly { landings[landings.count - 1].lines.append(line) }
        }
        self.landings = landings.count
        let lines = landings.flatMap(\.lines).filter { $0.status != "D" && $0.newMode.hasPrefix("100") }
        versions = Set(lines.map { "\($0.new) \($0.path.hasSuffix(".md"))" })
        let texts = try Self.texts(of: Set(lines.map { String($0.new) }), in: repository)
        for (order, landing) in landings.enumerated() {
            land(landing.lines.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }, texts) {
                Row(
                    order: order, commit: String(landing.commit[0]), recorded: Int64(landing.commit[1]) ?? -1,
                    authored: Int64(landing.commit[2]) ?? -1, path: $0, initiative: "", kind: "")
            }
        }
    }

    private static func texts(of blobs: Set<String>, in repository: TestRepository) throws -> [String: [UInt8]] {
        let names = blobs.sorted()
        let input = Array((names.joined(separator: "\n") + "\n").utf8)
        var output = try repository.gitStatus("cat-file", "--batch", input: names.isEmpty ? [] : input).output[...]
        var result: [String: [UInt8]] = [:]
        for name in names {
            let header = output.prefix { $0 != 0x0A }
            let size = Int(String(decoding: header, as: UTF8.self).split(separator: " ")[2]) ?? 0
            output = output.dropFirst(header.count + 1)
            result[name] = Array(output.prefix(size))
            output = output.dropFirst(size + 1)
        }
        return result
    }

    // MARK: - Reading

    /// What a version says; nothing where it cannot be read.
    private static func read(_ bytes: [UInt8]?, _ path: String) -> (id: String?, status: String?)? {
        guard let bytes else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let isFenced = lines.first == "---"
        if isFenced { lines = lines.dropFirst().prefix { $0 != "---" } }
        guard !text.contains(GeneratedFile.unreadableMark), isFenced == path.hasSuffix(".md"),
            lines.contains(where: { $0.hasPrefix("title: ") })
        else { return nil }
        // ^key: *(.*)$
        func value(_ key: String) -> String? {
            guard let line = lines.first(where: { $0.hasPrefix(key + ":") }) else { return nil }
            let value = line.dropFirst(key.count + 1).drop { $0 == " " }
            return value.isEmpty ? nil : String(value)
        }
        return (value("kep-number"), value("status"))
    }

    private static func kind(_ from: String?, _ to: String?) -> String {
        let stages = ["provisional", "implementable", "implemented"]
        let ends = ["deferred", "rejected", "withdrawn", "replaced"]
        guard let from, let to, (stages + ends).contains(from), (stages + ends).contains(to) else {
            return "undeclared"
        }
        guard let target = stages.firstIndex(of: to) else { return "end" }
        guard let source = stages.firstIndex(of: from) else { return "resume" }
        return target < source ? "back" : target == source + 1 ? "forward" : "skip"
    }

    // MARK: - Following

    private mutating func land(_ lines: [Line], _ texts: [String: [UInt8]], _ row: (String) -> Row) {
        var contents: [String: (id: String?, status: String?)] = [:]
        for line in lines where line.status != "D" && line.newMode.hasPrefix("100") {
            contents[line.path] = Self.read(texts[String(line.new)], line.path)
        }
        /// Files that are not simply the next version of what was at their path.
        let newcomers = lines.filter { line in
            if line.status == "A" { return true }
            guard line.status != "D", let content = contents[line.path] else { return false }
            return content.id != tracks[line.path]?.id
        }
        var leavers = lines.filter { line in
            line.status == "D" || newcomers.contains { $0.path == line.path && $0.status != "A" }
        }
        var origins: [String: String] = [:]
        func pair(_ old: (Line) -> String?, _ new: (Line) -> String?) {
            let waiting = newcomers.filter { origins[$0.path] == nil }
            for line in waiting {
                guard let key = new(line), waiting.filter({ new($0) == key }).count == 1 else { continue }
                let candidates = leavers.filter { old($0) == key }
                if candidates.count == 1 { origins[line.path] = candidates[0].path }
            }
            leavers.removeAll { origins.values.contains($0.path) }
        }
        pair({ $0.status == "D" ? String($0.old) : nil }, { String($0.new) })
        pair({ [tracks] in tracks[$0.path]?.id }, { contents[$0.path]?.id })
        for line in newcomers where origins[line.path] == nil && leavers.contains(where: { $0.path == line.path }) {
            origins[line.path] = line.path
            leavers.removeAll { $0.path == line.path }
        }
        for line in lines where line.status != "D" && !newcomers.contains(where: { $0.path == line.path }) {
            origins[line.path] = line.path
        }

        var next = tracks
        for line in lines { next[line.path] = nil }
        for line in lines where line.status != "D" {
            let place = row(line.path)
            let origin = origins[line.path]
            let track = origin.flatMap { tracks[$0] } ?? Track(blob: String(line.new))
            next[line.path] = track
            if origin == nil { note(place, "created \(contents[line.path]?.status ?? "-")") }
            if let origin, origin != line.path { note(place, "moved from \(origin)") }
            guard let content = contents[line.path] else {
                note(place, "unreadable")
                continue
            }
            if track.isKnown, track.id != content.id { note(place, "id \(track.id ?? "-") > \(content.id ?? "-")") }
            if track.isKnown, track.status != content.status {
                var found = place
                found.initiative = content.id ?? line.path
                (found.from, found.to) = (track.status, content.status)
                found.kind = Self.kind(track.status, content.status)
                rows.append(found)
            }
            (track.isKnown, track.id, track.status) = (true, content.id, content.status)
        }
        for line in leavers { note(row(line.path), "removed") }
        tracks = next
    }

    private mutating func note(_ place: Row, _ what: String) {
        events.append("\(place.order) \(place.path): \(what)")
    }
}
