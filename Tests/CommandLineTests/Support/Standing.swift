import Foundation
import TollgateTesting

/// Every byte that a command may not touch when it fails: the work tree, the index, refs, logs and HEAD.
///
/// Objects do not count, since nothing leads to them, and neither does the empty file that commands lock each other out with.
struct Standing: Equatable {
    private let files: [String: Data]

    init(_ repository: TestRepository, withObjects: Bool = false) throws {
        var files: [String: Data] = [:]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: repository.path)
        for path in paths where withObjects || !path.hasPrefix(".git/objects/") && path != ".git/tollgate.lock" {
            files[path] = FileManager.default.contents(atPath: repository.path + "/" + path) ?? Data()
        }
        self.files = files
    }
}
