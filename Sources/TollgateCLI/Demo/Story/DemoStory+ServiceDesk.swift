/// The initiatives of the service desk.
extension DemoStory {
    var serviceDesk: [DemoInitiative] {
        [deskTool, articles, passwordResets, lockers, onCall, chatAssistant, accessRequests, welcomeKit]
    }

    private static let folder = "service-desk"

    /// Closed in January 2026. Then the readings go back to where they came from, and nobody looks.
    private var deskTool: DemoInitiative {
        DemoInitiative(
            id: "SD-101", folder: Self.folder, title: "Replace the service desk tool", owner: .ana, controller: .dana,
            benefitOwner: .raj, objective: "faster-resolution",
            problem: "A normal incident takes 26 hours (median); agents copy each ticket between three screens.",
            outcome: "A normal incident is resolved within 18 hours (median).",
            change: DemoChange(
                services: "service-desk",
                backout: "The old tool stays readable for six weeks; its mail route is put back.",
                runCost: "6200.00", fundedBy: "cc-4711"),
            metrics: [
                DemoMetric(
                    id: "resolution-time", name: "Median time to resolve a normal incident", kind: .outcome,
                    unit: "hours", baseline: "26.4", measured: ("2025-02", "2025-04"), target: ("18.0", "2025-12"),
                    sustain: 3, guardrail: "reopened",
                    readings: DemoSeries(
                        "2025-09",
                        hasMistakes
                            ? "21.7 17.9 17.6 17.4 17.8 18.9 20.1 21.0 22.2 22.8 23.1 23.5 23.9 24.2"
                            : "21.7 17.9 17.6 17.4 17.5 17.3 17.4 17.2 17.3 17.1 17.2 17.0 17.1 16.9")),
                DemoMetric(
                    id: "portal-requests", name: "Requests made in the portal", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "12", measured: ("2025-02", "2025-04"), target: ("60", "2025-12"),
                    population: ("staff with a directory account", 5200),
                    readings: DemoSeries("2025-09", "41 52 58 63")),
                reopened("8.8", "2025-02", "2025-04", DemoSeries("2025-09", "9.4 9.1 8.9 8.7")),
            ],
            values: [
                DemoValue(
                    id: "old-licence", name: "Licence of the old tool", account: "pnl.it.licences",
                    basis: "contract 2023-118, 14500 EUR a month, ends in August 2025",
                    plan: DemoSeries(
                        "2025-09", "14500 14500 14500 14500 14500 14500 14500 14500 14500 14500 14500 14500"),
                    booked: DemoSeries(
                        "2025-09", "14500 14500 14500 14500 14500 14500 14500 14500 14500 14500 14500 14500")),
                DemoValue(
                    id: "migration", name: "Migration by the vendor", kind: "one-off-cost", account: "pnl.it.projects",
                    basis: "offer of 2025-05-30", plan: DemoSeries("2025-07", "38000 38000"),
                    booked: DemoSeries("2025-07", "38000 41250")),
            ],
            teams: [
                DemoTeam(
                    id: "level-1-desk", people: 26, from: "tickets in the old tool",
                    to: "requests that come with what is needed"),
                DemoTeam(id: "field-service", people: 14, from: "calls on the road", to: "the queue of the portal"),
            ],
            milestones: [
                DemoMilestone(id: "pilot", title: "Two offices on the new tool", due: "2025-08-04"),
                DemoMilestone(id: "go-live", title: "All offices on the new tool", due: "2025-09-01", isGoLive: true),
            ],
            readiness: [
                ("workflow", "Ticket workflow agreed by the desk leads"),
                ("budget", "Run cost accepted by cost centre 4711"),
            ],
            risk:
                "id: archive, title: Attachments of old tickets cannot be moved, likelihood: 3, impact: 3, response: they stay readable in an archive, owner: raj.iyer",
            created: "2025-05-12 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-05-21 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2025-06-12 10:00", isSquashed: true),
                DemoStep(kind: .stage("decided"), at: "2025-06-26 10:00"),
                DemoStep(kind: .stage("implemented"), at: "2025-10-15 10:00", isSquashed: true),
                DemoStep(kind: .stage("closed"), at: "2026-01-21 10:00"),
            ],
            notes: [
                milestone(
                    "pilot", "2025-07-31", "Gdansk and Porto work with the new tool; 61 agents, no open blocker."),
                goLive("2025-08-25", "desk-tool-4.2.1", "service-desk", "412 tickets in the first three hours."),
            ])
    }

    /// Its target is given anew three times, each time by a little.
    private var articles: DemoInitiative {
        let reasons = [
            ("2026-03-18 10:00", "3300", "Two of the nine article authors went to the migration of the mail system."),
            (
                "2026-05-20 10:00", "3600",
                "The search of the portal finds articles by their titles only until its next release."
            ),
            ("2026-07-22 10:00", "3900", "Contacts about the new expense tool were not known when the target was set."),
        ]
        return DemoInitiative(
            id: "SD-102", folder: Self.folder, title: "Answers where the question is asked", owner: .ana,
            controller: .dana, benefitOwner: .raj, objective: "less-toil",
            problem: "4 of 10 contacts ask what an article answers that nobody finds.",
            outcome: "Staff find the answer in the portal, and the desk writes it down once.",
            change: DemoChange(
                type: "standard", risk: "low", services: "service-portal",
                backout: "The old search is one switch away.",
                runCost: "900.00", fundedBy: "cc-4711"),
            metrics: [
                DemoMetric(
                    id: "how-to-contacts", name: "Contacts with a question that an article answers", kind: .outcome,
                    unit: "contacts/month", baseline: "5200", measured: ("2025-05", "2025-07"),
                    target: ("3000", "2026-06"), guardrail: "reopened",
                    readings: DemoSeries(
                        "2025-11",
                        hasMistakes
                            ? "5010 4880 4700 4610 4480 4420 4350 4310 4240 4190 4120 4080"
                            : "5010 4780 4400 4110 3880 3620 3450 3310 3240 3190 3160 3120")),
                DemoMetric(
                    id: "article-views", name: "Staff who opened an article", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "9", measured: ("2025-05", "2025-07"), target: ("45", "2026-06"),
                    population: ("staff with a directory account", 5200),
                    readings: DemoSeries("2025-11", "17 31 34 36 37 39 41 42 44 45 46 46")),
                reopened(
                    "8.9", "2025-05", "2025-07",
                    DemoSeries("2025-11", "8.9 8.8 8.9 8.7 8.8 8.6 8.7 8.7 8.5 8.6 8.6 8.5")),
            ],
            values: [
                DemoValue(
                    id: "desk-hours", name: "Hours of the overflow desk", kind: "hard-saving",
                    metric: "how-to-contacts",
                    account: "pnl.it.service-desk",
                    basis: "2200 contacts a month less at 4.00 EUR by the overflow contract",
                    plan: DemoSeries("2025-12", "1200 2000 2600 3200 3800 4400 5000 5600 6200 6800 7400 8000 8800"),
                    booked: DemoSeries("2025-12", "1128 1880 2444 3008 3572 4136 4700 5264 5828 6392 6956"))
            ],
            milestones: [
                DemoMilestone(
                    id: "go-live", title: "Articles in every form of the portal", due: "2025-12-01", isGoLive: true)
            ],
            readiness: [("owners", "An owner for each of the 140 articles")],
            risk:
                "id: stale, title: Articles grow old, likelihood: 4, impact: 2, response: each has a date to be read again, owner: ana.ruiz",
            created: "2025-06-16 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-07-16 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2025-08-20 10:00"),
                DemoStep(kind: .stage("decided"), at: "2025-09-24 10:00", isSquashed: true),
                DemoStep(kind: .stage("implemented"), at: "2026-01-22 10:00"),
            ]
                + (hasMistakes
                    ? reasons.map { at, target, because in
                        DemoStep(kind: .rebaseline(because: because, target: target, plan: nil), at: at)
                    } : []),
            notes: [goLive("2025-11-24", "portal-search-1.8.0", "service-portal", "140 articles answer in 31 forms.")])
    }

    /// Everything that its last gate asks for has been there since July 2026, and nobody has asked the controller.
    private var passwordResets: DemoInitiative {
        DemoInitiative(
            id: "SD-103", folder: Self.folder, title: "Move password resets to self-service", owner: .ana,
            controller: .dana, benefitOwner: .raj, objective: "less-toil",
            problem: "Password and MFA resets are 31 % of the desk's contacts; a caller waits 11 minutes.",
            outcome: "Staff reset their own passwords; the desk handles exceptions only.",
            change: DemoChange(
                services: "identity, service-portal",
                backout: "The portal's route is closed at the gateway; the desk resets by hand within 15 minutes.",
                runCost: "2100.00", fundedBy: "cc-4711"),
            metrics: [
                DemoMetric(
                    id: "reset-contacts", name: "Password and MFA contacts at the desk", kind: .outcome,
                    unit: "contacts/month", baseline: "6013", measured: ("2025-06", "2025-08"),
                    target: ("1500", "2026-06"), sustain: 3, guardrail: "reset-fraud",
                    readings: DemoSeries("2026-02", "3900 2450 1720 1480 1390 1350 1330 1340 1310")),
                DemoMetric(
                    id: "portal-share", name: "Resets done in the portal", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "0", measured: ("2025-06", "2025-08"), target: ("75", "2026-06"),
                    population: ("staff with a directory account", 5200),
                    readings: DemoSeries("2026-02", "48 61 70 78 80 81 82 82 83")),
                DemoMetric(
                    id: "reset-fraud", name: "Accounts taken over by way of a reset, in three months", kind: .guardrail,
                    unit: "accounts", baseline: "2", measured: ("2025-06", "2025-08"), limit: "2",
                    readings: DemoSeries("2026-02", "1 1 0 1 1 0 0 1 0")),
            ],
            values: [
                DemoValue(
                    id: "contact-handling", name: "Handling of reset contacts", metric: "reset-contacts",
                    account: "pnl.it.service-desk",
                    basis: "4500 contacts a month less at 4.00 EUR by the overflow contract",
                    plan: DemoSeries(
                        "2026-02", "8000 14000 17000 18000 18000 18000 18000 18000 18000 18000 18000 18000"),
                    booked: DemoSeries("2026-02", "8452 14252 17172 18132 18492 18652 18732 18692 18812")),
                DemoValue(
                    id: "portal-module", name: "Module of the portal and its set-up", kind: "one-off-cost",
                    account: "pnl.it.licences", basis: "offer of 2025-10-02", plan: DemoSeries("2026-01", "38000"),
                    booked: DemoSeries("2026-01", "37400")),
            ],
            teams: [
                DemoTeam(id: "level-1-desk", people: 26, from: "resets by phone", to: "exceptions only")
            ],
            milestones: [
                DemoMilestone(id: "pilot", title: "Pilot with 200 users", due: "2025-12-15"),
                DemoMilestone(id: "go-live", title: "Portal live for all staff", due: "2026-02-02", isGoLive: true),
            ],
            readiness: [
                ("workflow", "Reset workflow agreed by the desk leads and security"),
                ("budget", "Run cost accepted by cost centre 4711"),
            ], dependency: "on: SD-101, kind: needs, by: 2025-12-31",
            risk:
                "id: sso, title: The connector to the directory slips, likelihood: 3, impact: 4, response: a manual step in the pilot, owner: ana.ruiz",
            created: "2025-06-16 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-07-23 10:00", isSquashed: true),
                DemoStep(kind: .stage("detailed"), at: "2025-09-18 10:00"),
                DemoStep(kind: .stage("decided"), at: "2025-10-22 10:00"),
                DemoStep(kind: .stage("implemented"), at: "2026-03-19 10:00", isSquashed: true),
            ] + (hasMistakes ? [] : [DemoStep(kind: .stage("closed"), at: "2026-08-19 10:00")]),
            notes: [
                milestone("pilot", "2025-12-11", "200 users of finance, 94 resets, 3 calls."),
                goLive("2026-01-26", "portal-2.3.0", "service-portal", "71 resets before nine in the morning."),
            ])
    }

    /// Its go-live is always thirty days away.
    private var lockers: DemoInitiative {
        let moves = ["2026-05-10", "2026-06-09", "2026-07-09", "2026-08-08", "2026-09-07", "2026-10-07", "2026-11-06"]
        let next = ["2026-06-09", "2026-07-09", "2026-08-08", "2026-09-07", "2026-10-07", "2026-11-06", "2026-12-06"]
        let why = [
            "the vendor's doors are late", "the building permit for Porto", "the doors are here and the locks are not",
            "the reader needs new firmware", "the holidays", "the second delivery of locks", "the firmware once more",
        ]
        return DemoInitiative(
            id: "SD-104", folder: Self.folder, title: "Lockers instead of a queue for laptops", owner: .tomas,
            controller: .dana, benefitOwner: .raj, objective: "less-toil",
            problem: "A replacement laptop takes 3 days, two of them waiting for somebody to hand it over.",
            outcome: "A laptop waits in a locker within four hours, at any time of the day.",
            change: DemoChange(
                services: "workplace", backout: "Laptops are handed over at the counter as before.", runCost: "700.00",
                fundedBy: "cc-4720"),
            metrics: [
                DemoMetric(
                    id: "hand-over-time", name: "Median time until a replacement is in hand", kind: .outcome,
                    unit: "hours",
                    baseline: "71", measured: ("2025-09", "2025-11"), target: ("8", "2027-03"),
                    guardrail: "lost-devices",
                    readings: .none),
                DemoMetric(
                    id: "locker-share", name: "Replacements by way of a locker", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "0", measured: ("2025-09", "2025-11"), target: ("70", "2027-03"),
                    population: ("staff in offices with lockers", 3100), readings: .none),
                DemoMetric(
                    id: "lost-devices", name: "Devices that nobody can account for", kind: .guardrail, unit: "devices",
                    baseline: "3", measured: ("2025-09", "2025-11"), limit: "4", readings: .none),
            ],
            values: [
                DemoValue(
                    id: "counter-hours", name: "Hours at the counter", kind: "soft-saving", metric: "hand-over-time",
                    account: "pnl.it.workplace", basis: "310 hand-overs a month of 25 minutes at 36.00 EUR",
                    plan: DemoSeries(
                        hasMistakes ? "2026-06" : "2027-01", "3000 4600 4600 4600 4600 4600 4600 4600 4600 4600"),
                    booked: .none)
            ],
            milestones: [
                DemoMilestone(id: "pilot", title: "One locker in Gdansk", due: "2026-04-15"),
                DemoMilestone(
                    id: "go-live", title: "Lockers in all five offices", due: hasMistakes ? "2026-05-10" : "2027-01-11",
                    isGoLive: true),
            ],
            readiness: [("sites", "Places and power for the lockers agreed with facilities")],
            risk:
                "id: doors, title: The vendor of the doors is small, likelihood: 3, impact: 3, response: a second vendor is named in the contract, owner: tomas.berg",
            created: "2025-10-13 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-11-13 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-01-20 10:00", isSquashed: true),
                DemoStep(kind: .stage("decided"), at: "2026-02-18 10:00"),
            ],
            claims: hasMistakes ? DemoSeries("2026-05", "amber red red red red red") : .none,
            valueClaims: hasMistakes ? DemoSeries("2026-06", "amber red red red red") : .none,
            notes: [milestone("pilot", "2026-04-13", "41 laptops in two weeks; the reader froze twice.")]
                + (hasMistakes
                    ? moves.indices.map { index in
                        DemoNote(
                            at: moves[index] + " 16:00", subject: "SD-104: go-live moves to \(next[index])",
                            lines: ["\(moves[index]),milestone,go-live,,\(next[index]),,\(why[index])"])
                    } : []))
    }

    /// The owner says green for as long as anybody asks; the books say something else.
    private var onCall: DemoInitiative {
        DemoInitiative(
            id: "SD-105", folder: Self.folder, title: "The team that runs a service answers for it at night",
            owner: .tomas,
            controller: .dana, benefitOwner: .raj, objective: "faster-resolution",
            problem: "A night call goes through three people before somebody knows the service.",
            outcome: "Whoever runs a service is called first, and half as often as before.",
            change: DemoChange(
                services: "on-call", backout: "The old rota is kept for a quarter.", runCost: "1800.00",
                fundedBy: "cc-4711"),
            metrics: [
                DemoMetric(
                    id: "time-to-knowing", name: "Minutes until somebody who knows the service answers", kind: .outcome,
                    unit: "minutes", baseline: "48", measured: ("2025-10", "2025-12"), target: ("15", "2026-12"),
                    guardrail: "night-calls",
                    readings: DemoSeries("2026-04", "44 31 26 24 22 21 20")),
                DemoMetric(
                    id: "teams-on-rota", name: "Teams with a rota of their own", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "10", measured: ("2025-10", "2025-12"), target: ("90", "2026-12"),
                    population: ("teams that run a service", 31),
                    readings: DemoSeries("2026-04", "32 61 68 71 77 81 84")),
                DemoMetric(
                    id: "night-calls", name: "Calls a person and month at night", kind: .guardrail, unit: "calls",
                    baseline: "2.4", measured: ("2025-10", "2025-12"), limit: "3.0",
                    readings: DemoSeries("2026-04", "2.4 2.5 2.3 2.2 2.2 2.1 2.1")),
            ],
            values: [
                DemoValue(
                    id: "outage-minutes", name: "Minutes of outage that cost orders", kind: "cost-avoidance",
                    metric: "time-to-knowing", account: "pnl.sales.lost-orders",
                    basis: "33 minutes less in 9 outages a month at 40.00 EUR a minute",
                    plan: DemoSeries("2026-05", "12000 12000 12000 12000 12000 12000 12000 12000"),
                    booked: DemoSeries(
                        "2026-05",
                        hasMistakes ? "5400 6100 5200 5800 6300 5900" : "11300 11350 11300 11350 11300 11400"))
            ],
            teams: [
                DemoTeam(id: "service-teams", people: 31, from: "whoever is awake", to: "a rota of their own")
            ],
            milestones: [
                DemoMilestone(id: "go-live", title: "Rotas of the first ten teams", due: "2026-04-27", isGoLive: true)
            ],
            readiness: [("agreement", "Works council agrees to the rotas")],
            risk:
                "id: tired, title: Small teams are called too often, likelihood: 3, impact: 4, response: teams below five share a rota, owner: tomas.berg",
            created: "2025-11-17 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-12-10 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-01-27 10:00"),
                DemoStep(kind: .stage("decided"), at: "2026-02-24 10:00", isSquashed: true),
                DemoStep(kind: .stage("implemented"), at: "2026-06-17 10:00"),
            ],
            notes: [goLive("2026-04-20", "rota-1.0", "on-call", "Ten teams, 62 people; the first night had two calls.")]
        )
    }

    /// Cancelled. What it promised is said to be part of another initiative now.
    private var chatAssistant: DemoInitiative {
        DemoInitiative(
            id: "SD-106", folder: Self.folder, title: "A chat assistant for software requests", owner: .ana,
            controller: .dana, benefitOwner: .raj, objective: "less-toil",
            problem: "1100 software requests a month are typed into a form by agents.",
            outcome: "Staff ask in the chat, and nine of ten requests need no agent.",
            change: DemoChange(
                services: "service-portal, chat", backout: "The form stays; the assistant is switched off.",
                runCost: "2400.00", fundedBy: "cc-4711"),
            metrics: [
                DemoMetric(
                    id: "agent-requests", name: "Software requests that an agent types", kind: .outcome,
                    unit: "requests/month", baseline: "1100", measured: ("2025-07", "2025-09"),
                    target: ("150", "2026-12"), guardrail: "wrong-software", readings: .none),
                DemoMetric(
                    id: "chat-share", name: "Software requests made in the chat", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "0", measured: ("2025-07", "2025-09"), target: ("80", "2026-12"),
                    population: ("staff with a directory account", 5200), readings: .none),
                DemoMetric(
                    id: "wrong-software", name: "Requests that installed the wrong software", kind: .guardrail,
                    unit: "percent", baseline: "1.1", measured: ("2025-07", "2025-09"), limit: "2.0", readings: .none),
            ],
            values: [
                DemoValue(
                    id: "agent-hours", name: "Hours of agents", kind: "soft-saving", metric: "agent-requests",
                    account: "pnl.it.service-desk", basis: "950 requests a month of 12 minutes at 36.00 EUR",
                    plan: DemoSeries("2026-07", "3500 5200 6800 6800 6800 6800"), booked: .none)
            ],
            milestones: [
                DemoMilestone(
                    id: "go-live", title: "The assistant answers all staff", due: "2026-06-29", isGoLive: true)
            ],
            readiness: [("privacy", "Data protection agrees to the transcripts")],
            risk:
                "id: price, title: The vendor bills by message, likelihood: 4, impact: 3, response: a ceiling in the contract, owner: ana.ruiz",
            created: "2025-07-14 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2025-08-27 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2025-10-16 10:00", isSquashed: true),
                DemoStep(kind: .stage("decided"), at: "2025-11-25 10:00"),
                DemoStep(
                    kind: .hold(
                        because: "The vendor bills by message since January; the case has to be worked out again.",
                        reviewBy: "2026-03-31"), at: "2026-01-21 15:00"),
                DemoStep(kind: .resume, at: "2026-02-25 10:00"),
                DemoStep(
                    kind: .cancel(
                        because: "By message it costs more than the agents whom it would spare.",
                        disposition: hasMistakes
                            ? "SD-102" : "None; its budget went back to cost centre 4711."),
                    at: "2026-04-22 10:00"),
            ])
    }

    /// The controller corrects the business case, and then approves it.
    private var accessRequests: DemoInitiative {
        DemoInitiative(
            id: "SD-107", folder: Self.folder, title: "Access within the hour", owner: .tomas, controller: .dana,
            benefitOwner: .raj, objective: "less-toil",
            problem: "Access to a shared folder takes two days, for one click of its owner.",
            outcome: "Owners of folders are asked in the chat; access is there within the hour.",
            change: DemoChange(
                services: "identity", backout: "Requests go to the desk as before.", runCost: "1200.00",
                fundedBy: "cc-4711"),
            metrics: [
                DemoMetric(
                    id: "access-time", name: "Median time until access is there", kind: .outcome, unit: "hours",
                    baseline: "46", measured: ("2026-02", "2026-04"), target: ("1", "2027-04"),
                    guardrail: "wrong-access",
                    readings: .none),
                DemoMetric(
                    id: "owner-answers", name: "Requests that the owner answers", kind: .adoption, unit: "percent",
                    direction: "increase", baseline: "20", measured: ("2026-02", "2026-04"), target: ("85", "2027-04"),
                    population: ("owners of shared folders", 640), readings: .none),
                DemoMetric(
                    id: "wrong-access", name: "Access that had to be taken back", kind: .guardrail, unit: "percent",
                    baseline: "1.8", measured: ("2026-02", "2026-04"), limit: "2.0", readings: .none),
            ],
            values: [
                DemoValue(
                    id: "desk-clicks", name: "Desk hours for access", metric: "access-time",
                    account: "pnl.it.service-desk",
                    basis: "2100 requests a month of 6 minutes at 36.00 EUR",
                    plan: DemoSeries("2027-02", "3200 5400 7500 7500 7500 7500"), booked: .none)
            ],
            milestones: [
                DemoMilestone(id: "go-live", title: "All shared folders", due: "2027-01-18", isGoLive: true)
            ],
            readiness: [("owners", "Each folder has an owner who works here")],
            risk:
                "id: owners, title: Owners do not answer, likelihood: 3, impact: 2, response: after a day the team lead is asked, owner: tomas.berg",
            created: "2026-03-16 09:00",
            steps: [
                DemoStep(kind: .stage("identified"), at: "2026-04-15 10:00"),
                DemoStep(kind: .stage("detailed"), at: "2026-06-16 10:00"),
                DemoStep(
                    kind: .stage("decided"), at: "2026-09-16 10:00",
                    mistake: hasMistakes && isSigned ? .selfApproval : nil),
            ])
    }

    /// An idea so far.
    private var welcomeKit: DemoInitiative {
        DemoInitiative(
            id: "SD-108", folder: Self.folder, title: "Everything there on the first day", owner: .tomas,
            controller: .dana, benefitOwner: .raj, objective: "less-toil",
            problem: "One of three people who start here has no account on the first day.", outcome: "",
            change: DemoChange(services: "", backout: "", runCost: "", fundedBy: ""), metrics: [], values: [],
            milestones: [], risk: "", created: "2026-10-19 09:00", steps: [])
    }
}
