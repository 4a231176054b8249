// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target that is written in Swift.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// Settings of the targets that never touch a C pointer: every one but `GitStore` and `PlanText`.
let strictAndSafe = strict + [.strictMemorySafety()]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "tollgate",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tollgate", targets: ["tollgate"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // C libraries of the system, made importable.
        .systemLibrary(
            name: "CLibgit2", pkgConfig: "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

        // The way data flows: docs/architecture.md. Tests/ArchitectureTests holds this table.
        .target(name: "CNoNetwork"),
        .target(name: "GitStore", dependencies: ["CLibgit2", "CNoNetwork"], swiftSettings: strict),
        .target(name: "Diagnostics", swiftSettings: strictAndSafe),
        .target(name: "PlanText", dependencies: ["Diagnostics", "CLibYAML"], swiftSettings: strict),
        .target(name: "PlanModel", dependencies: ["Diagnostics", "PlanText"], swiftSettings: strictAndSafe),
        .target(name: "Timeline", dependencies: ["PlanModel"], swiftSettings: strictAndSafe),
        .target(
            name: "Governance", dependencies: ["Diagnostics", "PlanText", "PlanModel", "Timeline", "Attestation"],
            swiftSettings: strictAndSafe),
        .target(name: "Attestation", dependencies: [crypto, cryptoExtras], swiftSettings: strictAndSafe),
        .target(name: "Realisation", dependencies: ["PlanModel", "Timeline"], swiftSettings: strictAndSafe),
        .target(
            name: "PlanHistory",
            dependencies: ["GitStore", "PlanText", "PlanModel", "Timeline", "Attestation", "Diagnostics"],
            swiftSettings: strictAndSafe),
        .target(
            name: "Reports",
            dependencies: ["Diagnostics", "PlanModel", "Attestation", "Governance", "Realisation", "Timeline"],
            swiftSettings: strictAndSafe),
        .target(
            name: "TollgateCLI",
            dependencies: [
                "GitStore", "Diagnostics", "PlanText", "PlanModel", "Timeline", "Attestation", "Governance",
                "Realisation",
                "PlanHistory", "Reports", argumentParser,
            ],
            swiftSettings: strictAndSafe),
        .executableTarget(name: "tollgate", dependencies: ["TollgateCLI"], swiftSettings: strictAndSafe),

        // Measures whole processes against git; no part of the product.
        .executableTarget(
            name: "tollgate-bench",
            dependencies: [
                "CLibYAML", "Diagnostics", "PlanText", "PlanModel", "Attestation", "TollgateTesting", argumentParser,
            ], swiftSettings: strict),

        // Tests and what they share.
        .target(
            name: "TollgateTesting", dependencies: ["GitStore", "Attestation", "TollgateCLI", crypto],
            swiftSettings: strict),
        .testTarget(
            name: "ArchitectureTests",
            dependencies: [], swiftSettings: strict),
        .testTarget(
            name: "DiagnosticsTests",
            dependencies: ["Diagnostics", "TollgateTesting"], swiftSettings: strict),
        .testTarget(
            name: "GitStoreTests",
            dependencies: ["GitStore", "TollgateTesting"], swiftSettings: strict),
        .testTarget(
            name: "PlanTextTests",
            dependencies: ["PlanText", "Diagnostics", "TollgateTesting"], swiftSettings: strict),
        .testTarget(
            name: "PlanModelTests",
            dependencies: ["PlanModel", "PlanText", "Diagnostics", "TollgateTesting"], swiftSettings: strict),
        .testTarget(
            name: "TimelineTests",
            dependencies: ["Timeline", "PlanModel", "PlanText", "Diagnostics", "TollgateTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "AttestationTests", dependencies: ["Attestation", "TollgateTesting"], swiftSettings: strict),
        .testTarget(
            name: "GovernanceTests",
            dependencies: [
                "Governance", "Diagnostics", "PlanText", "PlanModel", "Timeline", "Attestation", "TollgateTesting",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RealisationTests",
            dependencies: ["Realisation", "Timeline", "PlanModel", "PlanText", "Diagnostics", "TollgateTesting"],
            exclude: ["by-hand.md", "by-hand-analyses.md"], swiftSettings: strict),
        .testTarget(
            name: "PlanHistoryTests",
            dependencies: [
                "PlanHistory", "GitStore", "PlanText", "PlanModel", "Timeline", "Attestation", "Diagnostics",
                "Realisation",
                "TollgateTesting",
            ], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Reports", "Governance", "Realisation", "Timeline", "PlanModel", "PlanText", "Diagnostics"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "TollgateCLI", "TollgateTesting", "GitStore", "Attestation", "Governance", "Reports", "PlanModel",
                "Diagnostics",
            ], swiftSettings: strict),
    ]
)
