import Glibc

/// Files of a work tree, written so that whoever looks finds the old bytes or the new ones and never a part.
///
/// The bytes go to a temporary file beside the file, which takes its place in one step; a kill on the way leaves at most
/// that temporary file, named `.tollgate-<16 digits>.tmp`, which no pattern for documents matches.
extension WorkTree {
    /// What has to stand at a path when it is written.
    package enum Standing: Hashable, Sendable {
        /// A file or nothing.
        case any
        /// Nothing: the file is created, and one that appears meanwhile is left alone.
        case nothing
        /// A file with these bytes, which the new ones were worked out from.
        case bytes([UInt8])
    }

    /// Writes a file of the work tree, and the folders on the way to it. An existing file keeps its mode.
    ///
    /// No link is followed, and nothing but a regular file is replaced. With `.nothing` and `.bytes` the error's code is
    /// `.changed` where something else stands there.
    package func write(_ bytes: [UInt8], to path: [UInt8], over standing: Standing = .any) throws(GitError) {
        let parts = path.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard let last = parts.last, parts.allSatisfy(Self.isName) else {
            throw refusal(path, "it is no path inside the work tree", help: nil)
        }
        let folder = try folder(Array(parts.dropLast()), of: path)
        defer { close(folder) }
        let name = cString(last)
        let mode = try modeOfFile(name, in: folder, path)
        if standing == .nothing, mode != nil { throw changed(path, "there is a file already") }

        let temporary = cString(Array(".tollgate-\(Self.sixteenDigits()).tmp".utf8)[...])
        let descriptor = openat(
            folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode == nil ? 0o666 : 0o600)
        guard descriptor >= 0 else { throw failure("cannot write", path) }
        var isOpen = true
        var isThere = true
        defer {
            if isOpen { close(descriptor) }
            if isThere { unlinkat(folder, temporary, 0) }
        }
        try fill(descriptor, with: bytes, path)
        if let mode, fchmod(descriptor, mode & 0o777) != 0 { throw failure("cannot write", path) }
        guard fsync(descriptor) == 0 else { throw failure("cannot write", path) }
        isOpen = false
        guard close(descriptor) == 0 else { throw failure("cannot write", path) }

        if standing == .nothing {
            // A second name for the finished file: unlike a rename it never replaces what is there.
            guard linkat(folder, temporary, folder, name, 0) == 0 else {
                if errno == EEXIST { throw changed(path, "there is a file already") }
                throw failure("cannot write", path)
            }
        } else {
            if case .bytes(let old) = standing, try read(path, limit: old.count) != .bytes(old) {
                throw changed(path, "it has changed since it was read")
            }
            guard renameat(folder, temporary, folder, name) == 0 else { throw failure("cannot write", path) }
            isThere = false
        }
        // Some file systems cannot do this for folders, and say so.
        if fsync(folder) != 0, errno != EINVAL, errno != ENOTSUP { throw failure("cannot write", path) }
    }

    /// A folder below the root, made where it is missing, opened one component at a time so that no link is followed.
    private func folder(_ parts: [ArraySlice<UInt8>], of path: [UInt8]) throws(GitError) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var descriptor = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot open", Array(root.utf8)) }
        var opened: [UInt8] = []
        for part in parts {
            opened += (opened.isEmpty ? [] : [0x2F]) + part
            let name = cString(part)
            var next = openat(descriptor, name, flags)
            if next < 0, errno == ENOENT {
                // Somebody else may make it at the same time.
                guard mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST else {
                    let reason = errno
                    close(descriptor)
                    errno = reason
                    throw failure("cannot make the folder", opened)
                }
                fsync(descriptor)
                next = openat(descriptor, name, flags)
            }
            let reason = errno
            close(descriptor)
            guard next >= 0 else {
                let shown = String(decoding: opened, as: UTF8.self)
                if reason == ELOOP || reason == ENOTDIR {
                    throw refusal(
                        path, "\(shown) is a symbolic link or no folder", help: "put a folder in the place of \(shown)")
                }
                errno = reason
                throw failure("cannot open", opened)
            }
            descriptor = next
        }
        return descriptor
    }

    /// The mode of the regular file of this name; nothing where there is nothing.
    private func modeOfFile(_ name: [CChar], in folder: Int32, _ path: [UInt8]) throws(GitError) -> mode_t? {
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("cannot write", path)
        }
        let kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: ""
            case S_IFDIR: "a folder"
            case S_IFLNK: "a symbolic link"
            default: "something that is no file"
            }
        guard kind.isEmpty else { throw refusal(path, "\(kind) is there", help: "remove it, or name another file") }
        return status.st_mode
    }

    private func fill(_ descriptor: Int32, with bytes: [UInt8], _ path: [UInt8]) throws(GitError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot write", path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Whether a component names something in its folder that may be written: not the folder, the one above, or git's own.
    private static func isName(_ part: ArraySlice<UInt8>) -> Bool {
        let folded = part.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        return !part.isEmpty && !part.contains(0)
            && ![".", "..", ".git"].contains { folded.elementsEqual($0.utf8) }
    }

    private static func sixteenDigits() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = String(generator.next() as UInt64, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func cString(_ name: ArraySlice<UInt8>) -> [CChar] {
        name.map { CChar(bitPattern: $0) } + [0]
    }

    private func refusal(_ path: [UInt8], _ reason: String, help: String?) -> GitError {
        GitError(.input, "cannot write \(String(decoding: path, as: UTF8.self))", reason: reason, help: help)
    }

    private func changed(_ path: [UInt8], _ reason: String) -> GitError {
        GitError(
            .changed, "cannot write \(String(decoding: path, as: UTF8.self))", reason: reason,
            help: "nothing was written; look at the file and run the command again")
    }
}

extension WorkTree {
    /// Whether anything stands at a path, a link included; links on the way are not followed.
    package func exists(_ path: [UInt8]) throws(GitError) -> Bool {
        guard let name = path.split(separator: 0x2F).last else { return true }
        let folder = path.dropLast(name.count).split(separator: 0x2F).joined(separator: [0x2F])
        guard let descriptor = try open(Array(folder), flags: O_RDONLY | O_DIRECTORY) else { return false }
        defer { close(descriptor) }
        var status = stat()
        return fstatat(descriptor, cString(name), &status, AT_SYMLINK_NOFOLLOW) == 0
    }
}

extension WorkTree {
    /// Removes a file that was just made, and leaves the folders on the way to it. Nothing happens where there is none.
    func remove(_ path: [UInt8]) throws(GitError) {
        guard let name = path.split(separator: 0x2F).last else { return }
        let folder = path.dropLast(name.count).split(separator: 0x2F).joined(separator: [0x2F])
        guard let descriptor = try open(Array(folder), flags: O_RDONLY | O_DIRECTORY) else { return }
        defer { close(descriptor) }
        guard unlinkat(descriptor, cString(name), 0) == 0 || errno == ENOENT else {
            throw failure("cannot remove", path)
        }
    }
}
