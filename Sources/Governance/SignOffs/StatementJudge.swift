import Attestation
import Diagnostics
import PlanModel
import PlanText

/// Judges single sign-offs against what lands: by whose key, and over which bytes.
struct StatementJudge {
    let policy: Policy
    let signOffs: SignOffCase
    let subject: SignedSubject

    func judge(_ found: FoundSignOff, _ statement: Statement) -> JudgedSignOff {
        let (verdict, person, assurance, identity) = identify(found, statement)
        // What proves nobody is not worth comparing.
        let faults =
            identity.isEmpty || identity.allSatisfy { $0.kind == .identity } ? identity + faults(statement) : identity
        return JudgedSignOff(
            found: found, statement: statement, verdict: verdict, person: person, assurance: assurance, faults: faults)
    }

    /// Everything that speaks against a statement beside who made it.
    func faults(_ statement: Statement) -> [JudgedSignOff.Fault] {
        place(statement) + content(statement) + dates(statement)
    }

    private func fault(_ kind: JudgedSignOff.Fault.Kind, _ text: String) -> [JudgedSignOff.Fault] {
        [JudgedSignOff.Fault(kind: kind, text: text)]
    }

    // MARK: - Who

    private typealias Identity = (
        verdict: SignatureVerdict, person: Person?, assurance: Gate.Assurance, faults: [JudgedSignOff.Fault]
    )

    private func identify(_ found: FoundSignOff, _ statement: Statement) -> Identity {
        guard let text = found.text.signature else {
            return (.unsigned, nil, .claimed, fault(.unsigned, "has no signature: anybody could have typed it"))
        }
        guard let keys = signOffs.trust.keys else {
            return (.unsigned, nil, .claimed, fault(.signature, "cannot be verified: the keys are not known"))
        }
        let verdict: SignatureVerdict
        do throws(Malformation) {
            verdict = keys.verdict(
                try SignatureBlob(base64: text), over: statement.signedBytes, for: .tollgate, at: signOffs.moment)
        } catch {
            verdict = .malformed(error)
        }
        guard verdict.isValid else {
            return (verdict, nil, .claimed, fault(.signature, "has a signature that \(verdict.text)"))
        }
        let owner = signOffs.trust.person(of: verdict)
        guard case .person(let signer) = owner else {
            return (verdict, nil, .claimed, fault(.signature, "has a signature that \(owner.text)"))
        }
        return person(signer, statement, verdict)
    }

    /// The person that a statement names has to be the one whose key signed it, or the one whose review a forge saw.
    private func person(_ signer: Person, _ statement: Statement, _ verdict: SignatureVerdict) -> Identity {
        let by = Printable.line(statement.by)
        switch signer.kind {
        case .person:
            if statement.account != nil {
                return (
                    verdict, nil, .claimed, fault(.identity, "names an account, and is signed by a person's own key")
                )
            }
            guard signer.id == statement.by else {
                return (
                    verdict, nil, .claimed,
                    fault(.identity, "names `\(by)` and is signed by the key of `\(signer.id)`")
                )
            }
            return (verdict, signer, .attested, [])
        case .bot:
            return (
                verdict, nil, .claimed, fault(.identity, "is signed by `\(signer.id)`, a bot, which approves nothing")
            )
        case .forge:
            guard let account = statement.account else {
                return (
                    verdict, nil, .claimed,
                    fault(.identity, "is signed by the forge `\(signer.id)` and names no account whose review it saw")
                )
            }
            let key = account.forge.lowercased() + ":" + account.id
            guard let person = signOffs.trust.people?.people?.person(statement.by), person.kind == .person,
                person.accounts.contains(where: { $0.key == key })
            else {
                return (
                    verdict, nil, .claimed,
                    fault(
                        .identity,
                        "is about a review by the account `\(Printable.line(key))`, which people.yaml does not list for `\(by)`"
                    )
                )
            }
            return (verdict, person, .vouched, [])
        }
    }

    // MARK: - Where

    private func place(_ statement: Statement) -> [JudgedSignOff.Fault] {
        var faults: [JudgedSignOff.Fault] = []
        if statement.repository != policy.repositoryID {
            faults += fault(.repository, "was made for the repository `\(Printable.line(statement.repository))`")
        }
        if !signOffs.branches.contains(statement.branch) {
            faults += fault(.branch, "was made for the branch `\(Printable.line(statement.branch))`")
        }
        guard let place = signOffs.chain[statement.onto] else {
            return faults
                + fault(
                    .onto, "was made onto \(statement.onto.prefix(7)), which is not on the branch that it would land on"
                )
        }
        if let last = signOffs.standings[subject.key]?.lastStep, last > place {
            faults += fault(.onto, "was made onto \(statement.onto.prefix(7)), and a step has landed since")
        }
        return faults
    }

    // MARK: - What

    private func content(_ statement: Statement) -> [JudgedSignOff.Fault] {
        switch subject.content {
        case .initiative(let content): return plan(statement, content) + ledger(statement, content)
        case .trust(let digest):
            var faults: [JudgedSignOff.Fault] = []
            if digest != statement.plan { faults += fault(.plan, "was made over other bytes of these files") }
            if statement.ledger != nil { faults += fault(.ledger, "binds a ledger, and no ledger belongs to this") }
            if statement.evidence != nil { faults += fault(.evidence, "binds evidence, and none belongs to this") }
            return faults
        }
    }

    private func plan(_ statement: Statement, _ content: SignedContent) -> [JudgedSignOff.Fault] {
        guard statement.plan != content.plan else { return [] }
        return fault(.plan, "was made over other bytes of the plan" + changes(since: statement.plan))
    }

    /// The fields in which the plan differs from the version that was signed, where that version is known.
    private func changes(since digest: ContentDigest) -> String {
        guard let signed = signOffs.versions[digest]?.text.tree?.root, let now = subject.state?.document.text.tree?.root
        else { return "" }
        let changes = FieldChange.between(signed, now).map { "`\(Printable.line($0.field))`" }
        guard !changes.isEmpty else { return ": only comments or layout have changed since" }
        let more = changes.count > 4 ? " and \(changes.count - 4) more" : ""
        return
            ": \(changes.prefix(4).joined(separator: ", "))\(more) \(changes.count == 1 ? "has" : "have") changed since"
    }

    private func ledger(_ statement: Statement, _ content: SignedContent) -> [JudgedSignOff.Fault] {
        var faults: [JudgedSignOff.Fault] = []
        if let prefix = statement.ledger {
            if content.ledger(first: prefix.bytes) != prefix.digest {
                faults += fault(.ledger, "was made over a ledger that is not the beginning of this one")
            } else if let line = content.fact(behind: prefix.bytes) {
                faults += fault(
                    .ledger,
                    "was made before line \(line.number) of the ledger was added, which says what has happened (`\(line.series.rawValue)`)"
                )
            }
        } else if subject.bindsLedger {
            faults += fault(.ledger, "does not bind the ledger, which the gate's criteria read")
        }
        switch content.evidence(ledger: statement.ledger?.bytes) {
        case .none:
            if statement.evidence != nil { faults += fault(.evidence, "binds evidence, and none is named") }
        case .digest(let digest):
            if statement.evidence != digest {
                faults += fault(
                    .evidence,
                    statement.evidence == nil
                        ? "does not bind the evidence that the plan or the ledger names"
                        : "was made over other evidence: bytes or names of its files have changed since")
            }
        case .missing(let path):
            faults += fault(.evidence, "binds evidence, and `\(Printable.line(path))` is not there")
        }
        return faults
    }

    // MARK: - When

    private func dates(_ statement: Statement) -> [JudgedSignOff.Fault] {
        if statement.at.seconds > signOffs.moment.seconds + SignOffCase.allowedAhead {
            return fault(.date, "is dated \(statement.at), after the landing (\(signOffs.moment))")
        }
        guard let days = policy.signOffMaxAge else { return [] }
        let age = signOffs.moment.seconds - statement.at.seconds
        guard age > Int64(days) * 86_400 else { return [] }
        return fault(
            .date, "is \(age / 86_400) days old at the landing; `signoff-max-age` allows \(days)")
    }
}
