import Diagnostics

extension Rule {
    static let planIDDiffersFromFolder = Rule(
        code: .planIDDiffersFromFolder,
        name: "plan-id-differs-from-folder",
        severity: .error,
        summary: "A change plan has the id of the folder that it lies in.",
        rationale: """
            Scopes of roles name folders, and reports name programmes. Where the two differ a role that was \
            granted for one programme seems to hold for another.
            """,
        remedy: """
            Write the folder's name as `id`, or rename the folder with everything in it.
            """,
        failing: .tree([
            "plans/service-desk/plan.yaml": """
            schema: tollgate/plan/v1
            id: ↓service-desk-2025
            title: The desk does what only people can do
            """
        ]),
        passing: .tree([
            "plans/service-desk/plan.yaml": """
            schema: tollgate/plan/v1
            id: service-desk
            title: The desk does what only people can do
            """
        ]),
        since: "0.1")
}
