import Attestation
package import Diagnostics
package import PlanModel

/// What a policy asks of commits beside what they bring: `commits` in the policy. A commit's signature shows who made it, and
/// never approves.
package struct CommitRules: Sendable {
    /// A commit as far as these rules look at it.
    package struct Commit: Sendable {
        /// 40 hexadecimal digits.
        package let id: String
        /// The author's address as typed; nothing where it cannot be read.
        package let author: String?
        /// Whose signature it has; nothing where none was asked for.
        package let signer: TrustSet.Signer?
        /// The ids of the initiatives whose plan or ledger it changes, sorted.
        package let initiatives: [String]
        /// The values of its trailers, by what the policy may ask for.
        package let trailers: [CommitDemands.Trailer: [String]]

        package init(
            id: String, author: String?, signer: TrustSet.Signer?, initiatives: [String] = [],
            trailers: [CommitDemands.Trailer: [String]] = [:]
        ) {
            self.id = id
            self.author = author
            self.signer = signer
            self.initiatives = initiatives
            self.trailers = trailers
        }
    }

    private let demands: CommitDemands

    package init(_ demands: CommitDemands) {
        self.demands = demands
    }

    /// The most ids that one message names.
    private static let mostNamed = 5

    /// Judges commits that change plans or ledgers.
    package func content(_ commits: [Commit]) -> [Diagnostic] {
        commits.flatMap { commit in
            (demands.signedContent ? signature(commit) : []) + demands.trailers.compactMap { trailer($0, commit) }
        }
    }

    /// Judges the commit that lands them.
    package func landing(_ commit: Commit) -> [Diagnostic] {
        guard demands.signedLandings, let signer = commit.signer else { return [] }
        let what = "the landing \(commit.id.prefix(7))"
        if case .invalid(.unsigned) = signer {
            return [
                finding(
                    .landingUnsigned, "\(what) has no signature; the policy asks for one", commit,
                    help: "land with `git merge -S`, or have the forge sign what it merges")
            ]
        }
        if signer.person != nil { return [] }
        return [
            finding(
                .commitSignatureNotValid, "the signature of \(what) \(signer.text)", commit,
                help: "land again with a key that `allowed_signers` lists for `git`")
        ]
    }

    private func signature(_ commit: Commit) -> [Diagnostic] {
        guard let signer = commit.signer else { return [] }
        let what = "commit \(commit.id.prefix(7)), which changes \(Self.names(commit.initiatives)),"
        if case .invalid(.unsigned) = signer {
            return [
                finding(
                    .contentCommitUnsigned, "\(what) has no signature; the policy asks for one", commit,
                    help: "sign it and all behind it: `git rebase --exec 'git commit --amend --no-edit -S' <base>`")
            ]
        }
        var text = signer.text
        if let person = signer.person {
            guard person.kind == .forge else { return [] }
            text = "is that of `\(person.id)`, a forge; content is signed by people or bots"
        }
        return [
            finding(
                .commitSignatureNotValid, "the signature of \(what) \(text)", commit,
                help: "sign it with a key that `allowed_signers` lists for `git`, of somebody whom people.yaml lists")
        ]
    }

    private func trailer(_ trailer: CommitDemands.Trailer, _ commit: Commit) -> Diagnostic? {
        let values = commit.trailers[trailer] ?? []
        let what = "commit \(commit.id.prefix(7))"
        switch trailer {
        case .initiative:
            let named = Set(
                values.flatMap { $0.split { $0 == "," || $0 == ";" || $0.isWhitespace } }.map { String($0) })
            let missing = commit.initiatives.filter { !named.contains($0) }
            guard !missing.isEmpty else { return nil }
            return finding(
                .commitTrailerMissing,
                "\(what) changes \(Self.names(missing)) and has no trailer `Initiative` that says so", commit,
                help: "`git commit --amend --trailer 'Initiative: \(Self.list(missing))'`")
        case .signedOffBy:
            guard let author = commit.author else {
                return finding(
                    .commitTrailerMissing, "\(what) has no author whom a trailer `Signed-off-by` could name", commit,
                    help: "make the commit again with git itself")
            }
            let isNamed = values.contains { value in
                Self.address(value).map { People.comparable($0) == People.comparable(author) } ?? false
            }
            guard !isNamed else { return nil }
            let shown = Printable.line(author)
            return finding(
                .commitTrailerMissing,
                values.isEmpty
                    ? "\(what) has no trailer `Signed-off-by`; expected one with its author's address, `\(shown)`"
                    : "no trailer `Signed-off-by` of \(what) has its author's address, `\(shown)`",
                commit, help: "its author adds it: `git commit --amend --signoff`")
        }
    }

    /// The address between the last `<` and the `>` behind it; nothing where a value has none.
    private static func address(_ value: String) -> String? {
        guard let open = value.lastIndex(of: "<"), let close = value[open...].firstIndex(of: ">") else { return nil }
        return String(value[value.index(after: open)..<close])
    }

    private static func names(_ ids: [String]) -> String {
        let shown = ids.prefix(mostNamed).map { "`\(Printable.line($0))`" }.joined(separator: ", ")
        return ids.count > mostNamed ? "\(shown) and \(ids.count - mostNamed) more" : shown
    }

    private static func list(_ ids: [String]) -> String {
        ids.map { Printable.line($0).filter { $0 != "'" } }.joined(separator: ", ")
    }

    private func finding(_ code: RuleCode, _ message: String, _ commit: Commit, help: String) -> Diagnostic {
        Diagnostic(
            code, message, at: Location(path: "commit:\(commit.id)"), helps: [help],
            initiative: commit.initiatives.count == 1 ? commit.initiatives.first : nil)
    }
}
