import PlanModel
import Testing

@Suite("Moves on the ladder of stages")
struct StageLadderTests {
    private static let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]
    private static let ladder = StageLadder(stages: stages, ends: ["withdrawn", "replaced"])

    @Test(
        "Every move between two of six stages is what it is",
        arguments: [
            // From each stage to each: > forward, » skip, < back. A stage does not move to itself.
            ("defined", ".>»»»»"), ("identified", "<.>»»»"), ("detailed", "<<.>»»"), ("decided", "<<<.>»"),
            ("implemented", "<<<<.>"),
            ("closed", "<<<<<."),
        ])
    func movesBetweenStages(from: String, moves: String) {
        let meaning: [Character: StageMove] = [">": .forward, "»": .skip, "<": .back]
        for (to, sign) in zip(Self.stages, moves) where sign != "." {
            #expect(Self.ladder.move(from: from, to: to) == meaning[sign], "\(from) to \(to)")
        }
    }

    @Test("An end may follow any stage, and any end", arguments: stages)
    func movesToEnds(from: String) {
        #expect(Self.ladder.move(from: from, to: "withdrawn") == .end)
        #expect(Self.ladder.move(from: from, to: "replaced") == .end)
        #expect(Self.ladder.move(from: "replaced", to: "withdrawn") == .end)
    }

    @Test("From an end any stage is a return", arguments: stages)
    func returnsFromEnds(to: String) {
        #expect(Self.ladder.move(from: "withdrawn", to: to) == .resume)
    }

    @Test("A stage that nobody declared takes part in no move", arguments: stages + ["withdrawn", "nowhere"])
    func knowsUndeclaredStages(stage: String) {
        for other in ["nowhere", "Defined", "defined ", "", nil] as [String?] {
            #expect(Self.ladder.move(from: stage, to: other) == .undeclared)
            #expect(Self.ladder.move(from: other, to: stage) == .undeclared)
            #expect(Self.ladder.move(from: other, to: other) == .undeclared)
        }
    }

    @Test("Declared are stages and ends, by their exact words")
    func knowsWhatIsDeclared() {
        for stage in Self.stages + ["withdrawn", "replaced"] { #expect(Self.ladder.declares(stage)) }
        for other in ["", "DEFINED", "define", "withdraw"] { #expect(!Self.ladder.declares(other)) }
    }

    @Test("A ladder of one stage has no step")
    func climbsAShortLadder() {
        let ladder = StageLadder(stages: ["only"])
        #expect(ladder.move(from: "only", to: "other") == .undeclared)
        #expect(ladder.ends.isEmpty)
    }
}
