package import PlanModel

/// Something that a landing made known about an initiative.
package struct Event: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The file is new. The stage is as written.
        case created(stage: String?, state: String?)
        /// The file lies elsewhere now; it was at this path.
        case moved(from: String)
        case removed
        /// The file is there and cannot be read, for this reason; what was known before stays.
        case unreadable(String)
        /// The id is another one.
        case renamed(from: String?, to: String?)
        case transition(StageTransition)
        case stateChanged(from: String, to: String, because: String?)
        case fieldChanged(FieldChange)
        /// The promise was locked by the gate of this stage.
        case locked(stage: String)
        /// These parts of a locked promise are others now.
        case rebaselined(parts: [String])
        /// Somebody else has a role.
        case handover(role: String, from: String?, to: String?)
        /// A line of the ledger, with its number there.
        case recorded(LedgerRecord, line: Int)
    }

    package let landing: Landing
    /// The path in the landing's tree; the last one for a removed file.
    package let path: String
    package let kind: Kind
    /// When it was so in the business, where the documents say it; otherwise only `landing.recorded` is known.
    package let valid: Day?

    package init(landing: Landing, path: String, kind: Kind, valid: Day? = nil) {
        self.landing = landing
        self.path = path
        self.kind = kind
        self.valid = valid
    }
}

/// A change of stage, in the words of the files and in those of the policy.
package struct StageTransition: Hashable, Sendable {
    /// As written in the file before; nothing where the field was not there.
    package let from: String?
    /// As written in the file after; nothing where the field is not there any more.
    package let to: String?
    package let move: StageMove

    package init(from: String?, to: String?, move: StageMove) {
        self.from = from
        self.to = to
        self.move = move
    }
}
