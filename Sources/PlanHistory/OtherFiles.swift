import PlanModel

/// The files beside documents that a history of value reads.
struct OtherFiles {
    enum Kind: Int, CaseIterable {
        case ledger
        /// The actual exchange rates.
        case rates
        /// Who decides what.
        case trust
    }

    private let ledgers: [(start: [UInt8], end: [UInt8])]
    private let named: [PathKey: Kind]
    /// The folder of what has a name of its own.
    let folder: [UInt8]?

    /// `root` is the folder of the policy; nothing where that lies outside the repository.
    init(_ policy: Policy, root: String?) {
        ledgers = policy.documents.compactMap { entry in
            guard entry.kind == .initiative, let name = entry.ledger,
                let stem = name.firstRange(of: DocumentEntry.stem)
            else { return nil }
            return (Array(name[..<stem.lowerBound].utf8), Array(name[stem.upperBound...].utf8))
        }
        folder = root.map { Array($0.utf8) }
        var named: [PathKey: Kind] = [:]
        if let root {
            func path(_ name: String) -> PathKey { PathKey(Array((root.isEmpty ? name : root + "/" + name).utf8)) }
            named[path(ActualRates.fileName)] = .rates
            for name in [Policy.fileName, People.fileName, "allowed_signers", "revoked_signers"] {
                named[path(name)] = .trust
            }
        }
        self.named = named
    }

    func kind(of path: [UInt8]) -> Kind? {
        if let kind = named[PathKey(path)] { return kind }
        let name = path[(path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)...]
        let isLedger = ledgers.contains { start, end in
            name.count > start.count + end.count && name.starts(with: start)
                && name.suffix(end.count).elementsEqual(end)
        }
        return isLedger ? .ledger : nil
    }
}
