import Attestation
import Diagnostics
import Governance
import PlanModel

/// What people sign: statements over the files as they stand in a commit.
struct DemoStatements {
    let files: [String: String]
    let policy: Policy

    init(_ files: [String: String]) {
        self.files = files
        let source = SourceText(path: Policy.defaultPath, bytes: Array((files[Policy.defaultPath] ?? "").utf8))
        guard let policy = Policy.read(source, toolVersion: ToolVersion.current).policy else {
            preconditionFailure("the story's policy can be read")
        }
        self.policy = policy
    }

    func statement(_ agreement: DemoAgreement, onto: String, at moment: Timestamp) -> Statement {
        var statement = Statement(
            repository: policy.repositoryID ?? "", branch: DemoWriter.branch, onto: onto,
            initiative: agreement.initiative, gate: agreement.gate, plan: ContentDigest(of: []), role: agreement.role,
            decision: agreement.role == nil ? .submit : .approve, by: agreement.by.id,
            at: KeyTime(seconds: moment.seconds))
        guard let id = agreement.initiative else {
            statement.plan = trustContent(agreement.gate)
            return statement
        }
        let (state, folder) = state(of: id)
        let content = SignedContent(state, files: digests(of: state, in: folder))
        statement.plan = content.plan
        if policy.gates[agreement.gate]?.readsLedger ?? false { statement.ledger = content.wholeLedger }
        statement.evidence = content.evidence(ledger: statement.ledger?.bytes).digest
        return statement
    }

    private func state(of id: String) -> (InitiativeState, folder: String) {
        guard let path = files.keys.first(where: { $0.hasSuffix("/\(id).yaml") }),
            let entry = policy.entry(for: Array(path.utf8)), let text = files[path]
        else { preconditionFailure("the story has a plan of \(id)") }
        let document = PlanDocument.read(SourceText(path: path, bytes: Array(text.utf8)), entry: entry)
        let ledger = Ledger.path(of: document).flatMap { path in
            files[path].map { Ledger.read(SourceText(path: path, bytes: Array($0.utf8))) }
        }
        return (InitiativeState(document, ledger: ledger), InitiativeState.folder(of: path))
    }

    private func digests(of state: InitiativeState, in folder: String) -> [String: ContentDigest] {
        var result: [String: ContentDigest] = [:]
        for path in SignedContent.files(of: state) {
            if let text = files["\(folder)/\(path)"] { result[path] = ContentDigest(of: text.utf8) }
        }
        return result
    }

    private func trustContent(_ gate: String) -> ContentDigest {
        let people = ["people.yaml", "allowed_signers", "revoked_signers"].map { "plans/" + $0 }
        let guarded = files.filter { path, _ in
            gate == "people"
                ? people.contains(path)
                : path == Policy.defaultPath || policy.protected.contains { $0.matches(Array(path.utf8)) }
        }
        return SignOffCase.trustContent(guarded.map { ($0.key, ContentDigest(of: $0.value.utf8)) })
    }
}
