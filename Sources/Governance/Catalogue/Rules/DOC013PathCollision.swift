import Diagnostics

extension Rule {
    static let pathCollision = Rule(
        code: .pathCollision,
        name: "path-collision",
        severity: .error,
        summary: "No two paths are the same where case and Unicode form do not count.",
        rationale: """
            On macOS and Windows `SD-104.yaml` and `sd-104.yaml` are one file. Whoever checks out both gets only one \
            of them, reads it, signs, and the other one lands as well.
            """,
        remedy: "Rename or remove one of the two.",
        failing: .listing([
            "plans/service-desk/SD-104.yaml": .regular,
            "↓plans/service-desk/sd-104.yaml": .regular,
        ]),
        passing: .listing([
            "plans/service-desk/SD-104.yaml": .regular,
            "plans/service-desk/SD-105.yaml": .regular,
        ]),
        since: "0.1")
}
