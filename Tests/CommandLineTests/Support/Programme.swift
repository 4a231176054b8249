import Foundation
import TollgateTesting

/// The project's own plans in a repository of their own, as they stood on the day that they are written for.
enum Programme {
    static let day: Moment = "2026-11-24T09:00:00Z"

    /// Makes the repository `programme` in a sandbox, whose clock and author become those of the plans, and gives its folder.
    ///
    /// `committed` says which files are committed, by their paths below `plans/`; all lie in the work tree.
    @discardableResult
    static func make(in sandbox: Sandbox, committed: [String] = ["."]) throws -> String {
        sandbox.now = day
        sandbox.author = Author("Ana Ruiz", "ana.ruiz@example.com")
        let folder = try sandbox.makeFolder("programme")
        try FileManager.default.copyItem(atPath: Binary.package + "/plans", toPath: folder + "/plans")
        for arguments in [
            ["init", "--quiet"], ["add", "--"] + committed.map { "plans/" + $0 },
            ["commit", "--quiet", "-m", "The programme, as the spreadsheet had it"],
        ] {
            try sandbox.git(arguments, in: folder)
        }
        return folder
    }
}
