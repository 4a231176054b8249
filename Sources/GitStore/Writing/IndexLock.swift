internal import CLibgit2
import Glibc

/// The index, locked against every other program as git locks it: by the file `index.lock` beside it.
///
/// Let go of without `commit`, it leaves the index as it was.
struct IndexLock: ~Copyable {
    private let path: String
    private let lock: String
    /// The bytes of the index when it was locked; nothing where there was none.
    let original: [UInt8]?
    /// When the index was written last, in seconds and nanoseconds.
    private let written: (Int, Int)?
    private var isHeld = true

    /// Locks an index file. Throws where it is locked already.
    init(path: String) throws(GitError) {
        self.path = path
        lock = path + ".lock"
        let descriptor = open(lock, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let reason = errno
            guard reason == EEXIST else { throw Self.failure("cannot lock the index", lock, reason) }
            throw GitError(
                .busy, "cannot lock the index", reason: "`\(lock)` exists, so that another program is at work there",
                help: "wait until it ends; if none is running, one was stopped: remove that file")
        }
        close(descriptor)
        do {
            var status = stat()
            if stat(path, &status) == 0 {
                original = try Self.bytes(of: path)
                written = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
            } else {
                original = nil
                written = nil
            }
        } catch {
            unlink(lock)
            throw error
        }
    }

    deinit { if isHeld { unlink(lock) } }

    /// The entries as they are now.
    func entries() throws(GitError) -> [IndexEntry] {
        let index = Handle(
            try Libgit2.make("cannot read the index \(path)") { git_index_open($0, path) }, free: git_index_free)
        return IndexEntry.all(in: index.pointer)
    }

    /// Writes the index with entries for files that were just written to the work tree, and lets go of it.
    ///
    /// Everything else that is staged stays as it is.
    consuming func commit(_ replacements: [TreeReplacement], workTree root: String) throws(GitError) {
        let draft = path + ".tollgate-\(getpid())"
        defer { unlink(draft) }
        if let original { try Self.write(original, to: draft) }
        let index = Handle(
            try Libgit2.make("cannot read the index \(path)") { git_index_open($0, draft) }, free: git_index_free)
        try smudge(index.pointer)
        for replacement in replacements { try Self.put(replacement, in: index.pointer, root) }
        try Libgit2.check(git_index_write(index.pointer), "cannot write the index \(path)", code: .input)
        // First onto the lock, which keeps others out until the index is there.
        guard rename(draft, lock) == 0, rename(lock, path) == 0 else {
            throw Self.failure("cannot write the index", path, errno)
        }
        // A lock that is there by now is somebody else's.
        isHeld = false
    }

    /// Puts back what an index was before `commit`.
    static func restore(_ original: [UInt8]?, at path: String) throws(GitError) {
        guard let original else {
            unlink(path)
            return
        }
        let draft = path + ".tollgate-\(getpid())"
        try write(original, to: draft)
        guard rename(draft, path) == 0 else { throw failure("cannot restore the index", path, errno) }
    }

    /// Marks the files that may have changed in the moment in which the index was written last, as git does when it writes one:
    /// a newer index would make them look untouched.
    private borrowing func smudge(_ index: OpaquePointer) throws(GitError) {
        guard let written else { return }
        for position in 0..<git_index_entrycount(index) {
            guard var entry = git_index_get_byindex(index, position)?.pointee, git_index_entry_stage(&entry) == 0,
                entry.file_size != 0,
                (Int(entry.mtime.seconds), Int(entry.mtime.nanoseconds)) >= written
            else { continue }
            entry.file_size = 0
            try Libgit2.check(git_index_add(index, &entry), "cannot write the index \(path)")
        }
    }

    private static func put(
        _ replacement: TreeReplacement, in index: OpaquePointer, _ root: String
    ) throws(GitError) {
        var name = replacement.path.map { CChar(bitPattern: $0) }
        name.append(0)
        var status = stat()
        let file = Array(root.utf8CString.dropLast()) + [0x2F] + name
        guard lstat(file, &status) == 0 else {
            throw failure("cannot look at", String(decoding: replacement.path, as: UTF8.self), errno)
        }
        let result = name.withUnsafeBufferPointer { name in
            var entry = git_index_get_bypath(index, name.baseAddress, 0)?.pointee ?? git_index_entry()
            entry.path = name.baseAddress
            entry.mode = replacement.mode.rawValue
            entry.id = replacement.blob.oid
            entry.ctime = git_index_time(
                seconds: Int32(truncatingIfNeeded: status.st_ctim.tv_sec), nanoseconds: UInt32(status.st_ctim.tv_nsec))
            entry.mtime = git_index_time(
                seconds: Int32(truncatingIfNeeded: status.st_mtim.tv_sec), nanoseconds: UInt32(status.st_mtim.tv_nsec))
            entry.dev = UInt32(truncatingIfNeeded: status.st_dev)
            entry.ino = UInt32(truncatingIfNeeded: status.st_ino)
            entry.uid = status.st_uid
            entry.gid = status.st_gid
            entry.file_size = UInt32(truncatingIfNeeded: status.st_size)
            return git_index_add(index, &entry)
        }
        try Libgit2.check(result, "cannot write the index")
    }

    // MARK: - Files

    private static func bytes(of path: String) throws(GitError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot read", path, errno) }
        defer { close(descriptor) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("cannot read", path, errno) }
            if count == 0 { return result }
            result += buffer[..<count]
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(GitError) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot write", path, errno) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = errno
                close(descriptor)
                unlink(path)
                throw failure("cannot write", path, reason)
            }
            rest = rest.dropFirst(count)
        }
        guard close(descriptor) == 0 else { throw failure("cannot write", path, errno) }
    }

    private static func failure(_ operation: String, _ path: String, _ reason: Int32) -> GitError {
        GitError(.input, "\(operation) \(path)", reason: String(cString: strerror(reason)))
    }
}
