import Diagnostics
import GitStore
import PlanHistory
import Testing
import Timeline
import TollgateTesting

@Suite("ReadingAuthors")
struct ReadingAuthorsTests {
    private static let ledger = "plans/p/SD-1.csv"
    private static let header = "date,series,item,period,value,evidence,note\n"

    private static func actual(_ period: String, _ value: String = "39", item: String = "share") -> String {
        "2026-06-01,actual,\(item),\(period),\(value),,\n"
    }

    /// The parts and addresses found for one ledger between two commits.
    private func authors(
        _ repository: TestRepository, from base: String = "start", to tip: String, before: String = header,
        after: String, was: String = ledger
    ) throws -> [String] {
        let opened = try repository.open()
        let search = ReadingAuthors.Search(
            before: SourceText(path: was, bytes: Array(before.utf8)),
            after: SourceText(path: Self.ledger, bytes: Array(after.utf8)))
        let found = try ReadingAuthors.find(
            opened, from: try repository[base], to: try repository[tip], [try #require(search)])
        #expect(found.count == 1)
        return (found.first ?? []).map { "\($0.part.rawValue) \($0.email)" }
    }

    @Test("Without new readings there is nothing to look for")
    func nothing() {
        func search(_ before: String?, _ after: String) -> ReadingAuthors.Search? {
            ReadingAuthors.Search(
                before: before.map { SourceText(path: Self.ledger, bytes: Array($0.utf8)) },
                after: SourceText(path: Self.ledger, bytes: Array(after.utf8)))
        }
        let forecast = "2026-06-01,forecast,share,2026-06,40,,\n"
        #expect(search(nil, Self.header) == nil)
        #expect(search(Self.header, Self.header + forecast) == nil)
        #expect(search(Self.header + Self.actual("2026-05"), Self.header + Self.actual("2026-05") + forecast) == nil)
        #expect(search(nil, Self.header + Self.actual("2026-05")) != nil)
        #expect(search(Self.actual("2026-05"), Self.actual("2026-05") + Self.actual("2026-05")) != nil)
    }

    @Test("Author, committer and co-authors of the commits that add readings, and of no other")
    func identities() throws {
        let (first, second) = (Self.actual("2026-04"), Self.actual("2026-05"))
        let forecast = "2026-06-01,forecast,share,2026-06,40,,\n"
        let repository = try TestRepository {
            Commit("start") { Write(Self.ledger, Self.header) }
            Commit("one", author: .ben, committer: .cleo) { Append(Self.ledger, first) }
            Commit("forecast", author: .dana) { Append(Self.ledger, forecast) }
            Commit("other", author: .dana) { Append("plans/p/SD-2.csv", Self.header + second) }
            Commit(
                "two",
                body:
                    "co-authored-BY : nobody\n  Co-Authored-By: Dana Weiss <DANA@example.org>\n\nCo-authored-by: x@example.org",
                author: .ben
            ) { Append(Self.ledger, second) }
        }
        let found = try authors(repository, to: "two", after: Self.header + first + forecast + second)
        #expect(
            found == [
                "author ben@example.org", "co-author DANA@example.org", "co-author x@example.org",
                "author ben@example.org", "committer cleo@example.org",
            ])
    }

    @Test("A merge counts where it has readings that none of its parents has")
    func merges() throws {
        let (first, second, third) = (Self.actual("2026-04"), Self.actual("2026-05"), Self.actual("2026-03"))
        let repository = try TestRepository {
            Commit("start") { Write(Self.ledger, Self.header) }
            Branch("a")
            Commit("a", author: .ben) { Append(Self.ledger, first) }
            Branch("b", from: "start")
            Commit("b", author: .cleo) { Append(Self.ledger, second) }
            Switch("main")
            Merge("a", "lands", author: .dana)
            Merge("b", "joins", author: .dana) { Write(Self.ledger, Self.header + first + second) }
            Branch("evil", from: "lands")
            Merge("b", "adds", author: .dana) { Write(Self.ledger, Self.header + first + second + third) }
        }
        #expect(try authors(repository, to: "lands", after: Self.header + first) == ["author ben@example.org"])
        let joined = try authors(repository, to: "joins", after: Self.header + first + second)
        #expect(Set(joined) == ["author ben@example.org", "author cleo@example.org"])
        let evil = try authors(repository, to: "adds", after: Self.header + first + second + third)
        #expect(Set(evil) == ["author ben@example.org", "author cleo@example.org", "author dana@example.org"])
        // Judged from where the topic has landed, the topic's commits do not count again.
        let rest = try authors(
            repository, from: "lands", to: "joins", before: Self.header + first, after: Self.header + first + second)
        #expect(rest == ["author cleo@example.org"])
    }

    @Test("What one commit breaks or hides and the next one mends was written by the first")
    func hidden() throws {
        let reading = Self.actual("2026-05")
        let large = String(repeating: "x", count: 1 << 20) + "\n"
        let repository = try TestRepository {
            Commit("start") { Write(Self.ledger, Self.header) }
            Branch("header")
            Commit("broken", author: .dana) { Write(Self.ledger, "nonsense\n" + reading) }
            Commit("mended", author: .ben) { Write(Self.ledger, Self.header + reading) }
            Branch("large", from: "start")
            Commit("too large", author: .dana) { Write(Self.ledger, Self.header + reading + large) }
            Commit("small", author: .ben) { Write(Self.ledger, Self.header + reading) }
            Branch("changed", from: "start")
            Commit("wrong", author: .dana) { Append(Self.ledger, Self.actual("2026-05", "38")) }
            Commit("right", author: .ben) { Write(Self.ledger, Self.header + reading) }
        }
        for tip in ["mended", "small", "right"] {
            let found = try authors(repository, to: tip, after: Self.header + reading)
            #expect(found.contains("author dana@example.org"), "\(tip): \(found)")
        }
    }

    @Test("A ledger that moves is followed, and moving it writes nothing")
    func moved() throws {
        let (old, new) = (Self.actual("2026-04"), Self.actual("2026-05"))
        let former = "plans/q/SD-1.csv"
        let repository = try TestRepository {
            Commit("start") { Write(former, Self.header + old) }
            Commit("reading", author: .ben) { Append(former, new) }
            Commit("moves", author: .dana) {
                Delete(former)
                Write(Self.ledger, Self.header + old + new)
            }
        }
        let found = try authors(
            repository, to: "moves", before: Self.header + old, after: Self.header + old + new, was: former)
        #expect(found == ["author ben@example.org"])
    }
}
