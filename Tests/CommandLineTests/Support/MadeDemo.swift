import Attestation
import TollgateTesting

/// The repository that `demo` makes, made once in a process for each of its variants; tests look around in copies.
enum MadeDemo {
    /// A day after the story's end on which nothing of the next month is owed yet.
    static let day: Moment = "2026-11-15T12:00:00Z"

    enum Variant: CaseIterable {
        case signed
        case inOrder
        case unsigned
        case unsignedInOrder

        fileprivate var options: [String] {
            switch self {
            case .signed: []
            case .inOrder: ["--without-mistakes"]
            case .unsigned: ["--unsigned"]
            case .unsignedInOrder: ["--unsigned", "--without-mistakes"]
            }
        }
    }

    /// Puts a copy into a sandbox, and gives its folder. The keys are the same in every run, and so are the commits.
    static func copy(_ variant: Variant, in sandbox: Sandbox, as name: String = "plans-repository") async throws
        -> String
    {
        let folder = try sandbox.makeFolder(name)
        let unpacked = try sandbox.run("tar", ["-xf", "-"], in: folder, input: try await archive(of: variant))
        guard unpacked.status == 0 else { throw CommandFailure("tar unpacks nothing: \(unpacked.errorText)") }
        return folder
    }

    /// The variant as `tar` packs it, so that nothing is left behind on disk.
    private static func archive(of variant: Variant) async throws -> [UInt8] {
        switch variant {
        case .signed: try await signed.value
        case .inOrder: try await inOrder.value
        case .unsigned: try await unsigned.value
        case .unsignedInOrder: try await unsignedInOrder.value
        }
    }

    private static let signed = Task { try await pack(.signed) }
    private static let inOrder = Task { try await pack(.inOrder) }
    private static let unsigned = Task { try await pack(.unsigned) }
    private static let unsignedInOrder = Task { try await pack(.unsignedInOrder) }

    private static func pack(_ variant: Variant) async throws -> [UInt8] {
        let sandbox = try Sandbox()
        let run = await make("made", variant.options, in: sandbox)
        guard run.status == 0 else { throw CommandFailure("\(run)") }
        let packed = try sandbox.run("tar", ["-cf", "-", "."], in: sandbox.path + "/made")
        guard packed.status == 0 else { throw CommandFailure("tar packs nothing: \(packed.errorText)") }
        return packed.output
    }

    /// Runs `demo` with keys that are the same in every run.
    static func make(_ folder: String, _ options: [String], in sandbox: Sandbox) async -> CommandRun {
        var keys = NumberedKeys()
        return await CommandRun(
            ["demo", folder] + options, in: sandbox.path, now: day,
            newKey: { () throws(Malformation) in try keys.next() })
    }
}
