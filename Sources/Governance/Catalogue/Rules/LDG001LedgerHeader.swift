import Diagnostics
import PlanModel

extension Rule {
    static let ledgerHeader = Rule(
        code: .ledgerHeader,
        name: "ledger-header",
        severity: .error,
        summary: "A ledger begins with the header that names its seven columns.",
        rationale: """
            The columns are read by their places. A spreadsheet that drops the header, or saves the columns in another order, \
            turns periods into values: the figures would be wrong, and nobody would see it.
            """,
        remedy: """
            Write the header that the finding shows as the first line, and bring the columns into its order.
            """,
        failing: .tree([
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            metrics:
              - {id: portal-share, class: adoption, population: {who: staff, size: 5200}}
            """,
            "plans/service-desk/SD-104.csv": """
            ↓date,item,series,period,value,evidence,note
            2026-06-01,portal-share,actual,2026-05,39,,
            """,
        ]),
        passing: .tree([
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            metrics:
              - {id: portal-share, class: adoption, population: {who: staff, size: 5200}}
            """,
            "plans/service-desk/SD-104.csv": """
            date,series,item,period,value,evidence,note
            2026-06-01,actual,portal-share,2026-05,39,,
            """,
        ]),
        since: "0.1")
}
