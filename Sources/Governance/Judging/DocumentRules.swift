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
        if let pointer = Self.largeFilePointer(document.text.source, what: "plan") { return [pointer] }
        var result = document.diagnostics
        if let plan = document.changePlan { result += identity(document, plan) }
        guard let initiative = document.initiative else { return result }
        result += identity(document, initiative)
        result += stage(document, initiative)
        return result
    }

    /// What the first line of a pointer of Git LFS begins with.
    private static let pointerStart = Array("version https://git-lfs.github.com/spec/".utf8)

    /// The most bytes that a pointer of Git LFS has, by its specification.
    package static let pointerLimit = 1024

    /// The finding about a file that is a pointer of Git LFS; `what` it should be instead.
    static func largeFilePointer(_ source: SourceText, what: String) -> Diagnostic? {
        let bytes = source.bytes
        guard bytes.starts(with: pointerStart) else { return nil }
        return Diagnostic(
            .largeFilePointer, "this is a pointer of Git LFS; the \(what) itself is not in git",
            at: source.location(0..<(bytes.firstIndex(of: 0x0A) ?? bytes.count)),
            helps: ["run `git lfs untrack <pattern>` and `git add --renormalize \(source.path)`"],
            preventsReading: true)
    }

    /// Whether these bytes are a pointer of Git LFS.
    package static func isLargeFilePointer(_ bytes: [UInt8]) -> Bool { bytes.starts(with: pointerStart) }

    /// A change plan has the id of its folder: initiatives, scopes of roles and reports name it by either.
    private func identity(_ document: PlanDocument, _ plan: ChangePlan) -> [Diagnostic] {
        guard let id = plan.id, let folder = document.folderName, id.value != folder else { return [] }
        return [
            Diagnostic(
                .planIDDiffersFromFolder,
                "the id `\(Printable.line(id.value))` differs from the name of the folder, `\(folder)`",
                at: id.location, helps: ["write `id: \(folder)`, or rename the folder"])
        ]
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
