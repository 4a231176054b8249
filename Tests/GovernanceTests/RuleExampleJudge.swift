import Diagnostics
import PlanModel
import PlanText
import Timeline

@testable import Governance

/// Judges the examples of rules as `check` would, in memory.
struct RuleExampleJudge {
    /// A place that an example marks, or that a finding points at. A finding without a place points at the first character.
    struct Place: Hashable, CustomStringConvertible {
        var path: String
        var position = TextPosition(line: 1, column: 1)

        var description: String { "\(path):\(position.line):\(position.column)" }
    }

    struct Outcome {
        var findings: [Finding]
        /// The places marked in the example.
        var marks: [Place]

        /// The places of the findings of one rule.
        func places(of code: RuleCode) -> [Place] {
            findings.filter { $0.code == code }.map {
                let location = $0.diagnostic.primary.location
                return Place(path: location.path, position: location.range?.start ?? TextPosition(line: 1, column: 1))
            }
        }
    }

    /// The outcome of an example; nothing for a situation, which is no text.
    static func judge(_ example: RuleExample) -> Outcome? {
        switch example {
        case .document(let text, let path): Self().document(text, path)
        case .listing(let files): Self().listing(files)
        case .tree(let files): Self().tree(files)
        case .landing(let before, let after, let formerIDs): Self().landing(before, after, formerIDs)
        case .situation: nil
        }
    }

    private func document(_ marked: String, _ path: String) -> Outcome {
        let policy = Sample.policy()
        let (text, positions) = Self.unmark(marked)
        var proposal = Proposal(asOf: RuleExample.asOf)
        proposal.files = [Sample.file(path)]
        proposal.filesToJudge = proposal.files
        proposal.documents = [Sample.document(path, text, policy)]
        proposal.judgesEverything = true
        proposal.initiatives = proposal.documents.filter { $0.entry.kind == .initiative }.map { InitiativeState($0) }
        return outcome(proposal, policy, marks: positions.map { Place(path: path, position: $0) })
    }

    private func listing(_ kinds: [String: RuleExample.ListedFileKind]) -> Outcome {
        var marks: [Place] = []
        var proposal = Proposal(asOf: RuleExample.asOf)
        for (marked, kind) in kinds {
            let (path, positions) = Self.unmark(marked)
            marks += positions.map { _ in Place(path: path) }
            let kind: ListedFile.Kind =
                switch kind {
                case .regular: .regular
                case .executable: .executable
                case .link: .link
                case .submodule: .submodule
                }
            proposal.files.append(Sample.file(path, kind))
        }
        proposal.files.sort { $0.rawPath.lexicographicallyPrecedes($1.rawPath) }
        proposal.filesToJudge = proposal.files
        return outcome(proposal, Sample.policy(), marks: marks)
    }

    /// Files of a tree, read: the policy, and every initiative with what belongs to it.
    struct Tree {
        let policy: Policy
        let states: [InitiativeState]
        let marks: [Place]
        let files: [String: String]

        init(_ marked: [String: String]) {
            var marks: [Place] = []
            var files: [String: String] = [:]
            for (path, text) in marked {
                let (plain, positions) = RuleExampleJudge.unmark(text)
                files[path] = plain
                marks += positions.map { Place(path: path, position: $0) }
            }
            self.files = files
            self.marks = marks
            policy = Sample.policy(files[RuleExample.policyPath] ?? RuleExample.policy)
            states = RuleExampleJudge.states(files, policy)
        }
    }

    private func tree(_ marked: [String: String]) -> Outcome {
        let tree = Tree(marked)
        var proposal = Proposal(asOf: RuleExample.asOf)
        proposal.files = tree.files.keys.sorted().map { Sample.file($0) }
        proposal.filesToJudge = proposal.files
        proposal.initiatives = tree.states
        proposal.plans = Self.plans(tree.files, tree.policy)
        proposal.documents = proposal.initiatives.map(\.document) + proposal.plans.values
        proposal.peopleReading = Self.people(tree.files)
        proposal.people = proposal.peopleReading
        proposal.judgesPeople = proposal.people != nil
        proposal.landingTrust = Self.trust(tree.files)
        proposal.judgesKeys = true
        if tree.policy.namesRepositories {
            // Those that it names were read, and nothing was found in them.
            var facts = DeploymentFacts()
            facts.since = Timestamp(seconds: 0)
            proposal.deployments = facts
        }
        for state in proposal.initiatives { proposal.followedSince[state.path] = Self.followedSince }
        if let rates = Self.rates(tree.files) {
            proposal.rates = Proposal.RatesChange(before: nil, after: rates, judgesLandedLines: true)
        }
        proposal.judgesEverything = true
        let baseline = "plans/" + Baseline.fileName
        proposal.landingBaseline = tree.files[baseline].map { Baseline.read(Sample.source(baseline, $0)) }
        proposal.baseline = proposal.landingBaseline
        proposal.judgesBaseline = true
        return outcome(proposal, tree.policy, marks: tree.marks)
    }

    /// Since when the initiatives of a tree are followed by a cadence: of whole months there is one until examples are judged.
    private static let followedSince = Day(daysSinceEpoch: 20_558)  // 2026-04-15

    /// The actual exchange rates among some files.
    private static func rates(_ files: [String: String]) -> ActualRates? {
        files["plans/fx.csv"].map { ActualRates.read(Sample.source("plans/fx.csv", $0)) }
    }

    /// The initiatives among some files, each with its ledger and its evidence.
    private static func states(_ files: [String: String], _ policy: Policy) -> [InitiativeState] {
        files.keys.sorted().compactMap { path in
            guard policy.entry(for: Array(path.utf8))?.kind == .initiative, path != RuleExample.policyPath else {
                return nil
            }
            let document = Sample.document(path, files[path] ?? "", policy)
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            let ledgerPath = Ledger.path(of: document) ?? ""
            let ledger = files[ledgerPath].map { Ledger.read(Sample.source(ledgerPath, $0)) }
            let evidence = InitiativeState.references(document, ledger).map { reference -> (String, EvidenceState) in
                // The text of a file stands for its name in git.
                let absent: EvidenceState =
                    policy.namesRepositories && !reference.hasPrefix(EvidenceReference.folder)
                    ? .elsewhere : .missing
                return (reference, files[folder + "/" + reference].map { .present($0) } ?? absent)
            }
            return InitiativeState(
                document, ledger: ledger, evidence: Dictionary(evidence, uniquingKeysWith: { first, _ in first }))
        }
    }

    private static func people(_ files: [String: String]) -> PeopleReading? {
        files[RuleExample.peoplePath].map { People.read(Sample.source(RuleExample.peoplePath, $0)) }
    }

    /// People and keys among some files.
    private static func trust(_ files: [String: String]) -> TrustSet {
        let contents = TrustSet.paths(in: "plans").map { path -> TrustSet.Content in
            files[path].map { .bytes(Array($0.utf8)) } ?? .absent
        }
        return TrustSet(in: "plans", people: contents[0], allowed: contents[1], revoked: contents[2])
    }

    /// The change plans among some files, by folder.
    private static func plans(_ files: [String: String], _ policy: Policy) -> [String: PlanDocument] {
        var result: [String: PlanDocument] = [:]
        for (path, text) in files where policy.entry(for: Array(path.utf8))?.kind == .plan {
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            result[folder] = Sample.document(path, text, policy)
        }
        return result
    }

    private func landing(_ before: [String: String], _ after: [String: String], _ formerIDs: [String]) -> Outcome {
        var marks: [Place] = []
        func unmarked(_ files: [String: String]) -> [String: String] {
            var result: [String: String] = [:]
            for (path, marked) in files {
                let (text, positions) = Self.unmark(marked)
                result[path] = text
                marks += positions.map { Place(path: path, position: $0) }
            }
            return result
        }
        let (before, after) = (unmarked(before), unmarked(after))
        let policyPath = RuleExample.policyPath
        let policy = Sample.policy(before[policyPath] ?? RuleExample.policy)
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        func documents(_ files: [String: String]) -> [PlanDocument] {
            files.keys.filter { changed.contains($0) && policy.entry(for: Array($0.utf8)) != nil }.sorted()
                .map { Sample.document($0, files[$0] ?? "", policy) }
        }
        var proposal = Proposal(asOf: RuleExample.asOf)
        proposal.files = after.keys.sorted().map { Sample.file($0) }
        proposal.filesToJudge = proposal.files.filter { changed.contains($0.path) }
        proposal.documents = documents(after)
        proposal.others = proposal.files.filter {
            !changed.contains($0.path) && policy.entry(for: $0.rawPath)?.kind == .initiative
        }
        .map { (id: $0.stem, path: $0.path) }
        // An initiative is part of the landing when its plan, its ledger or its evidence differs.
        func touched(_ state: InitiativeState) -> Bool {
            let folder = state.path.split(separator: "/").dropLast().joined(separator: "/")
            return changed.contains(state.path) || Ledger.path(of: state.document).map(changed.contains) ?? false
                || changed.contains { $0.hasPrefix(folder + "/" + EvidenceReference.folder) }
        }
        let statesBefore = Self.states(before, policy).filter(touched)
        let statesAfter = Self.states(after, policy).filter(touched)
        proposal.initiatives = statesAfter
        proposal.neighbours = Self.states(after, policy).map(\.document)
        proposal.plans = Self.plans(after, policy)
        proposal.landing = LandingRules.Case(
            before: statesBefore, after: statesAfter, base: "main (9ab31f0)", formerIDs: Set(formerIDs))
        proposal.peopleReading = Self.people(after)
        proposal.people = Self.people(before) ?? proposal.peopleReading
        proposal.changesPeople = changed.contains(RuleExample.peoplePath)
        proposal.judgesPeople = proposal.changesPeople
        proposal.landingTrust = Self.trust(after)
        proposal.changesKeys = TrustSet.paths(in: "plans").dropFirst().contains { changed.contains($0) }
        proposal.judgesKeys = proposal.changesKeys
        proposal.changed = changed.sorted().map { Sample.file($0) }
        if changed.contains("plans/fx.csv") {
            proposal.rates = Proposal.RatesChange(
                before: Self.rates(before), after: Self.rates(after), judgesLandedLines: false)
        }
        let baseline = "plans/" + Baseline.fileName
        func read(_ files: [String: String]) -> Baseline? {
            files[baseline].map { Baseline.read(Sample.source(baseline, $0)) }
        }
        proposal.baseline = read(before)
        proposal.landingBaseline = read(after)
        proposal.judgesBaseline = changed.contains(baseline)
        if proposal.judgesBaseline { proposal.formerBaseline = proposal.baseline }
        proposal.changesPolicy = changed.contains(policyPath)
        proposal.policyText = after[policyPath].map { SourceText(path: policyPath, bytes: Array($0.utf8)) }
        return outcome(proposal, policy, marks: marks)
    }

    private func outcome(_ proposal: Proposal, _ policy: Policy, marks: [Place]) -> Outcome {
        let judgement = Judge(policy: policy, root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
        let severities = SeverityResolver(policy)
        return Outcome(findings: judgement.diagnostics.compactMap(severities.finding), marks: marks)
    }

    /// A text without its marks, ended by LF, and the positions of the characters behind the marks.
    private static func unmark(_ marked: String) -> (text: String, positions: [TextPosition]) {
        var text = String.UnicodeScalarView()
        var positions: [TextPosition] = []
        var (line, column) = (1, 1)
        for scalar in marked.unicodeScalars {
            if scalar == "↓" {
                positions.append(TextPosition(line: line, column: column))
                continue
            }
            text.append(scalar)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        if text.last != "\n", text.contains("\n") { text.append("\n") }
        return (String(text), positions)
    }
}
