//! Writes the Kotlin and Swift that call the library: `uniffi-bindgen generate LIBRARY --language kotlin --out-dir DIR`.
fn main() {
    uniffi::uniffi_bindgen_main();
}
