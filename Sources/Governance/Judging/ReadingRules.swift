import Diagnostics
import PlanModel
import Timeline

/// Who wrote the readings that a landing brings: never the one who verifies what comes of them.
struct ReadingRules {
    let people: People

    func diagnostics(_ landing: LandingRules.Case) -> [Diagnostic] {
        landing.after.compactMap { state in
            guard let controller = state.initiative?.controller,
                let author = landing.readingAuthors[state.path]?.first(where: { author in
                    people.people(withEmail: author.email).contains { $0.id == controller }
                })
            else { return nil }
            return Diagnostic(
                .controllerWroteReadings,
                "the controller `\(Printable.line(controller))` wrote readings that land here: `\(Printable.line(author.email))` is the \(author.part.rawValue) of commit \(author.commit.prefix(7))",
                at: Label(state.location("controller"), "verifies what the readings show"),
                helps: ["have somebody else record the readings, in commits of their own, or name another controller"],
                initiative: state.initiative?.id)
        }
    }
}
