/// The fields of an initiative: what was promised.
package enum InitiativeSchema {
    package static let identifier = "tollgate/initiative/v1"

    static let stateWords = Word.list([
        "active": "it goes on", "on-hold": "it rests, until `review-by`", "cancelled": "it ends without its value",
    ])
    static let metricClassWords = Word.list([
        "outcome": "what is different for somebody when it has worked",
        "adoption": "how many work in the new way, how soon and how well",
        "guardrail": "what must not get worse while the outcome gets better",
        "output": "what was delivered; satisfies no gate",
        "activity": "what was done; satisfies no gate",
    ])
    static let valueKindWords = Word.list([
        "hard-saving": "money that leaves a budget; counts for the initiative",
        "soft-saving": "time or effort that is freed and stays in its budget; counts for it",
        "revenue": "money that comes in; counts for it",
        "cost-avoidance": "money that would have been spent and is not; counts for it",
        "working-capital": "money that is no longer tied up; counts for it",
        "one-off-cost": "what it costs once; counts against it",
        "run-cost": "what it costs to keep running; counts against it",
        "capex": "what is invested; counts against it",
    ])
    static let riskWords = Word.list([
        "low": "known work, easily undone", "medium": "known work with wide effect, or new work with narrow effect",
        "high": "new work with wide effect, or hard to undo",
    ])
    static let changeTypeWords = Word.list([
        "standard": "pre-authorised, by a known procedure", "normal": "assessed and authorised one by one",
        "emergency": "must be done at once, and is assessed afterwards",
    ])
    package static let states = stateWords.map(\.text)
    package static let metricClasses = metricClassWords.map(\.text)
    package static let valueKinds = valueKindWords.map(\.text)

    private static let innerID = Shape.pattern(.innerID, "an id of small letters, digits and `-`, such as `go-live`")
    private static let person = PeopleSchema.person

    private static let baseline = Shape.mapping([
        Field(
            "value", .decimal, required: true, unit: "the metric's `unit`",
            "The reading before the change, in the unit of the metric."),
        Field("from", .month, "The first month it was measured over."),
        Field("to", .month, "The last month it was measured over."),
        Field("sample", .integer(1...Int.max), unit: "observations", "How many observations it rests on."),
        Field("source", .text, "Where the reading comes from: a file under evidence/, or words."),
    ])
    private static let target = Shape.mapping([
        Field(
            "value", .decimal, required: true, unit: "the metric's `unit`",
            "The reading that is promised, in the unit of the metric."),
        Field("by", .month, "The month by which it is promised."),
    ])
    private static let metric = Shape.mapping([
        Field("id", innerID, required: true, "Names the metric in the ledger; never changes."),
        Field("name", .text, "The metric in words."),
        Field(
            "class", .choice(metricClassWords), required: true,
            "What kind of result it shows; `activity` and `output` satisfy no gate."),
        Field(
            "aspect",
            .words([
                "speed": "how soon people begin", "utilisation": "how many of them do",
                "proficiency": "how well they do",
            ]), "Which side of adoption it shows."),
        Field("unit", .text, "The unit of baseline, target and readings."),
        Field(
            "direction",
            .words([
                "increase": "more is better", "decrease": "less is better",
                "within": "good between `low` and `high`",
            ]),
            "Which way is better; `within` has `low` and `high`."),
        Field("low", .decimal, unit: "the metric's `unit`", "The lower bound of a metric that should stay within."),
        Field("high", .decimal, unit: "the metric's `unit`", "The upper bound of a metric that should stay within."),
        Field("baseline", baseline, "The state before the change, fixed beforehand."),
        Field("target", target, "The state that is promised."),
        Field("limit", .decimal, unit: "the metric's `unit`", "The bound that a guardrail must not cross."),
        Field(
            "sustain", .integer(1...120), unit: "months", "How many consecutive complete periods the target must hold."),
        Field("guardrail", innerID, "The metric that would show it if this one were gamed."),
        Field(
            "population",
            .mapping([
                Field("who", .text, required: true, "The people in words."),
                Field("size", .integer(1...Int.max), required: true, unit: "people", "How many they are."),
            ]), "Who has to work differently."),
        Field("note", .text, "A remark; not locked."),
    ])
    private static let valueLine = Shape.mapping([
        Field("id", innerID, required: true, "Names the value line in the ledger; never changes."),
        Field("name", .text, "The value line in words."),
        Field(
            "kind", .choice(valueKindWords), required: true, "Benefit or cost, and of which kind; it carries the sign."),
        Field("currency", .currency, required: true, "The currency of the amounts."),
        Field("recurring", .flag, "Whether it comes again every period; one-offs never count into the run-rate."),
        Field("metric", innerID, "The metric that drives it."),
        Field("account", .text, "Where finance books it."),
        Field("cost-centre", .text, "The cost centre that bears or earns it."),
        Field("basis", .text, "How the amount was worked out."),
        Field(
            "plan", .dictionary(key: .month, value: .amount), unit: "the line's `currency`",
            "The promised amount by month."),
        Field("note", .text, "A remark; not locked."),
    ])

    package static let fields: [Field] = [
        Field("schema", .constant(identifier), required: true, "The kind and version of the document."),
        Field("id", .text, required: true, "Never changes, equals the file's stem, is never used again."),
        Field("title", .text, required: true, "The initiative in a few words."),
        Field(
            "stage", .text, required: true, "How far it is, by the policy's ladder; one step forward for each landing."),
        Field(
            "state", .choice(stateWords), "Whether it is active, on hold or cancelled; active where nothing is said."),
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
                Field("type", .choice(changeTypeWords), "The type of change, by ITIL."),
                Field("risk", .choice(riskWords), "The risk of the change."),
                Field("services", .list(of: .text), "The services that it touches."),
                Field("backout", .text, "How it is undone."),
                Field(
                    "run-cost",
                    .mapping([
                        Field("amount", .amount, unit: "`currency` for each `per`", "The cost of running it."),
                        Field("currency", .currency, "The currency of the amount."),
                        Field(
                            "per", .words(["month": "each month", "quarter": "each quarter", "year": "each year"]),
                            "The period that the amount is for."),
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
                    Field("people", .integer(1...Int.max), required: true, unit: "people", "How many people it has."),
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
                        "kind",
                        .words([
                            "needs": "this one cannot go on without the other",
                            "enables": "the other one cannot go on without this one",
                            "shares-benefit": "both count on one and the same benefit",
                            "conflicts": "not both of them can be carried out",
                        ]), required: true,
                        "How the two hang together."),
                    Field("by", .day, "When it is needed."),
                ])), "Other initiatives that this one hangs together with."),
        Field(
            "risks",
            .list(
                of: .mapping([
                    Field("id", innerID, required: true, "Names the risk."),
                    Field("title", .text, required: true, "What could happen."),
                    Field("likelihood", .integer(1...5), unit: "points", "1 (rare) to 5 (expected)."),
                    Field("impact", .integer(1...5), unit: "points", "1 (slight) to 5 (severe)."),
                    Field("response", .text, "What is done about it."),
                    Field("owner", person, "Who watches it."),
                ])), "What could go wrong."),
    ]

    package static let shape = Shape.mapping(fields)
}
