import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

/// Judges the difference of two lists of governed files: a landing, a proposal, or what is staged.
struct ChangeJudging {
    let context: CheckContext
    /// The day of the landing; today where nothing has landed yet.
    let asOf: Day

    func judge(
        from before: GovernedFiles, to after: GovernedFiles, base: String, judgesSteps: Bool, formerIDs: Set<String>,
        attributes: Bool = true
    ) throws(CommandFailure) -> Judgement {
        let source = DocumentSource(context.repository, policy: context.policy)
        var proposal = Proposal(asOf: asOf)
        var landing = LandingRules.Case(before: [], after: [], base: base, formerIDs: formerIDs)
        let policyPath = context.policy.source.path == context.policyPath ? context.policyPath : nil
        for (old, new) in GovernedFiles.differences(from: before, to: after) {
            guard let path = new?.path ?? old?.path, context.paths.contains(path) else { continue }
            if let new, old?.mode != new.mode { proposal.filesToJudge.append(new.listed) }
            if let policyPath, path.elementsEqual(policyPath.utf8) {
                proposal.changesPolicy = judgesSteps
                if let new,
                    case .bytes(let bytes) = try git({ () throws(GitError) in
                        try context.repository.objects.blob(new.id, limit: TextLimits.bytes)
                    })
                {
                    proposal.policyText = SourceText(path: policyPath, bytes: bytes)
                }
            }
            if let new, let document = try git({ () throws(GitError) in try source.document(new) }) {
                proposal.documents.append(document)
                landing.after.append(InitiativeState(document))
            }
            if let old, let document = try git({ () throws(GitError) in try source.document(old) }) {
                landing.before.append(InitiativeState(document))
            }
        }
        // Every file counts only where one is new: otherwise no two paths can begin to collide.
        if !proposal.filesToJudge.isEmpty { proposal.files = after.entries.map(\.listed) }
        proposal.others = context.others(after.entries, of: proposal.documents)
        if judgesSteps { proposal.landing = landing }
        var judgement = context.judge.judge(proposal)
        if attributes { judgement.diagnostics += try context.attributes(of: proposal.documents) }
        return judgement
    }
}
