package import PlanModel
package import Timeline

/// What a landing did to the policy: its version, and the waivers that it brought or took out.
package struct PolicyChange: Sendable {
    package let landing: Landing
    package let path: String
    /// Nothing where there was no policy, or none that can be read.
    package let former: Int?
    /// Nothing where there is none any more, or none that can be read.
    package let version: Int?
    package let granted: [Waiver]
    package let ended: [Waiver]

    package init(landing: Landing, path: String, from former: Policy?, to policy: Policy?) {
        self.landing = landing
        self.path = path
        self.former = former?.version
        version = policy?.version
        let old = former?.waivers ?? []
        let new = policy?.waivers ?? []
        let (before, after) = (Set(old.map(Self.words)), Set(new.map(Self.words)))
        granted = new.filter { !before.contains(Self.words($0)) }
        ended = old.filter { !after.contains(Self.words($0)) }
    }

    /// A waiver by everything that it says.
    private static func words(_ waiver: Waiver) -> [String] {
        [
            waiver.rule.value, waiver.initiative.value, waiver.until.value.description, waiver.because,
            waiver.by.value,
        ]
    }
}
