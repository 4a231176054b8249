package import Diagnostics
package import PlanModel

/// What the ledger of one initiative says, by itself and about its plan.
package struct LedgerRules: Sendable {
    private let policy: Policy

    package init(_ policy: Policy) {
        self.policy = policy
    }

    /// The findings about the ledger of an initiative that is judged; none where it has no ledger.
    package func diagnostics(of state: InitiativeState) -> [Diagnostic] {
        guard let ledger = state.ledger else { return [] }
        return ledger.diagnostics.map {
            var diagnostic = $0
            diagnostic.initiative = state.initiative?.id
            return diagnostic
        }
    }
}
