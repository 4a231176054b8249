/// The exit codes, the same in every command.
package enum ExitCode {
    /// Examined something, nothing at or above the fail level.
    package static let success: Int32 = 0
    /// Findings, or something else that is not as it should be.
    package static let findings: Int32 = 1
    /// Usage, or a policy that cannot be read.
    package static let usage: Int32 = 2
    /// Cannot decide, or nothing was examined.
    package static let undecided: Int32 = 3
    /// An internal error.
    package static let failure: Int32 = 4
}
