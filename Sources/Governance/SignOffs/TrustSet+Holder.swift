package import Attestation
import Diagnostics
package import PlanModel

extension TrustSet {
    /// Why a key signs for nobody.
    package struct NoHolder: Error, Hashable, Sendable {
        /// One sentence without a full stop.
        package let message: String
        package let help: String
    }

    /// The person who signs statements with a key at a moment.
    package func holder(of key: PublicKey, at moment: KeyTime) throws(NoHolder) -> Person {
        if let lack = lacks.first {
            throw NoHolder(
                message: lack.text, help: "land the people and their keys first: nobody is known to sign without")
        }
        guard let people = people?.people, let allowed = allowed?.keys, let revoked = revoked?.keys else {
            throw NoHolder(message: "people and keys are not known", help: "`tollgate check` says why")
        }
        let file = "`\(paths[1])`"
        let lines = allowed.entries(of: key)
        guard !lines.isEmpty else {
            throw NoHolder(
                message: "the key \(key.fingerprint) stands in no line of \(file)",
                help:
                    "somebody who may change the people lands a line for it: `<your id> namespaces=\"tollgate,git\" \(key.text)`"
            )
        }
        if let withdrawn = revoked.entry(of: key), withdrawn.since <= moment {
            throw NoHolder(
                message: "the key \(key.fingerprint) is \(withdrawn.kind.rawValue) since \(withdrawn.since)",
                help: "sign with another key of yours: `git config user.signingKey <path>`")
        }
        let fitting = lines.filter { $0.admits(.tollgate) && $0.isValid(at: moment) }
        guard !fitting.isEmpty else {
            throw NoHolder(
                message: "the key \(key.fingerprint) is registered in \(file), and not for `tollgate` at \(moment)",
                help: "sign with another key of yours: `git config user.signingKey <path>`")
        }
        let found = Self.people(of: fitting.flatMap(\.principals), among: people)
        guard let person = found.first, found.count == 1 else {
            let names = fitting.flatMap(\.principals).map { "`\(Printable.line($0))`" }.joined(separator: ", ")
            throw NoHolder(
                message: found.isEmpty
                    ? "the key \(key.fingerprint) is that of \(names), and people.yaml has nobody of that id or address"
                    : "the key \(key.fingerprint) is registered for \(found.count) people, \(names)",
                help: "one key stands for one person: correct \(file) or people.yaml")
        }
        guard person.kind == .person else {
            throw NoHolder(
                message: "the key \(key.fingerprint) is that of `\(Printable.line(person.id))`, which is no person",
                help: "whoever agrees signs with a key of their own: `git config user.signingKey <path>`")
        }
        return person
    }
}
