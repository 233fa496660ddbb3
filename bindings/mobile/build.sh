#!/usr/bin/env bash
# The native library for this machine, and the Kotlin and Swift that call it: ./build.sh [PROFILE]
# Written to build/kotlin and build/swift from the library itself, which must not be stripped for that.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
profile=${1:-ci}
target=${CARGO_TARGET_DIR:-$PWD/../../target}
folder=$target/$([[ $profile == dev ]] && echo debug || echo "$profile")
cargo=${CARGO:-cargo}

"$cargo" build --locked --profile "$profile" -p aftersync-mobile --features desk
# In a build of its own: what writes Kotlin and Swift is no part of the library. With `desk`, so that what is below is built once.
"$cargo" build --locked --profile "$profile" -p aftersync-mobile --features desk,bindgen --bin uniffi-bindgen
for language in kotlin swift; do
    rm -rf "build/$language"
    mkdir -p "build/$language"
    "$folder/uniffi-bindgen" generate "$folder/libaftersync_mobile.so" --language "$language" --out-dir "build/$language" \
        --no-format
done
