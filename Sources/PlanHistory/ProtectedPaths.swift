import PlanModel

/// The files that a policy protects, wherever they lie in the repository.
///
/// Every path of an index may be asked for, so that a path is compared with bytes before it is taken apart.
struct ProtectedPaths: Sendable {
    private struct Glob: Sendable {
        let pattern: PathPattern
        /// What each path begins with that matches: folders in front, each with a `/`.
        let prefix: [UInt8]
    }

    /// Patterns that are one path each.
    private let paths: [[UInt8]]
    private let globs: [Glob]

    init(_ patterns: [PathPattern]) {
        paths = patterns.filter(\.isLiteral).map { Array($0.text.utf8) }
        globs = patterns.filter { !$0.isLiteral }.map { pattern in
            Glob(pattern: pattern, prefix: pattern.literalPrefix.flatMap { $0 + [0x2F] })
        }
    }

    var isEmpty: Bool { paths.isEmpty && globs.isEmpty }

    func contains(_ path: [UInt8]) -> Bool {
        paths.contains { $0 == path } || globs.contains { path.starts(with: $0.prefix) && $0.pattern.matches(path) }
    }

    /// Whether one of the files can lie below a folder.
    func canEnter(_ folder: [UInt8]) -> Bool {
        if paths.contains(where: { $0.count > folder.count && $0[folder.count] == 0x2F && $0.starts(with: folder) }) {
            return true
        }
        if globs.isEmpty { return false }
        let parts = folder.split(separator: 0x2F)
        return globs.contains { $0.pattern.canMatch(below: parts) }
    }
}
