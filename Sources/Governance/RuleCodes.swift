package import Diagnostics

/// The rules that are judged here; text and shape have theirs in `PlanText` and `PlanModel`.
extension RuleCode {
    package static let unmatchedDocument = RuleCode("DOC010")
    package static let fileMode = RuleCode("DOC011")
    package static let largeFilePointer = RuleCode("DOC012")
    package static let pathCollision = RuleCode("DOC013")
    package static let pathCharacters = RuleCode("DOC014")

    package static let idDiffersFromFileName = RuleCode("REF001")
    package static let idStandsTwice = RuleCode("REF002")
    package static let malformedID = RuleCode("REF003")
    package static let unknownDependency = RuleCode("REF004")

    package static let undeclaredStage = RuleCode("GAT001")
    package static let skippedStage = RuleCode("GAT002")
    package static let severalSteps = RuleCode("GAT003")
    package static let deletedInitiative = RuleCode("GAT004")
    package static let idUsedAgain = RuleCode("GAT005")
    package static let idChanged = RuleCode("GAT006")
    package static let advanceWhileNotActive = RuleCode("GAT007")
    package static let unreadableInitiative = RuleCode("GAT008")
    package static let reasonMissing = RuleCode("GAT009")

    package static let criterionNotMet = RuleCode("GAT010")
    package static let criterionUndecided = RuleCode("GAT011")
    package static let lockedFieldChanged = RuleCode("GAT012")
    package static let undeclaredStep = RuleCode("GAT013")

    package static let policyVersion = RuleCode("TRU001")
    package static let policyUnreadable = RuleCode("TRU002")
    package static let policyRemoved = RuleCode("TRU003")
    package static let unknownRule = RuleCode("TRU004")

    package static let malformedCommit = RuleCode("HIS001")
    package static let malformedTree = RuleCode("HIS002")
    package static let reparentedHistory = RuleCode("HIS003")

    package static let replacedObjects = RuleCode("ENV001")
    package static let attributes = RuleCode("ENV002")
    package static let indexFlags = RuleCode("ENV003")
    package static let unmergedPath = RuleCode("ENV004")
}
