import GitStore
import PlanHistory
import PlanModel
import TollgateTesting

/// An initiative as Tollgate has it written.
func initiative(_ id: String, _ stage: String = "defined", state: String? = nil, more: String = "") -> String {
    """
    schema: tollgate/initiative/v1
    id: \(id)
    title: Initiative \(id)
    stage: \(stage)
    \(state.map { "state: \($0)\n" } ?? "")\(more)
    """
}

extension TestRepository {
    func replay(_ tip: String = "main", policy: String = SamplePolicy.own, until: Int64? = nil) async throws -> Replay {
        try await Replay(
            open(), tip: id(tip), policy: SamplePolicy.read(policy), until: until.map { Timestamp(seconds: $0) })
    }

    /// Makes a commit of a tree that is there already, and moves main to it.
    @discardableResult
    func commitTree(_ tree: ObjectID, on parent: ObjectID? = nil) throws -> ObjectID {
        let digits = try git(["commit-tree", "-m", "c", tree.hex] + (parent.map { ["-p", $0.hex] } ?? []))
        try git("update-ref", "refs/heads/main", digits)
        guard let id = ObjectID(hex: digits) else { throw CommandFailure("`\(digits)` is not an object name") }
        return id
    }

    /// Stores a tree whose entries are as they are given, in that order and however malformed.
    func rawTree(_ entries: [(mode: String, name: String, id: ObjectID)]) throws -> ObjectID {
        try rawObject("tree", entries.flatMap { Array("\($0.mode) \($0.name)".utf8) + [0] + Self.bytes($0.id) })
    }

    func rawBlob(_ text: String) throws -> ObjectID {
        try rawObject("blob", Array(text.utf8))
    }

    private static func bytes(_ id: ObjectID) -> [UInt8] {
        let digits = Array(id.hex)
        return stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}
