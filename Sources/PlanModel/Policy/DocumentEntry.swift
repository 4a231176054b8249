package import PlanText

/// One entry of a policy's `documents`: which files are plans, and how they are read.
package struct DocumentEntry: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case plan
        case initiative
    }

    package enum Syntax: String, Hashable, Sendable {
        case yaml
        /// One `key: value` a line, not YAML.
        case headers
    }

    package var kind: Kind
    package var matches: [PathPattern]
    package var excludes: [PathPattern] = []
    /// The ledger's file name, with `{stem}` for the stem of the plan's.
    package var ledger: String?
    /// What stands for the stem in it.
    package static let stem = "{stem}"
    /// Our names for core fields, each with the way to it in the document. Not empty in an adapted document.
    package var fields: [String: FieldPath] = [:]
    /// Their words for stages, each with ours.
    package var stageValues: [String: String] = [:]
    package var allowsUnknownKeys = false
    package var idPattern: TextPattern?
    package var syntax = Syntax.yaml

    /// Whether the files were not written for Tollgate: other names, and text rules that warn only.
    package var isAdapted: Bool { !fields.isEmpty || syntax == .headers }

    /// The ways by which core fields are written in a document, such as `status` for `stage` in one that is adapted.
    package func ways(of fields: [String]) -> Set<String> {
        Set(fields.compactMap { isAdapted ? self.fields[$0]?.description : $0 })
    }

    package func matches(_ path: [UInt8]) -> Bool {
        let parts = path.split(separator: 0x2F, maxSplits: .max, omittingEmptySubsequences: false)
        return matches.contains { $0.matches(parts: parts) } && !excludes.contains { $0.matches(parts: parts) }
    }
}
