//! The native half of the Kotlin and Swift binding: converts, calls, converts. Types, exceptions and flows are Kotlin and Swift.
//!
//! A page of tickets crosses the border as one text: a crossing costs more than the reading of a row.
mod copy;
#[cfg(feature = "desk")]
mod desk;
mod failed;

use aftersync_bindings_common as common;

pub use failed::NativeException;

uniffi::setup_scaffolding!("aftersync");

/// An id that follows from names.
///
/// # Errors
/// Other names are wanted, or there is no such id.
#[uniffi::export]
pub fn derive_id(name: String, parts: Vec<String>) -> Result<String, NativeException> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Ok(common::fenced(|| common::ids::named(&name)?.make(&parts))?)
}

/// The version of the library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Panics inside the fence: what comes out must be an error.
///
/// # Errors
/// Always.
#[uniffi::export]
pub fn panic_for_tests() -> Result<(), NativeException> {
    Ok(common::fenced(on_purpose)?)
}

#[expect(clippy::panic, reason = "to show that the fence holds")]
fn on_purpose() -> aftersync::Result<()> {
    panic!("a panic on purpose")
}
