//! What needs no desk.
use aftersync_bindings_common as common;
use napi_derive::napi;

use crate::call::{answered, blocking};

/// The names of all methods of the desk.
#[napi(catch_unwind)]
pub fn methods() -> Vec<String> {
    common::methods::all()
        .iter()
        .map(|method| method.name.to_owned())
        .collect()
}

/// An id that follows from names.
#[napi(catch_unwind)]
pub fn derive_id(name: String, parts: Vec<String>) -> napi::Result<String> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    answered(common::fenced(|| common::ids::named(&name)?.make(&parts)))
}

/// The version of the library.
#[napi(catch_unwind)]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Panics inside the fence: what comes out must be an error.
#[napi(catch_unwind)]
pub fn panic_for_tests() -> napi::Result<()> {
    answered(common::fenced(on_purpose))
}

/// The same on another thread.
#[napi]
pub async fn panic_later_for_tests() -> napi::Result<()> {
    answered(blocking(on_purpose).await)
}

#[expect(clippy::panic, reason = "to show that the fence holds")]
fn on_purpose() -> aftersync::Result<()> {
    panic!("a panic on purpose")
}
