/// The fields of people.yaml: who exists, and who holds which role from when to when.
package enum PeopleSchema {
    package static let identifier = "tollgate/people/v1"

    /// What a person is called in every document.
    package static let person = Shape.pattern(
        TextPattern("[a-z0-9][a-z0-9._-]*") ?? .innerID, "the id of a person, such as `ana.ruiz`")
    /// What a role is called in the policy and here.
    package static let role = Shape.pattern(
        .innerID, "a role of small letters, digits and `-`, such as `controller`")

    private static let email = Shape.pattern(
        TextPattern("[^ @<>,]+@[^ @<>,]+") ?? .innerID, "an e-mail address such as `ana.ruiz@example.com`")
    private static let folder = Shape.pattern(
        TextPattern("[A-Za-z0-9][A-Za-z0-9._ +@,=()/-]*") ?? .innerID,
        "a folder of plans by its path below the policy's, such as `service-desk-2026`")

    private static let roleEntry = Shape.mapping([
        Field("role", role, required: true, "The role, by its name in the policy."),
        Field(
            "in", .oneOrMore(folder),
            "The folders of plans that the role is held for, with what lies below them; every folder, if not said."),
        Field("from", .day, "The first day (UTC); ever since, if not said."),
        Field("until", .day, "The last day (UTC); without an end, if not said."),
        Field("standing-in-for", person, "The person whose role it is."),
    ])

    private static let entry = Shape.mapping([
        Field("name", .text, required: true, "The person's name, for reports."),
        Field(
            "emails", .list(of: email),
            "Addresses that stand on commits; they only ever add the person to the authors of a change."),
        Field(
            "kind",
            .words([
                "person": "somebody who can approve", "bot": "a program; it may land a change and approves nothing",
                "forge": "the service that holds the repository; it can vouch for a review that it saw",
            ]),
            "What it is; a person, if not said. A bot and a forge approve nothing, and hold no role."),
        Field("roles", .list(of: roleEntry), "What the person may sign for, where, and from when to when."),
        Field(
            "accounts",
            .list(
                of: .mapping([
                    Field("forge", .text, required: true, "The forge's host name, such as `github.com`."),
                    Field("id", .text, required: true, "The account's number there, which never changes."),
                ])), "Accounts on forges, by which a review that a forge vouches for is the person's."),
    ])

    package static let fields: [Field] = [
        Field("schema", .constant(identifier), required: true, "The kind and version of the document."),
        Field("people", .dictionary(key: person, value: entry), required: true, "Everybody, by id."),
    ]

    package static let shape = Shape.mapping(fields)
}
