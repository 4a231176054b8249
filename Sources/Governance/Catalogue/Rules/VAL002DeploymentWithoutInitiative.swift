import Diagnostics

extension Rule {
    static let deploymentWithoutInitiative = Rule(
        code: .deploymentWithoutInitiative,
        name: "deployment-without-initiative",
        severity: .warning,
        summary: "A tag in the repository of a governed service leads to an initiative.",
        rationale: """
            The policy names the repositories of the services that these plans govern. What is deployed there and belongs to no \
            plan was decided by nobody, and its effect is booked to whatever else went live at the time. A tag stands for a \
            deployment, and brings the commits that came since the tags before it. It leads to an initiative where a ledger \
            names one of these commits, by `commit:` or `tag:`, or one of them has the trailer `Initiative: <id>` of an \
            initiative that is there. Tags from before the first landing of the plans are left out: the service is older than \
            they are. It is judged as of today, by a check of the whole work tree or of a bare repository, never for what is \
            staged, a range or a landing; a repository that cannot be read is named in a remark.
            """,
        remedy: """
            Add the line `deployment` to the ledger of the initiative it belongs to, and put the trailer `Initiative: <id>` into \
            commits to come. A service whose releases need no plan is taken out of `repositories`, or its rule out of force: \
            `rules: {VAL002: off}`; for a time, by a comment above its entry in the policy.
            """,
        failing: .situation(
            """
            The policy says `repositories: {portal: ../portal}`. In `../portal` the tag `portal-v2.4.0` stands on a commit of \
            2026-05-04. No ledger names it, and no commit since the tag before has a trailer `Initiative`.
            """),
        passing: .situation(
            """
            The same, and the message of a commit between the two tags ends with the trailer `Initiative: SD-104`; or the \
            ledger of SD-104 has the line \
            `2026-05-04,deployment,portal,,done,tag:portal-v2.4.0@3f2c1d9e8b7a6f5e4d3c2b1a09f8e7d6c5b4a392,`.
            """),
        since: "0.1")
}
