import Diagnostics

extension Rule {
    static let reparentedHistory = Rule(
        code: .reparentedHistory,
        name: "reparented-history",
        severity: .error,
        summary: "What was the tip of the governed branch stays on its first-parent chain.",
        rationale: """
            Landings are the moves along first parents. If a topic merges `main`, and `main` is then fast-forwarded to \
            the topic, the topic's own commits become the landings, under the old policy that the topic began with, \
            and what had landed on `main` becomes a side branch that nobody looks at again.
            """,
        remedy: "Merge the topic into the governed branch with `git merge --no-ff`, or rebase it onto its tip.",
        failing: .situation(
            """
            On the topic branch somebody runs `git merge main`, and on `main` then `git merge --ff-only topic`: the \
            old tip of `main` is a second parent now.
            """),
        passing: .situation(
            "On `main` somebody runs `git merge --no-ff topic`: the old tip of `main` is the first parent."),
        since: "0.1")
}
