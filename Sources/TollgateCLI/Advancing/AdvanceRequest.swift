import Diagnostics
import Governance
import PlanModel

/// What `advance` is asked to do.
struct AdvanceRequest {
    enum Kind {
        case next
        case hold
        case cancel
        case resume
        case back(String)
        case rebaseline
        case shortfall
    }

    let kind: Kind
    let because: String?
    let reviewBy: Day?
    let valueDisposition: String?
    let isDryRun: Bool

    var isRebaseline: Bool { if case .rebaseline = kind { true } else { false } }

    /// The step from where an initiative stands; throws where it cannot be taken from there, whatever its gate says.
    func step(of document: PlanDocument, _ initiative: Initiative, _ policy: Policy) throws(CommandFailure) -> Step {
        let choice = StepChoice(policy, initiative, fallsShort: document.content?.shortfall != nil)
        let step: Step
        switch kind {
        case .next:
            guard let nextStage = choice.nextStage else {
                let stage = Printable.line(initiative.stageAsWritten ?? "no stage")
                throw CommandFailure(
                    exitCode: ExitCode.findings, message: "no stage follows `\(stage)`: there is nothing to advance to",
                    help: "`tollgate gate \(Printable.line(document.name))` says what can be done from here")
            }
            if initiative.isActive, let next = choice.next { step = next } else { step = .stage(nextStage) }
        case .hold: step = .hold
        case .cancel: step = .cancel
        case .resume: step = .resume
        case .rebaseline: step = .rebaseline
        case .shortfall: step = .shortfall(stage: policy.ladder.stages.last ?? "")
        case .back(let stage):
            guard policy.ladder.stages.contains(stage) else {
                let nearest = Suggestion.nearest(to: stage, among: policy.ladder.stages)
                throw .usage(
                    "there is no stage `\(Printable.line(stage))`",
                    help: nearest.map { "did you mean `\($0)`?" }
                        ?? "there is: \(policy.ladder.stages.joined(separator: ", "))")
            }
            step = .back(to: stage)
        }
        if let obstacle = choice.obstacle(to: step) {
            let help = obstacle.help.replacing("<id>", with: Printable.line(document.name))
            throw CommandFailure(exitCode: ExitCode.findings, message: Printable.line(obstacle.text), help: help)
        }
        return step
    }
}
