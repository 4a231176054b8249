/// Texts as people write them.
enum Samples {
    static let initiative = """
        # yaml-language-server: $schema=../schema/initiative.json
        schema: tollgate/initiative/v1
        id: WH-12                # never changes
        title: "Zähler: Ablesung ohne Weg"
        stage: detailed
        change:
          type: normal
          risk: medium
          services: [metering, 'billing']
          run-cost: {amount: 310.50, currency: EUR, per: month, funded-by: cc-90}

        owner: mia.chen
        problem: |
          Readers walk 40 km a day;
            every fourth reading is wrong. 😀

          That costs more than it should.
        outcome: >-
          Meters report
          on their own.

        metrics:
          - id: manual-readings
            class: outcome
            baseline: {value: 9000, from: 2025-10, to: 2025-12, source: evidence/q4.csv}
            target: {value: 900, by: 2026-11}   # ten per cent stay
          -
            id: share
            class: adoption
            limit:
        value:
        - id: walking
          plan: {2026-10: 900.00, 2026-11: 1800.00,
            2026-12: 1800.00}
          account: "4\\x371"
          x-remark: 'it''s
            provisional'
        risks: []

        """

    static let markdown = """
        ---
        schema: tollgate/initiative/v1
        id: WH-13
        title: Zähler im Netz
        metrics:
          - {id: uptime, class: guardrail, limit: 99.0}
        ---

        # Why

        | a	| b |
        |---|---|

        ---

        More prose: with [signs] {of} 'YAML'.

        """

    static let header = """
        PEP: 9999
        Title: A header
         that goes on
        Author: Mia Chen <mia@example.com>,
                Ana Ruiz <ana@example.com>
        Status: Draft
        Created: 01-Mar-2026

        Abstract
        ========

        Status: not a field

        """
}
