internal import CLibgit2

extension Repository {
    /// The attributes among `names` that `.gitattributes` of the work tree or index set for a path, with their values.
    package func attributes(_ names: [String], of path: String) throws(GitError) -> [(name: String, value: String)] {
        if !hasAttributeIndex {
            try giveAttributeIndex()
            hasAttributeIndex = true
        }
        var result: [(String, String)] = []
        let flags = facts.isBare ? UInt32(GIT_ATTR_CHECK_INCLUDE_HEAD) : UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
        for name in names {
            var value: UnsafePointer<CChar>?
            try Libgit2.check(
                git_attr_get(&value, pointer, flags, path, name), "cannot read the attributes of \(path)")
            switch git_attr_value(value) {
            case GIT_ATTR_VALUE_TRUE: result.append((name, "set"))
            case GIT_ATTR_VALUE_FALSE: result.append((name, "unset"))
            case GIT_ATTR_VALUE_STRING: result.append((name, value.map { String(cString: $0) } ?? ""))
            default: break
            }
        }
        return result
    }

    /// Gives libgit2 an index with nothing in it but files of attributes. It would read the repository's own for them, with a
    /// hash of all of its bytes, and not the one that a hook has named.
    private func giveAttributeIndex() throws(GitError) {
        let index = Handle(
            try Libgit2.make("cannot make an index in memory") { git_index_new($0) }, free: git_index_free)
        for entry in try self.index().entries where entry.stage == 0 && Self.isAttributeFile(entry) {
            var copy = git_index_entry()
            copy.mode = entry.mode.rawValue
            copy.id = entry.id.oid
            let result = (entry.path + [0]).withUnsafeBytes { path in
                copy.path = path.baseAddress?.assumingMemoryBound(to: CChar.self)
                return git_index_add(index.pointer, &copy)
            }
            try Libgit2.check(result, "cannot read the attributes in the index")
        }
        try Libgit2.check(git_repository_set_index(pointer, index.pointer), "cannot use an index in memory")
    }

    private static func isAttributeFile(_ entry: IndexEntry) -> Bool {
        let name = ".gitattributes"
        let count = name.utf8.count
        guard entry.mode.isFile, entry.path.count >= count, entry.path.last == 0x73,
            entry.path.suffix(count).elementsEqual(name.utf8)
        else { return false }
        return entry.path.count == count || entry.path[entry.path.count - count - 1] == 0x2F
    }
}
