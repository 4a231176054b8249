import Diagnostics

extension Rule {
    static let idDiffersFromFileName = Rule(
        code: .idDiffersFromFileName,
        name: "id-differs-from-file-name",
        severity: .error,
        summary: "The id of an initiative equals its file's name without the ending.",
        rationale: """
            People look for a plan by its file, and sign-offs name it by its id. If the two could differ, an approved \
            file could be copied over another one: the review would show a change of SD-105, and the sign-offs of \
            SD-104 would come along.
            """,
        remedy: "Rename the file, or restore the id that it had.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: ↓SD-105
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
