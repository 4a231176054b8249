import Attestation
package import Diagnostics
package import PlanModel

/// What allowed_signers and revoked_signers say: readable, each key for one person, and each person there.
package struct KeyRules: Sendable {
    private let trust: TrustSet

    package init(_ trust: TrustSet) {
        self.trust = trust
    }

    package var diagnostics: [Diagnostic] { Self.unreadable(trust) + owners }

    // MARK: - Readable

    /// The lines that cannot be read, or not in one way only.
    package static func unreadable(_ trust: TrustSet) -> [Diagnostic] {
        trust.problems.map { source, problem in
            Diagnostic(
                .keysUnreadable, problem.message, at: Self.location(source, line: problem.line), helps: [problem.help])
        }
    }

    /// The files that are not there although the policy asks for what is judged by them.
    package static func missing(_ trust: TrustSet, _ policy: Policy) -> [Diagnostic] {
        guard policy.asksForSignOffs || policy.commitDemands.asksForSignatures else { return [] }
        let what = policy.asksForSignOffs ? "sign-offs" : "signatures"
        return trust.lacks.filter(\.isAbsent).map { lack in
            let comment = lack.path == trust.paths[2] ? "nothing was withdrawn" : "no keys yet"
            return Diagnostic(
                .trustFileMissing, "\(lack.text), and the policy asks for \(what): none can be judged without it",
                at: Location(path: lack.path),
                helps: [
                    lack.path == trust.paths[0]
                        ? "add it, with everybody who may sign"
                        : "add it, if only with a comment: `echo '# \(comment)' > \(lack.path)`"
                ])
        }
    }

    // MARK: - Whose key

    /// Keys of several people, and principals that are nobody's. What nobody can be compared with is not judged: the finding
    /// about people.yaml says why.
    private var owners: [Diagnostic] {
        guard let list = trust.allowed, let allowed = list.keys, let people = trust.people?.people else { return [] }
        var owners: [PublicKey: (person: Person, line: Int)] = [:]
        var places = LinePlaces(list.source)
        var result: [Diagnostic] = []
        for entry in allowed.entries where result.count < Self.most {
            var shared: Person?
            for principal in entry.principals {
                let found = people.named(principal)
                if found.isEmpty { result.append(unknown(principal, people, places.location(of: entry.line))) }
                for person in found {
                    guard let owner = owners[entry.key] else {
                        owners[entry.key] = (person, entry.line)
                        continue
                    }
                    if owner.person.id != person.id { shared = shared ?? person }
                }
            }
            guard let shared, let owner = owners[entry.key] else { continue }
            let isSameLine = owner.line == entry.line
            result.append(
                Diagnostic(
                    .keyOfSeveralPeople,
                    "the key \(entry.key.fingerprint) is listed for `\(owner.person.id)` and for `\(shared.id)`; a signature with it says of neither that this one agreed",
                    at: places.location(of: entry.line),
                    secondary: isSameLine
                        ? [] : [Label(places.location(of: owner.line), "listed for `\(owner.person.id)` here")],
                    helps: [
                        "leave the key with the one person who has it; the other one adds a key of their own: `tollgate keys add \(shared.id)`"
                    ]))
        }
        return result
    }

    private func unknown(_ principal: String, _ people: People, _ location: Location) -> Diagnostic {
        let names = people.everybody.flatMap { [$0.id] + $0.emails.map(\.value) }
        let nearest = Suggestion.nearest(to: principal, among: names)
        return Diagnostic(
            .unknownPrincipal,
            "the key is listed for `\(principal)`, which is neither a person of `\(people.source.path)` nor the address of one; it approves nothing",
            at: location,
            helps: [
                nearest.map { "did you mean `\($0)`?" }
                    ?? "list the person in `\(people.source.path)`, or remove the line"
            ])
    }

    /// The most findings about one file; a file can have as many lines as it likes.
    private static let most = 50

    // MARK: - Places

    private static func location(_ source: SourceText, line: Int) -> Location {
        var places = LinePlaces(source)
        return places.location(of: line)
    }
}

/// Where the lines of a text lie, found once.
struct LinePlaces {
    private let source: SourceText
    /// The first byte of each line; nothing until somebody asks.
    private var starts: [Int]?

    init(_ source: SourceText) {
        self.source = source
    }

    /// The place of a line, without the blanks around what it says.
    mutating func location(of line: Int) -> Location {
        let starts = self.starts ?? Self.starts(source.bytes)
        self.starts = starts
        guard starts.indices.contains(line - 1) else { return Location(path: source.path) }
        var start = starts[line - 1]
        var end = line < starts.count ? starts[line] - 1 : source.bytes.count
        func isBlank(_ place: Int) -> Bool { source.bytes[place] == 0x20 || source.bytes[place] == 0x09 }
        while start < end, isBlank(start) { start += 1 }
        while end > start, isBlank(end - 1) { end -= 1 }
        return source.location(start..<end)
    }

    private static func starts(_ bytes: [UInt8]) -> [Int] {
        [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }
}
