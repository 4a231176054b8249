package import PlanModel

/// Everything that a branch has made known about one initiative's promise and what came of it: what was promised in each
/// version, when it was locked, and each line of its ledger with the landing that recorded it.
package struct InitiativeHistory: Sendable {
    package internal(set) var timeline: InitiativeTimeline
    /// The core fields, at each landing that changed one of them.
    package internal(set) var standings: [Dated<Initiative>] = []
    /// The path in each landing that moved the file.
    package internal(set) var paths: [Dated<String>] = []
    /// The promise, at each landing that changed it. Nothing for documents that were not written for Tollgate.
    package internal(set) var promises: [Dated<Promise>] = []
    package internal(set) var locks: [PromiseLock] = []
    package internal(set) var ledger = AppendedLines<LedgerRecord>()
    /// The path of the ledger, from each landing that moved it on.
    package internal(set) var ledgerPaths: [Dated<String>] = []
    package internal(set) var removed: Landing?

    init(timeline: InitiativeTimeline) {
        self.timeline = timeline
    }

    package var name: String { timeline.name }
    package var path: String { timeline.path }
    package var current: Initiative? { timeline.current }
    package var promise: Promise? { promises.last?.value }
    /// The first lock: what was decided on.
    package var original: PromiseLock? { locks.first }
    /// The lock that counts now.
    package var lock: PromiseLock? { locks.last }
    package var isRemoved: Bool { removed != nil }
    package var created: Landing? { timeline.versions.first?.landing }

    /// The path of the folder that the file lies in; empty at the top.
    package var folder: String { Self.folder(of: path) }

    package static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(Substring(path.utf8[..<$0])) } ?? ""
    }

    /// The landing from which on a stage has been held without a break up to now; nothing where it is at another one.
    package func held(since stage: String) -> Landing? {
        guard current?.stage == stage else { return nil }
        var result: Landing?
        for standing in standings.reversed() {
            guard standing.value.stage == stage else { break }
            result = standing.landing
        }
        return result
    }

    /// The first landing at which one of these stages was reached.
    package func reached(_ stages: some Collection<String>) -> Landing? {
        standings.first { $0.value.stage.map(stages.contains) ?? false }?.landing
    }

    /// What was known up to a landing; nothing where the initiative was not there yet.
    package func cut(at order: Int) -> InitiativeHistory? {
        guard let created, created.order <= order else { return nil }
        var result = self
        result.standings = standings.cut(at: order)
        result.paths = paths.cut(at: order)
        result.promises = promises.cut(at: order)
        result.locks = Array(locks.prefix { $0.landing.order <= order })
        result.ledger = ledger.cut(at: order)
        result.ledgerPaths = ledgerPaths.cut(at: order)
        if let removed, removed.order > order { result.removed = nil }
        result.timeline.path = result.paths.last?.value ?? path
        result.timeline.current = result.standings.last?.value
        result.timeline.isRemoved = result.isRemoved
        result.timeline.events = Array(timeline.events.prefix { $0.landing.order <= order })
        result.timeline.versions = Array(timeline.versions.prefix { $0.landing.order <= order })
        return result
    }

    /// The timeline with an event for each lock, change of hands and line of the ledger, behind what the landings changed
    /// themselves.
    package var told: InitiativeTimeline { timeline.adding(factEvents) }

    /// The events for each lock, change of hands and line of the ledger, in landing order.
    package var factEvents: [Event] {
        var events: [Event] = []
        func path(at landing: Landing) -> String { paths.known(at: landing.order)?.value ?? self.path }
        for lock in locks {
            let kind: Event.Kind =
                switch lock.kind {
                case .gate(let stage): .locked(stage: stage)
                case .rebaseline(let parts): .rebaselined(parts: parts)
                }
            events.append(Event(landing: lock.landing, path: path(at: lock.landing), kind: kind))
        }
        for (old, new) in zip(promises, promises.dropFirst()) {
            for (before, after) in zip(old.value.people, new.value.people)
            where before.person != nil && before.person != after.person {
                events.append(
                    Event(
                        landing: new.landing, path: path(at: new.landing),
                        kind: .handover(role: before.role, from: before.person, to: after.person)))
            }
        }
        for entry in ledger.recorded {
            let path = ledgerPaths.known(at: entry.landing.order)?.value ?? path(at: entry.landing)
            events.append(
                Event(
                    landing: entry.landing, path: path, kind: .recorded(entry.line, line: entry.number),
                    valid: entry.line.date))
        }
        return events.enumerated().sorted {
            ($0.element.landing.order, $0.offset) < ($1.element.landing.order, $1.offset)
        }.map(\.element)
    }
}
