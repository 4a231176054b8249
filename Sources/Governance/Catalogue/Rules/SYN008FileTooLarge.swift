import Diagnostics
import PlanText

extension Rule {
    static let fileTooLarge = Rule(
        code: .fileTooLarge,
        name: "file-too-large",
        severity: .error,
        preventsReading: true,
        summary: "A document has at most 1 MiB.",
        rationale: """
            People read a plan before they sign it, and no plan needs a million characters. A file of that size is a \
            paste that went wrong, or it is meant to make every check and every replay of the history run out of time \
            or memory.
            """,
        remedy: "Move exports, minutes and logs to files under `evidence/` and name them in the plan.",
        failing: .situation(
            "Somebody pastes an export of 40,000 tickets into `problem:`, and the file grows to 3.2 MiB."),
        passing: .situation(
            """
            The export lies in `evidence/itsm-2026q1.csv`, and the plan names it as the source of a baseline.
            """),
        since: "0.1")
}
