import Diagnostics
import PlanModel

/// The trust set: what says who may do what. It is judged by its own bytes, and judges everything else by those of the
/// first parent.
struct TrustRules {
    let policy: Policy
    /// The folder that holds the policy; nothing where it lies outside the repository.
    let root: String?
    let toolVersion: String

    /// The files of the trust set, by their names in the policy's folder.
    static let fileNames = [Policy.fileName] + peopleFileNames
    /// Those that say who may sign.
    static let peopleFileNames = TrustSet.fileNames

    func diagnostics(_ proposal: Proposal, steps: [(initiative: String, step: Step)]) -> [Diagnostic] {
        guard root != nil else { return [] }
        var result = landsAlone(proposal)
        if proposal.judgesPeople || proposal.judgesKeys || proposal.changesPolicy { result += asItLands(proposal) }
        result += initiatives(proposal, steps)
        return result
    }

    // MARK: - By its own bytes

    private func asItLands(_ proposal: Proposal) -> [Diagnostic] {
        var result: [Diagnostic] = []
        let reading = proposal.peopleReading
        if proposal.judgesPeople {
            result += reading?.diagnostics ?? []
            if proposal.changesPeople { result += unreadable(reading) }
        }
        let landing = proposal.policyText.flatMap { text in
            proposal.changesPolicy ? Policy.read(text, toolVersion: toolVersion).policy : nil
        }
        result += keys(proposal, landing ?? policy)
        guard let people = reading?.people else { return result }
        let folders = self.folders(proposal.files)
        if proposal.judgesPeople { result += PeopleRules(people, folders: folders).diagnostics }
        let rules = RoleRules(landing ?? policy, people: people, on: proposal.roleDay)
        if proposal.judgesPeople || proposal.changesPolicy { result += rules.diagnostics(folders: folders) }
        return result + rules.lockedOut(trust: proposal.landingTrust)
    }

    /// The keys, and whether everything is there that sign-offs and signatures are judged by.
    private func keys(_ proposal: Proposal, _ policy: Policy) -> [Diagnostic] {
        guard let trust = proposal.landingTrust else { return [] }
        var result = proposal.judgesKeys || proposal.judgesPeople ? KeyRules(trust).diagnostics : []
        guard proposal.landing != nil else { return result }
        if proposal.changesPolicy { result += PolicyRules.identity(of: policy) }
        guard proposal.changesPolicy || proposal.changesPeople || proposal.changesKeys else { return result }
        // people.yaml that is removed or breaks has a rule of its own.
        return result
            + KeyRules.missing(trust, policy).filter {
                $0.primary.location.path != trust.paths[0] || !proposal.changesPeople
            }
    }

    private func unreadable(_ reading: PeopleReading?) -> [Diagnostic] {
        guard reading?.people == nil else { return [] }
        let path = path(People.fileName)
        return [
            Diagnostic(
                .peopleUnreadable,
                reading == nil
                    ? "`\(path)` is removed; nobody would hold any role any more"
                    : "`\(path)` cannot be read as it would land; nobody would hold any role any more",
                at: Location(path: path),
                helps: [reading == nil ? "restore the file" : "mend the other findings in this file"])
        ]
    }

    // MARK: - By the first parent's

    private func initiatives(_ proposal: Proposal, _ steps: [(initiative: String, step: Step)]) -> [Diagnostic] {
        guard let reading = proposal.people, !proposal.initiatives.isEmpty else { return [] }
        guard let people = reading.people else {
            // Where the file itself is judged, its own findings say more.
            if proposal.judgesPeople { return [] }
            let path = path(People.fileName)
            return [
                Diagnostic(
                    .peopleUnreadable,
                    "`\(path)` of the first parent cannot be read, so that nobody is known to hold a role",
                    at: Location(path: path), notes: reading.diagnostics.prefix(3).map(\.message),
                    helps: ["land a people.yaml that can be read first, alone"])
            ]
        }
        let named = NamedPersonRules(
            policy, people: people, landing: proposal.peopleReading?.people, on: proposal.roleDay)
        var result = proposal.initiatives.flatMap { named.diagnostics(of: $0, folder: folder(of: $0.path)) }
        let roles = RoleRules(policy, people: people, on: proposal.roleDay)
        let states = Dictionary(
            (proposal.landing?.after ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for (name, step) in steps {
            guard let state = states[name] else { continue }
            result += roles.diagnostics(of: step, state, folder: folder(of: state.path))
        }
        return result
    }

    // MARK: - Alone

    private func landsAlone(_ proposal: Proposal) -> [Diagnostic] {
        guard proposal.landing != nil else { return [] }
        let trust = Set(Self.fileNames.map { path($0) })
        guard let first = proposal.changed.first(where: { trust.contains($0.path) }) else { return [] }
        let records = path("signoffs/")
        let others = proposal.changed.filter { file in
            !trust.contains(file.path) && !file.path.hasPrefix(records)
                && !policy.protected.contains { $0.matches(file.rawPath) }
        }
        guard let other = others.first else { return [] }
        return [
            Diagnostic(
                .trustSetLandsAlone,
                "`\(first.path)` belongs to the trust set and changes together with \(others.count == 1 ? "`\(other.path)`" : "\(others.count) other files")",
                at: Location(path: first.path),
                secondary: others.prefix(8).map { Label(Location(path: $0.path), "lands with it") },
                helps: ["land the trust set first, alone; records of sign-offs may come with it"])
        ]
    }

    // MARK: - Paths

    func path(_ name: String) -> String {
        guard let root, !root.isEmpty else { return name }
        return root + "/" + name
    }

    private func folder(of path: String) -> String { Self.folder(of: path, below: root) }

    /// The folder of a plan by its path below the policy's folder, or from the top where it lies elsewhere.
    static func folder(of path: String, below root: String?) -> String {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        guard let root, !root.isEmpty, folder.hasPrefix(root + "/") else { return folder }
        return String(folder.dropFirst(root.count + 1))
    }

    /// The folders in which initiatives lie.
    private func folders(_ files: [ListedFile]) -> Set<String> {
        Set(files.filter { policy.entry(for: $0.rawPath)?.kind == .initiative }.map { folder(of: $0.path) })
    }
}
