import Glibc

/// Files of a work tree, read and written without ever following a symbolic link.
package struct WorkTree: Sendable {
    package struct File: Hashable, Sendable {
        /// The path from the top of the work tree.
        package let path: [UInt8]
        package let mode: FileMode
        package let bytes: Int
    }

    /// The top folder.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    /// Every file below a folder of the work tree (all of it for an empty path), sorted by path; `.git` is never entered.
    ///
    /// A folder that is a repository of its own is listed as a submodule and not entered; nor is one that `entering` turns down.
    package func files(
        below folder: String, limit: Int = 1_000_000, entering: ([UInt8]) -> Bool = { _ in true }
    ) throws(GitError) -> [File] {
        var result: [File] = []
        let path = folder.utf8.split(separator: 0x2F).joined(separator: [0x2F])
        try list(Array(path), into: &result, limit: limit, depth: 0, entering)
        return result.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private func list(
        _ folder: [UInt8], into result: inout [File], limit: Int, depth: Int, _ entering: ([UInt8]) -> Bool
    ) throws(GitError) {
        let descriptor = try open(folder, flags: O_RDONLY | O_DIRECTORY)
        guard let descriptor else { return }
        guard depth < 64 else {
            close(descriptor)
            throw GitError(
                .input, "cannot list \(String(decoding: folder, as: UTF8.self))", reason: "folders nest too deep")
        }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            throw failure("cannot list", folder)
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let address = entry.nameAddress
            let name = address.prefix(address.count - 1).map { UInt8(bitPattern: $0) }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) || name.elementsEqual(".git".utf8) {
                continue
            }
            let path = folder.isEmpty ? name : folder + [0x2F] + name
            var status = stat()
            guard fstatat(dirfd(stream), address, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                var inner = stat()
                let git = Array(address.prefix(address.count - 1)) + "/.git".utf8.map { CChar(bitPattern: $0) } + [0]
                if fstatat(dirfd(stream), git, &inner, AT_SYMLINK_NOFOLLOW) == 0 {
                    result.append(File(path: path, mode: .submodule, bytes: 0))
                } else if entering(path) {
                    try list(path, into: &result, limit: limit, depth: depth + 1, entering)
                }
            case S_IFLNK:
                result.append(File(path: path, mode: .link, bytes: Int(status.st_size)))
            case S_IFREG:
                let mode: FileMode = status.st_mode & S_IXUSR != 0 ? .executable : .file
                result.append(File(path: path, mode: mode, bytes: Int(status.st_size)))
            default:
                break
            }
            guard result.count <= limit else {
                throw GitError(.input, "cannot list the work tree", reason: "it has more than \(limit) files")
            }
        }
    }

    /// The bytes of a file of at most `limit` bytes. Nothing where there is no regular file at the path.
    package func read(_ path: [UInt8], limit: Int) throws(GitError) -> ObjectDatabase.Blob? {
        guard let descriptor = try open(path, flags: O_RDONLY | O_NONBLOCK) else { return nil }
        defer { close(descriptor) }
        do {
            return try FileBytes.read(descriptor, limit: limit)
        } catch {
            throw failure("cannot read", path)
        }
    }

    /// Opens a path below the root one component at a time, so that no link on the way is followed. Nothing is above the root.
    func open(_ path: [UInt8], flags: Int32) throws(GitError) -> Int32? {
        var descriptor = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot open", Array(root.utf8)) }
        let parts = path.split(separator: 0x2F)
        if parts.isEmpty { return descriptor }
        if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
            close(descriptor)
            return nil
        }
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            let wanted = (isLast ? flags : O_RDONLY | O_DIRECTORY) | O_NOFOLLOW | O_CLOEXEC
            var name = part.map { CChar(bitPattern: $0) }
            name.append(0)
            let next = openat(descriptor, name, wanted)
            let reason = errno
            close(descriptor)
            guard next >= 0 else {
                // ENXIO: a socket.
                if [ENOENT, ENOTDIR, ELOOP, ENXIO].contains(reason) { return nil }
                errno = reason
                throw failure("cannot open", path)
            }
            descriptor = next
        }
        return descriptor
    }

    func failure(_ operation: String, _ path: [UInt8]) -> GitError {
        GitError(
            .input, "\(operation) \(String(decoding: path, as: UTF8.self))", reason: String(cString: strerror(errno)))
    }
}

extension UnsafeMutablePointer<dirent> {
    /// The name of the entry as C wants it, taken from where it stands: entries are shorter than their type says, so
    /// copying one may read behind the end of the buffer.
    fileprivate var nameAddress: [CChar] {
        guard let field = pointer(to: \.d_name) else { return [0] }
        let name = UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)
        return Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
    }
}
