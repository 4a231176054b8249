import Diagnostics

extension Rule {
    static let overdueReview = Rule(
        code: .overdueReview,
        name: "overdue-review",
        severity: .warning,
        summary: "From the decision on, every active initiative is reviewed as often as its change plan says.",
        rationale: """
            An initiative that nobody looks at is late before anybody knows. The cadence is what its sponsors \
            agreed on; a review that was left out shows nowhere unless something counts them.
            """,
        remedy: """
            Hold the review, and record its outcome: `<date>,review,,<month>,held,,`. The last stage ends it, \
            and so does putting the initiative on hold.
            """,
        failing: .cadence("", id: "↓SD-104", stage: "decided"),
        passing: .cadence("2026-06-03,review,,2026-05,held,,", stage: "decided"),
        since: "0.1")
}
