import Foundation
import TollgateTesting

/// What README's commands begin with, made from what README shows.
enum Readme {
    static let path = Binary.package + "/README.md"

    /// A project's proposals in `their-repository`, and the policy for them beside it.
    static func makeForeign(in sandbox: Sandbox) throws {
        let page = try String(contentsOfFile: path, encoding: .utf8)
        let policy = try block("# proposals-policy.yaml\n", of: page)
        try policy.write(toFile: sandbox.path + "/proposals-policy.yaml", atomically: true, encoding: .utf8)
        let retries = try block("---\nnumber: 42\n", of: page)
        func proposal(_ status: String) -> String { retries.replacing("status: in-review", with: "status: \(status)") }
        func tracing(_ status: String) -> String {
            "---\nnumber: 43\ntitle: Tracing headers\nstatus: \(status)\nauthors: [ana]\n---\n"
        }
        sandbox.now = "2026-03-02T10:00:00Z"
        _ = try TestRepository(in: sandbox, named: "their-repository") {
            Commit("Propose retries", at: "2026-03-02T10:00:00Z") {
                Write("proposals/0042-retries.md", proposal("draft"))
            }
            Commit("Review retries", at: "2026-03-19T10:00:00Z") {
                Write("proposals/0042-retries.md", proposal("in-review"))
            }
            Commit("Propose tracing", at: "2026-04-02T10:00:00Z") {
                Write("proposals/0043-tracing.md", tracing("draft"))
            }
            Commit("Retries are there", at: "2026-05-21T10:00:00Z") {
                Write("proposals/0042-retries.md", proposal("implemented"))
            }
            Commit("No tracing", at: "2026-06-30T10:00:00Z") {
                Write("proposals/0043-tracing.md", tracing("rejected"))
            }
        }
        sandbox.now = "2026-07-01T12:00:00Z"
    }

    /// The text in a fence that begins so.
    private static func block(_ beginning: String, of page: String) throws -> String {
        guard let start = page.range(of: "\n" + beginning), let end = page[start.upperBound...].range(of: "\n```")
        else {
            throw CommandFailure("README shows nothing that begins with `\(beginning)`")
        }
        return String(page[page.index(after: start.lowerBound)..<end.lowerBound]) + "\n"
    }
}
