import Attestation
import Glibc
import TollgateTesting

/// A repository whose steps carry sign-offs, made for measuring an audit.
struct SignedHistory {
    let path: String
    let signOffs: Int

    private static let repository = "0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55"
    /// Every so many landings one is a step with a sign-off.
    private static let stride = 5

    /// Makes a repository on `main`: the first landing brings policy, people, keys and initiatives; later ones change a sentence
    /// of one initiative, and every fifth one takes a step that the sponsor has signed, with the record in its own commit.
    static func make(in folder: Folder, name: String, landings: Int) throws -> SignedHistory {
        let steps = (landings - 1) / stride
        let root = try GeneratedHistory.make(
            in: folder, name: name, landings: 1, plans: steps + 1,
            more: [
                "plans/people.yaml":
                    "schema: tollgate/people/v1\npeople:\n  ola.nord: {name: Ola Nord, roles: [{role: sponsor}]}\n"
                    + "  ana.ruiz: {name: Ana Ruiz, roles: [{role: owner}]}\n"
                    + "  dana.weiss: {name: Dana Weiss, roles: [{role: controller}]}\n"
                    + "  raj.iyer: {name: Raj Iyer, roles: [{role: benefit-owner}]}\n",
                "plans/allowed_signers": try Signer.ola.allowedLine(), "plans/revoked_signers": "# none\n",
            ], policyEnd: "gates:\n  identified: {sign-off: [{role: sponsor}]}\n")
        let onto = try root.tip(in: folder)
        let stream = folder.path + "/" + name + ".stream"
        guard let file = fopen(stream, "w") else { throw BenchFailure(description: "cannot write \(stream)") }
        for landing in 1..<landings {
            let isStep = landing.isMultiple(of: stride)
            // Until the step of an initiative comes, it only changes in words.
            let plan = landing / stride - (isStep ? 1 : 0)
            let text = GeneratedHistory.initiative(plan, stage: isStep ? 1 : 0, note: landing)
            var files = [(GeneratedHistory.file(plan), text)]
            if isStep {
                let statement = Statement(
                    repository: repository, branch: "main", onto: onto, initiative: "SD-\(plan + 1)",
                    gate: "identified", plan: ContentDigest(of: text.utf8), role: "sponsor", decision: .approve,
                    by: "ola.nord",
                    at: KeyTime(seconds: Int64(GeneratedHistory.start + landing * GeneratedHistory.interval)))
                files.append(
                    ("plans/signoffs/SD-\(plan + 1)/\(statement.digest)", try Signer.ola.sign(statement).lines))
            }
            let parent = landing == 1 ? "from refs/heads/main^0\n" : ""
            fputs(GeneratedHistory.commit(landing, parent: parent, files), file)
        }
        fclose(file)
        try GeneratedHistory.importing(stream, into: root.path)
        return SignedHistory(path: root.path, signOffs: steps)
    }

    /// Makes commits that are signed as `git commit -S` does it, and gives their names in a file, one a line.
    func signedCommits(_ count: Int, in folder: Folder) throws -> String {
        let allowed = try folder.write("allowed_signers", try Signer.ola.allowedLine())
        for setting in [("gpg.format", "ssh"), ("gpg.ssh.allowedSignersFile", allowed)] {
            try GeneratedHistory.check(
                Child.run(["git", "config", setting.0, setting.1], in: path, input: "/dev/null").status, "git config")
        }
        let tree = try output(["git", "rev-parse", "main^{tree}"], in: folder)
        var names = ""
        for number in 0..<count {
            let head =
                "tree \(tree)\nauthor Ola Nord <ola.nord@example.com> \(GeneratedHistory.start) +0000\n"
                + "committer Ola Nord <ola.nord@example.com> \(GeneratedHistory.start) +0000\n"
            let message = "\nSigned \(number)\n"
            let armour = try Signer.ola.armoured(over: Array((head + message).utf8))
            let signature = armour.split(separator: "\n").joined(separator: "\n ")
            let object = try folder.write("commit", head + "gpgsig \(signature)\n" + message)
            names += try output(["git", "hash-object", "-t", "commit", "-w", object], in: folder) + "\n"
        }
        return try folder.write("signed-commits", names)
    }

    private func output(_ command: [String], in folder: Folder) throws -> String {
        try GeneratedHistory.output(command, in: path, folder)
    }
}
