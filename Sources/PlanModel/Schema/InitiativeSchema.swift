/// The fields of an initiative: what was promised.
package enum InitiativeSchema {
    package static let identifier = "tollgate/initiative/v1"

    package static let states = ["active", "on-hold", "cancelled"]
    package static let metricClasses = ["outcome", "adoption", "guardrail", "output", "activity"]
    package static let valueKinds = [
        "hard-saving", "soft-saving", "revenue", "cost-avoidance", "working-capital", "one-off-cost", "run-cost",
        "capex",
    ]

    private static let innerID = Shape.pattern(.innerID, "an id of small letters, digits and `-`, such as `go-live`")
    private static let person = PeopleSchema.person

    private static let baseline = Shape.mapping([
        Field("value", .decimal, required: true, "The reading before the change, in the unit of the metric."),
        Field("from", .month, "The first month it was measured over."),
        Field("to", .month, "The last month it was measured over."),
        Field("sample", .integer(1...Int.max), "How many observations it rests on."),
        Field("source", .text, "Where the reading comes from: a file under evidence/, or words."),
    ])
    private static let target = Shape.mapping([
        Field("value", .decimal, required: true, "The reading that is promised, in the unit of the metric."),
        Field("by", .month, "The month by which it is promised."),
    ])
    private static let metric = Shape.mapping([
        Field("id", innerID, required: true, "Names the metric in the ledger; never changes."),
        Field("name", .text, "The metric in words."),
        Field(
            "class", .choice(metricClasses), required: true,
            "What kind of result it shows; `activity` and `output` satisfy no gate."),
        Field("aspect", .choice(["speed", "utilisation", "proficiency"]), "Which side of adoption it shows."),
        Field("unit", .text, "The unit of baseline, target and readings."),
        Field(
            "direction", .choice(["increase", "decrease", "within"]),
            "Which way is better; `within` has `low` and `high`."),
        Field("low", .decimal, "The lower bound of a metric that should stay within."),
        Field("high", .decimal, "The upper bound of a metric that should stay within."),
        Field("baseline", baseline, "The state before the change, fixed beforehand."),
        Field("target", target, "The state that is promised."),
        Field("limit", .decimal, "The bound that a guardrail must not cross."),
        Field("sustain", .integer(1...120), "How many consecutive complete periods the target must hold."),
        Field("guardrail", innerID, "The metric that would show it if this one were gamed."),
        Field(
            "population",
            .mapping([
                Field("who", .text, required: true, "The people in words."),
                Field("size", .integer(1...Int.max), required: true, "How many they are."),
            ]), "Who has to work differently."),
        Field("note", .text, "A remark; not locked."),
    ])
    private static let valueLine = Shape.mapping([
        Field("id", innerID, required: true, "Names the value line in the ledger; never changes."),
        Field("name", .text, "The value line in words."),
        Field("kind", .choice(valueKinds), required: true, "Benefit or cost, and of which kind; it carries the sign."),
        Field("currency", .currency, required: true, "The currency of the amounts."),
        Field("recurring", .flag, "Whether it comes again every period; one-offs never count into the run-rate."),
        Field("metric", innerID, "The metric that drives it."),
        Field("account", .text, "Where finance books it."),
        Field("cost-centre", .text, "The cost centre that bears or earns it."),
        Field("basis", .text, "How the amount was worked out."),
        Field("plan", .dictionary(key: .month, value: .amount), "The promised amount by month."),
        Field("note", .text, "A remark; not locked."),
    ])

    package static let fields: [Field] = [
        Field("schema", .constant(identifier), required: true, "The kind and version of the document."),
        Field("id", .text, required: true, "Never changes, equals the file's stem, is never used again."),
        Field("title", .text, required: true, "The initiative in a few words."),
        Field(
            "stage", .text, required: true, "How far it is, by the policy's ladder; one step forward for each landing."),
        Field("state", .choice(states), "Whether it is active, on hold or cancelled; active where nothing is said."),
        Field("because", .text, "Why the step was taken that stands last."),
        Field("review-by", .day, "When a hold is looked at again."),
        Field(
            "value-disposition", .text,
            "What becomes of the value of a cancelled initiative: a text, or the id that takes it over."),
        Field(
            "shortfall", .mapping([Field("because", .text, required: true, "Why it closes below its promise.")]),
            "Says that it closes without having reached what was promised."),
        Field(
            "change",
            .mapping([
                Field("type", .choice(["standard", "normal", "emergency"]), "The type of change, by ITIL."),
                Field("risk", .choice(["low", "medium", "high"]), "The risk of the change."),
                Field("services", .list(of: .text), "The services that it touches."),
                Field("backout", .text, "How it is undone."),
                Field(
                    "run-cost",
                    .mapping([
                        Field("amount", .amount, "The cost of running it."),
                        Field("currency", .currency, "The currency of the amount."),
                        Field("per", .choice(["month", "quarter", "year"]), "The period that the amount is for."),
                        Field("funded-by", .text, "The cost centre that pays."),
                        Field("because", .text, "Why the value does not exceed the run cost."),
                    ]), "What it costs to keep running, and who pays."),
            ]), "The technical change that this belongs to."),
        Field("objective", innerID, "The objective of the change plan that it serves."),
        Field("owner", person, "The one person accountable for the outcome."),
        Field("sponsor", person, "Who wants it and pays for it."),
        Field("controller", person, "Who verifies value; never the owner, the sponsor or an author of the readings."),
        Field("benefit-owner", person, "Who keeps the benefit in the line after closure."),
        Field("problem", .text, "What is wrong today, with a figure."),
        Field("outcome", .text, "What is true when it has worked."),
        Field("metrics", .list(of: metric), "Results with baseline and target."),
        Field("value", .list(of: valueLine), "Money by month, as promised."),
        Field(
            "readiness",
            .list(
                of: .mapping([
                    Field("id", innerID, required: true, "Names the item."),
                    Field("item", .text, required: true, "What must be settled."),
                    Field("done", .flag, required: true, "Whether it is."),
                    Field("evidence", .text, "What shows it."),
                ])), "What must be settled before the decision."),
        Field(
            "transition",
            .list(
                of: .mapping([
                    Field("team", innerID, required: true, "The team."),
                    Field("people", .integer(1...Int.max), required: true, "How many people it has."),
                    Field("from", .text, "How they work today."),
                    Field("to", .text, "How they will work."),
                    Field("metric", innerID, "The adoption metric that shows it."),
                ])), "Who moves from what to what."),
        Field(
            "milestones",
            .list(
                of: .mapping([
                    Field("id", innerID, required: true, "Names the milestone in the ledger; never changes."),
                    Field("title", .text, "The milestone in words."),
                    Field("due", .day, required: true, "When it is due."),
                    Field("mandatory", .flag, "Whether a gate may wait for it."),
                    Field("go-live", .flag, "Whether value can come from then on."),
                    Field("note", .text, "A remark; not locked."),
                ])), "Dates that were promised."),
        Field(
            "dependencies",
            .list(
                of: .mapping([
                    Field("on", .text, required: true, "The id of the other initiative."),
                    Field(
                        "kind", .choice(["needs", "enables", "shares-benefit", "conflicts"]), required: true,
                        "How the two hang together."),
                    Field("by", .day, "When it is needed."),
                ])), "Other initiatives that this one hangs together with."),
        Field(
            "risks",
            .list(
                of: .mapping([
                    Field("id", innerID, required: true, "Names the risk."),
                    Field("title", .text, required: true, "What could happen."),
                    Field("likelihood", .integer(1...5), "1 (rare) to 5 (expected)."),
                    Field("impact", .integer(1...5), "1 (slight) to 5 (severe)."),
                    Field("response", .text, "What is done about it."),
                    Field("owner", person, "Who watches it."),
                ])), "What could go wrong."),
    ]

    package static let shape = Shape.mapping(fields)
}
