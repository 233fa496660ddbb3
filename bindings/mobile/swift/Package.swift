// swift-tools-version: 5.10
// The binary half is made by ./build-xcframework.sh, with the Swift that calls it.
import PackageDescription

let package = Package(
    name: "Aftersync",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [
        .library(name: "Aftersync", targets: ["Aftersync"]),
    ],
    targets: [
        // The Rust library for each platform, with the header of its functions.
        .binaryTarget(name: "aftersyncFFI", path: "Binary/aftersyncFFI.xcframework"),
        // The Swift that calls it, written by uniffi-bindgen.
        .target(name: "AftersyncNative", dependencies: ["aftersyncFFI"], path: "Sources/AftersyncNative"),
        // What an app imports.
        .target(name: "Aftersync", dependencies: ["AftersyncNative"], path: "Sources/Aftersync"),
        .testTarget(name: "AftersyncTests", dependencies: ["Aftersync"], path: "Tests/AftersyncTests"),
    ]
)
