/// What stands at the top of the files of keys that are made anew.
package enum TrustTemplate {
    package static let allowed = """
        # The keys that people sign with, one a line: `<person> namespaces="tollgate,git" <kind> <key>`.
        # The person is an id of people.yaml, or an address there; a key is one person's. Times are in UTC, with `Z`.
        # `tollgate keys add <person>` adds a line, `tollgate keys list` shows whose key counts.

        """

    package static let revoked = """
        # Keys that were withdrawn, one a line: `<SHA256:fingerprint> retired|compromised <time in UTC> <reason>`.
        # This file must be there, though it lists nothing: who could take it away would give stolen keys back.
        # `tollgate keys revoke <fingerprint>` adds a line.

        """
}
