import Diagnostics
import PlanText

extension Rule {
    static let csvSyntax = Rule(
        code: .csvSyntax,
        name: "csv-syntax",
        severity: .error,
        summary: "A ledger is CSV by RFC 4180, one line of text for each row, the last one ended too.",
        rationale: """
            Programs disagree about stray quotes and about line breaks inside a field: one shows two rows where another shows one. \
            A last line without its end is changed by whatever is appended to it, and a ledger is only ever appended to.
            """,
        remedy: """
            Write a field that has a comma or a quote in it as `"…"`, with `""` for each quote in it, keep every field on one line, \
            and end the file with a line break.
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
            2026-06-01,actual,portal-share,2026-05,39,,after the ↓"big" release
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
            2026-06-01,actual,portal-share,2026-05,39,,"after the ""big"" release"
            """,
        ]),
        since: "0.1")
}
