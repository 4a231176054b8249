import Foundation
import Testing
import TollgateTesting

/// The program itself, as it was built beside these tests, for what cannot be seen in process.
enum Binary {
    static let path: String = {
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/tollgate"
        let candidates = [beside, Bundle.main.bundlePath + "/tollgate", package + "/.build/debug/tollgate"]
        guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
            preconditionFailure("there is no tollgate beside the tests: \(candidates)")
        }
        return found
    }()

    /// The top folder of this package.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}

extension TestRepository {
    /// Runs the program in the top folder.
    func binary(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try sandbox.run(Binary.path, arguments, in: path, environment: environment)
    }
}
