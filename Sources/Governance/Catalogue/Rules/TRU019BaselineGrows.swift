import Diagnostics

extension Rule {
    static let baselineGrows = Rule(
        code: .baselineGrows,
        name: "baseline-grows",
        severity: .error,
        summary: "Entries of a baseline that has landed only go: no landing adds one, or removes the file.",
        rationale: """
            The baseline is for what was there when Tollgate was adopted, and nobody is asked about an entry. If entries \
            could be added, one landing would add what the next one needs, and every finding could be made to disappear \
            in two steps. A file that is removed could come back with any entries; its header alone stays.
            """,
        remedy: """
            Take the new lines out. What cannot be mended is set aside by a comment above its line, or by a waiver of the \
            policy.
            """,
        failing: .landing(
            before: [
                "plans/baseline.csv": """
                rule,initiative,path,fingerprint
                REF004,SD-104,plans/service-desk/SD-104.yaml,4ad1c0e2b7f39a58
                """
            ],
            after: [
                "plans/baseline.csv": """
                ↓rule,initiative,path,fingerprint
                PLN110,SD-105,plans/service-desk/SD-105.yaml,91b7e3a05d2c4f68
                REF004,SD-104,plans/service-desk/SD-104.yaml,4ad1c0e2b7f39a58
                """
            ]),
        passing: .landing(
            before: [
                "plans/baseline.csv": """
                rule,initiative,path,fingerprint
                PLN110,SD-105,plans/service-desk/SD-105.yaml,91b7e3a05d2c4f68
                REF004,SD-104,plans/service-desk/SD-104.yaml,4ad1c0e2b7f39a58
                """
            ],
            after: [
                "plans/baseline.csv": """
                rule,initiative,path,fingerprint
                REF004,SD-104,plans/service-desk/SD-104.yaml,4ad1c0e2b7f39a58
                """
            ]),
        since: "0.1")
}
