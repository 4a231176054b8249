import Diagnostics
import Glibc
import PlanModel

/// The rows of the table: what is measured against what.
enum Comparisons {
    /// A replay, parsing included, against git's own list of the same versions and the bytes of the same blobs, unparsed.
    static func transitions(
        _ binary: String, _ repository: String, _ policy: String?, _ runs: Int, _ folder: Folder
    ) throws -> Comparison {
        let patterns = try pathspecs(policy)
        let branch = try branchName(policy)
        let script = try folder.write(
            "yardstick.sh",
            """
            git log --first-parent -m --raw --no-renames --no-abbrev --format=%H \(branch) -- \(patterns) > "$1/raw" &&
            awk '/^:/ { if ($4 !~ /^0+$/) print $4 }' "$1/raw" | sort -u | git cat-file --batch > "$1/blobs"

            """)
        let work = [binary, "analyze", "transitions", "--format", "json"] + (policy.map { ["--policy", $0] } ?? [])
        let (a, b, peak) = try Child.pair(
            work, ["sh", script, folder.path], in: repository, runs: runs)
        return Comparison(
            work: "`analyze transitions`", yardstick: "`git log --first-parent -m --raw` + `git cat-file --batch`",
            workTimes: a,
            yardstickTimes: b, goal: "≤ 0.7", peakBytes: peak)
    }

    static func staged(_ binary: String, _ repository: String, _ runs: Int) throws -> Comparison {
        let (a, b, peak) = try Child.pair(
            [binary, "check", "--staged"], ["git", "diff", "--cached", "--name-status"], in: repository, runs: runs * 3)
        return Comparison(
            work: "`check --staged`, 2,000 initiatives, one staged", yardstick: "`git diff --cached --name-status`",
            workTimes: a,
            yardstickTimes: b, goal: "≤ 3", peakBytes: peak)
    }

    /// The same work on a long and on a short history: 100 new landings.
    static func incremental(_ binary: String, short: String, long: String, _ runs: Int) throws -> Comparison {
        let command = [binary, "check", "--range", "main~100..main"]
        var (a, b, peak): ([Double], [Double], Int) = ([], [], 0)
        for run in 0...runs {
            let inLong = try Child.time(command, in: long)
            let inShort = try Child.time(command, in: short)
            guard run > 0 else { continue }
            a.append(inLong.seconds)
            b.append(inShort.seconds)
            peak = max(peak, inLong.peak)
        }
        return Comparison(
            work: "`check --range`, 100 new landings on 100,000", yardstick: "the same on 10,000", workTimes: a,
            yardstickTimes: b, goal: "≤ 1.2", peakBytes: peak)
    }

    // MARK: - What git is asked for

    private static func documents(_ policy: String?) throws -> [(match: [String], exclude: [String])] {
        guard let policy else { return [(["plans/*/*.yaml", "plans/*/*.md"], [])] }
        let reading = Policy.read(SourceText(path: policy, bytes: try bytes(of: policy)), toolVersion: "999")
        guard let read = reading.policy else { throw BenchFailure(description: "the policy \(policy) cannot be used") }
        return read.documents.map { ($0.matches.map(\.text), $0.excludes.map(\.text)) }
    }

    private static func pathspecs(_ policy: String?) throws -> String {
        try documents(policy).flatMap { entry in
            entry.match.map { "':(glob)\($0)'" } + entry.exclude.map { "':(glob,exclude)\($0)'" }
        }.joined(separator: " ")
    }

    private static func branchName(_ policy: String?) throws -> String {
        guard let policy else { return "main" }
        let reading = Policy.read(SourceText(path: policy, bytes: try bytes(of: policy)), toolVersion: "999")
        return reading.policy?.branches.first ?? "HEAD"
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "r") else { throw BenchFailure(description: "cannot read \(path)") }
        defer { fclose(stream) }
        var result: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { result.append(UInt8(truncatingIfNeeded: byte)) }
        return result
    }
}
