package import Attestation
package import PlanModel

/// Which files the gates `policy` and `people` guard.
package struct TrustGate: Sendable {
    private let rules: TrustRules

    /// `root` is the folder of the policy; nothing is guarded where it lies outside the repository.
    package init(policy: Policy, root: String?) {
        rules = TrustRules(policy: policy, root: root, toolVersion: "")
    }

    /// The folder of plans that roles for a document are held for, below the policy's.
    package func folder(of path: String) -> String { TrustRules.folder(of: path, below: rules.root) }

    package func guards(_ step: SignOffCase.TrustStep, _ file: ListedFile) -> Bool {
        rules.root != nil && rules.guards(step, file)
    }
}

extension SignOffCase {
    /// The digest that a statement about the policy or the people has as its `plan`: that of the sorted lines that `sha256sum`
    /// prints for the files, by their paths from the top of the repository.
    package static func trustContent(_ files: [(path: String, digest: ContentDigest)]) -> ContentDigest {
        let lines = files.map { Array("\($0.digest)  \($0.path)\n".utf8) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        return ContentDigest(of: lines.flatMap { $0 })
    }
}
