import Diagnostics
import PlanModel

extension Rule {
    static let ledgerLine = Rule(
        code: .ledgerLine,
        name: "ledger-line",
        severity: .error,
        summary: "Each line of a ledger has a date, a known series, and what that series needs.",
        rationale: """
            A line that cannot be read counts for nothing. If it were passed over, `39 %` instead of `39` would leave \
            the month without a reading, and an initiative would look late that is on time, or the other way round.
            """,
        remedy: """
            Write the field as the finding says: dates and months by ISO 8601, values as plain decimals with a point.
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
            date,series,item,period,value,evidence,note
            2026-06-01,↓actuals,portal-share,2026-05,39,,
            2026-06-01,actual,portal-share,↓May 2026,39,,
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
