package import Diagnostics

/// The rules that the shape of a document can break; `Governance` describes them.
extension RuleCode {
    package static let notAMapping = RuleCode("DOC001")
    package static let unknownKey = RuleCode("DOC002")
    package static let missingField = RuleCode("DOC003")
    package static let wrongKind = RuleCode("DOC004")
    package static let malformedValue = RuleCode("DOC005")
    package static let notOneOf = RuleCode("DOC006")
    package static let schemaMismatch = RuleCode("DOC007")
    package static let ledgerHeader = RuleCode("LDG001")
    package static let ledgerLine = RuleCode("LDG002")
    package static let ratesHeader = RuleCode("LDG031")
    package static let ratesLine = RuleCode("LDG032")
}
