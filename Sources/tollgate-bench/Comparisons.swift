import Attestation
import Diagnostics
import Glibc
import PlanModel
import TollgateTesting

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

    /// How many signed commits git verifies in one run; its time is taken for as many as the audit verifies sign-offs.
    private static let verified = 200

    /// A whole audit against what git needs to list the landings and to verify as many signed commits as there are sign-offs.
    static func audit(_ binary: String, _ history: SignedHistory, _ runs: Int, _ folder: Folder) throws -> Comparison {
        let names = try history.signedCommits(verified, in: folder)
        let rounds = history.signOffs / verified
        let script = try folder.write(
            "audit-yardstick.sh",
            """
            git log --first-parent -m --raw --no-renames --no-abbrev --format=%H main > /dev/null
            for round in $(seq \(rounds)); do xargs git verify-commit < "\(names)"; done

            """)
        let (a, b, peak) = try Child.pair(
            [binary, "audit", "--format", "json"], ["sh", script], in: history.path, runs: max(1, runs / 9))
        return Comparison(
            work: "`audit`, 10,000 landings, \(history.signOffs) sign-offs",
            yardstick: "`git log --first-parent -m --raw` + `git verify-commit` \(history.signOffs) times",
            workTimes: a, yardstickTimes: b, goal: "≤ 0.05", peakBytes: peak)
    }

    /// One signature verified in process against `git verify-commit` of one commit.
    static func signature(_ history: SignedHistory, _ runs: Int, _ folder: Folder) throws -> Comparison {
        let names = try history.signedCommits(20, in: folder)
        let keys = AllowedSigners.read(Array(try Signer.ola.allowedLine().utf8)).signers
        let none = RevokedSigners.read([]).signers
        guard let keys, let none else { throw BenchFailure(description: "the keys cannot be read") }
        let ring = KeyRing(allowed: keys, revoked: none)
        let message = Array("tollgate/v1 a statement of the usual length".utf8)
        let signature = try SignatureBlob(Signer.ola.signature(over: message, namespace: "tollgate"))
        var times: [Double] = []
        var yardstick: [Double] = []
        for _ in 0..<runs {
            let start = ContinuousClock.now
            for _ in 0..<1000 {
                guard ring.verdict(signature, over: message, for: .tollgate, at: KeyTime(seconds: 0)).isValid else {
                    throw BenchFailure(description: "a signature does not verify")
                }
            }
            let duration = ContinuousClock.now - start
            times.append((Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18) / 1000)
            let script = try folder.write("verify.sh", "xargs git verify-commit < \"\(names)\"\n")
            yardstick.append(try Child.time(["sh", script], in: history.path).seconds / 20)
        }
        return Comparison(
            work: "a signature in process", yardstick: "`git verify-commit`", workTimes: times,
            yardstickTimes: yardstick, goal: "≤ 0.01", peakBytes: nil)
    }

    /// The value of a history against that of half of it, with the peak memory for each landing.
    static func value(_ binary: String, _ landings: Int, _ runs: Int, _ folder: Folder) throws {
        let command = [binary, "analyze", "realisation", "--format", "json"]
        var (times, peaks): ([[Double]], [Int]) = ([], [])
        for count in [landings / 2, landings] {
            // As many plans as landings fill alike, so that ledgers grow as long in both.
            let history = try GeneratedHistory.make(
                in: folder, name: "value-\(count)", landings: count, plans: max(count / 40, 1), ledgers: true)
            var seconds: [Double] = []
            var peak = 0
            for run in 0...runs {
                let one = try Child.time(command, in: history.path)
                guard run > 0 else { continue }
                seconds.append(one.seconds)
                peak = max(peak, one.peak)
            }
            times.append(seconds)
            peaks.append(peak / count)
        }
        Comparison(
            work: "`analyze realisation`, \(landings) landings (\(peaks[1]) bytes of memory a landing)",
            yardstick: "the same on \(landings / 2) (\(peaks[0]) bytes)", workTimes: times[1], yardstickTimes: times[0],
            goal: "≤ 2.2", peakBytes: peaks[1] * landings
        ).show()
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

    static func bytes(of path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "r") else { throw BenchFailure(description: "cannot read \(path)") }
        defer { fclose(stream) }
        var result: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { result.append(UInt8(truncatingIfNeeded: byte)) }
        return result
    }
}
