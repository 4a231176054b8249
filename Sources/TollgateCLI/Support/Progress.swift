/// Progress on standard error: on a terminal only, and only after a quarter of a second.
final class Progress {
    private let world: World
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant
    private var hasWritten = false

    init(_ world: World, options: CommonOptions) {
        self.world = world
        isShown = world.isErrorTerminal && !options.noProgress && !options.quiet
        start = clock.now
        last = start
    }

    func report(_ count: Int) {
        guard isShown else { return }
        let now = clock.now
        guard now - start > .milliseconds(250), now - last > .milliseconds(100) || !hasWritten else { return }
        last = now
        hasWritten = true
        world.errorOutput("\r\(count) landings read")
    }

    func end() {
        if hasWritten { world.errorOutput("\r\u{1B}[K") }
    }
}
