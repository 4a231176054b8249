import Attestation

/// Public keys that nobody has, for tests that verify no signature.
enum SampleKey: String, CaseIterable {
    case first = "AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"
    case second = "AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi"
    case third = "AAAAC3NzaC1lZDI1NTE5AAAAIGNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"

    /// As it stands in a `.pub` file, without a comment.
    var text: String { "ssh-ed25519 \(rawValue)" }

    var key: PublicKey {
        get throws { try PublicKey(kind: "ssh-ed25519", base64: rawValue) }
    }
}
