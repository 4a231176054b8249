package import GitStore
package import PlanModel

/// A commit that has a certain trailer.
package struct TrailerCommit: Sendable {
    /// 40 hexadecimal digits.
    package let commit: String
    package let recorded: Timestamp
    package let subject: String
    /// What the trailers say, in the order of the message.
    package let values: [String]

    /// The commits that can be reached from a tip and have a trailer with this key, oldest first by their dates.
    package static func find(
        _ repository: Repository, from tip: ObjectID, key: String
    ) throws(GitError) -> [TrailerCommit] {
        var seen: Set<ObjectID> = [tip]
        var rest = [tip]
        var result: [TrailerCommit] = []
        while let id = rest.popLast() {
            let commit = try repository.objects.commit(id)
            let values = Trailers(message: commit.message).values(of: key)
            if !values.isEmpty {
                result.append(
                    TrailerCommit(
                        commit: id.hex, recorded: Timestamp(seconds: commit.committed ?? 0), subject: commit.subject,
                        values: values))
            }
            for parent in commit.parents where seen.insert(parent).inserted { rest.append(parent) }
        }
        return result.sorted { ($0.recorded.seconds, $0.commit) < ($1.recorded.seconds, $1.commit) }
    }
}
