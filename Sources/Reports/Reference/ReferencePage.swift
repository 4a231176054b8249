import PlanModel

/// A page of reference about one kind of document, made from the fields that its reader goes by.
package struct ReferencePage: Sendable {
    /// The file's name in `docs/reference`, without its ending.
    package let name: String
    let title: String
    /// What the document is for, in a paragraph.
    let introduction: String
    /// A document that its reader takes without a finding.
    package let example: String
    let body: @Sendable () -> String

    /// Every page, in the order of the index.
    package static let all: [ReferencePage] = [
        ReferencePage(
            name: "initiative", title: "Initiative",
            introduction: """
                What was promised: one file for each initiative, `plans/<folder>/<id>.yaml`, or the front matter of a
                Markdown file. Which fields a stage requires is said by the gates of the [policy](policy.md); this page
                says what a field means where it is there.
                """, example: ReferenceExamples.initiative, fields: InitiativeSchema.fields),
        ReferencePage(
            name: "plan", title: "Change plan",
            introduction: """
                The programme that the initiatives of a folder belong to: `plans/<folder>/plan.yaml`.
                """, example: ReferenceExamples.plan, fields: ChangePlanSchema.fields),
        ReferencePage(
            name: "policy", title: "Policy",
            introduction: """
                Stages, gates, roles and rules: `plans/policy.yaml`. It is read completely or not at all, and it lands
                alone; a landing is judged by the policy of its first parent.
                """, example: ReferenceExamples.policy, fields: PolicySchema.fields),
        ReferencePage(
            name: "people", title: "People",
            introduction: """
                Who exists, and who may sign for what: `plans/people.yaml`. It is read completely or not at all, and it
                lands alone; a landing is judged by the people of its first parent. Days are days in UTC, and both ends
                count.
                """, example: ReferenceExamples.people, fields: PeopleSchema.fields),
        ReferencePage(
            name: "ledger", title: "Ledger",
            introduction: """
                What happened to one initiative: a CSV file beside it, `plans/<folder>/<id>.csv`, to which lines are only
                ever appended. RFC 4180 without line breaks inside fields, UTF-8, LF.
                """, example: ReferenceExamples.ledger, language: "csv", body: LedgerReference.markdown),
        ReferencePage(
            name: "fx", title: "Exchange rates",
            introduction: """
                The actual exchange rates by month: `plans/fx.csv`, to which lines are only ever appended. The rates that
                plans are converted with stand in the [policy](policy.md), under `currencies`. RFC 4180 without line
                breaks inside fields, UTF-8, LF.
                """, example: ReferenceExamples.rates, language: "csv", body: RatesReference.markdown),
    ]

    private init(
        name: String, title: String, introduction: String, example: String, language: String = "yaml",
        body: @escaping @Sendable () -> String
    ) {
        self.name = name
        self.title = title
        self.introduction = introduction
        self.example = example
        self.language = language
        self.body = body
    }

    private init(name: String, title: String, introduction: String, example: String, fields: [Field]) {
        self.init(name: name, title: title, introduction: introduction, example: example) {
            FieldReference(fields).markdown
        }
    }

    private let language: String

    /// The whole page.
    package var markdown: String {
        """
        # \(title)

        \(introduction)

        ```\(language)
        \(example.dropLast())
        ```

        \(body())
        This page is made from the fields that the reader goes by, in `Sources/PlanModel/Schema`;
        `RECORD=1 swift test --disable-xctest --filter ReferencePage` writes it anew.

        """
    }
}
