//! A file of vectors, read literally: exact keys, whole numbers kept.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The one format there is.
pub const FORMAT: &str = "aftersync-vectors/1";

/// The vectors of a file, or why it is not one.
pub fn read(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let file: Value = serde_json::from_slice(bytes).map_err(|e| format!("is not JSON: {e}"))?;
    match file["format"].as_str() {
        Some(FORMAT) => {}
        Some(other) => return Err(format!("is of format `{other}`, not `{FORMAT}`")),
        None => return Err(format!("does not say that its format is `{FORMAT}`")),
    }
    let vectors = file["vectors"].as_array();
    vectors.cloned().ok_or_else(|| "has no list `vectors`".to_owned())
}

/// One vector.
#[derive(Clone, Debug)]
pub struct Vector {
    /// What to do.
    pub case: String,
    /// `owner.what[.digest]`.
    pub algorithm: String,
    /// The credentials.
    pub account: BTreeMap<String, String>,
    /// The clock, where one is involved.
    pub now_ms: Option<i64>,
    /// What comes in.
    pub input: Map<String, Value>,
    /// What must come out.
    pub expect: Map<String, Value>,
}

impl Vector {
    /// Reads a vector; the error names the key that is of no use.
    pub fn read(raw: &Value) -> Result<Self, String> {
        let text = |key: &str| {
            let text = raw[key].as_str().map(str::to_owned);
            text.ok_or_else(|| format!("`{key}` is not a text"))
        };
        let object = |key: &str| {
            let object = raw[key].as_object().cloned();
            object.ok_or_else(|| format!("`{key}` is not an object"))
        };
        let credential = |(name, value): (String, Value)| match value {
            Value::String(text) => Ok((name, text)),
            _ => Err(format!("`account.{name}` is not a text")),
        };
        let now_ms = match &raw["now_ms"] {
            Value::Null => None,
            number => Some(number.as_i64().ok_or("`now_ms` is not a whole number")?),
        };
        Ok(Self {
            case: text("case")?,
            algorithm: text("algorithm")?,
            account: object("account")?
                .into_iter()
                .map(credential)
                .collect::<Result<_, _>>()?,
            now_ms,
            input: object("input")?,
            expect: object("expect")?,
        })
    }

    /// Who answers: what stands before the first dot of the algorithm.
    pub fn owner(&self) -> &str {
        self.algorithm.split('.').next().unwrap_or_default()
    }

    /// What stands behind the last dot of the algorithm: the digest, where it is one.
    pub fn digest(&self) -> &str {
        self.algorithm.rsplit('.').next().unwrap_or_default()
    }

    /// A credential; empty when the vector has none of that name.
    pub fn credential(&self, name: &str) -> &str {
        self.account.get(name).map_or("", String::as_str)
    }
}
