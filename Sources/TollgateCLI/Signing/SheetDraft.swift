import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// Works out what is shown before somebody signs.
struct SheetDraft {
    let step: StepToSign
    let person: Person
    let key: PublicKey
    let statement: Statement

    private var branch: BranchProposal { step.branch }

    func sheet() throws(CommandFailure) -> SignOffSheet {
        var files: [SignOffSheet.File] = []
        var patches: [String] = []
        var title: String?
        var ledgerPath: String?
        var evidence: [SignOffSheet.File] = []
        switch step.subject {
        case .initiative(let state, let former, _):
            title = state.initiative?.title
            files = [.init(path: state.path, digest: statement.plan.description)]
            patches = [
                try patch(
                    former?.document.text.source.bytes ?? [], state.document.text.source.bytes, at: state.path)
            ]
            ledgerPath = Ledger.path(of: state.document)
            let digests = step.signOffs.files[state.name] ?? [:]
            evidence = step.signed.evidenceFiles.compactMap { path in
                digests[path].map { .init(path: path, digest: $0.description) }
            }
        case .trust(let trust): (files, patches) = try trustFiles(trust)
        }
        return SignOffSheet(
            name: step.name, title: title, step: statement.gate, isTaken: step.isTaken,
            branch: branch.workspace.repository.facts.headBranch.map(Workspace.shortName), base: branch.base,
            person: person.id, personName: person.name, fingerprint: key.fingerprint, role: statement.role,
            plan: statement.plan.description, files: files,
            ledger: statement.ledger.map { "\($0.bytes):\($0.digest)" }, ledgerPath: ledgerPath,
            evidence: statement.evidence?.description, evidenceFiles: evidence, statement: statement.text,
            patches: patches, warnings: warnings, remarks: remarks)
    }

    private func patch(_ old: [UInt8], _ new: [UInt8], at path: String) throws(CommandFailure) -> String {
        try git { () throws(GitError) in try TextDifference.patch(from: old, to: new, path: path) }
    }

    /// Every file that the gate guards, with how those differ that change.
    private func trustFiles(
        _ trust: SignOffCase.TrustStep
    ) throws(CommandFailure) -> (files: [SignOffSheet.File], patches: [String]) {
        let gate = TrustGate(policy: branch.context.policy, root: branch.context.scope.root)
        var files: [SignOffSheet.File] = []
        var patches: [String] = []
        for entry in branch.after.files.entries where entry.mode.isFile && gate.guards(trust, entry.listed) {
            guard case .bytes(let bytes) = try branch.after.content(entry, limit: TextLimit.shown) else { continue }
            files.append(.init(path: entry.listed.path, digest: ContentDigest(of: bytes).description))
        }
        for (old, new) in GovernedFiles.differences(from: branch.before.files, to: branch.after.files) {
            guard let entry = new ?? old, gate.guards(trust, entry.listed) else { continue }
            let before = try old.map { entry throws(CommandFailure) in try bytes(branch.before, entry) } ?? []
            let after = try new.map { entry throws(CommandFailure) in try bytes(branch.after, entry) } ?? []
            patches.append(try patch(before, after, at: entry.listed.path))
        }
        return (files, patches)
    }

    private enum TextLimit {
        static let shown = 256 << 20
    }

    private func bytes(_ files: StateFiles, _ entry: GovernedFiles.Entry) throws(CommandFailure) -> [UInt8] {
        guard case .bytes(let bytes) = try files.content(entry, limit: TextLimit.shown) else { return [] }
        return bytes
    }

    /// What keeps the step from landing beside sign-offs.
    private var warnings: [Finding] {
        let resolver = SeverityResolver(branch.context.policy)
        let mine = step.judgement.diagnostics.filter { diagnostic in
            guard diagnostic.code.family != "SGN" else { return false }
            guard case .initiative(let state, _, _) = step.subject else { return diagnostic.initiative == nil }
            return diagnostic.initiative == state.initiative?.id || diagnostic.primary.location.path == state.path
        }
        return mine.compactMap(resolver.finding).filter { $0.severity == .error }.sorted(by: Finding.reportOrder)
    }

    private var remarks: [String] {
        var result: [String] = []
        if !step.isTaken {
            result.append(
                "the branch does not take the step yet: `tollgate advance` writes these bytes as long as nothing changes before"
            )
        } else if branch.context.policy.landsEveryCommit {
            result.append(
                "the policy lets every commit of a branch land by itself (`merge-styles`): the commit that takes the step has to come last, or the sign-offs with it"
            )
        }
        return result
    }
}
