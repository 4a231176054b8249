import Foundation
import GitStore
import PlanHistory
import PlanModel
import Testing
import Timeline
import TollgateTesting

@Suite("Replay: where it runs")
struct TimeZoneTests {
    @Test("the time zone of the process changes nothing")
    func timeZone() async {
        // In a process of its own: the zone belongs to all of it.
        await #expect(processExitsWith: .success) {
            let repository = try TestRepository(isBare: true)
            try GeneratedHistory(seed: 600, landings: 20...25).write(to: repository)
            var expected: [String]?
            for zone in ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"] {
                setenv("TZ", zone, 1)
                tzset()
                let replay = try await repository.replay(policy: SamplePolicy.foreign)
                let found = replay.timelines.flatMap { timeline in
                    timeline.events.map {
                        "\($0) \($0.landing.recorded) \($0.landing.recorded.day) \($0.landing.authored)"
                    }
                }
                #expect(!found.isEmpty)
                #expect(found == expected ?? found)
                expected = found
            }
        }
    }
}
