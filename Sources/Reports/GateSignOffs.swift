import Diagnostics
import Governance
import PlanModel

/// The sign-offs of a checklist: who has signed, whose sign-off does not count and why, and who may still sign.
struct GateSignOffs {
    enum Verdict: String {
        case signed
        case missing
        case undecided
        case notAsked = "not-asked"

        var word: String { self == .notAsked ? "not asked" : rawValue }
    }

    /// One sign-off that is asked for.
    struct Row {
        let gate: String
        var kind = "sign-off"
        let verdict: Verdict
        let text: String
        var asked: GateChecklist.AskedSignOff?
        var signatures: [StepSignOffs.Signature] = []
        var refusals: [StepSignOffs.Refusal] = []
        /// The people who may sign, in words; nothing where nobody has to any more.
        var maySign: String?
        var help: String?
        var location: Location?

        var given: [String] { signatures.map { GateSignOffs.words($0.person, $0.signOff) } }
        var refused: [String] {
            refusals.map { refusal in
                let signOff = refusal.signOff
                return
                    "\(GateSignOffs.claimant(signOff)) signed in \(GateSignOffs.carriers(signOff)): it \(refusal.text)"
            }
        }
    }

    let report: GateReport

    private var checklist: GateChecklist? { report.checklist }
    private var name: String { Printable.line(report.subject.name) }

    // MARK: - Rows

    /// Those that the policy lists for a gate, in its order.
    func rows(_ section: GateChecklist.Section) -> [Row] {
        section.signOffs.map { asked in
            let text = report.text(asked, of: section.gate)
            let location = asked.signOff.location
            guard let judged = checklist?.judged else {
                let isWanted = asked.applies != false
                return Row(
                    gate: section.gate.name, verdict: isWanted ? unjudged : .notAsked, text: text, asked: asked,
                    maySign: isWanted ? report.signers(of: asked.signOff) : nil, location: location)
            }
            guard let requirement = checklist?.requirement(asked, of: section.gate) else {
                return Row(
                    gate: section.gate.name, verdict: .notAsked, text: text, asked: asked, location: location)
            }
            return row(requirement, judged, text: text, asked: asked)
        }
    }

    /// Those that are asked for and stand in no gate.
    var rowsWithoutGate: [Row] {
        guard let checklist else { return [] }
        if let judged = checklist.judged {
            return judged.requirements.filter { $0.asked == nil }.map { row($0, judged, text: $0.text, asked: nil) }
        }
        guard let text = checklist.furtherSignOff else { return [] }
        return [Row(gate: checklist.step.name, verdict: unjudged, text: text)]
    }

    /// Who answers for the content, where somebody has said so or an independent role wants to know.
    var submission: Row? {
        guard let checklist, let judged = checklist.judged else { return nil }
        let signatures = judged.submissions.compactMap { signOff in
            signOff.person.map { StepSignOffs.Signature(person: $0.id, signOff: signOff) }
        }
        let isMissing = judged.requirements.contains { $0.lacksSubmission && !$0.isMet }
        guard isMissing || !signatures.isEmpty else { return nil }
        return Row(
            gate: checklist.step.name, kind: "submission", verdict: isMissing ? .missing : .signed,
            text: "by whoever answers for the content", signatures: signatures,
            help: isMissing ? "whoever answers for the content runs `\(command) --submit`" : nil)
    }

    /// The quorum that lands the step although its gates are closed.
    var brokenGlass: String? {
        guard let glass = checklist?.judged?.breakGlass, !glass.isEmpty else { return nil }
        return
            "signed by \(glass.map { Printable.line($0.person) }.joined(separator: ", ")): the step lands although its gate is closed"
    }

    /// How many have signed, in words.
    var count: String {
        let requirements = checklist?.judged?.requirements ?? []
        let wanted =
            checklist?.judged == nil
            ? checklist?.sections.flatMap(\.wanted).reduce(checklist?.furtherSignOff == nil ? 0 : 1) {
                $0 + $1.signOff.count
            } ?? 0
            : requirements.reduce(0) { $0 + $1.count }
        let given = requirements.reduce(0) { $0 + min($1.given.count, $1.count) }
        return "\(given) of \(wanted) sign-off\(wanted == 1 ? "" : "s") given"
    }

    private var unjudged: Verdict { if case .undecided = checklist?.agreement { .undecided } else { .missing } }

    private func row(
        _ requirement: StepSignOffs.Requirement, _ judged: StepSignOffs, text: String,
        asked: GateChecklist.AskedSignOff?
    ) -> Row {
        let role = asked == nil ? "" : " --role \(requirement.role)"
        let isOpen = !requirement.isMet && judged.breakGlass.isEmpty
        return Row(
            gate: requirement.gate, verdict: requirement.isMet ? .signed : .missing, text: text, asked: asked,
            signatures: requirement.given, refusals: requirement.refused,
            maySign: isOpen ? requirement.maySign : nil,
            help: isOpen && !requirement.maySign.hasPrefix("nobody")
                ? "\(requirement.maySign) runs `\(command)\(role)`" : nil,
            location: requirement.policyLocation)
    }

    private var command: String {
        let isNext = checklist?.step.name == report.possible.first
        let gate = isNext || checklist == nil ? "" : " --gate \(Printable.line(checklist?.step.name ?? ""))"
        return "tollgate signoff \(name)\(report.isTaken ? "" : gate)"
    }

    // MARK: - Words

    /// Whom a statement names, whoever signed it.
    static func claimant(_ signOff: JudgedSignOff) -> String { Printable.line(signOff.claimant) }

    private static func carriers(_ signOff: JudgedSignOff) -> String {
        signOff.found.carriers.map(\.name).joined(separator: " and ")
    }

    private static func words(_ person: String, _ signOff: JudgedSignOff) -> String {
        "\(Printable.line(person)) (\(signOff.assurance.rawValue)), in \(carriers(signOff))"
    }
}

extension StepSignOffs.Refusal.Reason {
    /// As machines have it.
    var word: String {
        switch self {
        case .fault: "fault"
        case .role: "role"
        case .assurance: "assurance"
        case .involved: "involved"
        case .taken: "other-role"
        }
    }
}
