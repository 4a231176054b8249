package import Diagnostics

/// All rules, in the order of their codes.
package enum RuleCatalogue {
    package static let rules: [Rule] = [
        .notAMapping,
        .unknownKey,
        .missingField,
        .wrongKind,
        .malformedValue,
        .notOneOf,
        .schemaMismatch,
        .unmatchedDocument,
        .fileMode,
        .largeFilePointer,
        .pathCollision,
        .pathCharacters,
        .replacedObjects,
        .attributes,
        .indexFlags,
        .unmergedPath,
        .undeclaredStage,
        .skippedStage,
        .severalSteps,
        .deletedInitiative,
        .idUsedAgain,
        .idChanged,
        .advanceWhileNotActive,
        .unreadableInitiative,
        .reasonMissing,
        .criterionNotMet,
        .criterionUndecided,
        .lockedFieldChanged,
        .undeclaredStep,
        .malformedCommit,
        .malformedTree,
        .reparentedHistory,
        .ledgerHeader,
        .ledgerLine,
        .idDiffersFromFileName,
        .idStandsTwice,
        .malformedID,
        .unknownDependency,
        .invalidUTF8,
        .byteOrderMark,
        .foreignLineBreak,
        .carriageReturnLineFeed,
        .controlCharacter,
        .bidirectionalControl,
        .zeroWidthCharacter,
        .fileTooLarge,
        .yamlSyntax,
        .severalDocuments,
        .anchorOrAlias,
        .mergeKey,
        .explicitTag,
        .directive,
        .duplicateKey,
        .nestingTooDeep,
        .complexKey,
        .frontMatterMissing,
        .csvSyntax,
        .policyVersion,
        .policyUnreadable,
        .policyRemoved,
        .unknownRule,
    ]

    private static let byCode = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The rule with this code.
    package static func rule(_ code: RuleCode) -> Rule? { byCode[code] }

    /// The rule with this code or name, whatever its case.
    package static func rule(named text: String) -> Rule? {
        let upper = text.uppercased()
        return rules.first { $0.code.text == upper || $0.name == text.lowercased() }
    }
}
