/// Writes a text as a scalar of YAML that reads as just this text, in every place of a document.
package enum YAMLScalarText {
    /// Plain where that is safe, else in double quotes.
    package static func of(_ text: String) -> String {
        ScalarWriting.plain(text, inFlow: true) ?? ScalarWriting.doubleQuoted(text)
    }

    package static func quoted(_ text: String) -> String { ScalarWriting.doubleQuoted(text) }
}
