/// The fields of a policy: the constitution of a repository of plans.
package enum PolicySchema {
    package static let identifier = "tollgate/policy/v1"

    private static let word = TextPattern("[A-Za-z0-9][A-Za-z0-9 ()._-]*") ?? .innerID
    private static let year = TextPattern("[0-9]{4}") ?? .innerID
    private static let role = PeopleSchema.role
    private static let stage = Shape.pattern(word, "a stage, such as `decided`")
    private static let metricClasses = Shape.choice(InitiativeSchema.metricClassWords)

    /// The conditions that a sign-off may depend on: planned value, and the fields with a fixed set of words.
    private static let conditions: [Field] = [
        Field(
            "planned-value",
            .pattern(TextPattern("[<>]=? *[0-9]+\\.?[0-9]* +[A-Z]{3}") ?? .innerID, "a bound such as `>= 250000 EUR`"),
            "The benefits' planned value in the reporting currency."),
        Field("change.risk", .oneOrMore(.choice(InitiativeSchema.riskWords)), "The risk of the change."),
        Field("change.type", .oneOrMore(.choice(InitiativeSchema.changeTypeWords)), "The type of the change."),
        Field("state", .oneOrMore(.choice(InitiativeSchema.stateWords)), "The state of the initiative."),
    ]

    private static let signOff = Shape.mapping([
        Field("role", role, required: true, "The role whose holder must sign."),
        Field("count", .integer(1...99), unit: "people", "How many people of the role must sign; one, if not said."),
        Field("independent", .flag, "Whether the signer must have had no part in the content."),
        Field(
            "when", .mapping(conditions),
            "The cases in which the role is asked, all of which must hold; always, if not said."),
    ])

    /// The closed vocabulary of criteria, so that each can explain itself.
    package static let criteria: [Field] = [
        Field("fields", .list(of: .fieldPath), "Each field is there and not empty."),
        Field(
            "metrics",
            .mapping([
                Field("class", metricClasses, required: true, "The class of the metrics that count."),
                Field("at-least", .integer(1...99), "How many of them there must be."),
                Field("with", .list(of: .text), "The parts that each must have."),
                Field("reached", .percentage, "The share of the way from baseline to target that each must have come."),
                Field(
                    "after", .words(["go-live": "periods after the day that it went live"]), "Only later periods count."
                ),
            ]), "Metrics of a class are there, or have reached their targets."),
        Field(
            "value",
            .mapping([
                Field("planned", .flag, "Every value line has a plan for at least one period."),
                Field("realised", .percentage, "The share of the locked plan that must have come true."),
                Field("sustain", .integer(1...120), unit: "months", "In how many of the last complete periods."),
            ]), "Value is planned, or has been realised."),
        Field(
            "readiness", .words(["complete": "every item, with evidence"]),
            "Every readiness item is done and has evidence that exists."),
        Field("funded", .flag, "The run cost names who pays, and the value exceeds it."),
        Field(
            "milestones",
            .mapping([
                Field(
                    "mandatory", .words(["done": "each has a line `done` in the ledger"]), required: true,
                    "Each mandatory milestone is done.")
            ]),
            "Milestones are met."),
        Field(
            "deployments",
            .mapping([
                Field("at-least", .integer(1...99), required: true, "How many deployments there must be."),
                Field("with", .words(["evidence": "a reference that resolves"]), "What each must have."),
            ]), "The change has been deployed."),
        Field(
            "guardrails", .words(["held": "each is within its `limit`"]),
            "The newest reading of each guardrail is within its limit."),
        Field(
            "dependencies",
            .mapping([Field("at-least-stage", stage, required: true, "The stage that they must have.")]),
            "Each dependency that is needed has come that far."),
        Field(
            "evidence",
            .mapping([Field("for", .words(["actual": "readings"]), required: true, "The lines that need it.")]),
            "Ledger lines have evidence."),
    ]

    private static let gate = Shape.mapping([
        Field("title", .text, "The gate in words."),
        Field("require", .list(of: .oneOf(criteria)), "The criteria, all of which must hold."),
        Field(
            "assurance",
            .words([
                "attested": "signed with the person's own registered key",
                "vouched": "stated by a forge with its registered key, for a review that it saw",
            ]), "The least assurance of a sign-off; attested, if not said."),
        Field("sign-off", .list(of: signOff), "Who must sign."),
        Field("lock", .list(of: .fieldPath), "The subtrees that passing the gate freezes."),
    ])

    private static let document = Shape.mapping([
        Field(
            "kind", .words(["plan": "change plans", "initiative": "initiatives"]), required: true,
            "What the matching files are."),
        Field("match", .oneOrMore(.pathPattern), required: true, "The files, by path from the top of the repository."),
        Field("exclude", .oneOrMore(.pathPattern), "Files that match and are none."),
        Field("ledger", .text, "The ledger's name, with `{stem}` for the file's."),
        Field(
            "fields", .dictionary(key: .text, value: .fieldPath),
            "Our field names, each with the field that has it there."),
        Field("stage-values", .dictionary(key: .text, value: .text), "Their words for stages, each with ours."),
        Field(
            "unknown-keys", .words(["error": "each is a finding", "allow": "they are left alone"]),
            "Whether fields that nobody declared are errors."),
        Field("id-pattern", .text, "The pattern of ids."),
        Field(
            "syntax",
            .words([
                "yaml": "YAML, or front matter in YAML",
                "headers": "front matter with one `key: value` a line, not YAML",
            ]), "How the fields are written."),
    ])

    package static let fields: [Field] = [
        Field("schema", .constant(identifier), required: true, "The kind and version of the document."),
        Field("version", .integer(1...Int.max), "Rises by exactly one with each change of the policy."),
        Field(
            "repository",
            .pattern(
                TextPattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}") ?? .innerID,
                "a UUID in small letters"),
            "The identity of the repository, so that a sign-off cannot be used elsewhere."),
        Field("branches", .list(of: .text), "The branches whose landings are governed."),
        Field(
            "min-tollgate", .pattern(TextPattern("[0-9]+\\.[0-9]+\\.?[0-9]*") ?? .innerID, "a version such as `0.1`"),
            "The oldest Tollgate that may judge."),
        Field(
            "merge-styles",
            .list(
                of: .words([
                    "merge": "by a merge commit", "squash": "as one commit",
                    "rebase": "commit by commit, each a landing",
                    "fast-forward": "commit by commit as they are, each a landing",
                ])), "How changes land."),
        Field(
            "commits",
            .mapping([
                Field(
                    "content", .words(["any": "signed or not", "signed": "signed by somebody who is known"]),
                    "Whether commits that change content must be signed."),
                Field(
                    "landings", .words(["any": "signed or not", "signed": "signed by somebody who is known"]),
                    "Whether landings must be signed."),
                Field(
                    "trailers",
                    .list(
                        of: .words([
                            "Initiative": "names the ids that the commit changes",
                            "Signed-off-by": "names the commit's author",
                        ])),
                    "Trailers that such commits must have."),
            ]), "What is asked of commits."),
        Field(
            "protect", .list(of: .pathPattern),
            "Other files that only the policy gate may change, wherever they lie in the repository."),
        Field("documents", .list(of: document), "Which files are plans; tried in order, the first match wins."),
        Field("stages", .list(of: stage), required: true, "The ladder, lowest stage first."),
        Field("ends", .list(of: .text), "Stages beside the ladder, which may follow any stage."),
        Field("gates", .dictionary(key: .text, value: gate), "What each step needs."),
        Field(
            "break-glass",
            .mapping([
                Field("role", role, required: true, "The role."),
                Field("count", .integer(1...99), required: true, unit: "people", "How many people of it."),
            ]), "The quorum that may land anything, loudly."),
        Field("same-person-may", .list(of: .list(of: role)), "Pairs of roles that one person may fill at one gate."),
        Field(
            "signoff-max-age", .pattern(TextPattern("[0-9]+d") ?? .innerID, "a number of days such as `90d`"),
            "How old a sign-off may be at its landing."),
        Field(
            "currencies",
            .mapping([
                Field("reporting", .currency, required: true, "The currency of reports."),
                Field(
                    "plan-rates",
                    .dictionary(
                        key: .pattern(year, "a year such as `2026`"), value: .dictionary(key: .currency, value: .amount)
                    ),
                    "The rates of each year's plan."),
            ]), "Currencies and the rates of the plan."),
        Field(
            "rules",
            .dictionary(
                key: .text,
                value: .words([
                    "off": "not reported", "info": "reported", "warning": "reported; fails a check only by `--fail-on`",
                    "error": "fails a check",
                ])),
            "The severity of rules."),
        Field(
            "waivers",
            .list(
                of: .mapping([
                    Field("rule", .text, required: true, "The rule's code."),
                    Field("initiative", .text, required: true, "The initiative."),
                    Field("until", .day, required: true, "The last day."),
                    Field("because", .text, required: true, "The reason."),
                    Field("by", .text, required: true, "Who granted it."),
                ])), "Findings that are accepted for a time."),
        Field(
            "status",
            .mapping([
                Field(
                    "implementation",
                    .mapping([
                        Field(
                            "red-after", .integer(0...3660), unit: "days",
                            "How late a mandatory milestone may be before the status is red; 30, if not said."),
                        Field(
                            "red-moves", .integer(1...99), unit: "times",
                            "How often a mandatory milestone may move until the status is red; 3, if not said."),
                    ]), "Status of the implementation; amber where a mandatory milestone is late at all."),
                Field(
                    "value",
                    .mapping([
                        Field(
                            "red-below", .percentage, unit: "outlook ÷ current lock",
                            "The share below which the status is red; 80%, if not said."),
                        Field(
                            "amber-below", .percentage, unit: "outlook ÷ current lock",
                            "The share below which it is amber; 95%, if not said."),
                    ]), "Status of the value."),
            ]), "The thresholds of computed status."),
        Field(
            "repositories",
            .dictionary(
                key: .pattern(.innerID, "a name of small letters, digits and `-`, such as `portal`"), value: .text),
            """
            The repositories of the services that these plans govern, in which deployments are looked up, each by its path or \
            address. Where any is named, a go-live without a deployment, and a tag there that leads to no initiative, are findings.
            """),
    ]

    package static let shape = Shape.mapping(fields)
}
