import PlanModel

/// Eighteen months of an organisation that does not exist, as the landings of its `main`, oldest first.
struct DemoStory {
    let keys: DemoKeys?
    /// Whether what there is to be found is in it.
    let hasMistakes: Bool

    var isSigned: Bool { keys != nil }

    static let beginning = Timestamp.demo("2025-05-12 09:00")
    /// The months whose readings are recorded.
    static let months = (0..<18).map { Month.demo("2025-05").later($0) }

    var initiatives: [DemoInitiative] { serviceDesk + platform }

    var landings: [DemoLanding] {
        let initiatives = initiatives
        let parts =
            trustSet(initiatives)
            + initiatives.flatMap { DemoSteps(initiative: $0, beginning: Self.beginning).landings }
            + initiatives.flatMap { item in item.notes.flatMap { DemoNotes(initiative: item).landings(of: $0) } }
            + DemoProgramme.all.flatMap { programme in
                DemoReviews(
                    programme: programme, initiatives: initiatives.filter { $0.folder == programme.id },
                    hasMistakes: hasMistakes
                ).landings
            }
        // Those of one moment stay in the order that they are told in.
        return parts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    // MARK: - Who may do what

    private func trustSet(_ initiatives: [DemoInitiative]) -> [DemoLanding] {
        let constitution = DemoConstitution(keys: keys)
        let first = DemoPerson.everybody.filter { $0 != .tomas }
        var start = [DemoEdit.write(path: Policy.defaultPath, text: constitution.policy(version: 1))]
        start += constitution.edits(first)
        if isSigned { start.append(.write(path: "plans/revoked_signers", text: DemoConstitution.revoked)) }
        start.append(.write(path: "README.md", text: Self.readme))
        for programme in DemoProgramme.all {
            start.append(.write(path: "plans/\(programme.id)/plan.yaml", text: programme.text))
        }
        let opened = initiatives.filter { Timestamp.demo($0.created) == Self.beginning }
        start += opened.map { .write(path: $0.path, text: DemoPlanText($0).text) }
        func landing(
            _ subject: String, _ by: DemoPerson, at text: String, _ initiatives: [String], _ edits: [DemoEdit],
            _ agreements: [DemoAgreement] = []
        ) -> DemoLanding {
            let moment = Timestamp.demo(text)
            return DemoLanding(
                title: subject, way: .rebase, by: by, at: moment,
                commits: [
                    DemoCommit(
                        subject: subject, initiatives: initiatives, author: by, at: moment.adding(minutes: -30),
                        edits: edits, agreements: agreements)
                ])
        }
        func agreement(_ gate: String, _ by: DemoPerson) -> DemoAgreement {
            DemoAgreement(initiative: nil, gate: gate, role: "policy-owner", by: by)
        }
        var result = [
            landing("Put both programmes under Tollgate", .greta, at: "2025-05-12 09:00", opened.map(\.id), start),
            landing(
                "people: Tomas Berg joins", .ola, at: "2025-09-10 11:00", [], constitution.edits(DemoPerson.everybody),
                isSigned ? [agreement("people", .ola)] : []),
        ]
        if isSigned {
            result.append(
                landing(
                    "policy: a sign-off is good for thirty days", .greta, at: "2026-02-12 11:00", [],
                    [.write(path: Policy.defaultPath, text: constitution.policy(version: 2))],
                    [agreement("policy", .greta), agreement("policy", .ola)]))
        }
        return result
    }

    private static let readme = """
        # Plans of a made-up organisation

        `tollgate demo` wrote this repository, to look around in. Nobody in it exists.

        """

    // MARK: - Parts of initiatives

    func reopened(_ baseline: String, _ from: String, _ to: String, _ readings: DemoSeries) -> DemoMetric {
        DemoMetric(
            id: "reopened", name: "Tickets reopened within seven days", kind: .guardrail, unit: "percent",
            baseline: baseline, measured: (from, to), limit: "10.0", readings: readings)
    }

    func milestone(_ id: String, _ day: String, _ report: String) -> DemoNote {
        DemoNote(
            at: day + " 16:00", subject: "\(id) is done",
            lines: ["\(day),milestone,\(id),,done,evidence/\(id)-\(day).txt,"],
            evidence: ("\(id)-\(day).txt", report + "\n"))
    }

    func goLive(_ day: String, _ tag: String, _ service: String, _ report: String) -> DemoNote {
        DemoNote(
            at: day + " 16:00", subject: "go-live of \(tag)",
            lines: [
                "\(day),deployment,\(service),,done,tag:\(tag)@{\(tag)},",
                "\(day),milestone,go-live,,done,evidence/\(tag)-cutover.txt,",
            ], evidence: ("\(tag)-cutover.txt", "\(day) 05:30  \(report)\n"), deployment: (tag, service))
    }
}
