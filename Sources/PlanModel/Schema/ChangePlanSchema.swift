/// The fields of a change plan: the programme that the initiatives of a folder belong to.
package enum ChangePlanSchema {
    package static let identifier = "tollgate/plan/v1"

    private static let innerID = Shape.pattern(
        .innerID, "an id of small letters, digits and `-`, such as `service-desk-2026`")

    package static let fields: [Field] = [
        Field("schema", .constant(identifier), required: true, "The kind and version of the document."),
        Field("id", innerID, required: true, "Names the change plan; equals its folder."),
        Field("title", .text, required: true, "The programme in a few words."),
        Field("sponsor", .text, "Who wants it and pays for it."),
        Field("owner", .text, "Who is accountable for the programme."),
        Field(
            "cadence",
            .mapping([
                Field(
                    "review",
                    .words([
                        "weekly": "each week", "monthly": "each calendar month", "quarterly": "each calendar quarter",
                    ]), required: true,
                    "How often every active initiative is reviewed."),
                Field(
                    "grace", .integer(0...366), unit: "days",
                    "Days after the end of a period until a review is overdue."),
            ]), "How often reviews, readings and forecasts are due."),
        Field("reporting-currency", .currency, "The currency of the programme's figures."),
        Field(
            "goal",
            .mapping([
                Field(
                    "run-rate", .amount, required: true, unit: "the goal's currency a year",
                    "The yearly value that the programme is for."),
                Field("currency", .currency, "The currency of the goal."),
                Field("by", .day, "When it is to be reached."),
            ]), "What the programme as a whole is for."),
        Field(
            "objectives",
            .list(
                of: .mapping([
                    Field("id", innerID, required: true, "Names the objective."),
                    Field("title", .text, required: true, "The objective in words."),
                    Field("measure", .text, "How one sees that it is reached."),
                ])), "The strategic goals that the initiatives serve."),
        Field(
            "teams",
            .list(
                of: .either(
                    .text,
                    .mapping([
                        Field("id", innerID, required: true, "Names the team, as `transition` of an initiative does."),
                        Field("name", .text, "The team in words."),
                        Field("people", .integer(1...Int.max), unit: "people", "How many they are."),
                    ]))), "The teams that work differently afterwards: ids, or ids with more about each."),
        Field("description", .text, "The programme in prose."),
    ]

    package static let shape = Shape.mapping(fields)
}
