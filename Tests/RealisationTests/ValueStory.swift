import Diagnostics
import PlanText
import Testing

@testable import PlanModel
@testable import Realisation
@testable import Timeline

/// Landings told by the texts of their files, folded as a history of value folds them.
struct ValueStory {
    let policy: Policy
    private var fold: HistoryFold
    private var landings: [Landing] = []
    private var files: [String: String] = [:]

    init(policy text: String) {
        let reading = Policy.read(
            SourceText(path: "plans/policy.yaml", bytes: Array(text.utf8)), toolVersion: "0.1")
        guard let policy = reading.policy else {
            preconditionFailure("no policy: \(reading.diagnostics.map(\.message))")
        }
        self.policy = policy
        fold = HistoryFold(ladder: policy.ladder, locks: LockTerms(policy))
    }

    /// Lands files on a day, by path; nothing in place of a text removes one.
    mutating func land(_ day: String, _ changes: [String: String?]) {
        guard let day = Day(day) else { preconditionFailure("`\(day)` is no day") }
        let moment = Timestamp(seconds: Int64(day.daysSinceEpoch) * 86_400 + 36_000)
        let landing = Landing(
            order: landings.count, commit: Self.commit(landings.count), recorded: moment, authored: moment)
        landings.append(landing)
        var versions: [PathChange] = []
        var promises: [String: Promise] = [:]
        for (path, text) in changes.sorted(by: { $0.key < $1.key }) {
            files[path] = text
            guard let entry = policy.entry(for: Array(path.utf8)) else { continue }
            let document = text.map {
                PlanDocument.read(SourceText(path: path, bytes: Array($0.utf8)), entry: entry)
            }
            if entry.kind == .plan {
                fold.setPlan(
                    ofFolder: InitiativeHistory.folder(of: path), document?.changePlan.map(PlanTerms.init), at: landing)
                continue
            }
            guard let document, let text else {
                versions.append(PathChange(path: path, version: nil))
                continue
            }
            promises[path] = document.content.map(Promise.init)
            let content = document.initiative.map(FileVersion.Content.readable) ?? .unreadable("it is no mapping")
            versions.append(PathChange(path: path, version: FileVersion(blob: text.hashValue, content: content)))
        }
        let touched = versions.isEmpty ? [] : fold.apply(landing, versions, promises: promises)
        for place in Set(touched).union(fold.history(landings: 0, tip: nil).initiatives.indices).sorted() {
            guard let path = fold.path(of: place) else { continue }
            let ledger = path.replacing(".yaml", with: ".csv")
            fold.setLedger(of: place, ledger, files[ledger].map { Array($0.utf8) }, at: landing)
        }
        if let rates = changes["plans/fx.csv"] {
            fold.setRates("plans/fx.csv", rates.map { Array($0.utf8) }, at: landing)
        }
    }

    static func commit(_ order: Int) -> String {
        let digits = String(order, radix: 16)
        return String(repeating: "0", count: 40 - digits.count) + digits
    }

    var history: BranchHistory { fold.history(landings: landings.count, tip: landings.last) }

    func portfolio(_ day: String, _ names: [String] = []) throws -> Portfolio {
        Portfolio(history, policy: policy, asOf: try #require(Day(day)), selection: Portfolio.Selection(names))
    }

    /// The same by what was known on the evening of a day.
    func portfolio(_ day: String, known: String) throws -> Portfolio {
        let evening = try #require(Day(known)).adding(days: 1)
        let midnight = Timestamp(seconds: Int64(evening.daysSinceEpoch) * 86_400)
        let cut = history.cut(at: history.order(recordedBy: midnight) ?? -1)
        return Portfolio(cut, policy: policy, asOf: try #require(Day(day)))
    }

    /// A file as it stands now.
    func text(_ path: String) -> String? { files[path] }

    /// The rows of an analysis, each by the keys of its columns.
    static func rows(_ analysis: Analysis, _ input: Analysis.Input) -> [[String: String]] {
        analysis.run(input).rows.map { row in
            Dictionary(
                zip(analysis.columns.map(\.key), row).compactMap { key, cell in
                    switch cell {
                    case .none: nil
                    case .notAvailable: (key, "n/a")
                    case .text(let text): (key, text)
                    case .count(let count): (key, String(count))
                    }
                }, uniquingKeysWith: { first, _ in first })
        }
    }
}
