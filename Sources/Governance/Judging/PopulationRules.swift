import Diagnostics
import PlanModel
import PlanText

/// How many people an adoption metric is about, and how many others say that it is about.
struct PopulationRules {
    func judge(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        for metric in plan.content.metrics {
            guard let size = metric.populationSize, let unit = metric.unit,
                Metric.unitsOfPeople.contains(unit.value.lowercased())
            else { continue }
            for (name, reading) in [("baseline", metric.baseline?.value), ("target", metric.target?.value)] {
                guard let reading, reading.value > ExactDecimal(size) else { continue }
                findings.add(
                    .populationExceeded,
                    "the \(name) of \(quoted(metric.id.value)) is \(reading.value) \(unit.value) of a population of \(size)",
                    at: reading.location, beside: Self.label(metric),
                    help: "correct the figure or the population's size")
            }
        }
        transitions(plan, &findings)
    }

    /// The teams that one metric shows must find room in its population together.
    private func transitions(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        var sums: [String: Int] = [:]
        var reported: Set<String> = []
        for row in plan.content.transition {
            guard let id = row.metric?.value, let people = row.people, let metric = plan.metrics[id],
                let size = metric.populationSize
            else { continue }
            let (sum, overflows) = sums[id, default: 0].addingReportingOverflow(people)
            sums[id] = overflows ? .max : sum
            guard overflows || sum > size, reported.insert(id).inserted else { continue }
            findings.add(
                .populationExceeded,
                "the teams that move by \(quoted(id)) have more than the \(size) people of its population",
                at: row.node["people"]?.location ?? row.team.location, beside: Self.label(metric),
                help: "correct the teams or the population's size")
        }
    }

    private static func label(_ metric: Metric) -> [Label] {
        (metric.node["population"]?["size"]).map { [Label($0.location, "the population")] } ?? []
    }
}
