import PlanText

/// What a policy asks of the commits that change plans and ledgers, and of those that land them: `commits` in the policy.
package struct CommitDemands: Hashable, Sendable {
    package enum Trailer: String, Sendable, CaseIterable {
        /// Names the ids that the commit changes.
        case initiative = "Initiative"
        /// Names the commit's author.
        case signedOffBy = "Signed-off-by"
    }

    /// Whether every commit that changes content must be signed by somebody who is known.
    package let signedContent: Bool
    /// Whether every landing must be signed by somebody who is known; a forge's key will do.
    package let signedLandings: Bool
    /// The trailers that a commit must have which changes a plan or a ledger.
    package let trailers: [Trailer]

    package init(signedContent: Bool = false, signedLandings: Bool = false, trailers: [Trailer] = []) {
        self.signedContent = signedContent
        self.signedLandings = signedLandings
        self.trailers = trailers
    }

    /// Reads the mapping `commits`, which has the shape that the schema declares.
    init(_ node: PlanNode?) {
        self.init(
            signedContent: node?["content"]?.string == "signed", signedLandings: node?["landings"]?.string == "signed",
            trailers: (node?["trailers"]?.elements ?? []).compactMap { $0.string.flatMap(Trailer.init) })
    }

    package var asksForSignatures: Bool { signedContent || signedLandings }
    package var asksForAnything: Bool { asksForSignatures || !trailers.isEmpty }
}
