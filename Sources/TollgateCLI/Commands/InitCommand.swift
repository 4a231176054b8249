import ArgumentParser
import Attestation
import Diagnostics
import GitStore
import Governance
import PlanModel
import PlanText

struct InitCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Set up a repository of plans: policy, people, a first initiative, hook and CI file.",
        discussion: """
            Nothing that is there is overwritten, and nothing is staged or committed.

            With `--foreign` nothing is set up: the repository is looked at as it is, its documents are found, and a policy \
            that reads them is proposed.
            """)

    @Option(help: "The ladder of stages: doi (degrees of implementation).")
    var template: Template = .doi

    @Option(
        name: .customLong("sign-offs"),
        help: "Who has to sign for steps: none (said as comments), or doi (as the ladder usually asks).")
    var signOffs: PolicyTemplate.SignOffs = .none

    @Option(help: ArgumentHelp("The id of the first change plan.", valueName: "id"))
    var plan = "first-plan"

    @Option(help: ArgumentHelp("The id of the first initiative.", valueName: "id"))
    var initiative = "IN-1"

    @Option(
        name: .customLong("repository-id"),
        help: ArgumentHelp("The identity of the repository; a new one, if not said.", valueName: "uuid"))
    var repositoryID: String?

    @Option(help: "Leave a part out: example, hook, ci or attributes; repeatable.")
    var without: [Part] = []

    @Flag(help: "Propose a policy for a repository of proposals as it is.")
    var foreign = false

    @Option(
        name: .customLong("output-policy"),
        help: ArgumentHelp("Write the proposed policy to a file outside of the repository.", valueName: "file"))
    var outputPolicy: String?

    @Flag(name: .customLong("dry-run"), help: "Show what would be written, and write nothing.")
    var isDryRun = false

    @OptionGroup var common: CommonOptions

    enum Template: String, ExpressibleByArgument, CaseIterable {
        case doi
    }

    enum Part: String, ExpressibleByArgument, CaseIterable {
        case example
        case hook
        case ci
        case attributes
    }

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        if foreign {
            return try await ForeignRepository(workspace, outputPolicy: outputPolicy, isDryRun: isDryRun).propose()
        }
        guard outputPolicy == nil else {
            throw .usage("`--output-policy` is for `--foreign`", help: "leave it out, or add `--foreign`")
        }
        let scaffold = try Scaffold(workspace, isDryRun: isDryRun)
        guard common.policy == nil else {
            throw .usage("`init` writes a policy and reads none", help: "leave `--policy` out")
        }
        let head = workspace.repository.facts.head
        let isInHead = try head.map { commit throws(CommandFailure) in try workspace.policySource(in: commit) != nil }
        guard isInHead != true, try !scaffold.isTaken(Policy.defaultPath) else {
            throw .usage(
                "there is a policy already at \(Policy.defaultPath)",
                help: "`tollgate policy show` tells what it says; `tollgate new` writes further documents")
        }
        let (files, next) = try files(workspace)
        try scaffold.write(files, format: "tollgate.init/1", next: next)
        return ExitCode.success
    }

    private func files(_ workspace: Workspace) throws(CommandFailure) -> (files: [Scaffold.File], next: [String]) {
        guard TextPattern.innerID.matches(plan) else {
            throw .usage(
                "`\(Printable.line(plan))` is no id of a change plan",
                help: "use small letters, digits and `-`, as in `service-desk-2026`")
        }
        guard TextPattern.initiativeID.matches(initiative) else {
            throw .usage(
                "`\(Printable.line(initiative))` is no id of an initiative", help: "choose one such as `SD-104`")
        }
        let branch = workspace.repository.facts.headBranch.map(Workspace.shortName) ?? "main"
        let (name, email) = try identity(workspace)
        let policy = PolicyTemplate(repository: try repositoryIdentity(), branch: branch, signOffs: signOffs)
        // A branch can have a name that a policy cannot: better said now than by a file that nobody can use.
        _ = try workspace.usable(SourceText(path: Policy.defaultPath, bytes: Array(policy.text.utf8)))
        var files = [
            Scaffold.File(path: Policy.defaultPath, text: policy.text, purpose: "stages, and what each gate needs"),
            Scaffold.File(
                path: "plans/people.yaml",
                text: PeopleTemplate(name: name, email: email, today: workspace.world.now.day).text,
                purpose: "who exists, and their roles: put real people in"),
        ]
        let owner = PeopleTemplate.id(name: name, email: email)
        let key = signOffs == .none ? nil : try signingKey(workspace)
        if signOffs != .none {
            let line = key.map {
                AllowedSigners.line($0.key, of: owner, namespaces: KeysAddCommand.usualNamespaces) + "\n"
            }
            files += [
                Scaffold.File(
                    path: "plans/\(TrustSet.allowedFileName)", text: TrustTemplate.allowed + (line ?? ""),
                    purpose: "the keys that people sign with"),
                Scaffold.File(
                    path: "plans/\(TrustSet.revokedFileName)", text: TrustTemplate.revoked,
                    purpose: "keys that were withdrawn"),
            ]
        }
        if !without.contains(.example) {
            files += [
                Scaffold.File(
                    path: "plans/\(plan)/plan.yaml",
                    text: ChangePlanTemplate(id: plan, title: "A first change plan").text,
                    purpose: "a first change plan"),
                Scaffold.File(
                    path: "plans/\(plan)/\(initiative).yaml",
                    text: InitiativeTemplate(
                        id: initiative, title: "A first initiative", stage: PolicyTemplate.stages[0], owner: owner,
                        sponsor: nil
                    ).text, purpose: "a first initiative, at the first stage"),
            ]
        }
        if !without.contains(.hook) {
            files.append(
                Scaffold.File(
                    path: "hooks/pre-commit", text: ScaffoldFiles.hook,
                    purpose: "judges what is staged; install it below"))
        }
        if !without.contains(.ci) {
            files.append(
                Scaffold.File(
                    path: ".github/workflows/tollgate.yml", text: ScaffoldFiles.workflow(branch: branch),
                    purpose: "judges proposals and landings"))
        }
        if !without.contains(.attributes) {
            files.append(
                Scaffold.File(
                    path: ".gitattributes", text: ScaffoldFiles.attributes,
                    purpose: "line ends are LF on every machine, and how ledgers are merged"
                ))
        }
        var next = ["then: `tollgate check`, and `git add` and commit what was written"]
        if !without.contains(.hook) { next.append("to judge each commit of this clone: \(ScaffoldFiles.installHook)") }
        if signOffs == .none {
            next.append("no gate asks for sign-offs yet; the policy has them as comments")
        } else if let key {
            next.append("plans/allowed_signers has the key \(key.key.fingerprint) for \(owner), \(key.origin)")
            next.append("everybody who signs needs a key there: `tollgate keys add <person> --key <file.pub>`")
        } else {
            next.append(
                "git names no key of OpenSSH to sign with, and nobody could sign: `tollgate keys add \(owner) --key <file.pub>` before you commit"
            )
        }
        if email.hasSuffix("@example.com") {
            next.append("git knows no `user.email` here: put your name and address into plans/people.yaml")
        }
        return (files, next)
    }

    /// The key that git is told to sign with, where it is one that can be used.
    private func signingKey(_ workspace: Workspace) throws(CommandFailure) -> SigningKeySource.Found? {
        do throws(CommandFailure) {
            return try SigningKeySource(workspace: workspace).configured()
        } catch {
            guard error.exitCode == ExitCode.usage else { throw error }
            return nil
        }
    }

    /// Who sets it up, by git's configuration.
    private func identity(_ workspace: Workspace) throws(CommandFailure) -> (name: String, email: String) {
        let (name, email) = try git { () throws(GitError) in
            (
                try workspace.repository.configuration("user.name"),
                try workspace.repository.configuration("user.email")
            )
        }
        let shown = email ?? "first.person@example.com"
        return (name ?? String(shown.prefix { $0 != "@" }), shown)
    }

    private func repositoryIdentity() throws(CommandFailure) -> String {
        guard let given = repositoryID else {
            var generator = SystemRandomNumberGenerator()
            return RandomIdentity.uuid(generator.next(), generator.next())
        }
        guard RandomIdentity.isUUID(given) else {
            throw .usage(
                "`\(Printable.line(given))` is no UUID in small letters",
                help: "expected one such as `0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55`, or no `--repository-id` at all")
        }
        return given
    }
}

extension PolicyTemplate.SignOffs: ExpressibleByArgument {}

/// Random UUIDs, version 4.
enum RandomIdentity {
    static func uuid(_ high: UInt64, _ low: UInt64) -> String {
        func digits(_ value: UInt64) -> String {
            let text = String(value, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        let versioned = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let marked = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let text = Array(digits(versioned) + digits(marked))
        return [text[0..<8], text[8..<12], text[12..<16], text[16..<20], text[20..<32]].map { String($0) }.joined(
            separator: "-")
    }

    static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.joined().utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
