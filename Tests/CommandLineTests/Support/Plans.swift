import GitStore
import TollgateTesting

/// The documents of the histories that these tests make.
enum Plans {
    static let policyPath = "plans/policy.yaml"
    static let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]

    /// A policy with the usual ladder, governing `main`; `more` are further lines.
    static func policy(version: Int = 1, _ more: String = "") -> String {
        """
        schema: tollgate/policy/v1
        version: \(version)
        branches: [main]
        stages: [\(stages.joined(separator: ", "))]

        """ + more
    }

    /// The line by which sign-offs name the repository.
    static let identity = "repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55\n"

    static func path(_ id: String) -> String { "plans/p/\(id).yaml" }

    /// An initiative in the fewest lines: its stage stands on line 4, `more` from line 5 on.
    static func initiative(_ id: String, _ stage: String, _ more: String = "") -> String {
        """
        schema: tollgate/initiative/v1
        id: \(id)
        title: Title of \(id)
        stage: \(stage)

        """ + more
    }

    /// Writes the policy.
    static func write(version: Int = 1, _ more: String = "") -> Write {
        Write(policyPath, policy(version: version, more))
    }

    /// A policy for documents that were not written for Tollgate, to be kept outside of their repository.
    static let foreignPolicy = """
        schema: tollgate/policy/v1
        documents:
          - kind: initiative
            match: "proposals/*.md"
            fields: {id: number, title: title, stage: status, owner: "authors[0]"}
            unknown-keys: allow
        stages: [draft, review, accepted]
        ends: [rejected]

        """

    static func proposal(_ number: String, _ status: String, title: String = "A proposal", more: String = "") -> String
    {
        "---\nnumber: \(number)\ntitle: \(title)\nstatus: \(status)\nauthors: [li, ana]\n\(more)---\n\n# Text\n"
    }
}

/// Writes an initiative of the folder `plans/p`.
func plan(_ id: String, _ stage: String, _ more: String = "") -> Write {
    Write(Plans.path(id), Plans.initiative(id, stage, more))
}

/// Writes the files of keys: `allowed` is the text of allowed_signers.
func keys(_ allowed: String = "# no keys yet\n") -> [any TreeEdit] {
    [Write("plans/allowed_signers", allowed), Write("plans/revoked_signers", "# nothing was withdrawn\n")]
}

/// The first commit of most histories, labelled `start`: the policy, and what else is given.
func start(policy: String = Plans.policy(), @TreeEditBuilder _ edits: () -> [any TreeEdit] = { [] }) -> Commit {
    Commit("start") {
        Write(Plans.policyPath, policy)
        edits()
    }
}
