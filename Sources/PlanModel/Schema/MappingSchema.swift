/// The fields of a column mapping: how the columns of a spreadsheet become lines of a ledger.
package enum MappingSchema {
    package static let identifier = "tollgate/mapping/v1"

    private static let targets = Shape.words([
        "initiative": "The id of the initiative whose ledger it is.", "date": "When it was so.",
        "series": "What kind of line it is.", "item": "What the line is about.", "period": "The month that it is for.",
        "value": "The reading, or what else the series says.", "evidence": "What shows it.", "note": "A remark.",
    ])

    package static let fields: [Field] = [
        Field("schema", .constant(identifier), required: true, "The kind and version of the document."),
        Field(
            "columns", .dictionary(key: targets, value: .text), required: true,
            "The column, by its head, that each field of the ledger is taken from."),
        Field("constants", .dictionary(key: targets, value: .text), "Fields that are the same in every row."),
        Field(
            "delimiter", .words(["comma": "`,`", "semicolon": "`;`", "tab": "A tab."]),
            "What stands between two fields; found in the first line, if not said."),
        Field(
            "decimal", .words(["point": "`12.50`", "comma": "`12,50`"]),
            "What stands before the fraction of a number; a point, if not said."),
        Field(
            "grouping",
            .words([
                "none": "`1234`", "point": "`1.234`", "comma": "`1,234`", "space": "`1 234`", "apostrophe": "`1'234`",
            ]), "What stands between the thousands of a number; nothing, if not said."),
        Field("date-pattern", .text, "How dates are written, such as `DD.MM.YYYY`; by ISO 8601, if not said."),
        Field("period-pattern", .text, "How months are written, such as `MM/YYYY`; by ISO 8601, if not said."),
    ]

    package static let shape = Shape.mapping(fields)
}
