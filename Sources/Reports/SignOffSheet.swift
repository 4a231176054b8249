package import Diagnostics

/// What somebody is about to sign, completely: the statement, and everything that its digests stand for.
package struct SignOffSheet: Sendable {
    /// A file with the digest that `sha256sum` prints for it.
    package struct File: Sendable {
        package let path: String
        package let digest: String

        package init(path: String, digest: String) {
            self.path = path
            self.digest = digest
        }
    }

    /// The id, `policy` or `people`.
    package let name: String
    package let title: String?
    package let step: String
    /// Whether the branch takes the step already; otherwise it is the one that `advance` would take.
    package let isTaken: Bool
    /// The branch that HEAD is on; nothing where it is detached.
    package let branch: String?
    /// Where it would land, as in `main (9ab31f0)`.
    package let base: String
    package let person: String
    package let personName: String
    package let fingerprint: String
    /// Nothing for a submission.
    package let role: String?
    /// The digest that stands as `plan`.
    package let plan: String
    /// The files that it is over: the plan alone, or those that the gate of the trust set guards.
    package let files: [File]
    /// What is bound of the ledger, as the statement has it; nothing where no criterion reads it.
    package let ledger: String?
    package let ledgerPath: String?
    package let evidence: String?
    package let evidenceFiles: [File]
    package let statement: String
    /// How the files differ from where they would land.
    package let patches: [String]
    /// What keeps the step from landing, whoever signs.
    package let warnings: [Finding]
    package let remarks: [String]

    package init(
        name: String, title: String?, step: String, isTaken: Bool, branch: String?, base: String, person: String,
        personName: String, fingerprint: String, role: String?, plan: String, files: [File], ledger: String?,
        ledgerPath: String?, evidence: String?, evidenceFiles: [File], statement: String, patches: [String],
        warnings: [Finding], remarks: [String]
    ) {
        self.name = name
        self.title = title
        self.step = step
        self.isTaken = isTaken
        self.branch = branch
        self.base = base
        self.person = person
        self.personName = personName
        self.fingerprint = fingerprint
        self.role = role
        self.plan = plan
        self.files = files
        self.ledger = ledger
        self.ledgerPath = ledgerPath
        self.evidence = evidence
        self.evidenceFiles = evidenceFiles
        self.statement = statement
        self.patches = patches
        self.warnings = warnings
        self.remarks = remarks
    }

    /// In a clause without its subject, as in "approves `decided` of SD-104 as `sponsor`".
    package var agreement: String {
        let what = "`\(Printable.line(step))` of \(Printable.line(name))"
        return role.map { "approves \(what) as `\(Printable.line($0))`" } ?? "submits \(what)"
    }

    // MARK: - For people

    /// The sheet, with a line break at its end.
    package func text(style: Style = .plain) -> String {
        var lines = [style.apply(.emphasis, Printable.line(name)) + (title.map { "  \(Printable.line($0))" } ?? "")]
        let place = branch.map { "on \(Printable.line($0))" } ?? "on a detached HEAD"
        lines.append(
            "  step `\(Printable.line(step))` \(isTaken ? "as it stands \(place)" : "as `advance` would take it"), to land on \(base)"
        )
        lines.append("  \(Printable.line(person)) (\(Printable.line(personName))) \(agreement)")
        lines.append("  with the key \(fingerprint)")
        for patch in patches where !patch.isEmpty { lines += [""] + PatchText(patch, style: style).lines }
        lines += ["", "plan      \(plan)"]
        for file in files where files.count > 1 || file.digest != plan {
            lines.append("          \(file.digest)  \(Printable.line(file.path))")
        }
        if let file = files.first, files.count == 1, file.digest == plan {
            lines.append("          sha256sum of \(Printable.line(file.path))")
        }
        if let ledger, let ledgerPath {
            lines.append("ledger    \(ledger)")
            lines.append("          bytes and sha256sum of \(Printable.line(ledgerPath)), all of it")
        } else {
            lines.append("ledger    none: no criterion of the gate reads it")
        }
        lines.append("evidence  \(evidence ?? "none: nothing is named")")
        for file in evidenceFiles { lines.append("          \(file.digest)  \(Printable.line(file.path))") }
        lines += ["statement", "  \(Printable.line(statement))", ""]
        for finding in warnings {
            let severity = style.apply(.error, "does not hold")
            lines.append("\(severity): \(finding.code): \(Printable.line(finding.diagnostic.message))")
        }
        if !warnings.isEmpty {
            lines += [
                style.apply(.warning, "warning")
                    + ": the step cannot land as it stands; a sign-off over these bytes does not count for mended ones",
                "",
            ]
        }
        lines += remarks.map { style.apply(.faint, "note: \(Printable.line($0))") }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - For machines

    var members: [String: JSONValue] {
        func list(_ files: [File]) -> JSONValue {
            .array(files.map { .object(["path": .string($0.path), "sha256": .string($0.digest)]) })
        }
        return [
            "subject": .string(name), "step": .string(step), "taken": .bool(isTaken), "branch": .optional(branch),
            "base": .string(base), "person": .string(person), "key": .string(fingerprint), "role": .optional(role),
            "decision": .string(role == nil ? "submit" : "approve"), "plan": .string(plan), "files": list(files),
            "ledger": .optional(ledger), "evidence": .optional(evidence), "evidenceFiles": list(evidenceFiles),
            "statement": .string(statement), "warnings": .array(warnings.map(JSONCheckReport.finding)),
            "remarks": .strings(remarks),
        ]
    }
}
