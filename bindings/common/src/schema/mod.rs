//! From the Rust types: Python models and calls, TypeScript types and calls, Kotlin and Swift types and calls, a reference page,
//! the schema of a configuration.
mod arguments;
mod config;
pub(crate) mod fields;
mod kotlin;
mod kotlin_api;
mod labels;
mod model;
mod names;
mod parse;
mod python;
mod python_api;
mod reference;
mod swift;
mod swift_api;
mod typescript;
mod typescript_api;

use parse::Document;

/// The files that follow from the types: path from the root of the repository, and text.
///
/// # Errors
/// A type whose schema has a shape that is not known here, in words.
pub fn files() -> Result<Vec<(&'static str, String)>, String> {
    let doc = Document::new()?;
    Ok(vec![
        ("bindings/common/src/arguments.json", arguments::written()),
        ("bindings/python/python/aftersync/_models.py", python::models(&doc)),
        ("bindings/python/python/aftersync/_api.py", python_api::api(&doc)),
        ("bindings/node/src/schema.ts", typescript::types(&doc)),
        ("bindings/node/src/api.ts", typescript_api::api(&doc)?),
        (
            "bindings/mobile/kotlin/src/main/kotlin/dev/aftersync/Models.kt",
            kotlin::types(&doc)?,
        ),
        (
            "bindings/mobile/kotlin/src/main/kotlin/dev/aftersync/Methods.kt",
            kotlin_api::replica(&doc),
        ),
        (
            "bindings/mobile/kotlin/src/desk/kotlin/dev/aftersync/DeskMethods.kt",
            kotlin_api::desk(&doc),
        ),
        (
            "bindings/mobile/swift/Sources/Aftersync/Models.swift",
            swift::types(&doc)?,
        ),
        (
            "bindings/mobile/swift/Sources/Aftersync/Methods.swift",
            swift_api::replica(&doc),
        ),
        ("docs/reference.md", reference::page(&doc)),
        ("docs/config.schema.json", config::schema()?),
    ])
}
