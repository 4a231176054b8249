import PlanModel

/// The landings by which something that happened gets into the ledger.
struct DemoNotes {
    let initiative: DemoInitiative

    func landings(of note: DemoNote) -> [DemoLanding] {
        let moment = Timestamp.demo(note.at)
        var result: [DemoLanding] = []
        if let (tag, service) = note.deployment {
            let at = moment.adding(minutes: -600)
            result.append(
                DemoLanding(
                    title: "\(service): deploy \(tag)", way: .rebase, by: initiative.operations, at: at,
                    commits: [
                        DemoCommit(
                            subject: "\(service): deploy \(tag)", initiatives: [initiative.id],
                            author: initiative.operations, at: at.adding(minutes: -15),
                            edits: [.write(path: "services/\(service)/deployed.txt", text: "\(tag) on \(at)\n")])
                    ], tag: tag))
        }
        var edits = [DemoEdit.append(path: initiative.ledgerPath, text: note.lines.map { $0 + "\n" }.joined())]
        if let (name, text) = note.evidence { edits.append(.write(path: initiative.evidencePath(name), text: text)) }
        let subject = note.subject.hasPrefix(initiative.id) ? note.subject : "\(initiative.id): \(note.subject)"
        result.append(
            DemoLanding(
                title: subject, way: .rebase, by: initiative.owner, at: moment,
                commits: [
                    DemoCommit(
                        subject: subject, initiatives: [initiative.id], author: initiative.owner,
                        at: moment.adding(minutes: -20), edits: edits)
                ]))
        return result
    }
}
