import Attestation
import GitStore
import PlanModel

/// The files of one commit, and the tree that they make.
struct DemoFiles {
    private(set) var texts: [String: String] = [:]
    private(set) var tree: ObjectID?

    /// Stores what edits make of the files.
    mutating func apply(_ edits: [DemoEdit], in repository: Repository) throws(GitError) {
        var changed: Set<String> = []
        for edit in edits {
            switch edit {
            case .write(let path, let text):
                texts[path] = text
                changed.insert(path)
            case .append(let path, let text):
                texts[path, default: ""] += text
                changed.insert(path)
            }
        }
        var replacements: [TreeReplacement] = []
        for path in changed.sorted() {
            let blob = try repository.objects.writeBlob(Array((texts[path] ?? "").utf8))
            replacements.append(TreeReplacement(path: Array(path.utf8), mode: .file, blob: blob))
        }
        guard !replacements.isEmpty else { return }
        tree = try repository.writeTree(from: tree, replacing: replacements)
    }
}
