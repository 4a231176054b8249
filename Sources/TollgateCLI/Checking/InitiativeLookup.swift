import Diagnostics
import GitStore
import PlanHistory
import PlanModel

/// Finds one initiative of a state by its id or its path.
struct InitiativeLookup {
    let context: CheckContext
    let files: StateFiles
    /// How to call the state, as in `the work tree`.
    let label: String

    /// An initiative with the file that it is in.
    struct Found {
        let entry: GovernedFiles.Entry
        let document: PlanDocument
    }

    func find(_ name: String) throws(CommandFailure) -> Found {
        let source = DocumentSource(context.repository, policy: context.policy)
        let entries = files.files.entries.filter { context.policy.entry(for: $0.path)?.kind == .initiative }
        var found = try documents(entries.filter(isNamed(name)), source)
        // A file whose id is another than its name, or whose id has nothing to do with it, is found by reading all.
        var known: [String] = []
        if found.isEmpty {
            for candidate in try documents(entries, source) {
                if let id = candidate.document.initiative?.id { known.append(id) }
                if candidate.document.initiative?.id == name { found.append(candidate) }
            }
        }
        if found.count > 1 {
            throw .usage(
                "\(found.count) initiatives in \(label) are called `\(Printable.line(name))`",
                help: "name one by its path: \(found.map { "`\($0.document.path)`" }.joined(separator: ", "))")
        }
        guard let first = found.first else {
            let nearest = Suggestion.nearest(to: name, among: known + entries.map(\.listed.path))
            throw .undecided(
                "nothing was examined: there is no initiative `\(Printable.line(name))` in \(label)",
                help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate status` lists them")
        }
        return first
    }

    /// Whether a path is the one that is asked for, from the top or from the current folder, or its file is named by the id.
    private func isNamed(_ name: String) -> (GovernedFiles.Entry) -> Bool {
        let workspace = context.workspace
        let path = try? PathSelection(
            [name], directory: workspace.directory, top: workspace.repository.facts.workTree
        ).paths.first
        return { entry in
            if entry.path.elementsEqual(name.utf8) || entry.path == path { return true }
            return entry.stem.elementsEqual(name.utf8) && context.policy.entry(for: entry.path)?.isAdapted == false
        }
    }

    private func documents(
        _ entries: [GovernedFiles.Entry], _ source: DocumentSource
    ) throws(CommandFailure) -> [Found] {
        var result: [Found] = []
        for entry in entries {
            if let document = try files.document(entry, source) {
                result.append(Found(entry: entry, document: document))
            }
        }
        return result
    }
}
