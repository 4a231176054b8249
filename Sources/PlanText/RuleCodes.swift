package import Diagnostics

/// The rules that reading a text can break; `Governance` describes them.
extension RuleCode {
    package static let invalidUTF8 = RuleCode("SYN001")
    package static let byteOrderMark = RuleCode("SYN002")
    package static let foreignLineBreak = RuleCode("SYN003")
    package static let carriageReturnLineFeed = RuleCode("SYN004")
    package static let controlCharacter = RuleCode("SYN005")
    package static let bidirectionalControl = RuleCode("SYN006")
    package static let zeroWidthCharacter = RuleCode("SYN007")
    package static let fileTooLarge = RuleCode("SYN008")
    package static let yamlSyntax = RuleCode("SYN010")
    package static let severalDocuments = RuleCode("SYN011")
    package static let anchorOrAlias = RuleCode("SYN012")
    package static let mergeKey = RuleCode("SYN013")
    package static let explicitTag = RuleCode("SYN014")
    package static let directive = RuleCode("SYN015")
    package static let duplicateKey = RuleCode("SYN016")
    package static let nestingTooDeep = RuleCode("SYN017")
    package static let complexKey = RuleCode("SYN018")
    package static let frontMatterMissing = RuleCode("SYN020")
    package static let csvSyntax = RuleCode("SYN021")
}
