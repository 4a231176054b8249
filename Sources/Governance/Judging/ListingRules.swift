package import Diagnostics
package import PlanModel

/// What the list of files says, before any of them is read.
package struct ListingRules: Sendable {
    private let policy: Policy
    /// The folder that holds the policy, such as `plans`; nothing where the policy lies outside the repository.
    private let root: String?

    package init(_ policy: Policy, root: String?) {
        self.policy = policy
        self.root = root
    }

    /// Whether a path lies under the governed folder, or belongs to a document entry.
    package func governs(_ file: ListedFile) -> Bool {
        isBelowRoot(file.path) || policy.entry(for: file.rawPath) != nil
    }

    private func isBelowRoot(_ path: String) -> Bool {
        guard let root else { return false }
        return root.isEmpty || path.hasPrefix(root + "/")
    }

    /// The findings about files. `all` is every governed file, `changed` those to judge by themselves.
    package func diagnostics(all: [ListedFile], changed: [ListedFile]) -> [Diagnostic] {
        let ledgers = changed.contains { policy.entry(for: $0.rawPath) == nil } ? ledgerNames(all) : []
        var result: [Diagnostic] = []
        for file in changed {
            result += kind(file)
            result += characters(file)
            result += unmatched(file, ledgers)
        }
        result += collisions(all, among: Set(changed.map(\.rawPath)))
        return result
    }

    private func kind(_ file: ListedFile) -> [Diagnostic] {
        let found: String
        switch file.kind {
        case .regular: return []
        case .executable: found = "is executable"
        case .link: found = "is a symbolic link"
        case .submodule: found = "is a submodule"
        case .unusual(let mode): found = "has the mode \(mode)"
        }
        let help =
            file.kind == .executable
            ? "run `chmod -x \(file.path)`, and `git update-index --chmod=-x \(file.path)` where git does not heed modes"
            : "replace it by the file itself: `git rm --cached \(file.path)`"
        return [
            Diagnostic(
                .fileMode, "`\(file.path)` \(found); expected a regular file (100644)", at: Location(path: file.path),
                helps: [help])
        ]
    }

    /// Letters, digits and a few signs of ASCII: a path that reads the same everywhere.
    private func characters(_ file: ListedFile) -> [Diagnostic] {
        let isGood = file.rawPath.allSatisfy {
            $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39
                || "/._-+ @,=()".utf8.contains($0)
        }
        let parts = file.rawPath.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard !isGood || parts.contains(where: { $0.isEmpty || $0.first == 0x20 || $0.last == 0x20 || $0.last == 0x2E })
        else { return [] }
        return [
            Diagnostic(
                .pathCharacters, "the path `\(file.path)` has characters that may be read differently elsewhere",
                at: Location(path: file.path),
                helps: ["use letters, digits, blanks within names and `. _ - + @ , = ( )`"])
        ]
    }

    private func ledgerNames(_ files: [ListedFile]) -> Set<String> {
        var names: Set<String> = []
        for file in files {
            guard let entry = policy.entry(for: file.rawPath), let ledger = entry.ledger else { continue }
            let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/")
            let stem = file.stem
            let name = ledger.split(separator: "{stem}", omittingEmptySubsequences: false).joined(separator: stem)
            names.insert(folder.isEmpty ? name : folder + "/" + name)
        }
        return names
    }

    private func unmatched(_ file: ListedFile, _ ledgers: Set<String>) -> [Diagnostic] {
        guard let root, isBelowRoot(file.path), policy.entry(for: file.rawPath) == nil else { return [] }
        let lower = file.path.lowercased()
        guard [".yaml", ".yml", ".md", ".markdown", ".csv"].contains(where: lower.hasSuffix) else { return [] }
        let inner = root.isEmpty ? file.path : String(file.path.dropFirst(root.count + 1))
        if ["policy.yaml", "people.yaml", "fx.csv", "baseline.csv"].contains(inner) || ledgers.contains(file.path) {
            return []
        }
        let folders = inner.split(separator: "/").dropLast()
        if folders.contains("evidence") || folders.first == "signoffs" || folders.first == "schema" { return [] }
        return [
            Diagnostic(
                .unmatchedDocument,
                "`\(file.path)` lies under `\(root.isEmpty ? "." : root)/` and no entry of the policy's `documents` matches it",
                at: Location(path: file.path),
                helps: ["nobody would judge it there: move it, or name it in the policy's `documents`"])
        ]
    }

    /// A folder above a file that is spelled differently above an earlier one; remembers the folders it sees.
    private func folderTwin(
        of file: ListedFile, _ folders: inout [String: (path: String, file: ListedFile)]
    ) -> (path: String, file: ListedFile)? {
        var path = ""
        for part in file.path.split(separator: "/").dropLast() {
            path += (path.isEmpty ? "" : "/") + part
            let folded = path.lowercased()
            if let known = folders[folded] {
                if !known.path.utf8.elementsEqual(path.utf8) { return (path, known.file) }
            } else {
                folders[folded] = (path, file)
            }
        }
        return nil
    }

    /// Two paths that one file system or another takes for the same.
    private func collisions(_ files: [ListedFile], among changed: Set<[UInt8]>) -> [Diagnostic] {
        // A state that adds no path can add no collision.
        guard !changed.isEmpty else { return [] }
        var seen: [String: ListedFile] = [:]
        var folders: [String: (path: String, file: ListedFile)] = [:]
        var result: [Diagnostic] = []
        for file in files {
            let twin = folderTwin(of: file, &folders)
            // Swift's strings are equal when their canonical decompositions are, so Unicode form is covered.
            let folded = file.path.lowercased()
            if let other = seen[folded] {
                guard changed.contains(file.rawPath) || changed.contains(other.rawPath) else { continue }
                result.append(
                    Diagnostic(
                        .pathCollision,
                        "`\(file.path)` and `\(other.path)` are one path where case or Unicode form does not count",
                        at: Location(path: file.path), helps: ["rename one of the two"]))
                continue
            }
            seen[folded] = file
            if let (path, other) = twin, changed.contains(file.rawPath) || changed.contains(other.rawPath) {
                result.append(
                    Diagnostic(
                        .pathCollision,
                        "the folders of `\(file.path)` and `\(other.path)` are one folder where case or Unicode form does not count",
                        at: Location(path: file.path), helps: ["rename `\(path)` in one of the two"]))
            }
        }
        return result
    }
}
