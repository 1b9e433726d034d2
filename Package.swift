// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

extension Target {
    /// A target of this package: every one is built with the same settings.
    static func part(_ name: String, _ dependencies: [Dependency] = [], resources: [Resource] = []) -> Target {
        .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
    }

    /// The tests of `name`, in `Tests/<name>Tests`.
    static func tests(
        _ name: String,
        _ dependencies: [Dependency] = [],
        exclude: [String] = [],
        resources: [Resource] = []
    ) -> Target {
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.byName(name: name)] + dependencies,
            exclude: exclude,
            resources: resources,
            swiftSettings: settings
        )
    }
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let inMemoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

// A target imports only targets on a lower line of the table in CONTRIBUTING.md; Ops/richtingen checks it.
let package = Package(
    name: "waakvlam",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "waakvlam", targets: ["waakvlam"])],
    dependencies: [
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Line 0-2: pure. No I/O, no clock, no Foundation.
        .part("CivilTime"),
        .part("WireValues"),
        .part("Gezinstraject", ["CivilTime", "WireValues"]),
        .part("Toetsingskader", ["CivilTime", "Gezinstraject", "WireValues"]),

        // Line 3: what lists and overviews show, pure as well.
        .part("ReadModels", ["CivilTime", "Gezinstraject", "Toetsingskader", "WireValues"]),

        // Line 3: the store's contract, without a database.
        .part("EventStore", ["CivilTime", "WireValues", crypto]),

        // Line 3: the only part that reads YAML.
        .part(
            "Aanpakbestand",
            ["CivilTime", "Gezinstraject", yams],
            resources: [.embedInCode("Aanpakken")]
        ),

        // Line 3: an invented municipality.
        .part("Voorbeelden", ["CivilTime", "WireValues"]),

        // Line 4.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .part("PostgresClient", ["CLibPQ", logging]),
        .part(
            "CaseHandling",
            [
                "Aanpakbestand", "CivilTime", "EventStore", "Gezinstraject", "ReadModels", "Toetsingskader",
                "WireValues", crypto, logging,
            ]
        ),

        // Line 5.
        .part(
            "PostgresStore",
            [
                "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "PostgresClient", "ReadModels",
                "Toetsingskader", "WireValues", crypto, logging, serviceLifecycle,
            ],
            resources: [.embedInCode("Migrations")]
        ),
        .part(
            "HTTPInterface",
            [
                "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "ReadModels", "Toetsingskader",
                "WireValues", crypto, httpTypes, hummingbird, jwtKit, logging, mustache, nioCore, nioHTTPTypes,
                serviceLifecycle,
            ],
            resources: [.embedInCode("openapi.json"), .embedInCode("Pages/Templates")]
        ),

        // Line 6: the only part that knows all parts.
        .executableTarget(
            name: "waakvlam",
            dependencies: [
                "Aanpakbestand", "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "HTTPInterface",
                "PostgresClient",
                "PostgresStore", "Toetsingskader", "Voorbeelden", "WireValues",
                argumentParser, configuration, crypto, hummingbird, jwtKit, logging, nioCore, serviceLifecycle,
                unixSignals,
            ],
            swiftSettings: settings
        ),

        .executableTarget(
            name: "waakvlam-benchmarks",
            dependencies: [
                "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "PostgresClient", "PostgresStore",
                "Toetsingskader", "Toevalsgezinnen", "Voorbeelden", "WireValues", argumentParser, histogram, logging,
            ],
            path: "Benchmarks",
            exclude: ["wrk.lua"],
            swiftSettings: settings
        ),

        .target(
            name: "TestSupport",
            dependencies: [
                "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "PostgresClient", "PostgresStore",
                "ReadModels", "Toetsingskader", "WireValues", logging,
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .target(
            name: "Toevalsgezinnen",
            dependencies: ["CivilTime", "Gezinstraject", "Voorbeelden", "WireValues"],
            path: "Tests/Toevalsgezinnen",
            swiftSettings: settings
        ),
        .tests("CivilTime"),
        .tests("WireValues"),
        .tests(
            "Gezinstraject",
            ["CivilTime", "Toevalsgezinnen", "Voorbeelden", "WireValues", yams],
            exclude: ["Invarianten/Gevallen"]
        ),
        .tests(
            "Toetsingskader",
            ["CivilTime", "Gezinstraject", "Toevalsgezinnen", "Voorbeelden", "WireValues", yams],
            resources: [.copy("Casussen")]
        ),
        .tests(
            "ReadModels",
            ["CivilTime", "Gezinstraject", "Toetsingskader", "Toevalsgezinnen", "Voorbeelden", "WireValues"]
        ),
        .tests("Aanpakbestand", ["CivilTime", "Gezinstraject", "WireValues"]),
        .tests("Voorbeelden", ["CivilTime", "Gezinstraject", "Toetsingskader", "WireValues"]),
        .tests("EventStore", ["CivilTime", "TestSupport", "WireValues"]),
        .tests("PostgresClient", ["TestSupport", logging]),
        .tests(
            "PostgresStore",
            [
                "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "PostgresClient", "ReadModels",
                "TestSupport", "Toetsingskader", "Voorbeelden", "WireValues", logging, serviceLifecycle,
            ]
        ),
        .tests(
            "CaseHandling",
            [
                "CivilTime", "EventStore", "Gezinstraject", "ReadModels", "TestSupport", "Toetsingskader",
                "Toevalsgezinnen", "Voorbeelden", "WireValues",
            ]
        ),
        .tests(
            "HTTPInterface",
            [
                "CaseHandling", "CivilTime", "EventStore", "Gezinstraject", "ReadModels", "TestSupport",
                "Toetsingskader", "Toevalsgezinnen", "Voorbeelden", "WireValues",
                httpTypes, hummingbird, hummingbirdTesting, inMemoryLogging, jwtKit, logging, nioCore, yams,
            ]
        ),
        .tests(
            "waakvlam",
            [
                "CivilTime", "Gezinstraject", "PostgresClient", "TestSupport", "Toevalsgezinnen", "Voorbeelden",
                "WireValues", crypto,
            ]
        ),
    ]
)
