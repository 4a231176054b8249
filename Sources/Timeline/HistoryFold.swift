package import PlanModel

/// Folds landings, oldest first, into the facts about promises and results. A pure value, as `TimelineFold` is.
package struct HistoryFold: Sendable {
    private var fold: TimelineFold
    private var result = BranchHistory()
    private let locks: LockTerms
    /// The bytes of each initiative's ledger as they stood last.
    private var ledgers: [[UInt8]] = []

    package init(ladder: StageLadder, locks: LockTerms) {
        fold = TimelineFold(ladder: ladder)
        self.locks = locks
    }

    /// The path of an initiative that is there; nothing for one that was removed.
    package func path(of place: Int) -> String? {
        let timeline = fold.timelines[place]
        return timeline.isRemoved ? nil : timeline.path
    }

    /// Takes in the plans of one landing, and gives the places of the initiatives that it touched. `promises` are those of the
    /// versions that it wrote, by path.
    @discardableResult
    package mutating func apply(_ landing: Landing, _ changes: [PathChange], promises: [String: Promise]) -> [Int] {
        mark(landing)
        fold.apply(landing, changes)
        for index in fold.touched {
            let timeline = fold.timelines[index]
            if index == result.initiatives.count {
                result.initiatives.append(InitiativeHistory(timeline: InitiativeTimeline(path: timeline.path)))
                ledgers.append([])
            }
            if timeline.isRemoved {
                result.initiatives[index].removed = landing
                removeLedger(of: index, landing)
            } else {
                take(index, timeline, promises[timeline.path], landing)
            }
        }
        return fold.touched
    }

    private mutating func take(
        _ index: Int, _ timeline: InitiativeTimeline, _ promise: Promise?, _ landing: Landing
    ) {
        let before = result.initiatives[index].standings.last?.value
        let old = result.initiatives[index].promises.last?.value
        if result.initiatives[index].paths.last?.value != timeline.path {
            result.initiatives[index].paths.append(Dated(landing, timeline.path))
        }
        if let current = timeline.current, current != before {
            result.initiatives[index].standings.append(Dated(landing, current))
        }
        if let promise, promise != old { result.initiatives[index].promises.append(Dated(landing, promise)) }
        guard let now = promise ?? old, let current = timeline.current else { return }
        if let stage = locks.passed(from: before?.stage, to: current.stage) {
            result.initiatives[index].locks.append(
                PromiseLock(landing: landing, kind: .gate(stage: stage), promise: now))
        } else if let old, promise != nil {
            let parts = locks.differences(old, at: before?.stage, now, at: current.stage)
            guard !parts.isEmpty else { return }
            result.initiatives[index].locks.append(
                PromiseLock(landing: landing, kind: .rebaseline(parts: parts), promise: now))
        }
    }

    // MARK: - Ledgers

    /// Takes in the bytes of an initiative's ledger as they stand at a landing; nothing where there is none.
    package mutating func setLedger(of index: Int, _ path: String, _ bytes: [UInt8]?, at landing: Landing) {
        mark(landing)
        guard let bytes else { return removeLedger(of: index, landing) }
        if result.initiatives[index].ledgerPaths.last?.value != path {
            result.initiatives[index].ledgerPaths.append(Dated(landing, path))
        }
        let old = ledgers[index]
        guard bytes != old else { return }
        ledgers[index] = bytes
        if let added = LedgerGrowth.added(to: old, by: bytes, path) {
            result.initiatives[index].ledger.append(added, at: landing)
        } else {
            result.initiatives[index].ledger.replace(by: LedgerGrowth.records(path, bytes), at: landing)
        }
    }

    package mutating func noteUnreadLedger(_ path: String) { result.unreadLedgers.insert(path) }

    private mutating func removeLedger(of index: Int, _ landing: Landing) {
        guard !ledgers[index].isEmpty else { return }
        ledgers[index] = []
        result.initiatives[index].ledger.replace(by: [], at: landing)
    }

    // MARK: - What belongs to several initiatives

    package mutating func setPlan(ofFolder folder: String, _ terms: PlanTerms?, at landing: Landing) {
        mark(landing)
        if let known = result.plans[folder]?.last, known.value == terms { return }
        result.plans[folder, default: []].append(Dated(landing, terms))
    }

    package mutating func setRates(_ path: String, _ bytes: [UInt8]?, at landing: Landing) {
        mark(landing)
        let lines = bytes.map { RateRecord.read(path, $0) } ?? []
        let known = result.rates.entries
        if lines.count >= known.count, zip(known, lines).allSatisfy({ $0.line == $1.line }) {
            result.rates.append(Array(lines.dropFirst(known.count)), at: landing)
        } else {
            result.rates.replace(by: lines, at: landing)
        }
    }

    package mutating func noteTrustChange(_ path: String, at landing: Landing) {
        mark(landing)
        result.trustChanges.append(BranchHistory.TrustChange(landing: landing, path: path))
    }

    private mutating func mark(_ landing: Landing) {
        if result.marked.last != landing { result.marked.append(landing) }
    }

    /// What is known after the newest landing, of so many in all.
    package func history(landings: Int, tip: Landing?) -> BranchHistory {
        var history = result
        history.landings = landings
        history.tip = tip
        history.unreadableVersions = fold.unreadableVersions
        for (index, timeline) in fold.timelines.enumerated() { history.initiatives[index].timeline = timeline }
        return history
    }
}
