import Diagnostics

extension Rule {
    static let fileMode = Rule(
        code: .fileMode,
        name: "file-mode",
        severity: .error,
        summary: "Files in the governed folder are regular files that cannot be executed.",
        rationale: """
            Behind a symbolic link the plan lies somewhere else and changes without any landing that touches it; a \
            submodule does the same for a whole folder. An executable bit is of no use on a plan, and turning it on is \
            a change that no line of a review shows.
            """,
        remedy: """
            Replace a link or a submodule by the files themselves; take the bit away with `git update-index --chmod=-x \
            <path>`.
            """,
        failing: .listing([
            "↓plans/service-desk/SD-104.yaml": .link,
            "↓plans/service-desk/SD-105.yaml": .executable,
        ]),
        passing: .listing([
            "plans/service-desk/SD-104.yaml": .regular,
            "plans/service-desk/SD-105.yaml": .regular,
        ]),
        since: "0.1")
}
