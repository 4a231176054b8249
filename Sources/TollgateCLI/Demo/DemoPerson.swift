import Attestation
import GitStore
import PlanModel

/// Somebody of the made-up organisation.
struct DemoPerson: Hashable, Sendable {
    /// What `people.yaml` and `allowed_signers` call them.
    let id: String
    let name: String
    /// What stands below `roles` in `people.yaml`.
    let roles: [String]

    static let ana = DemoPerson(
        id: "ana.ruiz", name: "Ana Ruiz", roles: ["owner, in: [service-desk], from: 2025-05-01"])
    static let dana = DemoPerson(id: "dana.weiss", name: "Dana Weiss", roles: ["controller, from: 2025-01-01"])
    static let farid = DemoPerson(id: "farid.amiri", name: "Farid Amiri", roles: ["security, from: 2025-01-01"])
    static let greta = DemoPerson(
        id: "greta.holm", name: "Greta Holm", roles: ["steering, from: 2025-01-01", "policy-owner, from: 2025-05-01"])
    static let ines = DemoPerson(id: "ines.koch", name: "Ines Koch", roles: ["steering, from: 2025-01-01"])
    static let li = DemoPerson(
        id: "li.chen", name: "Li Chen",
        roles: ["controller, in: [platform], from: 2025-01-01", "policy-owner, from: 2025-05-01"])
    static let mika = DemoPerson(
        id: "mika.salo", name: "Mika Salo",
        roles: ["owner, in: [platform], from: 2025-05-01", "benefit-owner, in: [platform], from: 2025-05-01"])
    static let ola = DemoPerson(
        id: "ola.nord", name: "Ola Nord",
        roles: ["sponsor, from: 2025-01-01", "policy-owner, from: 2025-05-01"])
    static let raj = DemoPerson(
        id: "raj.iyer", name: "Raj Iyer",
        roles: ["operations, from: 2025-01-01", "benefit-owner, in: [service-desk], from: 2025-05-01"])
    /// Joins in September 2025, by a landing of the people's own gate.
    static let tomas = DemoPerson(
        id: "tomas.berg", name: "Tomas Berg", roles: ["owner, in: [service-desk], from: 2025-09-15"])

    /// Everybody, in the order of their ids; Tomas Berg is there from September 2025 on.
    static let everybody = [ana, dana, farid, greta, ines, li, mika, ola, raj, tomas]

    var email: String { id + "@example.com" }

    func identity(at moment: Timestamp) -> RawCommit.Identity {
        RawCommit.Identity(name: name, email: email, seconds: moment.seconds, offsetMinutes: 0)
    }

    /// Their entry in `people.yaml`.
    var entry: String {
        "  \(id):\n    name: \(name)\n    emails: [\(email)]\n    roles:\n"
            + roles.map { "      - {role: \($0)}\n" }.joined()
    }
}

/// The keys of the people, made on the spot.
struct DemoKeys {
    private let pairs: [DemoPerson: SigningKeyPair]

    /// - Parameter newKey: called once for each person, in the order of their ids.
    init(_ newKey: () throws(Malformation) -> SigningKeyPair) throws(CommandFailure) {
        var pairs: [DemoPerson: SigningKeyPair] = [:]
        for person in DemoPerson.everybody {
            do throws(Malformation) {
                pairs[person] = try newKey()
            } catch {
                throw CommandFailure(exitCode: ExitCode.failure, message: "cannot make a key: \(error.reason)")
            }
        }
        self.pairs = pairs
    }

    subscript(_ person: DemoPerson) -> SigningKeyPair {
        guard let pair = pairs[person] else { preconditionFailure("everybody of the story has a key") }
        return pair
    }

    /// The line of `allowed_signers` for somebody, with its line end.
    func allowedLine(of person: DemoPerson) -> String {
        "\(person.id) namespaces=\"tollgate,git\" \(self[person].publicKey.text) \(person.email)\n"
    }
}
