import Diagnostics

extension Rule {
    static let malformedID = Rule(
        code: .malformedID,
        name: "malformed-id",
        severity: .error,
        summary: """
            An id is two to eight capital letters and digits, a letter first, then a hyphen and up to six digits; a \
            policy may set another pattern.
            """,
        rationale: """
            Ids stand in file names, branch names, trailers and sign-offs. In ASCII and in one fixed form an id cannot \
            be taken for another one: with a Cyrillic `О` in the place of the zero, `SD-1О4` looks like `SD-104` and \
            is another id.
            """,
        remedy: """
            Choose an id such as `SD-104` before the file lands; afterwards it never changes. For ids of another form \
            set `id-pattern` in the policy.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: ↓sd_104
            title: Move password resets to self-service
            stage: detailed
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            """),
        since: "0.1")
}
