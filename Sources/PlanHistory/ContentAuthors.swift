package import GitStore
package import PlanModel
import PlanText
package import Timeline

/// Finds the commits of a landing that changed initiatives, by comparing each of them with every parent.
///
/// A merge only lands what others wrote, unless it has something that none of its parents has.
package struct ContentAuthors {
    /// One initiative by its files, under the paths that they have had in the landing.
    package struct Interest: Sendable {
        package let planPaths: Set<String>
        package let ledgerPaths: Set<String>

        package init(planPaths: Set<String>, ledgerPaths: Set<String>) {
            self.planPaths = planPaths
            self.ledgerPaths = ledgerPaths
        }
    }

    /// A file that an interest is about.
    private struct Slot {
        let interest: Int
        /// Nothing for a plan that the policy does not take for a document.
        let entry: DocumentEntry?
        let path: String
        let isLedger: Bool
    }

    /// A version of a file, with how it is to be read.
    private struct Version: Hashable {
        let blob: ObjectID
        let slot: Int
    }

    /// The files of one interest in two trees, as far as they differ.
    private struct Change {
        var old: [Version] = []
        var new: [Version] = []

        /// Whether the same bytes lie elsewhere, or have another mode.
        var isMove: Bool { old.map(\.blob.hex).sorted() == new.map(\.blob.hex).sorted() }
    }

    private let objects: ObjectDatabase
    private var slots: [Slot] = []
    private var comparison: PathComparison
    private var plans: [Version: PlanDocument] = [:]

    /// How many versions of plans are kept; the next commit mostly has one of the last again.
    private static let kept = 16

    /// The commits that changed each initiative, by the commits from `base` (without it) to `tip`, newest first: also those that
    /// are no authorship.
    package static func find(
        _ repository: Repository, from base: ObjectID, to tip: ObjectID, _ interests: [Interest], policy: Policy
    ) throws(GitError) -> [[ContentCommit]] {
        if interests.isEmpty { return [] }
        return try find(repository, try repository.commits(from: base, to: tip), interests, policy: policy)
    }

    /// The same for commits that have been read already.
    package static func find(
        _ repository: Repository, _ commits: [RawCommit], _ interests: [Interest], policy: Policy
    ) throws(GitError) -> [[ContentCommit]] {
        var result = interests.map { _ in [ContentCommit]() }
        if interests.isEmpty { return result }
        var walk = ContentAuthors(repository, interests, policy)
        for commit in commits {
            for (interest, found) in try walk.changes(of: commit) { result[interest].append(found) }
        }
        return result
    }

    private init(_ repository: Repository, _ interests: [Interest], _ policy: Policy) {
        objects = repository.objects
        for (index, interest) in interests.enumerated() {
            for path in interest.planPaths.sorted() {
                slots.append(
                    Slot(interest: index, entry: policy.entry(for: Array(path.utf8)), path: path, isLedger: false))
            }
            for path in interest.ledgerPaths.sorted() {
                slots.append(Slot(interest: index, entry: nil, path: path, isLedger: true))
            }
        }
        comparison = PathComparison(repository, slots.enumerated().map { (Array($0.element.path.utf8), $0.offset) })
    }

    // MARK: - Commits

    /// What a commit changed, by interest.
    private mutating func changes(of commit: RawCommit) throws(GitError) -> [(Int, ContentCommit)] {
        var plans: [[Int: Change]] = []
        var ledgers: [[Int: Change]] = []
        var parents: [RawCommit?] = []
        for parent in commit.parents { parents.append(try objects.commit(parent)) }
        if parents.isEmpty { parents = [nil] }
        for parent in parents {
            let (plan, ledger) = try changes(from: parent, to: commit)
            plans.append(plan)
            ledgers.append(ledger)
            // What is as in one parent was written there or before.
            if plan.isEmpty, ledger.isEmpty { return [] }
        }
        var result: [(Int, ContentCommit)] = []
        for interest in Set((plans.first ?? [:]).keys).union((ledgers.first ?? [:]).keys).sorted() {
            let plan = try planChange(plans.map { $0[interest] })
            let changesLedger = try changesLedger(ledgers.map { $0[interest] })
            guard plan != .nothing || changesLedger else { continue }
            result.append(
                (
                    interest,
                    ContentCommit(
                        commit: commit.id.hex, addresses: CommitAddresses.all(commit), plan: plan,
                        changesLedger: changesLedger)
                ))
        }
        return result
    }

    private mutating func changes(
        from parent: RawCommit?, to commit: RawCommit
    ) throws(GitError) -> (plans: [Int: Change], ledgers: [Int: Change]) {
        var plans: [Int: Change] = [:]
        var ledgers: [Int: Change] = [:]
        for (number, found) in try comparison.changes(from: parent, to: commit).sorted(by: { $0.key < $1.key }) {
            let slot = slots[number]
            var change = (slot.isLedger ? ledgers : plans)[slot.interest] ?? Change()
            change.old += found.old.map { Version(blob: $0, slot: number) }
            change.new += found.new.map { Version(blob: $0, slot: number) }
            if slot.isLedger { ledgers[slot.interest] = change } else { plans[slot.interest] = change }
        }
        return (plans.filter { !$0.value.isMove }, ledgers.filter { !$0.value.isMove })
    }

    // MARK: - Plans

    private mutating func planChange(_ changes: [Change?]) throws(GitError) -> ContentCommit.PlanChange {
        var shared: FieldDifference?
        var steps: Set<String> = []
        for change in changes {
            guard let change else { return .nothing }
            let difference = try difference(change, &steps)
            shared = shared?.shared(with: difference) ?? difference
        }
        switch shared {
        case nil: return .nothing
        case .everything: return .content
        case .fields(let fields):
            // A merge whose bytes are new and whose values all come from a parent wrote nothing.
            if fields.isEmpty { return changes.count == 1 ? .layout : .nothing }
            return fields.isSubset(of: steps) ? .step : .content
        }
    }

    /// The fields in which the plan differs; `steps` are those whose change is a step and no content.
    private mutating func difference(_ change: Change, _ steps: inout Set<String>) throws(GitError) -> FieldDifference {
        // A plan that comes, goes, or lies in two places is content as a whole.
        guard change.old.count == 1, change.new.count == 1,
            let old = try plan(change.old[0]), let new = try plan(change.new[0]),
            let before = old.text.tree?.root, let after = new.text.tree?.root, new.entry.syntax == .yaml,
            old.entry.syntax == .yaml
        else { return .everything }
        steps.formUnion(Self.steps(new.entry))
        var fields = Set(FieldChange.between(before, after).map(\.field))
        if old.text.prose != new.text.prose { fields.insert(Self.prose) }
        // Where the document is no mapping its one value has no name; names without measure are not worth comparing.
        let isNamed = fields.allSatisfy { !$0.isEmpty && $0.utf8.count <= Self.longestField }
        return isNamed ? .fields(fields) : .everything
    }

    /// The longest way to a field that is compared, in bytes.
    private static let longestField = 2000

    /// Stands for what is below the front matter. No field can have a line break in the way to it.
    private static let prose = "\n"

    /// The fields whose change is a step and no content.
    package static func steps(_ entry: DocumentEntry) -> Set<String> { entry.ways(of: ["stage", "state"]) }

    /// A version of a plan; nothing where the policy takes it for no document.
    private mutating func plan(_ version: Version) throws(GitError) -> PlanDocument? {
        if let known = plans[version] { return known }
        let slot = slots[version.slot]
        guard let entry = slot.entry else { return nil }
        let document = try VersionReader.read(version.blob, path: slot.path, entry: entry, from: objects)
        if plans.count >= Self.kept { plans = [:] }
        plans[version] = document
        return document
    }

    // MARK: - Ledgers

    private func changesLedger(_ changes: [Change?]) throws(GitError) -> Bool {
        if changes.count == 1 { return changes[0] != nil }
        var shared: LineDifference?
        for change in changes {
            guard let change else { return false }
            // Too large to read is not known to be somebody else's.
            guard let old = try lines(change.old), let new = try lines(change.new) else { continue }
            let difference = LineDifference(from: old, to: new)
            shared = shared?.shared(with: difference) ?? difference
        }
        return shared.map { !$0.isEmpty } ?? true
    }

    /// The lines of these blobs together, each with how often it stands there; nothing where one is too large to read.
    private func lines(_ versions: [Version]) throws(GitError) -> [PathKey: Int]? {
        var result: [PathKey: Int] = [:]
        for version in versions {
            guard case .bytes(let bytes) = try objects.blob(version.blob, limit: TextLimits.bytes) else { return nil }
            for line in bytes.split(separator: 0x0A) { result[PathKey(Array(line)), default: 0] += 1 }
        }
        return result
    }
}

/// In which fields two versions of a plan differ.
private enum FieldDifference {
    /// They cannot be compared field by field.
    case everything
    case fields(Set<String>)

    /// The fields that both are about: one field, or one within the other.
    func shared(with other: FieldDifference) -> FieldDifference {
        switch (self, other) {
        case (.everything, _): other
        case (_, .everything): self
        case (.fields(let left), .fields(let right)):
            .fields(Self.within(left, right).union(Self.within(right, left)))
        }
    }

    /// The fields that are one of the others or lie within one.
    private static func within(_ fields: Set<String>, _ others: Set<String>) -> Set<String> {
        fields.filter { field in
            others.contains(field)
                || field.utf8.indices.contains { index in
                    (field.utf8[index] == 0x2E || field.utf8[index] == 0x5B) && others.contains(String(field[..<index]))
                }
        }
    }
}

/// Which lines two versions of a ledger do not have in common.
private struct LineDifference {
    private var added: Set<PathKey>
    private var removed: Set<PathKey>

    init(from old: [PathKey: Int], to new: [PathKey: Int]) {
        added = Set(new.keys.filter { new[$0] ?? 0 > old[$0] ?? 0 })
        removed = Set(old.keys.filter { old[$0] ?? 0 > new[$0] ?? 0 })
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    func shared(with other: LineDifference) -> LineDifference {
        var result = self
        result.added.formIntersection(other.added)
        result.removed.formIntersection(other.removed)
        return result
    }
}
