package import Attestation
package import PlanModel

/// Everything about sign-offs that one landing, or a proposal for one, is judged by.
package struct SignOffCase: Sendable {
    /// What stands in place of an id where the policy or the people change.
    package enum TrustStep: String, Sendable, CaseIterable {
        case policy
        case people
    }

    /// Who exists, who may sign, and with which keys, by the first parent's tree.
    package var trust: TrustSet
    /// The branches that a statement may name: those that the landing is on, or would be.
    package var branches: [String]
    /// When keys and roles are judged: the landing's committer date; for a proposal the later of that and now.
    package var moment: KeyTime
    /// The first parent, as 40 hexadecimal digits: what a new statement would be made onto.
    package var tip: String
    /// What commits and records bring, without repetitions.
    package var found: [FoundSignOff] = []
    /// The places of commits on the first parent's chain, 0 for the oldest, by their 40 hexadecimal digits; all that
    /// statements name and that lie on it.
    package var chain: [String: Int] = [:]
    /// What earlier landings say, by id, and by the names of trust steps.
    package var standings: [String: Standing] = [:]
    /// Who wrote content in this landing, by id, and by the names of trust steps.
    package var authors: [String: [ContentAuthor]] = [:]
    /// The ids of which this landing brings content that none of its commits tells the authors of.
    package var unknownAuthors: Set<String> = []
    /// The digests of evidence, by id and path below the plan's folder.
    package var files: [String: [String: ContentDigest]] = [:]
    /// The digest of the files that a trust step is about, as they would land.
    package var trustContent: [TrustStep: ContentDigest] = [:]
    /// Earlier versions of plans, by the digest of their bytes, to tell what has changed since a sign-off.
    package var versions: [ContentDigest: PlanDocument] = [:]
    /// Whether what is missing is an error. Off a governed branch it is only pending.
    package var isRequired = true

    package init(trust: TrustSet, branches: [String], moment: KeyTime, tip: String) {
        self.trust = trust
        self.branches = branches
        self.moment = moment
        self.tip = tip
    }

    /// How much later than the landing a statement may be dated, in seconds: clocks differ.
    package static let allowedAhead: Int64 = 300
}
