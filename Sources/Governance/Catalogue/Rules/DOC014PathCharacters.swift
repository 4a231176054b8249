import Diagnostics

extension Rule {
    static let pathCharacters = Rule(
        code: .pathCharacters,
        name: "path-characters",
        severity: .error,
        summary: "Paths are made of ASCII letters and digits, blanks within names, and `. _ - + @ , = ( )`.",
        rationale: """
            The `ä` of `märz` is one character or two, and file systems do not agree on which. A line break or a \
            backslash in a path changes the list of digests that a sign-off covers, and a colon cannot be checked out \
            on Windows at all. Plain characters mean the same file everywhere.
            """,
        remedy: "Rename the file, and mend the lines that name it.",
        failing: .listing([
            "↓plans/service-desk/evidence/protokoll-märz.txt": .regular
        ]),
        passing: .listing([
            "plans/service-desk/evidence/protokoll-maerz.txt": .regular
        ]),
        since: "0.1")
}
