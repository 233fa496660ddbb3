//! Values as trees, where a program looks into them: by way of their text, so that no type has a second reader or writer.
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::read::read;

/// A value as a tree.
///
/// # Errors
/// A value that has no JSON.
pub fn tree<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Value> {
    read(&serde_json::to_vec(value)?)
}

/// A value from a tree.
///
/// # Errors
/// What is wrong, as [`read`] says it: without line and column, since they are of a text that nobody wrote.
pub fn of_tree<T: DeserializeOwned>(tree: &Value) -> Result<T, String> {
    let text = serde_json::to_vec(tree).map_err(|e| unplaced(&e))?;
    read(&text).map_err(|e| unplaced(&e))
}

/// What is wrong, without its place.
pub(super) fn unplaced(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}
