extension ObjectDatabase {
    /// The entry at a path below a tree; nothing where there is none. No link is followed.
    package func entry(at path: [UInt8], inTree tree: ObjectID) throws(GitError) -> (mode: FileMode, id: ObjectID)? {
        var (mode, id) = (FileMode.tree, tree)
        for name in path.split(separator: 0x2F) {
            guard mode.isTree, let entry = try self.tree(id).entry(named: name) else { return nil }
            (mode, id) = (entry.mode, entry.id)
        }
        return (mode, id)
    }
}
