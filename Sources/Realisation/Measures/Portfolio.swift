package import PlanModel
package import Timeline

/// The initiatives that a report is about, measured by what was known at one landing.
package struct Portfolio: Sendable {
    package let branch: BranchHistory
    package let valuation: Valuation
    /// In the order of their plans' names and their own.
    package let initiatives: [InitiativeValue]
    private let selection: Selection

    /// Which initiatives are meant.
    package struct Selection: Sendable {
        /// Ids and paths of initiatives, ids and folders of plans; everything where there are none.
        package let names: [String]

        package init(_ names: [String] = []) {
            self.names = names.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        }

        package func contains(_ history: InitiativeHistory, _ branch: BranchHistory) -> Bool {
            names.isEmpty || names.contains { Self.means($0, history, branch) }
        }

        /// The names that mean nothing.
        package func unknown(_ branch: BranchHistory) -> [String] {
            names.filter { name in !branch.initiatives.contains { Self.means(name, $0, branch) } }
        }

        private static func means(_ name: String, _ history: InitiativeHistory, _ branch: BranchHistory) -> Bool {
            name == history.name || name == history.path || name == history.folder
                || name == branch.planName(ofFolder: history.folder)
                || history.timeline.events.contains { event in
                    switch event.kind {
                    case .renamed(let from, let to): from == name || to == name
                    case .moved(let from): from == name
                    default: false
                    }
                }
        }
    }

    package init(
        _ branch: BranchHistory, policy: Policy, asOf: Day, selection: Selection = Selection(),
        confirmations: Confirmations = Confirmations()
    ) {
        self.branch = branch
        self.selection = selection
        let valuation = Valuation(policy: policy, history: branch, asOf: asOf, confirmations: confirmations)
        self.valuation = valuation
        // Names are put together once for each initiative, and not for each comparison.
        initiatives = branch.initiatives.filter { selection.contains($0, branch) }
            .map { history in
                let value = InitiativeValue(history, valuation)
                return (key: (branch.planName(ofFolder: history.folder), value.name, history.path), value: value)
            }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    /// The same initiatives by what was known at an earlier landing, on a day.
    package func cut(at order: Int, asOf: Day) -> Portfolio {
        Portfolio(
            branch.cut(at: order), policy: valuation.policy, asOf: asOf, selection: selection,
            confirmations: valuation.confirmations)
    }

    package func plan(of initiative: InitiativeValue) -> String { branch.planName(ofFolder: initiative.history.folder) }
    package func terms(of initiative: InitiativeValue) -> PlanTerms? {
        branch.plan(ofFolder: initiative.history.folder)
    }

    /// The initiatives by plan, in the order of the plans' names.
    package var plans: [(name: String, initiatives: [InitiativeValue])] {
        Dictionary(grouping: initiatives, by: plan).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The value of one initiative by what was known at a landing, with that landing's day.
    package func value(_ history: InitiativeHistory, at landing: Landing) -> InitiativeValue? {
        history.cut(at: landing.order).map { InitiativeValue($0, valuation.on(landing.recorded.day)) }
    }
}
