package import Diagnostics
package import PlanModel
import PlanText

/// What a document says about itself: text, shape, id and stage.
package struct DocumentRules: Sendable {
    private let policy: Policy

    package init(_ policy: Policy) {
        self.policy = policy
    }

    /// The findings about one document as it stands.
    package func diagnostics(of document: PlanDocument) -> [Diagnostic] {
        if let pointer = largeFilePointer(document) { return [pointer] }
        var result = document.diagnostics
        guard let initiative = document.initiative else { return result }
        result += identity(document, initiative)
        result += stage(document, initiative)
        return result
    }

    /// What the first line of a pointer of Git LFS begins with.
    private static let pointerStart = Array("version https://git-lfs.github.com/spec/".utf8)

    private func largeFilePointer(_ document: PlanDocument) -> Diagnostic? {
        let bytes = document.text.source.bytes
        guard bytes.starts(with: Self.pointerStart) else { return nil }
        return Diagnostic(
            .largeFilePointer, "this is a pointer of Git LFS; the plan itself is not in git",
            at: document.text.source.location(0..<(bytes.firstIndex(of: 0x0A) ?? bytes.count)),
            helps: ["run `git lfs untrack <pattern>` and `git add --renormalize \(document.path)`"],
            preventsReading: true)
    }

    private func identity(_ document: PlanDocument, _ initiative: Initiative) -> [Diagnostic] {
        guard let id = initiative.id else { return [] }
        let location = document.location("id")
        let shown = Printable.line(id)
        let pattern = document.entry.idPattern ?? (document.entry.isAdapted ? nil : .initiativeID)
        if let pattern, !pattern.matches(id) {
            return [
                Diagnostic(
                    .malformedID, "`\(shown)` is no id; expected `\(pattern)`", at: location,
                    helps: ["choose an id such as `SD-104`; it never changes later"], initiative: id)
            ]
        }
        if !document.entry.isAdapted, id != document.stem {
            return [
                Diagnostic(
                    .idDiffersFromFileName, "the id `\(shown)` differs from the file's name `\(document.stem)`",
                    at: location,
                    helps: ["the id never changes: rename the file, or restore the id"], initiative: id)
            ]
        }
        return []
    }

    private func stage(_ document: PlanDocument, _ initiative: Initiative) -> [Diagnostic] {
        let ladder = policy.ladder
        guard let written = initiative.stageAsWritten, let stage = initiative.stage else {
            guard document.entry.isAdapted else { return [] }
            let field = document.entry.fields["stage"]?.description ?? "stage"
            return [
                Diagnostic(
                    .undeclaredStage, "there is no stage: the field `\(field)` is not there, or no text",
                    at: document.location("stage"), helps: [declared(ladder)], initiative: initiative.id)
            ]
        }
        guard !ladder.declares(stage) else { return [] }
        let words = ladder.stages + ladder.ends + document.entry.stageValues.keys.sorted()
        let nearest = Suggestion.nearest(to: written, among: words)
        return [
            Diagnostic(
                .undeclaredStage, "`\(Printable.line(written))` is no declared stage", at: document.location("stage"),
                helps: (nearest.map { ["did you mean `\($0)`?"] } ?? []) + [declared(ladder)],
                initiative: initiative.id)
        ]
    }

    private func declared(_ ladder: StageLadder) -> String {
        "declared: \(ladder.stages.joined(separator: ", "))"
            + (ladder.ends.isEmpty ? "" : "; beside the ladder: \(ladder.ends.joined(separator: ", "))")
    }
}
