import Diagnostics
import Governance
import PlanModel

/// Which ways of merging would lose sign-offs of a step, or bring them too late.
struct MergeStyles {
    let policy: Policy
    let judgement: Judgement
    /// The initiative.
    let name: String
    /// Whether the commit lands at once.
    let lands: Bool

    var remarks: [String] {
        var result: [String] = []
        let missing = judgement.pending.filter { $0.initiative == name && !$0.missing.isEmpty }
        if !lands, policy.landsEveryCommit, !missing.isEmpty {
            result.append(
                "the policy lets every commit of a branch land by itself (`merge-styles`), and sign-offs in later commits come too late for this one: gather them first with `tollgate signoff \(shown)`, and take the step last"
            )
        }
        if policy.mergeStyles.contains("squash") || policy.mergeStyles.isEmpty {
            result += trailersAlone.map { person in
                "the sign-off of \(Printable.line(person)) stands in the message of a commit alone, and a squash that keeps the title only would lose it: `git log -1 --format=%B <commit> | tollgate signoff \(shown) --accept -` writes its record"
            }
        }
        return result
    }

    private var shown: String { Printable.line(name) }

    /// The people who signed and whose sign-off has no record.
    private var trailersAlone: [String] {
        guard !lands else { return [] }
        let given = judgement.signOffs.filter { $0.key == name }.flatMap(\.requirements).flatMap(\.given)
        var seen: Set<String> = []
        return given.filter { signature in
            signature.signOff.found.carriers.allSatisfy { if case .commit = $0 { true } else { false } }
        }.map(\.person).filter { seen.insert($0).inserted }
    }
}
