package import PlanModel

/// What a branch has made known about promises and results, by landing: the facts that every figure is worked out from.
package struct BranchHistory: Sendable {
    /// How many landings were examined.
    package internal(set) var landings = 0
    /// The newest landing.
    package internal(set) var tip: Landing?
    /// In the order of their creation, by path within one landing.
    package internal(set) var initiatives: [InitiativeHistory] = []
    /// The change plans by their folder, at each landing that changed one; nothing where it was removed or cannot be read.
    package internal(set) var plans: [String: [Dated<PlanTerms?>]] = [:]
    package internal(set) var rates = AppendedLines<RateRecord>()
    /// The landings that changed a plan, a ledger, rates or the policy, oldest first.
    package internal(set) var marked: [Landing] = []
    /// The landings that changed the policy or the people.
    package internal(set) var trustChanges: [TrustChange] = []
    package internal(set) var unreadableVersions = 0
    /// Ledgers that are too large to be read, by path.
    package internal(set) var unreadLedgers: Set<String> = []

    /// A landing that changed who decides what.
    package struct TrustChange: Hashable, Sendable {
        package let landing: Landing
        package let path: String

        package init(landing: Landing, path: String) {
            self.landing = landing
            self.path = path
        }
    }

    package init() {}

    /// A history that knows the stages alone.
    package init(timelines: [InitiativeTimeline], landings: Int) {
        self.landings = landings
        initiatives = timelines.map { timeline in
            var history = InitiativeHistory(timeline: timeline)
            if timeline.isRemoved { history.removed = timeline.events.last?.landing }
            return history
        }
    }

    /// The plan of a folder as it is known now.
    package func plan(ofFolder folder: String) -> PlanTerms? { plans[folder]?.last?.value }

    /// What to call the plan of a folder: its id, else the folder's name.
    package func planName(ofFolder folder: String) -> String {
        plan(ofFolder: folder)?.id ?? folder.split(separator: "/").last.map(String.init) ?? folder
    }

    /// The newest marked landing that was recorded by a moment, along the branch from its tip.
    package func order(recordedBy moment: Timestamp) -> Int? {
        all.last { $0.recorded <= moment }?.order
    }

    /// Every landing that something is known of, oldest first.
    private var all: [Landing] {
        guard let tip, marked.last != tip else { return marked }
        return marked + [tip]
    }

    /// What was known up to a landing.
    package func cut(at order: Int) -> BranchHistory {
        var result = self
        result.marked = Array(marked.prefix { $0.order <= order })
        result.landings = min(landings, order + 1)
        if let tip, tip.order > order { result.tip = result.marked.last }
        result.initiatives = initiatives.compactMap { $0.cut(at: order) }
        result.plans = plans.mapValues { $0.cut(at: order) }.filter { !$0.value.isEmpty }
        result.rates = rates.cut(at: order)
        result.trustChanges = Array(trustChanges.prefix { $0.landing.order <= order })
        return result
    }
}
