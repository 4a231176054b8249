import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel

/// Makes sure that what a step rests on is what HEAD has: its plan, its ledger and its evidence.
struct CommittedState {
    let head: StateFiles
    let workTree: StateFiles
    let index: [IndexEntry]

    /// What is done over what is committed, with what to do about files that differ.
    enum Purpose {
        case step
        case signing
    }

    /// Throws where a file that belongs to an initiative differs from HEAD's, on disk or in the index.
    func require(_ state: InitiativeState, isEdited: Bool = false, for purpose: Purpose = .step) throws(CommandFailure)
    {
        var paths = isEdited ? [] : [state.path]
        if let ledger = Ledger.path(of: state.document) { paths.append(ledger) }
        for reference in InitiativeState.references(state.document, state.ledger).sorted() {
            guard case .file(let file) = EvidenceReference(reference) else { continue }
            paths.append(StateFiles.folder(of: state.path) + "/" + file)
        }
        try require(paths, for: purpose)
    }

    /// Throws where one of these files differs from HEAD's.
    func require(_ paths: [String], for purpose: Purpose) throws(CommandFailure) {
        var different: [String] = []
        for path in paths {
            if try differs(path), !different.contains(path) { different.append(path) }
        }
        guard !different.isEmpty else { return }
        let names = different.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
        let them = different.count == 1 ? "it" : "them"
        let differ = different.count == 1 ? "differs" : "differ"
        switch purpose {
        case .step:
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "\(names) \(differ) from HEAD; a step is taken over what is committed",
                help:
                    "commit or restore \(them) first; a plan that changes what is locked lands with `--rebaseline`"
            )
        case .signing:
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "\(names) \(differ) from HEAD; what is signed is what is committed",
                help: "commit or restore \(them) first")
        }
    }

    private func differs(_ path: String) throws(CommandFailure) -> Bool {
        let bytes = Array(path.utf8)
        let committed = head.entry(at: path)?.id
        let staged = index.first { $0.path == bytes }
        if staged?.id != committed || staged.map({ $0.stage != 0 }) == true { return true }
        guard let entry = workTree.entry(at: path) else { return committed != nil }
        return try workTree.name(of: entry) != committed.map { .present($0.hex) }
    }
}
