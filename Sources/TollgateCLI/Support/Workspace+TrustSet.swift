import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

extension Workspace {
    /// People and keys as they stand in the work tree, or in HEAD where there is none.
    func trustSet(in folder: String) throws(CommandFailure) -> TrustSet {
        let paths = TrustSet.paths(in: folder)
        let contents = try paths.enumerated().map { place, path throws(CommandFailure) in
            try trustFile(at: path, limit: place == 0 ? TextLimits.bytes : KeyFileProblem.mostBytes)
        }
        return TrustSet(in: folder, people: contents[0], allowed: contents[1], revoked: contents[2])
    }

    private func trustFile(at path: String, limit: Int) throws(CommandFailure) -> TrustSet.Content {
        let content: ObjectDatabase.Blob? = try git { () throws(GitError) in
            if let top = repository.facts.workTree {
                return try WorkTree(root: top).read(Array(path.utf8), limit: limit)
            }
            guard let head = repository.facts.head else { return nil }
            let tree = try repository.objects.commit(head).tree
            guard let entry = try repository.objects.entry(at: Array(path.utf8), inTree: tree), entry.mode.isFile else {
                return nil
            }
            return try repository.objects.blob(entry.id, limit: limit)
        }
        return switch content {
        case .bytes(let bytes): .bytes(bytes)
        case .tooLarge(let bytes): .tooLarge(bytes: bytes)
        case nil: .absent
        }
    }
}

/// The files of keys of a work tree, for commands that read and append to them.
struct KeyFiles {
    let workspace: Workspace
    let policy: Policy
    let people: People
    let trust: TrustSet
    let allowed: AllowedSigners
    let revoked: RevokedSigners

    /// Refuses where a file cannot be read: nothing is appended to what nobody can read.
    init(_ workspace: Workspace) throws(CommandFailure) {
        let loaded = try workspace.policyInForce()
        guard let root = loaded.scope.root else {
            throw .usage(
                "the policy lies outside of the repository, and has no people and no keys in it",
                help: "leave `--policy` out, or run it where the policy lies")
        }
        let trust = try workspace.trustSet(in: root)
        guard let people = trust.people?.people else {
            throw .usage(
                "`\(trust.paths[0])` \(trust.people == nil ? "is not there" : "cannot be read"); keys belong to the people whom it lists",
                help: trust.people == nil
                    ? "`tollgate init` shows what it looks like" : "`tollgate check` tells what is wrong in it"
            )
        }
        let problems = KeyRules.unreadable(trust)
        guard problems.isEmpty else {
            throw CommandFailure(
                exitCode: ExitCode.findings, message: "the keys cannot be read, so that nothing was done",
                help: "mend the lines first", findings: problems.map { Finding(severity: .error, diagnostic: $0) })
        }
        self.workspace = workspace
        policy = loaded.policy
        self.people = people
        self.trust = trust
        allowed = trust.allowed?.keys ?? AllowedSigners.none
        revoked = trust.revoked?.keys ?? RevokedSigners.none
    }

    var allowedPath: String { trust.paths[1] }
    var revokedPath: String { trust.paths[2] }

    /// The day in UTC.
    var today: Day { workspace.world.now.day }
    var now: KeyTime { KeyTime(seconds: workspace.world.now.seconds) }

    /// The person of this id.
    func person(_ id: String) throws(CommandFailure) -> Person {
        if let person = people.person(id) { return person }
        let nearest = Suggestion.nearest(to: id, among: people.everybody.map(\.id))
        throw .usage(
            "`\(Printable.line(id))` is nobody in `\(trust.paths[0])`",
            help: nearest.map { "did you mean `\($0)`?" } ?? "list the person there first, with name and roles")
    }

    /// Writes a file of keys with one line more, where it is still as it was read.
    func append(_ line: String, to path: String, _ source: SourceText?, heading: String) throws(CommandFailure) {
        guard let top = workspace.repository.facts.workTree else {
            throw .usage("a bare repository has no files to write to", help: "run it in a clone with a work tree")
        }
        let old = source?.bytes ?? Array(heading.utf8)
        let bytes = KeyFileAppending.appending(line, to: old)
        try git { () throws(GitError) in
            try WorkTree(root: top).write(
                bytes, to: Array(path.utf8), over: source.map { .bytes($0.bytes) } ?? .nothing)
        }
    }

    /// What has to happen before the change counts.
    func next(_ paths: [String]) -> [String] {
        var lines = [
            "then: `git add \(paths.joined(separator: " "))` and commit it alone; the trust set lands apart from plans"
        ]
        if let gate = policy.gates["people"], !gate.signOffs.isEmpty {
            for signOff in gate.signOffs {
                let holders = people.holders(of: signOff.role, in: nil, on: today).map(\.id)
                let count = signOff.count == 1 ? "one" : "\(signOff.count)"
                lines.append(
                    "the gate `people` asks for \(count) with the role `\(signOff.role)`: \(holders.isEmpty ? "nobody holds it" : holders.joined(separator: ", "))"
                )
            }
        } else {
            lines.append("no gate `people` asks for sign-offs: whoever can land may add keys")
        }
        return lines
    }
}
