internal import CLibgit2

/// The objects of a repository, read raw, each as often as asked and no more.
package final class ObjectDatabase {
    /// How many objects were read, for tests of how much work a walk does.
    package struct Counts: Hashable, Sendable {
        package var commits = 0
        package var trees = 0
        package var blobs = 0
    }

    /// A blob's bytes, or its size where that is above the limit it was asked with.
    package enum Blob: Hashable, Sendable {
        case bytes([UInt8])
        case tooLarge(bytes: Int)
    }

    package private(set) var counts = Counts()
    /// Whether every object read is hashed again and compared with its name.
    package var verifiesHashes: Bool
    /// Whether what is written goes nowhere.
    private var discardsNewObjects = false
    private let handle: Handle

    init(repository: OpaquePointer, verifiesHashes: Bool) throws(GitError) {
        self.verifiesHashes = verifiesHashes
        handle = Handle(
            try Libgit2.make("cannot open the object database") { git_repository_odb($0, repository) },
            free: git_odb_free)
    }

    /// Objects made while judging, such as the files of a merge that is only tried, stay in memory.
    func keepNewObjectsInMemory() throws(GitError) {
        var backend: UnsafeMutablePointer<git_odb_backend>?
        try Libgit2.check(git_mempack_new(&backend), "cannot make an object store in memory")
        // Above the priorities of packs and loose objects, so that writes come here first.
        try Libgit2.check(git_odb_add_backend(handle.pointer, backend, 999), "cannot use an object store in memory")
        discardsNewObjects = true
    }

    /// Reads objects from another folder too, as in the quarantine of a push.
    func addAlternate(_ folder: String) throws(GitError) {
        try Libgit2.check(git_odb_add_disk_alternate(handle.pointer, folder), "cannot read the objects in \(folder)")
    }

    package func contains(_ id: ObjectID) -> Bool {
        var oid = id.oid
        return git_odb_exists(handle.pointer, &oid) == 1
    }

    /// The single object whose name begins with these digits.
    func complete(prefix: String) throws(GitError) -> ObjectID? {
        var short = git_oid()
        var full = git_oid()
        guard git_oid_fromstrn(&short, prefix, prefix.utf8.count) == 0 else { return nil }
        let result = git_odb_exists_prefix(&full, handle.pointer, &short, prefix.utf8.count)
        if git_error_code(result) == GIT_ENOTFOUND { return nil }
        try Libgit2.check(result, "cannot resolve \(prefix)")
        return ObjectID(full)
    }

    /// To be called where a walk begins that reads thousands of objects, on the thread that it runs on.
    package func reserveMemory() { tollgate_reserve_memory() }

    // MARK: - Reading

    package func commit(_ id: ObjectID) throws(GitError) -> RawCommit {
        counts.commits += 1
        return try read(id, GIT_OBJECT_COMMIT) { bytes throws(GitError) in try RawCommit(id: id, bytes: bytes) }
    }

    package func tree(_ id: ObjectID) throws(GitError) -> RawTree {
        if id == .emptyTree { return .empty }
        counts.trees += 1
        return try read(id, GIT_OBJECT_TREE) { bytes throws(GitError) in try RawTree(id: id, bytes: bytes) }
    }

    /// What an annotated tag stands for, by its first line; nothing behind that is looked at.
    package func target(ofTag id: ObjectID) throws(GitError) -> ObjectID {
        try read(id, GIT_OBJECT_TAG) { bytes throws(GitError) in
            let key = Array("object ".utf8)
            guard bytes.starts(with: key), let target = ObjectID(hex: Array(bytes.dropFirst(key.count).prefix(40))[...])
            else {
                throw GitError(
                    .malformedObject, "tag \(id) is malformed", reason: "it does not begin with what it stands for",
                    help: "run `git fsck`")
            }
            return target
        }
    }

    /// Reads a blob of at most `limit` bytes; a larger one is not read, only measured.
    package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> Blob {
        var oid = id.oid
        var size = 0
        var type = GIT_OBJECT_INVALID
        try Libgit2.check(
            git_odb_read_header(&size, &type, handle.pointer, &oid), "cannot read object \(id)", code: .missingObject)
        guard size <= limit else { return .tooLarge(bytes: size) }
        counts.blobs += 1
        return .bytes(try read(id, GIT_OBJECT_BLOB) { Array($0) })
    }

    /// The kind of an object by its name in git: commit, tree, blob or tag.
    package func kind(_ id: ObjectID) throws(GitError) -> String {
        var oid = id.oid
        var size = 0
        var type = GIT_OBJECT_INVALID
        try Libgit2.check(
            git_odb_read_header(&size, &type, handle.pointer, &oid), "cannot read object \(id)", code: .missingObject)
        return Self.name(type)
    }

    /// The name that these bytes would have as a blob.
    package func blobName(of bytes: [UInt8]) throws(GitError) -> ObjectID {
        var oid = git_oid()
        try Libgit2.check(git_odb_hash(&oid, bytes, bytes.count, GIT_OBJECT_BLOB), "cannot hash a file")
        return ObjectID(oid)
    }

    private func read<Result>(
        _ id: ObjectID, _ type: git_object_t,
        _ body: (UnsafeBufferPointer<UInt8>) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        var oid = id.oid
        var object: OpaquePointer?
        let result = git_odb_read(&object, handle.pointer, &oid)
        try Libgit2.check(
            result, "cannot read object \(id)",
            code: git_error_code(result) == GIT_ENOTFOUND ? .missingObject : .malformedObject)
        defer { git_odb_object_free(object) }
        let found = git_odb_object_type(object)
        guard found == type else {
            throw GitError(
                .malformedObject, "cannot read object \(id)",
                reason: "it is a \(Self.name(found)); expected a \(Self.name(type))")
        }
        let size = git_odb_object_size(object)
        let data = git_odb_object_data(object)?.assumingMemoryBound(to: UInt8.self)
        if verifiesHashes {
            var actual = git_oid()
            try Libgit2.check(git_odb_hash(&actual, data, size, type), "cannot hash object \(id)")
            guard ObjectID(actual) == id else {
                throw GitError(
                    .hashMismatch, "object \(id) is damaged", reason: "its bytes have the name \(ObjectID(actual))",
                    help: "run `git fsck`, then fetch the object again from a clone that has it")
            }
        }
        return try body(UnsafeBufferPointer(start: data, count: size))
    }

    /// Stores an object.
    func write(_ bytes: [UInt8], _ type: git_object_t, _ operation: String) throws(GitError) -> ObjectID {
        precondition(!discardsNewObjects, "a repository that has tried a merge keeps new objects in memory")
        var oid = git_oid()
        try Libgit2.check(git_odb_write(&oid, handle.pointer, bytes, bytes.count, type), operation, code: .input)
        return ObjectID(oid)
    }

    private static func name(_ type: git_object_t) -> String {
        git_object_type2string(type).map { String(cString: $0) } ?? "unknown object"
    }
}
