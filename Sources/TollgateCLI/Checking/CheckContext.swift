#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Timeline

/// What every kind of check shares: the repository, the policy in force, and which paths are asked for.
struct CheckContext {
    let workspace: Workspace
    let loaded: Workspace.LoadedPolicy
    let paths: PathSelection
    /// Whether findings of the baseline are reported too, since it is about to be written anew.
    var ignoresBaseline = false

    var repository: Repository { workspace.repository }
    var scope: GovernedScope { loaded.scope }
    var policy: Policy { loaded.policy }
    /// The policy's own path below the top; nothing where it lies outside the repository.
    var policyPath: String? {
        scope.root.map { $0.isEmpty ? Policy.fileName : "\($0)/\(Policy.fileName)" }
    }

    /// The path of people.yaml below the top, beside the policy; nothing where that lies outside the repository.
    var peoplePath: String? { besidePolicy(People.fileName) }

    var baselinePath: String? { besidePolicy(Baseline.fileName) }

    private func besidePolicy(_ name: String) -> String? { scope.root.map { $0.isEmpty ? name : "\($0)/\(name)" } }

    /// The day in UTC on which something is judged that has not landed yet.
    var today: Day { workspace.world.now.day }

    var judge: Judge { Judge(policy: policy, root: scope.root, toolVersion: ToolVersion.current) }

    /// The attributes that make what people see of a plan differ from what lands.
    func attributes(of documents: [PlanDocument]) throws(CommandFailure) -> [Diagnostic] {
        var result: [Diagnostic] = []
        for document in documents {
            let found = try git { () throws(GitError) in
                try repository.attributes(["filter", "ident", "working-tree-encoding", "diff"], of: document.path)
            }
            // A diff driver changes how hunks are headed; only `-diff` hides the text.
            result += EnvironmentRules.attributes(
                found.filter { $0.value != "unset" && $0.name != "diff" || $0.name == "diff" && $0.value == "unset" },
                path: document.path)
        }
        return result
    }

    /// What the index says about governed paths.
    func indexState(_ index: [IndexEntry]) -> [Diagnostic] {
        var seenConflicts: Set<[UInt8]> = []
        let notable = index.filter { !$0.isPlain && scope.isOfPlans($0.path) && paths.contains($0.path) }
        return notable.flatMap { entry -> [Diagnostic] in
            let isUnmerged = entry.stage != 0 && seenConflicts.insert(entry.path).inserted
            return EnvironmentRules.index(
                path: Printable.path(entry.path), isAssumedUnchanged: entry.isAssumedUnchanged,
                isSkipped: entry.isSkippedInWorkTree, isIntentToAdd: entry.isIntentToAdd, isUnmerged: isUnmerged)
        }
    }

    /// Initiatives that are there and are not among the documents that were read, by their files' names: those whose ids the
    /// documents have themselves or depend on. Nothing else of the others is looked at, since there may be thousands.
    func others(_ files: GovernedFiles, of documents: [PlanDocument]) -> [(id: String, path: String)] {
        var wanted: Set<String> = []
        for document in documents {
            if let id = document.initiative?.id { wanted.insert(id) }
            wanted.formUnion(SetRules.dependencies(of: document))
        }
        let read = Set(documents.map(\.path))
        return files.entries(withStems: wanted).compactMap { file in
            guard let entry = policy.entry(for: file.path), entry.kind == .initiative, !entry.isAdapted else {
                return nil
            }
            let listed = file.listed
            return read.contains(listed.path) ? nil : (listed.stem, listed.path)
        }
    }

    /// The commit whose documents steps are judged against; nothing where there is none, or where the policy is new.
    func stepBase(_ head: ObjectID?) -> ObjectID? { loaded.isRoot ? nil : head }

    /// The commit whose history can be read; nothing in a clone that lacks a part of it.
    var historyTip: ObjectID? { workspace.incompleteness.isEmpty ? repository.facts.head : nil }

    /// What a commit or tag is, as evidence, that is not in the repository.
    var absentReference: ReferenceLookup {
        ReferenceLookup(
            policy, workspace.others, top: repository.facts.workTree,
            lack: workspace.incompleteness.isEmpty ? nil : "this clone lacks a part of the history")
    }

    /// The path of the actual exchange rates; nothing where the policy lies outside the repository.
    var ratesPath: String? { scope.root.map { StateFiles.path(ActualRates.fileName, in: $0) } }

    /// Why steps are not judged.
    var withoutSteps: String {
        loaded.isRoot && repository.facts.head != nil
            ? "the policy is the first one: what is committed with it is the trust root, and no step of it is judged"
            : "there is no commit to compare with, so that steps are not judged"
    }

    /// Which services' deployments were not judged, and why.
    static func withoutDeployments(_ facts: DeploymentFacts?) -> [String] {
        guard let facts else { return [] }
        if let lack = facts.lack { return ["deployments in the policy's repositories were not judged: \(lack)"] }
        return facts.unread.sorted { $0.key < $1.key }.map { name, reason in
            "deployments in `\(name)` were not judged: it \(reason)"
        }
    }

    /// Where to say that something could not be judged for lack of history.
    static let needsHistory = "ids that initiatives had in earlier landings are not compared here; `--range` does that"
}

/// The paths that a check is limited to.
struct PathSelection {
    /// Paths from the top, without a slash at the end; empty for everything.
    let paths: [[UInt8]]

    func contains(_ path: [UInt8]) -> Bool {
        paths.isEmpty
            || paths.contains { wanted in
                path == wanted || wanted.isEmpty
                    || path.count > wanted.count && path[wanted.count] == 0x2F && path.starts(with: wanted)
            }
    }

    var isEverything: Bool { paths.isEmpty }

    static let everything = PathSelection(paths: [])

    init(paths: [[UInt8]]) {
        self.paths = paths
    }

    /// Reads arguments, relative to a folder, as paths below the top of the work tree.
    init(_ arguments: [String], directory: String, top: String?) throws(CommandFailure) {
        var result: [[UInt8]] = []
        for argument in arguments {
            guard let top else {
                result.append(Array(Self.normal(argument).utf8))
                continue
            }
            var absolute = Self.normal(argument.hasPrefix("/") ? argument : directory + "/" + argument)
            if absolute != top, !absolute.hasPrefix(top + "/") { absolute = Self.resolved(absolute) }
            if absolute == top {
                result.append([])
            } else if absolute.hasPrefix(top + "/") {
                result.append(Array(absolute.utf8.dropFirst(top.utf8.count + 1)))
            } else {
                throw .usage(
                    "`\(Printable.line(argument))` lies outside the repository", help: "name paths below \(top)")
            }
        }
        paths = result
    }

    /// The path by the real name of the folder that it is in: git knows the top of the work tree by its real name.
    private static func resolved(_ path: String) -> String {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().path(percentEncoded: false)
        let inner = normal(folder + "/" + url.lastPathComponent)
        // Where no link stands on the way, its last name may be the one that leads into the repository.
        return inner == path ? normal(url.resolvingSymlinksInPath().path(percentEncoded: false)) : inner
    }

    /// A path without `.`, `..` and doubled slashes.
    private static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
