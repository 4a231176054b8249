import Diagnostics
import Governance
import PlanModel

/// The message of the commit that takes a step: what happened, why, and what was not judged.
struct StepMessage {
    let document: PlanDocument
    let step: Step
    let before: Initiative
    let because: String?
    let judgement: Judgement

    var text: String {
        let name = Printable.line(document.name)
        var paragraphs = ["\(name): \(step.name)", what]
        let missing = judgement.pending.flatMap(\.missing)
        if !missing.isEmpty {
            paragraphs.append("Still needed: \(missing.map(Printable.line).joined(separator: "; ")).")
        }
        // In front of the last paragraph, so that no word of it is read as a trailer, and on one line, so that none is read
        // as a statement.
        if let because { paragraphs.append("Because: \(Printable.line(because))") }
        if let id = document.initiative?.id { paragraphs.append("Initiative: \(Printable.line(id))") }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private var what: String {
        let count = judgement.counts.criteria
        let criteria =
            count == 0
            ? "No criterion is asked for."
            : count == 1 ? "The criterion holds." : count == 2 ? "Both criteria hold." : "All \(count) criteria hold."
        return "\(StepMessage.movement(step, from: before)). \(criteria)"
    }

    /// What a step changes, in a sentence without a full stop.
    static func movement(_ step: Step, from before: Initiative) -> String {
        let stage = Printable.line(before.stageAsWritten ?? "no stage")
        let state = Printable.line(before.effectiveState)
        switch step {
        case .stage(let target): return "The stage moves from \(stage) to \(target)"
        case .shortfall(let target): return "The stage moves from \(stage) to \(target), below what was promised"
        case .back(let target): return "The stage goes back from \(stage) to \(target)"
        case .hold: return "It is put on hold at \(stage)"
        case .cancel: return "It is cancelled at \(stage)"
        case .resume: return "It is resumed at \(stage); it was \(state)"
        case .rebaseline: return "What is locked at \(stage) is promised anew"
        case .reenter(let target), .adopt(let target): return "It stands at \(target)"
        case .handover: return "Another person answers for it"
        }
    }
}
