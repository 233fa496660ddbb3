//! From the Rust types: Python models and calls, TypeScript types and calls, a reference page.
mod arguments;
pub(crate) mod fields;
mod model;
mod parse;
mod python;
mod python_api;
mod reference;
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
        ("docs/reference.md", reference::page(&doc)),
    ])
}
