import Diagnostics

extension Rule {
    static let controllerWroteReadings = Rule(
        code: .controllerWroteReadings,
        name: "controller-wrote-readings",
        severity: .error,
        summary: "The controller writes no readings.",
        rationale: """
            A controller says whether the value is there, by the readings. Who verifies figures of their own has \
            verified nothing. The addresses of authors, committers and co-authors are looked up in `people.yaml`, on \
            the commits of a landing that add lines of the series `actual`; a merge that only brings them does not \
            count.
            """,
        remedy: """
            Have somebody else record the readings, in commits that do not bear the controller's name, or name another \
            controller.
            """,
        failing: .situation(
            """
            The plan has `controller: dana.weiss`, and `people.yaml` lists `dana.weiss@example.com` as hers. On a topic \
            branch she commits a line of the series `actual` to its ledger, and somebody merges it.
            """),
        passing: .situation(
            "Somebody else commits the line on the topic branch, and `dana.weiss` merges it: she only lands it."),
        since: "0.1")
}
