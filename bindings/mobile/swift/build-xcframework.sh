#!/usr/bin/env bash
# The library of phones as an XCFramework, and the Swift that calls it. Needs a Mac with Xcode 15 or later and the targets
# (rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin).
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
root=$PWD/../../..
target=${CARGO_TARGET_DIR:-$root/target}
build() { cargo build --manifest-path "$root/Cargo.toml" --locked --profile "$2" -p aftersync-mobile --target "$1"; }

targets=(aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin)
for one in "${targets[@]}"; do build "$one" dist; done

# The Swift is written from a library that is not stripped; its checks are the same.
build aarch64-apple-darwin ci
cargo build --manifest-path "$root/Cargo.toml" --locked --profile ci -p aftersync-mobile --features bindgen \
    --bin uniffi-bindgen
rm -rf Binary Sources/AftersyncNative && mkdir -p Binary/headers Sources/AftersyncNative
"$target/ci/uniffi-bindgen" generate "$target/aarch64-apple-darwin/ci/libaftersync_mobile.dylib" --language swift \
    --out-dir Binary --no-format
mv Binary/AftersyncNative.swift Sources/AftersyncNative/
mv Binary/aftersyncFFI.h Binary/headers/
mv Binary/aftersyncFFI.modulemap Binary/headers/module.modulemap

# Two architectures of one platform are one library.
library() { echo "$target/$1/dist/libaftersync_mobile.a"; }
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" -output Binary/simulator.a
lipo -create "$(library aarch64-apple-darwin)" "$(library x86_64-apple-darwin)" -output Binary/mac.a
xcodebuild -create-xcframework \
    -library "$(library aarch64-apple-ios)" -headers Binary/headers \
    -library Binary/simulator.a -headers Binary/headers \
    -library Binary/mac.a -headers Binary/headers \
    -output Binary/aftersyncFFI.xcframework
rm -rf Binary/simulator.a Binary/mac.a Binary/headers
