import Diagnostics

extension Rule {
    static let malformedRecord = Rule(
        code: .malformedRecord,
        name: "malformed-record",
        severity: .error,
        summary: "A record of a sign-off has its two lines and is named by its statement.",
        rationale: """
            Records lie at `signoffs/<id>/<SHA-256 of the statement>` so that two never conflict, none can be replaced \
            by another without a trace, and everybody finds those of an initiative by its folder.
            """,
        remedy: """
            Move the file to the name that the finding gives, or make the record again with `tollgate signoff \
            --accept`.
            """,
        failing: .situation(
            """
            A record whose name is not the digest of its statement, that lies in the folder of another initiative, or \
            that has a third line.
            """),
        passing: .situation("A record as `tollgate signoff` writes it."),
        since: "0.1")
}
