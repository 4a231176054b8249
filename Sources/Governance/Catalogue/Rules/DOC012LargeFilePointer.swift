import Diagnostics

extension Rule {
    static let largeFilePointer = Rule(
        code: .largeFilePointer,
        name: "lfs-pointer",
        severity: .error,
        preventsReading: true,
        summary: "The content of a plan lies in git itself, not in Git LFS.",
        rationale: """
            With LFS git keeps three lines that point to a server, and the plan lies there. Whoever signs the bytes in \
            git has signed the pointer, a clone without access to the server has no plan, and a check sees none. \
            Usually a broad line such as `*.yaml filter=lfs` in `.gitattributes` is the cause.
            """,
        remedy: """
            Take the files out with `git lfs untrack <pattern>`, then run `git add --renormalize <path>` and commit.
            """,
        failing: .document(
            """
            ↓version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 1284
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
