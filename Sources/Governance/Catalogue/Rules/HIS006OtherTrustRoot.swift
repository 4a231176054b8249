import Diagnostics

extension Rule {
    static let otherTrustRoot = Rule(
        code: .otherTrustRoot,
        name: "other-trust-root",
        severity: .error,
        summary: "The first policy of a history landed where the auditor says that it did.",
        rationale: """
            Everything in a history is judged by what its first policy says and by what later landings made of it. \
            Whoever could replace the beginning could replace everything, so that an auditor writes its name down once \
            and compares.
            """,
        remedy: """
            Find out where the history parted from the one that was audited before: a clone of that time has the \
            landing that was named.
            """,
        failing: .situation(
            """
            `tollgate audit --trust-root 4f1c9e2` of a repository whose history was rewritten from its first commit \
            on.
            """),
        passing: .situation("The landing that `--trust-root` names is the first one whose tree has a policy."),
        since: "0.1")
}
