#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Diagnostics
import Reports

/// Writes results where the options say.
struct Delivery {
    let world: World
    let options: CommonOptions

    /// Renders the result once for each target and writes it.
    func deliver(_ render: (OutputFormat, Style) -> String) throws(CommandFailure) {
        for target in options.targets {
            guard target.file != "-" else {
                let text = render(target.format, Style(isColoured: isColoured))
                let isForPeople = target.format == .full || target.format == .concise
                world.output(isForPeople ? guarded(text) : text)
                continue
            }
            let path = world.absolute(target.file)
            do {
                try Data(render(target.format, .plain).utf8).write(to: URL(filePath: path), options: .atomic)
            } catch {
                throw .usage(
                    "cannot write \(Printable.line(target.file))",
                    help: "name a file in a folder that exists and may be written to")
            }
        }
    }

    /// Writes text for people to standard output at once, before there is a result.
    func show(_ render: (Style) -> String) {
        guard !options.quiet else { return }
        world.output(guarded(render(Style(isColoured: isColoured))))
    }

    private var isColoured: Bool {
        switch options.color {
        case .always: return true
        case .never: return false
        case .auto:
            let environment = world.environment
            if let value = environment["NO_COLOR"], !value.isEmpty { return false }
            if let value = environment["CLICOLOR_FORCE"], value != "0", !value.isEmpty { return true }
            return world.isOutputTerminal && environment["TERM"] != "dumb"
        }
    }

    /// In GitHub Actions, text from documents must not be read as workflow commands.
    private func guarded(_ text: String) -> String {
        guard world.environment["GITHUB_ACTIONS"] == "true" else { return text }
        var generator = SystemRandomNumberGenerator()
        let token = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
        return "::stop-commands::\(token)\n\(text)::\(token)::\n"
    }
}
