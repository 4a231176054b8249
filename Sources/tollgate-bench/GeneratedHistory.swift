import Glibc

/// A repository of plans made for measuring: as many landings and initiatives as asked for, the same on every machine.
struct GeneratedHistory {
    let path: String

    private static let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]

    /// Makes a repository on `main`. The first landing brings the policy and every initiative; each later one changes one: its
    /// stage by one step, or a sentence where it has reached the last.
    ///
    /// `more` are further files of the first landing, by path; `policyEnd` is added to its policy. With `ledgers`, three landings
    /// of four append a line to a ledger instead.
    static func make(
        in folder: Folder, name: String, landings: Int, plans: Int, more: [String: String] = [:],
        policyEnd: String = "", ledgers: Bool = false
    ) throws -> GeneratedHistory {
        let path = folder.path + "/" + name
        let stream = folder.path + "/" + name + ".stream"
        guard let file = fopen(stream, "w") else { throw BenchFailure(description: "cannot write \(stream)") }
        var stage = [Int](repeating: 0, count: plans)
        var ledger = [String](repeating: "date,series,item,period,value,evidence,note\n", count: plans)
        for landing in 0..<landings {
            var files: [(path: String, text: String)] = []
            if landing == 0 {
                files =
                    [("plans/policy.yaml", policy + policyEnd)]
                    + more.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
                for plan in 0..<plans { files.append((Self.file(plan), initiative(plan, stage: 0, note: 0))) }
            } else {
                // A stride that is prime to the number of plans visits all of them.
                let plan = landing * 7 % plans
                if ledgers, landing % 4 != 0 {
                    ledger[plan] += line(landing)
                    files = [(Self.file(plan).replacing(".yaml", with: ".csv"), ledger[plan])]
                } else {
                    if stage[plan] < stages.count - 1 { stage[plan] += 1 }
                    files = [(Self.file(plan), initiative(plan, stage: stage[plan], note: landing))]
                }
            }
            fputs(commit(landing, files), file)
        }
        fclose(file)
        try check(
            Child.run(["git", "init", "-q", "-b", "main", path], in: folder.path, input: "/dev/null").status, "git init"
        )
        try importing(stream, into: path)
        return GeneratedHistory(path: path)
    }

    /// A reading of a month that goes round with the landings.
    private static func line(_ landing: Int) -> String {
        let series = landing % 3 == 0 ? "forecast" : "actual"
        let (day, month) = (landing % 6 + 4, landing % 6 + 3)
        return "2026-0\(day)-05,\(series),contact-handling,2026-0\(month),\(landing % 9000).50,,counted\n"
    }

    /// When the first landing is committed, in seconds since 1970-01-01T00:00:00Z.
    static let start = 1_767_600_000
    /// The seconds between two landings: few enough that the longest history ends before today, since a date in the future is a finding.
    static let interval = 60

    /// A landing as `git fast-import` reads it.
    static func commit(_ landing: Int, parent: String = "", _ files: [(path: String, text: String)]) -> String {
        let message = landing == 0 ? "Begin" : "Landing \(landing)"
        return
            "commit refs/heads/main\ncommitter Ana Ruiz <ana.ruiz@example.com> \(start + landing * interval) +0000\n"
            + "data \(message.utf8.count)\n\(message)\n\(parent)" + files.map { write($0.path, $0.text) }.joined()
    }

    /// Imports a stream, checks the branch out, and removes the stream.
    static func importing(_ stream: String, into path: String) throws {
        try check(Child.run(["git", "fast-import", "--quiet"], in: path, input: stream).status, "git fast-import")
        try check(
            Child.run(["git", "reset", "-q", "--hard", "main"], in: path, input: "/dev/null").status, "git reset")
        unlink(stream)
    }

    /// What a command prints, without the line break at its end.
    static func output(_ command: [String], in path: String, _ folder: Folder) throws -> String {
        let script = try folder.write("output.sh", "exec \"$@\" > \"\(folder.path)/output\"\n")
        try check(
            Child.run(["sh", script] + command, in: path, input: "/dev/null").status, command.joined(separator: " "))
        let bytes = try Comparisons.bytes(of: folder.path + "/output")
        return String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    func tip(in folder: Folder) throws -> String { try Self.output(["git", "rev-parse", "main"], in: path, folder) }

    /// Changes one initiative in the index.
    func stageOne() throws {
        let file = Self.file(7)
        guard let stream = fopen(path + "/" + file, "w") else {
            throw BenchFailure(description: "cannot write \(file)")
        }
        fputs(Self.initiative(7, stage: 2, note: 1), stream)
        fclose(stream)
        try Self.check(Child.run(["git", "add", file], in: path, input: "/dev/null").status, "git add")
    }

    static func check(_ status: Int32, _ what: String) throws {
        guard status == 0 else { throw BenchFailure(description: "\(what) ended with \(status)") }
    }

    static func file(_ plan: Int) -> String { "plans/programme-\(plan / 40)/SD-\(plan + 1).yaml" }

    private static func write(_ path: String, _ text: String) -> String {
        "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n"
    }

    private static let policy = """
        schema: tollgate/policy/v1
        version: 1
        repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
        branches: [main]
        documents:
          - {kind: plan, match: "plans/*/plan.yaml"}
          - {kind: initiative, match: ["plans/*/*.yaml", "plans/*/*.md"], ledger: "{stem}.csv"}
        stages: [defined, identified, detailed, decided, implemented, closed]

        """

    /// An initiative of some two kilobytes, as people write them.
    static func initiative(_ plan: Int, stage: Int, note: Int) -> String {
        """
        schema: tollgate/initiative/v1
        id: SD-\(plan + 1)
        title: Move request type \(plan + 1) to self-service
        stage: \(stages[stage])
        state: active
        change:
          type: normal
          risk: medium
          services: [identity, service-portal]
          backout: Disable the portal route at the gateway; the desk resumes manual handling within 15 minutes.
          run-cost: {amount: 2100.00, currency: EUR, per: month, funded-by: cc-4711}

        owner: ana.ruiz
        sponsor: ola.nord
        controller: dana.weiss
        benefit-owner: raj.iyer

        problem: |
          Requests of type \(plan + 1) are a noticeable share of the contacts at the service desk.
          They are counted every month, and the figure has not moved since the last review (\(note)).
        outcome: |
          Staff help themselves; the desk handles exceptions only.

        metrics:
          - id: contacts
            name: Fewer contacts at the desk
            class: outcome
            unit: contacts/month
            direction: decrease
            baseline: {value: 6000, from: 2025-10, to: 2025-12, sample: 18040, source: reports of the ticket system}
            target: {value: 1500, by: 2026-09}
            sustain: 3
            guardrail: reopen-rate
          - id: portal-share
            name: Requests made in the portal
            class: adoption
            aspect: utilisation
            unit: percent
            direction: increase
            population: {who: staff with a directory account, size: 5200}
            baseline: {value: 0, from: 2025-12, to: 2025-12, source: not offered before}
            target: {value: 75, by: 2026-07}
          - id: reopen-rate
            name: Tickets reopened within seven days
            class: guardrail
            unit: percent
            direction: decrease
            baseline: {value: 9.0, from: 2025-10, to: 2025-12, source: reports of the ticket system}
            limit: 10.0

        value:
          - id: contact-handling
            kind: hard-saving
            currency: EUR
            recurring: true
            metric: contacts
            account: pnl.it.service-desk
            cost-centre: "4711"
            plan: {2026-04: 4000.00, 2026-05: 12000.00, 2026-06: 18000.00, 2026-07: 18000.00}

        milestones:
          - {id: pilot, title: Pilot with 200 users, due: 2026-03-15, mandatory: true}
          - {id: go-live, title: Live for all staff, due: 2026-04-20, mandatory: true, go-live: true}

        """
    }
}
