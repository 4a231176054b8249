import Diagnostics

extension Rule {
    static let signerNotIndependent = Rule(
        code: .signerNotIndependent,
        name: "signer-not-independent",
        severity: .error,
        summary: "An independent role is filled by somebody who had no part in the content.",
        rationale: """
            Whoever wrote a plan, booked its readings, owns or sponsors it cannot verify it. Authors are everybody \
            whose key or address is on a commit that changed the plan or its ledger since an independent role last \
            signed, and everybody who submitted it; changing only the stage is not authorship.
            """,
        remedy: """
            Somebody else who holds the role signs. The finding says which part the signer had.
            """,
        failing: .situation(
            """
            Dana wrote the readings of May and signs as the independent controller.
            """),
        passing: .situation("Li Chen, who has the role too and wrote nothing, signs."),
        since: "0.1")
}
