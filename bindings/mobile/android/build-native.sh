#!/usr/bin/env bash
# The library of phones for Android, and the Kotlin that calls it. Needs the NDK (r27 or later, ANDROID_NDK_HOME), the targets
# (rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android) and cargo-ndk.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
root=$PWD/../../..
main=$PWD/aftersync/src/main
abis=(arm64-v8a armeabi-v7a x86_64)

# Pages of 16 KB: ../build.rs asks the linker for them. Without the desk: a phone has a copy.
cargo ndk "${abis[@]/#/--target=}" --platform 24 --output-dir "$main/jniLibs" \
    build --manifest-path "$root/Cargo.toml" --locked --profile dist -p aftersync-mobile

# The Kotlin is written from a library that is not stripped; its checks are the same.
target=${CARGO_TARGET_DIR:-$root/target}
cargo build --manifest-path "$root/Cargo.toml" --locked --profile ci -p aftersync-mobile
cargo build --manifest-path "$root/Cargo.toml" --locked --profile ci -p aftersync-mobile --features bindgen \
    --bin uniffi-bindgen
rm -rf "$main/generated"
"$target/ci/uniffi-bindgen" generate "$target/ci/libaftersync_mobile.so" --language kotlin \
    --out-dir "$main/generated" --no-format

for library in "$main"/jniLibs/*/libaftersync_mobile.so; do
    "$root/bindings/mobile/android/check-pages.sh" "$library"
done
