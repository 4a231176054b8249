package import Attestation
package import Diagnostics
package import PlanModel

/// Who exists in one state, and with which keys they sign: people.yaml, allowed_signers and revoked_signers as documents.
package struct TrustSet: Sendable {
    /// The names of the files in the policy's folder, people.yaml first.
    package static let fileNames = [People.fileName, allowedFileName, revokedFileName]
    package static let allowedFileName = "allowed_signers"
    package static let revokedFileName = "revoked_signers"

    /// A file as it is found.
    package enum Content: Sendable {
        case absent
        case bytes([UInt8])
        case tooLarge(bytes: Int)
    }

    /// A file of keys as it is read.
    package struct KeyList<Keys: Sendable>: Sendable {
        package let source: SourceText
        /// Nothing where a line of the file has a problem: it is read completely or not at all.
        package let keys: Keys?
        package let problems: [KeyFileProblem]
    }

    /// A file that is not there, or that cannot be read.
    package struct Lack: Hashable, Sendable {
        package let path: String
        package let isAbsent: Bool

        /// In a clause, as in "`plans/revoked_signers` is not there".
        package var text: String { "`\(path)` \(isAbsent ? "is not there" : "cannot be read")" }
    }

    /// The paths of the three files, in the order of `fileNames`.
    package let paths: [String]
    /// people.yaml; nothing where it is not there.
    package let people: PeopleReading?
    package let allowed: KeyList<AllowedSigners>?
    package let revoked: KeyList<RevokedSigners>?

    /// `folder` is the one that holds the policy, empty for the top of the repository.
    package init(in folder: String, people: Content, allowed: Content, revoked: Content) {
        paths = Self.paths(in: folder)
        self.people =
            switch people {
            case .absent: nil
            case .bytes(let bytes): People.read(SourceText(path: paths[0], bytes: bytes))
            case .tooLarge(let bytes): People.tooLarge(SourceText(path: paths[0], bytes: []), bytes: bytes)
            }
        self.allowed = Self.list(allowed, paths[1]) { bytes in
            let (keys, problems) = AllowedSigners.read(bytes)
            return (keys, problems)
        }
        self.revoked = Self.list(revoked, paths[2]) { bytes in
            let (keys, problems) = RevokedSigners.read(bytes)
            return (keys, problems)
        }
    }

    package static func paths(in folder: String) -> [String] {
        fileNames.map { folder.isEmpty ? $0 : folder + "/" + $0 }
    }

    private static func list<Keys>(
        _ content: Content, _ path: String, _ read: ([UInt8]) -> (Keys?, [KeyFileProblem])
    ) -> KeyList<Keys>? {
        switch content {
        case .absent: return nil
        case .bytes(let bytes):
            let (keys, problems) = read(bytes)
            return KeyList(source: SourceText(path: path, bytes: bytes), keys: keys, problems: problems)
        case .tooLarge(let bytes):
            return KeyList(
                source: SourceText(path: path, bytes: []), keys: nil, problems: [KeyFileProblem(tooLarge: bytes)])
        }
    }

    // MARK: - What it holds

    /// The keys; nothing unless both lists can be read, since whoever does not know what was withdrawn knows nothing.
    package var keys: KeyRing? {
        guard let allowed = allowed?.keys, let revoked = revoked?.keys else { return nil }
        return KeyRing(allowed: allowed, revoked: revoked)
    }

    /// The files without which no sign-off and no signature can be judged, in the order of `fileNames`.
    package var lacks: [Lack] {
        func lack(_ place: Int, isThere: Bool, isRead: Bool) -> Lack? {
            isRead ? nil : Lack(path: paths[place], isAbsent: !isThere)
        }
        return [
            lack(0, isThere: people != nil, isRead: people?.people != nil),
            lack(1, isThere: allowed != nil, isRead: allowed?.keys != nil),
            lack(2, isThere: revoked != nil, isRead: revoked?.keys != nil),
        ].compactMap { $0 }
    }

    /// The paths of the files that are not there or cannot be read.
    package var missing: [String] { lacks.map(\.path) }

    /// Every problem of the two files of keys, with the file that has it.
    package var problems: [(source: SourceText, problem: KeyFileProblem)] {
        (allowed.map { list in list.problems.map { (list.source, $0) } } ?? [])
            + (revoked.map { list in list.problems.map { (list.source, $0) } } ?? [])
    }

    // MARK: - Whose signature

    /// Whose signature it is.
    package enum Signer: Sendable {
        case person(Person)
        /// The key is registered, and none of its principals is a person or an address of one.
        case nobody(principals: [String])
        /// The key is registered for several people, so that it says of none that this one agreed.
        case several([Person])
        /// The signature itself does not count; its verdict says why.
        case invalid(SignatureVerdict)
        /// People or keys are not there or cannot be read.
        case undecided([Lack])

        package var person: Person? { if case .person(let person) = self { person } else { nil } }

        /// In a clause whose subject is the signature.
        package var text: String {
            switch self {
            case .person(let person): "is that of `\(person.id)`"
            case .nobody(let principals):
                "is by a key of \(Self.list(principals)), and people.yaml has nobody of that id or address"
            case .several(let people):
                "is by a key that is registered for \(people.count) people, \(Self.list(people.map(\.id)))"
            case .invalid(let verdict): verdict.text
            case .undecided(let lacks): "cannot be judged: \(lacks.map(\.text).joined(separator: ", "))"
            }
        }

        private static func list(_ names: [String]) -> String {
            names.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
        }
    }

    /// From the key of a signature by its principals to the one person that it stands for.
    package func person(of verdict: SignatureVerdict) -> Signer {
        guard verdict.isValid else { return .invalid(verdict) }
        guard let people = people?.people else { return .undecided(lacks) }
        let found = Self.people(of: verdict.principals, among: people)
        return switch found.count {
        case 0: .nobody(principals: verdict.principals)
        case 1: .person(found[0])
        default: .several(found)
        }
    }

    /// Everybody whom principals name, by id or by address, each once.
    package static func people(of principals: [String], among people: People) -> [Person] {
        var seen: Set<String> = []
        return principals.flatMap { people.named($0) }.filter { seen.insert($0.id).inserted }
    }

    /// Whether a person has a key that can sign statements at some moment of a day.
    package func canSign(_ person: Person, on day: Day) -> Bool {
        let start = Int64(day.daysSinceEpoch) * 86_400
        let (first, last) = (KeyTime(seconds: start), KeyTime(seconds: start + 86_399))
        return entries(of: person).contains { entry in
            guard entry.admits(.tollgate), entry.validAfter.map({ $0 <= last }) ?? true,
                entry.validBefore.map({ first <= $0 }) ?? true
            else { return false }
            return revoked?.keys?.entry(of: entry.key).map { first < $0.since } ?? true
        }
    }

    /// Every line of the allowed keys that stands for a person, by id or by address.
    package func entries(of person: Person) -> [AllowedSigners.Entry] {
        let addresses = Set(person.emails.map { People.comparable($0.value) })
        return (allowed?.keys?.entries ?? []).filter { entry in
            entry.principals.contains { $0 == person.id || addresses.contains(People.comparable($0)) }
        }
    }
}

extension People {
    /// The people whom a principal of `allowed_signers` names: by an id, or by an address.
    package func named(_ principal: String) -> [Person] {
        let byAddress = people(withEmail: principal)
        guard let byID = person(principal) else { return byAddress }
        return [byID] + byAddress.filter { $0.id != byID.id }
    }
}
