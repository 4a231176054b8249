import Diagnostics

extension Rule {
    static let goLiveWithoutDeployment = Rule(
        code: .goLiveWithoutDeployment,
        name: "go-live-without-deployment",
        severity: .warning,
        summary: "An initiative that went live has a deployment: a line of its ledger, or a commit that names it.",
        rationale: """
            From go-live on value counts, so that a go-live which nothing was deployed for is a date and no event: the readings \
            after it measure something else. It is judged only where the policy names `repositories`, since only then it is \
            known where deployments would be; as of today, by a check of the work tree or of a bare repository. A commit counts \
            that has the trailer `Initiative: <id>`, in one of them, or here where it changes something beside plans. Where one \
            of them cannot be read, nobody can tell, and `LDG018` says so.
            """,
        remedy: """
            Record the deployment with the tag or commit that was deployed, or with a file about it: \
            `tollgate record <id> <what> done --deployment --evidence <ref>`. Or put the trailer `Initiative: <id>` into a \
            commit of the service. Where nothing had to be deployed, the evidence is a file about what made it live.
            """,
        failing: .tree([
            "plans/policy.yaml": policy,
            "plans/service-desk/SD-104.yaml": plan("↓go-live"),
            "plans/service-desk/SD-104.csv": ledger("2026-04-20,milestone,go-live,,done,,"),
        ]),
        passing: .tree([
            "plans/policy.yaml": policy,
            "plans/service-desk/SD-104.yaml": plan("go-live"),
            "plans/service-desk/SD-104.csv": ledger(
                """
                2026-04-20,deployment,portal,,done,evidence/cutover.txt,
                2026-04-20,milestone,go-live,,done,,
                """),
            "plans/service-desk/evidence/cutover.txt": "portal-v2.3.0 is live on all nodes\n",
        ]),
        since: "0.1")

    private static let policy = """
        schema: tollgate/policy/v1
        version: 3
        stages: [defined, identified, detailed, decided, implemented, closed]
        repositories: {portal: ../portal}
        """

    private static func plan(_ milestone: String) -> String {
        """
        schema: tollgate/initiative/v1
        id: SD-104
        title: Move password resets to self-service
        stage: implemented
        milestones:
          - {id: \(milestone), title: Portal live for all staff, due: 2026-04-20, go-live: true}
        """
    }

    private static func ledger(_ lines: String) -> String {
        "date,series,item,period,value,evidence,note\n" + lines
    }
}
