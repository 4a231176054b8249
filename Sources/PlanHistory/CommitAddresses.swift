import GitStore
import Timeline

/// The people whose addresses stand on a commit.
enum CommitAddresses {
    /// Every address on a commit, each once: the author's, the committer's, then those of co-authors.
    static func all(_ commit: RawCommit) -> [CommitAddress] {
        var seen: Set<String> = []
        let all =
            [(commit.author?.email, CommitAddress.Part.author), (commit.committer?.email, .committer)]
            + coAuthors(commit.message).map { ($0, .coAuthor) }
        return all.compactMap { email, part in
            guard let email, seen.insert(email.lowercased()).inserted else { return nil }
            return CommitAddress(email: email, part: part, commit: commit.id.hex)
        }
    }

    /// The addresses of every line that looks like a trailer `Co-authored-by`, wherever it stands: they only add people.
    private static func coAuthors(_ message: ArraySlice<UInt8>) -> [String] {
        message.split(separator: 0x0A).compactMap { bytes in
            let line = String(decoding: bytes, as: UTF8.self).drop(while: \.isWhitespace)
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "co-authored-by" else {
                return nil
            }
            let value = line[line.index(after: colon)...]
            guard let open = value.lastIndex(of: "<") else {
                return value.split(whereSeparator: \.isWhitespace).last.map(String.init)
            }
            return String(value[value.index(after: open)...].prefix { $0 != ">" })
        }
    }
}
