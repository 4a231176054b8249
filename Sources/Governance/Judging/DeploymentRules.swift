package import Diagnostics
package import PlanModel
import PlanText
package import Timeline

/// Go-lives that nothing was deployed for, and deployments that no initiative is behind, by a policy that names the
/// repositories of its services: only then it is known where deployments would be.
package struct DeploymentRules: Sendable {
    private let policy: Policy
    private let facts: DeploymentFacts

    /// So many characters of a name that somebody else chose are shown.
    private static let longestName = 80

    package init(_ policy: Policy, _ facts: DeploymentFacts) {
        self.policy = policy
        self.facts = facts
    }

    // MARK: - Go-lives

    /// The go-live of an initiative that its ledger records no deployment for; nothing where there is none.
    package static func openGoLive(of state: InitiativeState) -> (milestone: Milestone, line: LedgerLine)? {
        guard state.initiative?.id != nil, let content = state.content, let ledger = state.ledger,
            ledger.deployments.isEmpty, let line = ledger.goLive(content),
            let milestone = content.milestones.first(where: { $0.isGoLive && $0.id.value == line.item })
        else { return nil }
        return (milestone, line)
    }

    package func diagnostics(of state: InitiativeState) -> [Diagnostic] {
        guard let (milestone, line) = Self.openGoLive(of: state), let id = state.initiative?.id else { return [] }
        let done = Label(line.location(.date), "done here")
        let shown = Printable.line(id)
        let help =
            "record it with its tag or commit: `tollgate record \(shown) <what> done --deployment --evidence tag:<name>@<commit>`"
        switch facts.goLive(of: id, hasRecordedDeployment: false) {
        case .deployed: return []
        case .withoutDeployment:
            return [
                Diagnostic(
                    .goLiveWithoutDeployment,
                    "`\(shown)` went live on \(line.date), and no line of its ledger and no commit names a deployment",
                    at: milestone.id.location, secondary: [done],
                    helps: [help, "or put the trailer `Initiative: \(shown)` into a commit of \(services)"],
                    initiative: id)
            ]
        case .undecided(let reason):
            return [
                Diagnostic(
                    .unreadRepository,
                    "nobody has checked whether anything was deployed when `\(shown)` went live: \(reason)",
                    at: milestone.id.location, secondary: [done], helps: [help], initiative: id)
            ]
        }
    }

    /// The repositories in which a commit would count.
    private var services: String {
        let names = policy.repositories.prefix(3).map { "`\($0.name.value)`" }.joined(separator: ", ")
        return policy.repositories.count > 3 ? names + " or another repository that the policy names" : names
    }

    // MARK: - Deployments

    /// The tags that lead to no initiative, newest first; several of one commit are one deployment.
    package var tags: [Diagnostic] {
        var findings = FindingList()
        for (name, tags) in Dictionary(grouping: facts.unlinkedTags, by: \.repository).sorted(by: { $0.key < $1.key }) {
            guard let entry = policy.repositories.first(where: { Printable.line($0.name.value) == name }) else {
                continue
            }
            let deployments = Dictionary(grouping: tags, by: \.commit).values.sorted { Self.isNewer($0[0], $1[0]) }
            for tags in deployments {
                findings.append(.deploymentWithoutInitiative) { deployment(tags, entry) }
            }
        }
        return findings.diagnostics
    }

    private func deployment(_ tags: [DeploymentFacts.Tag], _ entry: NamedRepository) -> Diagnostic {
        let tag = tags[0]
        let name = Self.shown(tag.name)
        let more = tags.count > 1 ? " (and \(tags.count - 1) more of its commit)" : ""
        let date = tag.recorded.map { "of \($0.day)" } ?? "without a date"
        // A name that a ledger, a shell or a reader could take for something else is left out of what is to be copied.
        let reference = Self.isPlain(tag.name) ? "tag:\(tag.name)@\(tag.commit)" : "commit:\(tag.commit)"
        let day = tag.recorded?.day.description ?? "<date>"
        return Diagnostic(
            .deploymentWithoutInitiative,
            "the tag `\(name)`\(more) in `\(entry.name.value)`, commit `\(tag.commit.prefix(7))` \(date), leads to no initiative",
            at: entry.name.location, notes: ["its commit says: \(Self.shown(tag.subject))"],
            helps: [
                "where it belongs to an initiative, add to its ledger: `\(day),deployment,\(entry.name.value),,done,\(reference),`",
                "from now on, put the trailer `Initiative: <id>` into the commits that make the change",
            ])
    }

    private static func isNewer(_ left: DeploymentFacts.Tag, _ right: DeploymentFacts.Tag) -> Bool {
        // What has no date stands first: nobody gets it out of sight by leaving the date out.
        let (a, b) = (left.recorded?.seconds ?? .max, right.recorded?.seconds ?? .max)
        return a == b ? left.commit < right.commit : a > b
    }

    private static func shown(_ text: String) -> String {
        let text = text.replacing("`", with: "'")
        return Printable.line(text.count > longestName ? text.prefix(longestName) + "…" : text)
    }

    private static func isPlain(_ name: String) -> Bool {
        let letters = "abcdefghijklmnopqrstuvwxyz".utf8
        let others = "0123456789-._/+".utf8
        return !name.isEmpty && name.utf8.count <= longestName
            && name.utf8.allSatisfy { letters.contains($0) || letters.contains($0 | 0x20) || others.contains($0) }
    }
}
