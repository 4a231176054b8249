/// The limits that every document keeps, whoever wrote it.
package enum TextLimits {
    /// The most bytes of one document: 1 MiB.
    package static let bytes = 1 << 20
    /// How deep collections may nest.
    package static let depth = 32
    /// How many findings about its text one document gets; the rest are counted.
    package static let findings = 50
}
