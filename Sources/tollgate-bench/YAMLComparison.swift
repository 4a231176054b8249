import CLibYAML
import Diagnostics
import Glibc
import PlanText

/// Our reader against the loader of libyaml itself, in one process, on a plan of two kilobytes.
enum YAMLComparison {
    private static let documents = 2_000

    static func run(rounds: Int) throws -> Comparison {
        let bytes = Array(GeneratedHistory.initiative(1, stage: 3, note: 1).utf8)
        let source = SourceText(path: "plans/p/SD-2.yaml", bytes: bytes)
        var (ours, theirs): ([Double], [Double]) = ([], [])
        for round in 0...rounds {
            let first = seconds {
                for _ in 0..<documents { precondition(PlanText.read(source, layout: .yaml).tree != nil) }
            }
            let second = seconds { for _ in 0..<documents { load(bytes) } }
            guard round > 0 else { continue }
            ours.append(first)
            theirs.append(second)
        }
        let rate = Double(documents) / Comparison.median(ours)
        return Comparison(
            work: "\(documents) plans of \(bytes.count) bytes as YAML (\(Comparison.fixed(rate, 0)) a second)",
            yardstick: "libyaml's own loader, in C", workTimes: ours, yardstickTimes: theirs,
            goal: "≤ 1.2, or 10,000 a second")
    }

    private static func load(_ bytes: [UInt8]) {
        var parser = yaml_parser_t()
        var document = yaml_document_t()
        precondition(yaml_parser_initialize(&parser) == 1)
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            precondition(yaml_parser_load(&parser, &document) == 1)
        }
        yaml_document_delete(&document)
        yaml_parser_delete(&parser)
    }

    private static func seconds(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        body()
        let (seconds, attoseconds) = (clock.now - start).components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
