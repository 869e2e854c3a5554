// swift-tools-version: 6.1
import PackageDescription

// The map of the project. Arrows point down:
// CKernels ← Tensors ← NeuralNetworks ← Language ← Recommenders ← Workspaces ← Serving ← HTTPAPI ← tastemaker;
// Datasets under Language, Recommenders, Evaluation, Storage and Simulation.
//
// TASTEMAKER_ENGINE_ONLY=1 drops everything that needs a package from outside (storage, workspaces, the
// executable), so that sanitizer builds of the engine compile only our own code.
let engineOnly = Context.environment["TASTEMAKER_ENGINE_ONLY"] != nil

let release: [CSetting] = [.define("NDEBUG", .when(configuration: .release))]

var products: [Product] = []
var dependencies: [Package.Dependency] = []
var targets: [Target] = [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "CKernels", cSettings: release),
    .target(name: "Tensors", dependencies: ["CKernels"]),
    .target(name: "NeuralNetworks", dependencies: ["Tensors"]),
    .target(name: "Datasets", dependencies: ["CZlib", "CZstd"]),
    .target(name: "Evaluation", dependencies: ["Datasets"]),
    .target(name: "Recommenders", dependencies: ["NeuralNetworks", "Tensors", "Datasets", "Evaluation", "Language"]),
    .target(name: "Simulation", dependencies: ["Datasets"]),
    // Which picture or line presents a title to whom: a contextual bandit, and what other policies would have earned.
    .target(name: "Artwork", dependencies: ["Datasets", "Evaluation"]),
    .executableTarget(
        name: "artwork-benchmark", dependencies: ["Artwork", "Simulation", "Datasets", "Evaluation"], path: "Benchmarks/ArtworkBenchmark"),
    .testTarget(name: "ArtworkTests", dependencies: ["Artwork", "Simulation", "Datasets", "Evaluation"]),
    .target(name: "Language", dependencies: ["Tensors", "NeuralNetworks", "Datasets"]),
    // Language in use: what a query means, what a title is about, what to say of it. Knows no network.
    .target(
        name: "Understanding", dependencies: ["Language", "Tensors", "Datasets"],
        resources: [.embedInCode("Tagging/Vocabulary/tags.json")]),
    .target(name: "DataDoctor", dependencies: ["Datasets", "Evaluation", "Recommenders"]),
    .executableTarget(
        name: "inference-benchmark", dependencies: ["Recommenders", "NeuralNetworks", "Tensors", "Datasets", "Evaluation"],
        path: "Benchmarks/InferenceBenchmark"),
    .target(name: "Retrieval", dependencies: ["Tensors"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors", "CKernels"]),
    .testTarget(name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "Tensors"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "CZlib", "CZstd"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "Datasets"]),
    .testTarget(
        name: "RecommendersTests",
        dependencies: ["Recommenders", "Language", "Tensors", "NeuralNetworks", "Evaluation", "Datasets", "Simulation"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "Datasets"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "NeuralNetworks", "Tensors", "CKernels", "Datasets"]),
    // What the tests of several modules need.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "UnderstandingTests", dependencies: ["Understanding", "Language", "Datasets", "Simulation", "TestSupport"]),
    .executableTarget(name: "encoder-benchmark", dependencies: ["Language", "Tensors"], path: "Benchmarks/EncoderBenchmark"),
    .testTarget(name: "DataDoctorTests", dependencies: ["DataDoctor", "Datasets", "Evaluation", "CZlib"]),
    .executableTarget(
        name: "long-history-benchmark",
        dependencies: ["Recommenders", "NeuralNetworks", "Tensors", "Datasets", "Evaluation", "Simulation"],
        path: "Benchmarks/LongHistoryBenchmark"),
    .testTarget(name: "RetrievalTests", dependencies: ["Retrieval", "Tensors", "CKernels"]),
]

if !engineOnly {
    products += [
        .executable(name: "tastemaker", targets: ["tastemaker"]),
        .library(name: "Tastemaker", targets: ["Workspaces"]),
        .library(name: "TastemakerClient", targets: ["TastemakerClient"]),
        .library(name: "FaultInjection", type: .dynamic, targets: ["CFaultInjection"]),
    ]
    dependencies += [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: ["JSON"]),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    ]
    targets += [
        .target(name: "Storage", dependencies: ["Datasets", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "CPageSeals", dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")], cSettings: release),
        .target(
            name: "StorageSQLite",
            dependencies: [
                "CPageSeals", "Storage", "Datasets", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Workspaces",
            dependencies: [
                "Storage", "StorageSQLite", "Datasets", "DataDoctor", "Evaluation", "Language", "Recommenders", "Simulation", "Tensors",
                "Understanding",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Serving",
            dependencies: [
                "Artwork", "Understanding", "Workspaces", "Storage", "StorageSQLite", "Datasets", "Evaluation", "Language", "Recommenders",
                "Retrieval", "Tensors",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ]),
        // Talk about what to watch: state, critiques, replies that can only name titles of the catalogue. Knows no network.
        .target(
            name: "Conversation",
            dependencies: ["Serving", "Understanding", "Storage", "Datasets", "Evaluation", "Recommenders"]),
        // Language models behind OpenAI's dialect: the only part of language that opens connections.
        .target(
            name: "LanguageModels", dependencies: ["Understanding", .product(name: "AsyncHTTPClient", package: "async-http-client")]),
        // The Model Context Protocol: tools for assistants. Knows no network and no recommender.
        .target(name: "ToolProtocol", dependencies: ["Understanding"]),
        .testTarget(name: "ToolProtocolTests", dependencies: ["ToolProtocol", "Understanding", "TestSupport"]),
        // What the server hands out as it is, inside the program: the console and the OpenAPI document.
        .target(name: "CAllocator", cSettings: release),
        .target(name: "CServedFiles", exclude: ["Console", "Docs", "OpenAPI"]),
        .target(
            name: "HTTPAPI",
            dependencies: [
                "Artwork", "ToolProtocol", "Serving", "Conversation", "Understanding", "CAllocator", "CServedFiles", "Storage", "Datasets",
                "Workspaces",
                "Recommenders", "Evaluation",
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]),
        .target(
            name: "TastemakerClient", dependencies: [.product(name: "AsyncHTTPClient", package: "async-http-client")]),
        .executableTarget(
            name: "serving-benchmark",
            dependencies: [
                "TastemakerClient", "Serving", "Workspaces", "Storage", "Recommenders", "Datasets", "Evaluation", "Tensors",
                .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Benchmarks/ServingBenchmark"),
        .executableTarget(
            name: "tastemaker",
            dependencies: [
                "ToolProtocol",
                "HTTPAPI", "Serving", "Conversation", "LanguageModels", "Understanding", "Workspaces", "Datasets", "DataDoctor",
                "Evaluation", "Language",
                "Recommenders", "Simulation",
                "Storage", "Tensors",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "import-benchmark", dependencies: ["Workspaces", "Datasets", "Evaluation", "CZlib"], path: "Benchmarks/ImportBenchmark"),
        .executableTarget(
            name: "training-benchmark",
            dependencies: ["Recommenders", "NeuralNetworks", "Tensors", "Datasets", "Evaluation"], path: "Benchmarks/TrainingBenchmark"),
        .executableTarget(
            name: "retrieval-benchmark", dependencies: ["Retrieval", "Workspaces", "Recommenders", "Evaluation", "Datasets", "Tensors"],
            path: "Benchmarks/RetrievalBenchmark"),
        .executableTarget(
            name: "catalogue-benchmark", dependencies: ["Retrieval", "Recommenders", "Evaluation", "Datasets", "Tensors"],
            path: "Benchmarks/CatalogueBenchmark"),
        // Worlds, judges and people for conversations: for tests and for the benchmark.
        .target(
            name: "ConversationSupport",
            dependencies: [
                "Conversation", "Serving", "Understanding", "LanguageModels", "Workspaces", "Storage", "Datasets", "Simulation",
                "TestSupport",
            ], path: "Tests/ConversationSupport"),
        .testTarget(
            name: "ConversationTests",
            dependencies: [
                "Conversation", "ConversationSupport", "Serving", "Understanding", "LanguageModels", "Workspaces", "Storage", "Datasets",
                "Recommenders", "Simulation", "TestSupport",
            ]),
        .executableTarget(
            name: "chat-benchmark", dependencies: ["ConversationSupport", "Conversation", "Serving", "Datasets"],
            path: "Benchmarks/ChatBenchmark"),
        .testTarget(
            name: "LanguageModelsTests",
            dependencies: ["LanguageModels", "Understanding", "TestSupport"]),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "StorageSQLite", "Datasets", .product(name: "GRDB", package: "GRDB.swift")]),
        // Preloaded into the program by `FaultTests`, and linked into nothing.
        .target(name: "CFaultInjection", path: "Tests/CFaultInjection"),
        .testTarget(name: "FaultTests", dependencies: ["Workspaces", "Storage", "StorageSQLite", "Datasets", "tastemaker"]),
        .testTarget(
            name: "ServingTests",
            dependencies: [
                "Artwork", "Serving", "Understanding", "Workspaces", "Storage", "StorageSQLite", "Datasets", "Evaluation", "Language",
                "Recommenders", "Simulation", "TestSupport",
            ]),
        .testTarget(
            name: "HTTPAPITests",
            dependencies: [
                "HTTPAPI", "ToolProtocol", "Serving", "LanguageModels", "Understanding", "TastemakerClient", "Workspaces", "Storage",
                "Datasets",
                "Recommenders", "Simulation", "tastemaker", "serving-benchmark", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]),
        .testTarget(
            name: "WorkspacesTests",
            dependencies: ["Workspaces", "Storage", "Datasets", "Evaluation", "Recommenders", "Simulation", "Understanding", "tastemaker"]),
    ]
}

let package = Package(
    name: "tastemaker",
    products: products,
    dependencies: dependencies,
    targets: targets,
    swiftLanguageModes: [.v6]
)
