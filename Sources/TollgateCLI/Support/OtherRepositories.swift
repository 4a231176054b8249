import Diagnostics
import GitStore
import Governance
import PlanModel

/// The repositories that a policy names, opened for reading alone. Each is opened once; an address is not followed.
final class OtherRepositories {
    /// One of them, as far as it can be read.
    enum Opened {
        case repository(Repository)
        /// Why it cannot, in a clause that follows its name.
        case unread(String)
    }

    private var opened: [String: Opened] = [:]

    /// What a name of the policy leads to. A path is absolute, or relative to the top of the repository of plans.
    func open(_ place: String, below top: String?) -> Opened {
        if let known = opened[place] { return known }
        let result = Self.read(place, below: top)
        opened[place] = result
        return result
    }

    private static func read(_ place: String, below top: String?) -> Opened {
        // What has a colon before its first slash is an address: `https://…`, `git@host:path`.
        if place.prefix(while: { $0 != "/" }).contains(":") {
            return .unread("is an address, and nothing is fetched; name a clone by its path")
        }
        guard !place.isEmpty, place.hasPrefix("/") || top != nil else {
            return .unread("has no path that can be followed")
        }
        let path = place.hasPrefix("/") ? place : (top ?? "") + "/" + place
        do throws(GitError) {
            // Nothing above the folder is looked at: it would be this repository.
            let repository = try Repository(.hook(folder: path, environment: ["GIT_DIR": path]))
            guard repository.facts.isComplete else { return .unread("is a clone that lacks a part of its history") }
            return .repository(repository)
        } catch {
            return .unread("cannot be opened: \(Printable.line(error.reason))")
        }
    }
}

/// What a commit or tag is, as evidence, that is not in the repository of plans.
struct ReferenceLookup {
    private let policy: Policy
    private let others: OtherRepositories
    private let top: String?
    /// Why nothing that is missing can be told for missing; nothing where it can.
    private let lack: String?

    init(_ policy: Policy, _ others: OtherRepositories, top: String?, lack: String?) {
        self.policy = policy
        self.others = others
        self.top = top
        self.lack = lack
    }

    /// Looks it up in the repositories that the policy names, in the order of their names.
    func state(of reference: EvidenceReference) -> EvidenceState {
        if let lack { return .undecided(lack) }
        var unread: [String] = []
        for named in policy.repositories {
            switch others.open(named.place, below: top) {
            case .unread(let reason): unread.append("`\(Printable.line(named.name.value))` \(reason)")
            case .repository(let repository):
                switch Self.find(reference, in: repository) {
                case .present(let name): return .present(name)
                case .undecided(let reason): unread.append("`\(Printable.line(named.name.value))`: \(reason)")
                case .missing: break
                }
            }
        }
        return unread.isEmpty
            ? .missing
            : .undecided("it may lie in a repository that the policy names: \(unread.joined(separator: "; "))")
    }

    static func find(_ reference: EvidenceReference, in repository: Repository) -> EvidenceState {
        do throws(GitError) {
            switch reference {
            case .commit(let digits): return try commit(digits, in: repository)
            case .tag(let name, let digits):
                // A tag that was moved no longer shows what the line was written about.
                guard try repository.commit(ofRef: "refs/tags/\(name)")?.hex == digits else { return .missing }
                return try commit(digits, in: repository)
            default: return .missing
            }
        } catch {
            return .undecided(Printable.line(error.description))
        }
    }

    private static func commit(_ digits: String, in repository: Repository) throws(GitError) -> EvidenceState {
        guard let id = ObjectID(hex: digits), repository.objects.contains(id),
            try repository.objects.kind(id) == "commit"
        else { return .missing }
        return .present(digits)
    }
}
