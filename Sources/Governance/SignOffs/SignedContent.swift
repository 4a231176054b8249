package import Attestation
import Diagnostics
package import PlanModel
import PlanText

/// The bytes of one initiative that a statement binds: its plan, the beginning of its ledger, and its evidence.
///
/// Every digest can be repeated with `sha256sum`: that of the plan over its file, that of the ledger over `head -c <bytes>`,
/// that of the evidence over what `sha256sum` prints for its files.
package struct SignedContent: Sendable {
    /// What there is to bind of the evidence.
    package enum Evidence: Hashable, Sendable {
        /// Nothing is named.
        case none
        case digest(ContentDigest)
        /// This file is named and not there, or not known.
        case missing(String)

        package var digest: ContentDigest? { if case .digest(let digest) = self { digest } else { nil } }
    }

    private let document: PlanDocument
    private let ledger: Ledger?
    /// The digests of files by their paths below the plan's folder.
    private let files: [String: ContentDigest]
    private let planFiles: Set<String>

    /// `files` are the digests of evidence, by path below the plan's folder, of all that `files(of:)` names and that is there.
    package init(_ state: InitiativeState, files: [String: ContentDigest]) {
        document = state.document
        ledger = state.ledger
        self.files = files
        planFiles = Self.files(of: state.document)
    }

    /// The files that a plan and its ledger name as evidence, by their paths below the plan's folder.
    package static func files(of state: InitiativeState) -> Set<String> {
        files(of: state.document).union((state.ledger?.lines ?? []).compactMap { file($0.evidence) })
    }

    private static func files(of document: PlanDocument) -> Set<String> {
        var result: Set<String> = []
        var rest = [document.text.tree?.root].compactMap { $0 }
        while let node = rest.popLast() {
            for (key, value) in node.pairs {
                if key.string == "evidence" || key.string == "source", let path = value.string.flatMap(file) {
                    result.insert(path)
                }
                rest.append(value)
            }
            rest += node.elements
        }
        return result
    }

    private static func file(_ text: String) -> String? {
        if case .file(let path)? = EvidenceReference(text) { path } else { nil }
    }

    // MARK: - Plan

    package var plan: ContentDigest { ContentDigest(of: document.text.source.bytes) }

    // MARK: - Ledger

    private var ledgerBytes: [UInt8] { ledger?.source.bytes ?? [] }

    /// The whole ledger, as a statement made now binds it; an empty one where there is none.
    package var wholeLedger: Statement.LedgerPrefix {
        Statement.LedgerPrefix(bytes: ledgerBytes.count, digest: ContentDigest(of: ledgerBytes))
    }

    /// The digest of the first bytes; nothing where there are fewer, or where they end within a line.
    package func ledger(first bytes: Int) -> ContentDigest? {
        let all = ledgerBytes
        guard bytes <= all.count, bytes == 0 || bytes == all.count || all[bytes - 1] == 0x0A else { return nil }
        return ContentDigest(of: all[..<bytes])
    }

    /// The first line behind so many bytes that says what has happened: a reading, a milestone or a deployment. Forecasts,
    /// reviews and claims may follow a sign-off.
    package func fact(behind bytes: Int) -> LedgerLine? {
        ledger?.lines.first { line in
            guard line.bytes.lowerBound >= bytes else { return false }
            switch line.series {
            case .actual, .milestone, .deployment: return true
            case .forecast, .status, .review: return false
            }
        }
    }

    // MARK: - Evidence

    /// The files that are bound, sorted by their bytes: those of the plan, and those that the ledger names in its first bytes.
    /// Without a number the ledger binds none.
    package func evidenceFiles(ledger bytes: Int?) -> [String] {
        var paths = planFiles
        if let bytes {
            for line in ledger?.lines ?? [] where line.bytes.upperBound <= bytes {
                if let path = Self.file(line.evidence) { paths.insert(path) }
            }
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package func evidence(ledger bytes: Int?) -> Evidence {
        let paths = evidenceFiles(ledger: bytes)
        guard !paths.isEmpty else { return .none }
        var lines: [UInt8] = []
        for path in paths {
            guard let digest = files[path] else { return .missing(path) }
            lines += Array("\(digest)  \(path)\n".utf8)
        }
        return .digest(ContentDigest(of: lines))
    }
}
