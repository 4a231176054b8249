import Attestation
import GitStore
import PlanModel

/// The repository that the demo makes: the story's landings, written into a folder, and the keys of its people beside them.
struct DemoRepository {
    /// Absolute.
    let folder: String
    let isSigned: Bool
    let hasMistakes: Bool
    let newKey: () throws(Malformation) -> SigningKeyPair

    /// What was made.
    struct Outcome {
        let tip: String
        let initiatives: Int
        let landings: Int
        let commits: Int
        let signOffs: Int
        let tags: Int
        /// Where the keys lie, by their path from the folder; nothing where there are none.
        let keys: String?
    }

    /// In the git folder, where no commit takes them along.
    static let keyFolder = ".git/tollgate-demo-keys"

    func make() throws(CommandFailure) -> Outcome {
        let repository = try git { () throws(GitError) in
            try Repository.create(in: folder, branch: DemoWriter.branch)
        }
        let keys = isSigned ? try DemoKeys(newKey) : nil
        let story = DemoStory(keys: keys, hasMistakes: hasMistakes)
        var writer = DemoWriter(repository, keys: keys)
        for landing in story.landings { try writer.land(landing) }
        try writer.finish()
        if let keys { try write(keys) }
        return Outcome(
            tip: writer.tip, initiatives: story.initiatives.count, landings: writer.landings, commits: writer.commits,
            signOffs: writer.signOffs, tags: writer.tags, keys: isSigned ? Self.keyFolder : nil)
    }

    private func write(_ keys: DemoKeys) throws(CommandFailure) {
        let files = PrivateFiles(folder: "\(folder)/\(Self.keyFolder)")
        for person in DemoPerson.everybody {
            let pair = keys[person]
            try git { () throws(GitError) in
                try files.write(pair.privateFile(comment: person.email), named: person.id)
                try files.write("\(pair.publicKey.text) \(person.email)\n", named: person.id + ".pub")
            }
        }
    }
}
