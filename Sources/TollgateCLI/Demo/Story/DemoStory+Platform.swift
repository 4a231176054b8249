/// The initiatives of the platform.
extension DemoStory {
    var platform: [DemoInitiative] {
        [secondHall, standardChanges, patching, idleResources, restores, alerts]
    }

    private static let folder = "platform"

    /// The large one: two of the steering group sign for it. Its promise is raised once, and it is closed.
    private var secondHall: DemoInitiative {
        DemoInitiative(
            id: "PF-201", folder: Self.folder, title: "Leave the second data centre hall", owner: .mika,
            controller: .li,
            benefitOwner: .mika, objective: "leaner-run",
            problem: "The second hall costs 51000 EUR a month and runs at a fifth of its load.",
            outcome: "One hall; what ran in the second one is moved or switched off.",
            change: DemoChange(
                services: "hosting", backout: "The hall stays powered for eight weeks after the last move.",
                runCost: "9000.00", fundedBy: "cc-4810"),
            metrics: [
                DemoMetric(
                    id: "hall-load", name: "Servers that run in the second hall", kind: .outcome, unit: "servers",
                    baseline: "412", measured: ("2025-02", "2025-04"), target: ("0", "2026-03"), sustain: 3,
                    guardrail: "incidents",
                    readings: DemoSeries("2025-11", "141 88 37 9 0 0 0 0 0 0 0 0")),
                DemoMetric(
                    id: "teams-moved", name: "Teams that run in the first hall alone", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "22", measured: ("2025-02", "2025-04"), target: ("100", "2026-03"),
                    population: ("teams with servers", 31), readings: DemoSeries("2025-11", "61 74 88 97 100 100 100")),
                DemoMetric(
                    id: "incidents", name: "Major incidents a month", kind: .guardrail, unit: "incidents",
                    baseline: "4", measured: ("2025-02", "2025-04"), limit: "5",
                    readings: DemoSeries("2025-11", "4 5 3 4 3 3 4")),
            ],
            values: [
                DemoValue(
                    id: "hall-rent", name: "Rent and power of the hall", metric: "hall-load",
                    account: "pnl.it.data-centre", basis: "contract 2019-007, by rack and month",
                    plan: DemoSeries(
                        "2025-12", "12000 20000 28000 36000 44000 48000 48000 48000 48000 48000 48000 48000"),
                    booked: DemoSeries("2025-12", "12400 20150 28300 37100 45900 49800 50100 50000 50200 49900 50050"))
            ],
            milestones: [
                DemoMilestone(id: "inventory", title: "Every server has an owner", due: "2025-09-30"),
                DemoMilestone(
                    id: "go-live", title: "First half of the racks is empty", due: "2025-12-01", isGoLive: true),
            ],
            readiness: [
                ("landlord", "The landlord takes back single racks"),
                ("capacity", "The first hall has power for 300 servers"),
            ],
            risk:
                "id: unknown, title: Servers that nobody owns, likelihood: 4, impact: 3, response: switched off for a week and then removed, owner: mika.salo",
            created: "2025-05-12 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-05-28 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2025-06-19 10:00"),
                DemoStep(kind: .stage("decided"), at: "2025-07-17 10:00"),
                DemoStep(kind: .stage("implemented"), at: "2026-01-27 10:00"),
                DemoStep(
                    kind: .rebaseline(
                        because: "The landlord takes the cage as well, which nobody had asked for.", target: nil,
                        plan: DemoSeries(
                            "2025-12", "12000 20000 28000 37000 46000 50000 50000 50000 50000 50000 50000 50000")),
                    at: "2026-03-24 10:00"),
                DemoStep(kind: .stage("closed"), at: "2026-06-23 10:00"),
            ],
            notes: [
                milestone("inventory", "2025-09-26", "412 servers, 31 teams, 17 servers without an owner."),
                goLive("2025-11-17", "hall-2-half", "hosting", "44 of 88 racks are empty and off."),
            ])
    }

    /// A reading of April is recorded in August, with a date from before the gate that it would have been needed at.
    private var standardChanges: DemoInitiative {
        DemoInitiative(
            id: "PF-202", folder: Self.folder, title: "Routine changes without the board", owner: .mika,
            controller: .dana,
            benefitOwner: .mika, objective: "safe-change",
            problem: "A routine change waits 9 days for a board that has never refused one.",
            outcome: "Routine changes go through the pipeline; the board sees what is new.",
            change: DemoChange(
                type: "standard", services: "pipeline", backout: "The template is withdrawn; changes go to the board.",
                runCost: "1500.00", fundedBy: "cc-4810"),
            metrics: [
                DemoMetric(
                    id: "lead-time", name: "Median days from request to change", kind: .outcome, unit: "days",
                    baseline: "9.5", measured: ("2025-09", "2025-11"), target: ("1.0", "2026-10"),
                    guardrail: "failed-changes", readings: DemoSeries("2026-03", "8.1 5.2 3.9 2.7 2.0 1.6 1.4 1.2")),
                DemoMetric(
                    id: "pipeline-share", name: "Routine changes by way of the pipeline", kind: .adoption,
                    unit: "percent",
                    direction: "increase", baseline: "5", measured: ("2025-09", "2025-11"), target: ("80", "2026-10"),
                    population: ("routine changes a month", 310),
                    readings: DemoSeries("2026-03", "22 46 58 66 70 74 77 79")),
                DemoMetric(
                    id: "failed-changes", name: "Changes that failed", kind: .guardrail, unit: "percent",
                    baseline: "4.1",
                    measured: ("2025-09", "2025-11"), limit: "5.0",
                    readings: DemoSeries("2026-03", "4.2 4.4 3.9 3.6 3.4 3.5 3.3 3.2")),
            ],
            values: [
                DemoValue(
                    id: "waiting", name: "Days of waiting", kind: "soft-saving", metric: "lead-time",
                    account: "pnl.it.platform", basis: "310 changes a month, 20 minutes of chasing at 48.00 EUR",
                    plan: DemoSeries("2026-04", "2400 3200 4000 4600 4900 4900 4900 4900 4900"),
                    booked: DemoSeries("2026-04", "2260 3010 3768 4330 4615 4615 4615"))
            ],
            teams: [
                DemoTeam(id: "build-and-release", people: 9, from: "changes by hand", to: "the pipeline"),
                DemoTeam(id: "network", people: 12, from: "changes by hand", to: "the pipeline"),
            ],
            milestones: [
                DemoMilestone(id: "go-live", title: "First twelve templates", due: "2026-03-30", isGoLive: true)
            ],
            readiness: [("templates", "Templates agreed by the change managers")],
            risk:
                "id: bypass, title: New things are called routine, likelihood: 3, impact: 4, response: one in twenty is looked at, owner: mika.salo",
            created: "2025-09-22 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-10-28 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2025-12-16 10:00", isSquashed: true),
                DemoStep(kind: .stage("decided"), at: "2026-01-28 10:00"),
                DemoStep(kind: .stage("implemented"), at: "2026-05-20 10:00"),
            ],
            notes: [
                goLive("2026-03-23", "pipeline-3.0.0", "pipeline", "Twelve templates; 19 changes on the first day.")
            ]
                + (hasMistakes
                    ? [
                        DemoNote(
                            at: "2026-08-18 17:40", subject: "PF-202: the reading of April",
                            lines: [
                                "2026-05-04,actual,pipeline-share,2026-04,52,evidence/PF-202-april.csv,counted again without the test system"
                            ], evidence: ("PF-202-april.csv", "changes,by pipeline\n297,154\n"))
                    ] : []))
    }

    /// The plan changes after the sponsor has signed it.
    private var patching: DemoInitiative {
        DemoInitiative(
            id: "PF-203", folder: Self.folder, title: "Servers patch themselves", owner: .mika, controller: .li,
            benefitOwner: .mika, objective: "safe-change",
            problem: "A critical patch takes 41 days to reach the last server.",
            outcome: "A critical patch is everywhere within seven days, by night and without hands.",
            change: DemoChange(
                risk: "high", services: "hosting",
                backout: "The schedule is stopped; images of the day before are kept.",
                runCost: "2600.00", fundedBy: "cc-4810"),
            metrics: [
                DemoMetric(
                    id: "patch-time", name: "Days until a critical patch is everywhere", kind: .outcome, unit: "days",
                    baseline: "41", measured: ("2026-01", "2026-03"), target: ("7", "2027-06"), guardrail: "bad-nights",
                    readings: .none),
                DemoMetric(
                    id: "servers-scheduled", name: "Servers on the schedule", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "12", measured: ("2026-01", "2026-03"), target: ("95", "2027-06"),
                    population: ("servers", 690), readings: .none),
                DemoMetric(
                    id: "bad-nights", name: "Nights with an incident by a patch", kind: .guardrail,
                    unit: "nights/month",
                    baseline: "1", measured: ("2026-01", "2026-03"), limit: "2", readings: .none),
            ],
            values: [
                DemoValue(
                    id: "weekend-work", name: "Work at weekends", metric: "patch-time", account: "pnl.it.platform",
                    basis: "two people, three weekends a month, by the rates of 2026",
                    plan: DemoSeries("2027-02", "3800 5200 7600 7600 7600 7600"), booked: .none)
            ],
            milestones: [
                DemoMilestone(id: "go-live", title: "First hundred servers", due: "2027-01-25", isGoLive: true)
            ],
            readiness: [("windows", "Each team has named its nights")],
            risk:
                "id: breaks, title: A patch breaks a service, likelihood: 3, impact: 5, response: ten servers first and a day of waiting, owner: mika.salo",
            created: "2026-02-09 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2026-03-24 15:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-05-26 10:00"),
                DemoStep(
                    kind: .stage("decided"), at: "2026-09-23 10:00",
                    mistake: hasMistakes && isSigned ? .staleApproval : nil),
            ])
    }

    /// Its sign-offs lay in commit messages, and the squash kept none of them.
    private var idleResources: DemoInitiative {
        DemoInitiative(
            id: "PF-204", folder: Self.folder, title: "Idle cloud resources switch off", owner: .mika,
            controller: .dana,
            benefitOwner: .mika, objective: "leaner-run",
            problem: "A third of the cloud's bill is for machines that nobody uses at night.",
            outcome: "What is not marked as needed is off from eight to six.",
            change: DemoChange(
                type: "standard", risk: "low", services: "cloud", backout: "The schedule is off within a minute.",
                runCost: "400.00", fundedBy: "cc-4820"),
            metrics: [
                DemoMetric(
                    id: "idle-hours", name: "Machine hours without use", kind: .outcome, unit: "thousand hours/month",
                    baseline: "212", measured: ("2025-11", "2026-01"), target: ("60", "2026-12"), guardrail: "woken",
                    readings: DemoSeries("2026-05", "171 118 90 78 71 66")),
                DemoMetric(
                    id: "teams-marking", name: "Teams that mark what they need", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "15", measured: ("2025-11", "2026-01"), target: ("95", "2026-12"),
                    population: ("teams with an account", 44), readings: DemoSeries("2026-05", "38 64 77 83 88 90")),
                DemoMetric(
                    id: "woken", name: "Machines that had to be woken by hand", kind: .guardrail,
                    unit: "machines/month",
                    baseline: "2", measured: ("2025-11", "2026-01"), limit: "12",
                    readings: DemoSeries("2026-05", "9 7 6 4 4 3")),
            ],
            values: [
                DemoValue(
                    id: "cloud-bill", name: "The cloud's bill", metric: "idle-hours", account: "pnl.it.cloud",
                    basis: "0.11 EUR an hour, mean of January 2026",
                    plan: DemoSeries("2026-06", "9000 12000 14000 15000 16000 16500 16700"),
                    booked: DemoSeries("2026-06", "8480 11290 13170 14110 15050"))
            ],
            teams: [
                DemoTeam(
                    id: "product-teams", people: 44, from: "servers that always run",
                    to: "servers that say what they need")
            ],
            milestones: [
                DemoMilestone(id: "go-live", title: "Schedule for all test systems", due: "2026-05-25", isGoLive: true)
            ],
            readiness: [("marks", "What may never be switched off is marked")],
            risk:
                "id: demo-days, title: A machine sleeps that somebody shows to a customer, likelihood: 3, impact: 2, response: a button in the chat wakes it, owner: mika.salo",
            created: "2025-11-10 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-12-15 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-02-10 10:00"),
                DemoStep(kind: .stage("decided"), at: "2026-03-25 10:00", isSquashed: true),
                DemoStep(
                    kind: .stage("implemented"), at: "2026-08-19 15:00", isSquashed: true,
                    mistake: hasMistakes && isSigned ? .lostSignOffs : nil),
            ],
            notes: [goLive("2026-05-18", "night-off-1.1.0", "cloud", "1140 machines slept; nine were woken.")])
    }

    /// Somebody who merged a month's readings made its target easier on the way.
    private var restores: DemoInitiative {
        DemoInitiative(
            id: "PF-205", folder: Self.folder, title: "A backup counts when it was restored", owner: .mika,
            controller: .li,
            benefitOwner: .mika, objective: "safe-change",
            problem: "Backups are made every night and were restored twice in a year.",
            outcome: "Every service is restored once a quarter, by a machine that says whether it works.",
            change: DemoChange(
                services: "backup", backout: "Restores by hand, as before.", runCost: "1100.00", fundedBy: "cc-4810"),
            metrics: [
                DemoMetric(
                    id: "restored", name: "Services that were restored in the last three months", kind: .outcome,
                    unit: "percent", direction: "increase", baseline: "6", measured: ("2025-08", "2025-10"),
                    target: ("95", "2026-12"), guardrail: "backup-window",
                    readings: DemoSeries("2026-03", "21 38 49 58 66 71 76 79")),
                DemoMetric(
                    id: "teams-reading", name: "Teams that read the report of their restore", kind: .adoption,
                    unit: "percent", direction: "increase", baseline: "0", measured: ("2025-08", "2025-10"),
                    target: ("80", "2026-12"), population: ("teams that run a service", 31),
                    readings: DemoSeries("2026-03", "29 45 52 58 63 68 71 74")),
                DemoMetric(
                    id: "backup-window", name: "Hours that the nightly backup takes", kind: .guardrail, unit: "hours",
                    baseline: "5.2", measured: ("2025-08", "2025-10"), limit: "6.0",
                    readings: DemoSeries("2026-03", "5.6 5.5 5.5 5.4 5.4 5.3 5.4 5.3")),
            ],
            values: [
                DemoValue(
                    id: "insurance", name: "Premium of the insurance against data loss", metric: "restored",
                    account: "pnl.it.insurance", basis: "offer of 2025-11-06 with proof of restores",
                    plan: DemoSeries("2026-04", "2600 2600 2600 2600 2600 2600 2600 2600 2600"),
                    booked: DemoSeries("2026-04", "2450 2450 2450 2450 2450 2450 2450"))
            ],
            milestones: [
                DemoMilestone(id: "go-live", title: "The first twenty services", due: "2026-03-16", isGoLive: true)
            ],
            readiness: [("place", "Room to restore the largest service")],
            risk:
                "id: room, title: The largest service does not fit, likelihood: 2, impact: 3, response: it is restored in parts, owner: mika.salo",
            created: "2025-08-18 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-09-24 15:00"),
                DemoStep(kind: .stage("detailed"), at: "2025-11-18 10:00"),
                DemoStep(kind: .stage("decided"), at: "2026-01-14 10:00"),
                DemoStep(kind: .stage("implemented"), at: "2026-05-27 10:00"),
            ],
            notes: [goLive("2026-03-09", "restore-bot-1.0.0", "backup", "Twenty services, two of which did not start.")]
        )
    }

    /// Went back once, and waits for its decision now.
    private var alerts: DemoInitiative {
        DemoInitiative(
            id: "PF-206", folder: Self.folder, title: "Alerts that somebody acts on", owner: .mika, controller: .dana,
            benefitOwner: .mika, objective: "safe-change",
            problem: "Of 9400 alerts a month 200 are acted on.",
            outcome: "An alert means that somebody has to do something now.",
            change: DemoChange(
                services: "monitoring", backout: "The old rules are a file that is put back.", runCost: "800.00",
                fundedBy: "cc-4810"),
            metrics: [
                DemoMetric(
                    id: "alerts", name: "Alerts a month", kind: .outcome, unit: "alerts/month", baseline: "9400",
                    measured: ("2026-01", "2026-03"), target: ("900", "2027-06"), guardrail: "missed", readings: .none),
                DemoMetric(
                    id: "rules-owned", name: "Rules with an owner", kind: .adoption, unit: "percent",
                    direction: "increase",
                    baseline: "30", measured: ("2026-01", "2026-03"), target: ("100", "2027-06"),
                    population: ("rules", 2150), readings: .none),
                DemoMetric(
                    id: "missed", name: "Incidents that no alert told of", kind: .guardrail, unit: "incidents/month",
                    baseline: "2", measured: ("2026-01", "2026-03"), limit: "3", readings: .none),
            ],
            values: [
                DemoValue(
                    id: "attention", name: "Hours spent on looking away", kind: "soft-saving", metric: "alerts",
                    account: "pnl.it.platform", basis: "8500 alerts a month of 40 seconds at 48.00 EUR",
                    plan: DemoSeries("2027-03", "2200 3600 4500 4500 4500 4500"), booked: .none)
            ],
            milestones: [
                DemoMilestone(
                    id: "go-live", title: "Rules of the ten loudest services", due: "2027-02-22", isGoLive: true)
            ],
            readiness: [
                ("rules", "Owners named for the 400 loudest rules"), ("rota", "The teams' rotas take the new alerts"),
            ], openReadiness: 1,
            risk:
                "id: silence, title: Something is silenced that mattered, likelihood: 3, impact: 4, response: a month side by side, owner: mika.salo",
            created: "2026-01-19 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2026-02-25 15:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-04-22 15:00"),
                DemoStep(
                    kind: .back(
                        to: "identified",
                        because: "The vendor replaces its rules in summer; the measures have to fit those."),
                    at: "2026-06-24 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-08-25 10:00"),
            ])
    }
}
