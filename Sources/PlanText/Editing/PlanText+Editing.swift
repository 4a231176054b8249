import Diagnostics

/// Edits are splices: every byte that does not have to change stays.
///
/// What comes out is read again and compared node by node, so that an edit either does what was asked for and nothing
/// else, or is refused.
extension PlanText {
    /// The bytes of the document with a field set.
    ///
    /// Where the field is not there it is added, with the collections on the way to it: behind the sibling `after` where
    /// that one is given and there, else as the last one of its mapping. The place behind the last element of a list
    /// adds an element.
    package func setting(
        _ path: FieldPath, to value: NewValue, after sibling: String? = nil
    ) throws(EditRefusal) -> [UInt8] {
        let editor = try DocumentEditor(self, path)
        return try editor.set(value, after: sibling)
    }

    /// The bytes of the document without a field or element; where it is not there, the bytes as they are.
    package func removing(_ path: FieldPath) throws(EditRefusal) -> [UInt8] {
        let editor = try DocumentEditor(self, path)
        guard let root = tree?.root, path.node(in: root) != nil else { return source.bytes }
        return try editor.remove()
    }
}
