internal import CLibgit2

/// The one funnel for results of libgit2, and its start.
enum Libgit2 {
    /// Starts the library once for the process, with the options that all readers rely on.
    ///
    /// The object cache is off since every object is read once, and so is the library's own verification of hashes:
    /// `ObjectDatabase` verifies where a verdict rests on it.
    static let started: Void = {
        tollgate_keep_freed_memory()
        git_libgit2_init()
        _ = tollgate_set_object_cache(0)
        _ = tollgate_set_hash_verification(0)
        _ = tollgate_allow_extensions()
    }()

    /// Turns a negative result into an error with the message that the library left for this thread, which is cleared.
    @discardableResult
    static func check(
        _ result: Int32, _ operation: @autoclosure () -> String, code: GitError.Code = .other
    ) throws(GitError) -> Int32 {
        guard result < 0 else { return result }
        let last = git_error_last()
        let message = last?.pointee.message.map { String(cString: $0) } ?? ""
        git_error_clear()
        let known: GitError.Code =
            switch git_error_code(result) {
            case GIT_ENOTFOUND where code == .other: .notFound
            case GIT_EAMBIGUOUS: .ambiguous
            case GIT_EOWNER: .foreignOwner
            default: code
            }
        throw GitError(known, operation(), reason: message)
    }

    /// Calls a function of the library that makes an object, and checks its result.
    static func make(
        _ operation: @autoclosure () -> String, code: GitError.Code = .other,
        _ body: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
    ) throws(GitError) -> OpaquePointer {
        var pointer: OpaquePointer?
        try check(body(&pointer), operation(), code: code)
        guard let pointer else { throw GitError(code, operation(), reason: "libgit2 returned nothing") }
        return pointer
    }
}

/// A pointer that libgit2 made, freed with the function that belongs to it.
struct Handle: ~Copyable {
    let pointer: OpaquePointer
    private let free: (OpaquePointer) -> Void

    init(_ pointer: OpaquePointer, free: @escaping (OpaquePointer) -> Void) {
        self.pointer = pointer
        self.free = free
    }

    deinit { free(pointer) }
}
