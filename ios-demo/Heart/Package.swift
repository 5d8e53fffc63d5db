// swift-tools-version: 6.0
import PackageDescription

// Apple's systems bring CryptoKit. Elsewhere the same primitives come from the system's OpenSSL.
#if os(Linux)
    let system: [Target] = [.systemLibrary(name: "COpenSSL")]
    let crypto: [Target.Dependency] = ["COpenSSL"]
#else
    let system: [Target] = []
    let crypto: [Target.Dependency] = []
#endif

let package = Package(
    name: "DemoHeart",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "DemoHeart", targets: ["DemoHeart"])],
    dependencies: [.package(path: "../../bindings/swift")],
    targets: system + [
        .target(
            name: "DemoHeart",
            dependencies: [.product(name: "Presend", package: "swift")] + crypto,
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .target(name: "CSupport", path: "Tests/CSupport"),
        .testTarget(name: "DemoHeartTests", dependencies: ["DemoHeart", "CSupport"]),
    ]
)
