/// One of the two change plans of the story.
struct DemoProgramme: Sendable {
    let id: String
    let text: String
    /// Who takes the readings.
    let reader: DemoPerson
    /// Who keeps the books of the programme and writes its minutes.
    let bookkeeper: DemoPerson
    /// Who lands what the programme proposes.
    let lander: DemoPerson

    static let serviceDesk = DemoProgramme(
        id: "service-desk",
        text: """
            schema: tollgate/plan/v1
            id: service-desk
            title: A service desk that staff reach for the exceptions
            sponsor: ola.nord
            owner: ana.ruiz
            cadence: {review: monthly, grace: 10}
            reporting-currency: EUR
            goal: {run-rate: 640000.00, currency: EUR, by: 2026-12-31}

            objectives:
              - {id: faster-resolution, title: Incidents are resolved within one working day, measure: median hours to resolve}
              - {id: less-toil, title: Staff help themselves where no judgement is needed, measure: contacts a month}

            teams: [level-1-desk, level-2-support, workplace-team]

            description: |
              Contacts at the desk grew by 14 % in 2024 and the desk did not. The tool is replaced first; then the contacts go
              that need nobody, one kind after the other.

            """, reader: .raj, bookkeeper: .ana, lander: .greta)

    static let platform = DemoProgramme(
        id: "platform",
        text: """
            schema: tollgate/plan/v1
            id: platform
            title: A platform that changes daily and fails rarely
            sponsor: ola.nord
            owner: mika.salo
            cadence: {review: monthly, grace: 10}
            reporting-currency: EUR
            goal: {run-rate: 900000.00, currency: EUR, by: 2026-12-31}

            objectives:
              - {id: safe-change, title: Changes flow without a weekly board and fail no more often, measure: lead time and failure rate}
              - {id: leaner-run, title: What nobody uses is not paid for, measure: run cost a month}

            teams: [platform-teams, operations]

            description: |
              Two halls of servers, a change board that meets on Thursdays, and a bill that nobody reads. The programme leaves
              one hall, lets routine changes go without the board, and makes cost visible where it is caused.

            """, reader: .raj, bookkeeper: .mika, lander: .farid)

    static let all = [serviceDesk, platform]
}
