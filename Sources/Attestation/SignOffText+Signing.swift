extension SignOffText {
    /// A statement with the signature that a program made over it, by its armour. Throws unless that is one of this key over
    /// this statement.
    package init(_ statement: Statement, armoured signature: [UInt8], by key: PublicKey) throws(Malformation) {
        // Of what is one block in canonical form, the lines between are the signature's one spelling.
        let blob = try SignatureBlob(armoured: signature)
        guard blob.key == key else { throw Malformation("it was made by \(blob.key.fingerprint)") }
        guard blob.namespace == SignatureBlob.Namespace.tollgate.rawValue, blob.verifies(statement.signedBytes) else {
            throw Malformation("it was not made over this statement")
        }
        let lines = signature.split(separator: 0x0A)
        self.init(
            statement: statement.text,
            signature: String(decoding: lines.dropFirst().dropLast().joined(), as: UTF8.self))
    }
}
