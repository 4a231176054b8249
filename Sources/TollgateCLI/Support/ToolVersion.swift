/// The version of this Tollgate.
package enum ToolVersion {
    package static let current = "0.1.0"
}
