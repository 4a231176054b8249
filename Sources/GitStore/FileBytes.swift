import Glibc

/// The bytes of an open file.
enum FileBytes {
    /// Everything in a regular file of at most `limit` bytes; nothing where it is no regular file.
    static func read(_ descriptor: Int32, limit: Int) throws(ReadFailure) -> ObjectDatabase.Blob? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        guard Int(status.st_size) <= limit else { return .tooLarge(bytes: Int(status.st_size)) }
        // One byte more than it had, to notice a file that grows while it is read.
        let room = Int(status.st_size) + 1
        var count = 0
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
            while count < room, let base = buffer.baseAddress {
                let got = Glibc.read(descriptor, base + count, room - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failed = true }
                if got <= 0 { break }
                count += got
            }
            initialized = count
        }
        if failed { throw ReadFailure() }
        return bytes.count <= limit ? .bytes(bytes) : .tooLarge(bytes: bytes.count)
    }

    /// Reading failed; `errno` says why.
    struct ReadFailure: Error {}
}
