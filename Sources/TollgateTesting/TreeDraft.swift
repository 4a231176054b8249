package import GitStore

/// The files of a commit that is being written: a model of its tree, and which paths changed.
package struct TreeDraft {
    package struct File: Hashable {
        package var mode: FileMode
        /// What it holds: bytes, the target of a link, or the digits of a submodule's commit.
        package var content: [UInt8]
    }

    package private(set) var files: [[UInt8]: File] = [:]
    /// How many files lie below each folder.
    private var folders: [[UInt8]: Int] = [:]
    private(set) var changed: Set<[UInt8]> = []
    /// Paths which a merge left undecided.
    private(set) var conflicts: Set<[UInt8]> = []

    package mutating func set(_ path: [UInt8], _ file: File) throws {
        guard !path.isEmpty, folders[path] == nil else { throw CommandFailure("`\(Self.text(path))` is a folder") }
        if files.updateValue(file, forKey: path) == nil {
            for folder in Self.folders(of: path) {
                guard files[folder] == nil else {
                    throw CommandFailure("`\(Self.text(path))` lies in `\(Self.text(folder))`, which is a file")
                }
                folders[folder, default: 0] += 1
            }
        }
        changed.insert(path)
        conflicts.remove(path)
    }

    /// Takes away a file, or all files of a folder; throws where there is neither.
    @discardableResult
    package mutating func remove(_ path: [UInt8]) throws -> [[UInt8]: File] {
        let removed: [[UInt8]: File]
        if let file = files[path] {
            removed = [path: file]
        } else if folders[path] != nil {
            removed = files.filter { $0.key.starts(with: path + [0x2F]) }
        } else if conflicts.remove(path) != nil {
            return [:]
        } else {
            throw CommandFailure("there is no `\(Self.text(path))`")
        }
        for path in removed.keys {
            files[path] = nil
            changed.insert(path)
            conflicts.remove(path)
            for folder in Self.folders(of: path) {
                let count = folders[folder, default: 0] - 1
                folders[folder] = count > 0 ? count : nil
            }
        }
        return removed
    }

    package func file(_ path: [UInt8]) throws -> File {
        guard let file = files[path] else { throw CommandFailure("there is no file `\(Self.text(path))`") }
        return file
    }

    /// Takes over what `theirs` changed since `base`. Where both changed a file differently, an edit must decide.
    mutating func merge(_ theirs: TreeDraft, base: TreeDraft) throws {
        var added: [([UInt8], File)] = []
        for path in Set(files.keys).union(theirs.files.keys).union(base.files.keys).sorted(by: {
            $0.lexicographicallyPrecedes($1)
        }) {
            let (before, ours, new) = (base.files[path], files[path], theirs.files[path])
            if ours == new || new == before { continue }
            guard ours == before else {
                conflicts.insert(path)
                continue
            }
            if let new { added.append((path, new)) } else { try remove(path) }
        }
        // Last: a file may stand where a folder was.
        for (path, file) in added { try set(path, file) }
    }

    mutating func forgetChanges() {
        changed = []
    }

    static func text(_ path: some Collection<UInt8>) -> String { String(decoding: path, as: UTF8.self) }

    private static func folders(of path: [UInt8]) -> [[UInt8]] {
        path.indices.filter { path[$0] == 0x2F }.map { Array(path[..<$0]) }
    }
}
