//! One type of the model with the values that stand for it.
use std::path::PathBuf;

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::schema::{Shape, shapes};

/// A type, its values and its schema.
pub struct Golden {
    /// The name of its file.
    pub name: String,
    /// What the file must hold.
    pub text: String,
    /// The values one by one.
    pub values: Vec<Value>,
    /// The schema of the type.
    pub schema: Value,
    /// Whether a text is read as exactly these values.
    pub same: Box<dyn Fn(&str) -> Result<bool, String>>,
    /// Whether one value can be read at all.
    pub reads: fn(&Value) -> Result<(), String>,
}

impl Golden {
    /// The shapes a value of this type may have.
    pub fn shapes(&self) -> Vec<Shape<'_>> {
        shapes(&self.schema, &self.schema)
    }
}

/// The golden of a type with one value.
pub fn one<T: Serialize + DeserializeOwned + PartialEq + JsonSchema + 'static>(value: T) -> Golden {
    let text = serde_json::to_string_pretty(&value).unwrap();
    let values = vec![serde_json::to_value(&value).unwrap()];
    let same = move |text: &str| match serde_json::from_str::<T>(text) {
        Ok(read) => Ok(read == value),
        Err(e) => Err(e.to_string()),
    };
    golden::<T>(text, values, Box::new(same))
}

/// The golden of a type with several values: an enum, or what holds one.
pub fn several<T: Serialize + DeserializeOwned + PartialEq + JsonSchema + 'static>(values: Vec<T>) -> Golden {
    let text = serde_json::to_string_pretty(&values).unwrap();
    let list = values
        .iter()
        .map(|value| serde_json::to_value(value).unwrap())
        .collect();
    let same = move |text: &str| match serde_json::from_str::<Vec<T>>(text) {
        Ok(read) => Ok(read == values),
        Err(e) => Err(e.to_string()),
    };
    golden::<T>(text, list, Box::new(same))
}

/// The golden of an enum of plain words: all that its schema lists.
pub fn words<T: Serialize + DeserializeOwned + PartialEq + JsonSchema + 'static>() -> Golden {
    let schema = schema_for!(T).to_value();
    let words: Vec<T> = shapes(&schema, &schema)
        .iter()
        .map(|shape| serde_json::from_value(shape.word.expect("a plain word").clone()).unwrap())
        .collect();
    several(words)
}

fn golden<T: DeserializeOwned + JsonSchema>(
    text: String,
    values: Vec<Value>,
    same: Box<dyn Fn(&str) -> Result<bool, String>>,
) -> Golden {
    let full = std::any::type_name::<T>();
    Golden {
        name: snake(full.rsplit("::").next().unwrap_or(full)),
        text: text + "\n",
        values,
        schema: schema_for!(T).to_value(),
        same,
        reads: |value| {
            serde_json::from_value::<T>(value.clone())
                .map(drop)
                .map_err(|e| e.to_string())
        },
    }
}

/// `TicketLine` → `ticket_line`.
pub fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Where the file of that name lies.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.json"))
}

/// Compares a file with what it must hold, or writes it anew when `AFTERSYNC_BLESS=1` is set.
pub fn compare(name: &str, text: &str) -> Result<(), String> {
    let file = path(name);
    if std::env::var_os("AFTERSYNC_BLESS").is_some_and(|v| v == "1") {
        return std::fs::write(&file, text).map_err(|e| format!("{name}: {e}"));
    }
    let kept = std::fs::read_to_string(&file).map_err(|e| format!("{name}: {e}"))?;
    let line = kept.lines().zip(text.lines()).position(|(a, b)| a != b);
    match kept == text {
        true => Ok(()),
        false => Err(format!("{name}: the file differs from line {}", line.unwrap_or(0) + 1)),
    }
}
