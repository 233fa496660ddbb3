//! Why arguments do not fit: the first place where they differ from their schema, and what would be allowed there.
//!
//! Runs only when reading has failed. The schemas were written down by the program `schema`: a shipped library carries the text
//! and not what makes it. Says what is wrong with a value, never the value: it may be personal.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use aftersync::{Document, Error};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// How deep a look goes: deeper than any of our types.
const DEEPEST: usize = 64;

/// What each method takes.
static SCHEMAS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("arguments.json")).unwrap_or_default());

struct Mismatch {
    path: String,
    wrong: String,
    allowed: Vec<String>,
}

/// The error for arguments that could not be read.
pub(crate) fn explain(name: &str, args: &[u8], error: &serde_json::Error) -> Error {
    let base = Error::malformed("an argument does not fit").during("call.arguments");
    let Ok(value) = serde_json::from_slice::<Value>(args) else {
        let place = format!("line {}, column {}", error.line(), error.column());
        let base = base
            .with("wrong", "the arguments are no JSON, or nested too deep")
            .with("at", place);
        return match unreadable(args) {
            Some(field) => base.with("field", join("", &field)),
            None => base,
        };
    };
    if let Some(error) = of_config(&value) {
        return error;
    }
    let part = |part: &str| SCHEMAS.get(part).and_then(Value::as_object);
    let walk = Walk { defs: part("$defs") };
    let schema = part("arguments").and_then(|all| all.get(name)).unwrap_or(&Value::Null);
    match walk.look(schema, &value, "", 0) {
        Some(found) => {
            let error = Error::malformed(format!("`{}`: {}", found.path, found.wrong))
                .during("call.arguments")
                .with("field", &found.path);
            if found.allowed.is_empty() {
                error
            } else {
                error.with("allowed", found.allowed.join(", "))
            }
        }
        // The schema is satisfied, so a reader of ours refused it: its words name shapes only.
        None if error.is_data() => base.with("wrong", words(error)),
        None => base,
    }
}

/// Where arguments have a configuration.
const CONFIGS: [(&str, &str); 2] = [("config", "/config"), ("command.act.config", "/command/act/config")];

/// Of a configuration everything is told at once: it is written by hand, and as a whole.
fn of_config(args: &Value) -> Option<Error> {
    CONFIGS.iter().find_map(|(path, pointer)| {
        let document = Document::read(args.pointer(pointer)?);
        let first = document.unread().first()?;
        let at = match first.path.as_str() {
            "" => (*path).to_owned(),
            inside => format!("{path}.{inside}"),
        };
        let told: Vec<String> = document.problems().iter().map(ToString::to_string).collect();
        let error = Error::malformed(format!("`{at}`: {}", first.wrong))
            .during("call.arguments")
            .with("field", at)
            .with("problems", told.join("; "));
        Some(match &first.allowed {
            Some(allowed) => error.with("allowed", allowed),
            None => error,
        })
    })
}

/// The first argument that cannot be read by itself, where the others can be told apart.
fn unreadable(args: &[u8]) -> Option<String> {
    let all: BTreeMap<String, &RawValue> = serde_json::from_slice(args).ok()?;
    let mut fields = all.into_iter();
    fields
        .find(|(_, value)| serde_json::from_str::<Value>(value.get()).is_err())
        .map(|(name, _)| name)
}

/// The words of a reader, without values it quotes.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(['`', '"']).step_by(2).collect::<Vec<_>>().join("…")
}

struct Walk<'s> {
    defs: Option<&'s Map<String, Value>>,
}

impl<'s> Walk<'s> {
    fn look(&self, schema: &'s Value, value: &Value, path: &str, depth: usize) -> Option<Mismatch> {
        let of = schema.as_object()?;
        if depth > DEEPEST {
            return None;
        }
        if let Some(target) = self.target(schema)
            && let Some(found) = self.look(target, value, path, depth + 1)
        {
            return Some(found);
        }
        if let Some(wanted) = of.get("const")
            && wanted != value
        {
            return Some(miss(path, "another word is wanted", vec![plain(wanted)]));
        }
        if let Some(words) = of.get("enum").and_then(Value::as_array)
            && !words.contains(value)
        {
            return Some(miss(path, "there is no such word", words.iter().map(plain).collect()));
        }
        if let Some(found) = self.kind(of, value, path) {
            return Some(found);
        }
        for part in list(of, "allOf") {
            if let Some(found) = self.look(part, value, path, depth + 1) {
                return Some(found);
            }
        }
        let variants: Vec<&Value> = list(of, "oneOf").chain(list(of, "anyOf")).collect();
        if !variants.is_empty()
            && let Some(found) = self.one_of(&variants, value, path, depth)
        {
            return Some(found);
        }
        match value {
            Value::Object(map) => self.object(of, map, path, depth),
            Value::Array(items) => self.array(of, items, path, depth),
            _ => None,
        }
    }

    fn target(&self, schema: &Value) -> Option<&'s Value> {
        let name = schema.get("$ref")?.as_str()?.rsplit('/').next()?;
        self.defs?.get(name)
    }

    /// The type, the range of a number, the shape of an id.
    fn kind(&self, of: &Map<String, Value>, value: &Value, path: &str) -> Option<Mismatch> {
        let wanted: Vec<&str> = match of.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
            _ => return None,
        };
        if !wanted.iter().any(|kind| is(value, kind)) {
            let wrong = format!("{} is wanted, not {}", article(wanted.first()?), article(name(value)));
            return Some(miss(path, &wrong, Vec::new()));
        }
        if let Some(number) = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from)) {
            let (least, most) = (bound(of, "minimum"), bound(of, "maximum"));
            if least.is_some_and(|n| number < n) || most.is_some_and(|n| number > n) {
                let least = least.map_or_else(String::new, |n| format!("from {n} "));
                let most = most.map_or_else(|| "upwards".to_owned(), |n| format!("to {n}"));
                return Some(miss(path, &format!("a number {least}{most} is wanted"), Vec::new()));
            }
        }
        let base64 = text_of(of, "contentEncoding") == Some("base64");
        if base64 && serde_json::from_value::<crate::bytes::Bytes>(value.clone()).is_err() {
            return Some(miss(path, "base64 is wanted", Vec::new()));
        }
        let letters = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        if text_of(of, "pattern") == Some("^[A-Z]{3}$") && !value.as_str().is_some_and(letters) {
            return Some(miss(path, "three capital letters are wanted", Vec::new()));
        }
        let hex = text_of(of, "pattern") == Some("^[0-9a-f]{32}$");
        let is_id = |text: &str| text.parse::<aftersync::Uid>().is_ok();
        if hex && value.as_str().is_some_and(|text| !is_id(text)) {
            return Some(miss(path, "an id is 32 hexadecimal digits", Vec::new()));
        }
        None
    }

    fn one_of(&self, variants: &[&'s Value], value: &Value, path: &str, depth: usize) -> Option<Mismatch> {
        if let Some(tagged) = self.tagged(variants, value, path, depth) {
            return tagged;
        }
        let mut missed = Vec::new();
        for variant in variants {
            missed.push(self.look(variant, value, path, depth + 1)?);
        }
        let deepest = missed.iter().map(|m| m.path.len()).max()?;
        if deepest == path.len() {
            // None of them came further than the value itself: all words together are what is allowed.
            let first = missed.first().map(|m| m.wrong.clone())?;
            let allowed: Vec<String> = missed.into_iter().flat_map(|m| m.allowed).collect();
            let wrong = if allowed.is_empty() {
                first
            } else {
                "there is no such word".to_owned()
            };
            return Some(miss(path, &wrong, allowed));
        }
        missed.into_iter().find(|m| m.path.len() == deepest)
    }

    /// When the variants carry a word that tells them apart: only the one with the value's word counts.
    fn tagged(&self, variants: &[&'s Value], value: &Value, path: &str, depth: usize) -> Option<Option<Mismatch>> {
        let object = value.as_object()?;
        let tag = variants.iter().find_map(|v| tag_of(self.followed(v)))?.0;
        let mut words = Vec::new();
        for variant in variants {
            if let Some((_, word)) = tag_of(self.followed(variant)) {
                if object.get(tag) == Some(word) {
                    return Some(self.look(variant, value, path, depth + 1));
                }
                words.push(plain(word));
            }
        }
        let wrong = if object.contains_key(tag) {
            "there is no such word"
        } else {
            "is missing"
        };
        Some(Some(miss(&join(path, tag), wrong, words)))
    }

    fn followed(&self, schema: &'s Value) -> &'s Value {
        match schema.get("properties") {
            Some(_) => schema,
            None => self.target(schema).unwrap_or(schema),
        }
    }

    fn object(
        &self,
        of: &'s Map<String, Value>,
        map: &Map<String, Value>,
        path: &str,
        depth: usize,
    ) -> Option<Mismatch> {
        let known = of.get("properties").and_then(Value::as_object);
        for name in list(of, "required").filter_map(Value::as_str) {
            if !map.contains_key(name) {
                return Some(miss(&join(path, name), "is missing", Vec::new()));
            }
        }
        for (name, value) in map {
            let at = join(path, name);
            match known
                .and_then(|k| k.get(name))
                .or_else(|| of.get("additionalProperties"))
            {
                Some(Value::Bool(false)) => {
                    let names = known.into_iter().flat_map(|k| k.keys().cloned()).collect();
                    return Some(miss(&at, "there is no such field", names));
                }
                Some(schema) => {
                    if let Some(found) = self.look(schema, value, &at, depth + 1) {
                        return Some(found);
                    }
                }
                None => {}
            }
        }
        None
    }

    fn array(&self, of: &'s Map<String, Value>, items: &[Value], path: &str, depth: usize) -> Option<Mismatch> {
        let fixed: Vec<&Value> = list(of, "prefixItems").collect();
        if !fixed.is_empty() && fixed.len() != items.len() {
            return Some(miss(path, &format!("{} values are wanted", fixed.len()), Vec::new()));
        }
        items.iter().enumerate().find_map(|(at, item)| {
            let schema = fixed.get(at).copied().or_else(|| of.get("items"))?;
            self.look(schema, item, &format!("{path}[{at}]"), depth + 1)
        })
    }
}

/// The name and the word of the field that tells a variant apart.
fn tag_of(schema: &Value) -> Option<(&str, &Value)> {
    let properties = schema.get("properties")?.as_object()?;
    properties
        .iter()
        .find_map(|(name, of)| Some((name.as_str(), of.get("const")?)))
}

fn list<'v>(of: &'v Map<String, Value>, key: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    of.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn miss(path: &str, wrong: &str, allowed: Vec<String>) -> Mismatch {
    Mismatch {
        path: path.to_owned(),
        wrong: wrong.to_owned(),
        allowed,
    }
}

fn join(path: &str, name: &str) -> String {
    // A name may be anything the caller sent: what does not look like a field's is not repeated.
    let is_plain = name.len() <= 64 && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let name = if is_plain { name } else { "?" };
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn text_of<'v>(of: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    of.get(key).and_then(Value::as_str)
}

/// The bounds of the formats of whole numbers, where a schema names none.
const FORMATS: [(&str, i128, i128); 4] = [
    ("int32", i32::MIN as i128, i32::MAX as i128),
    ("int64", i64::MIN as i128, i64::MAX as i128),
    ("uint32", 0, u32::MAX as i128),
    ("uint64", 0, u64::MAX as i128),
];

/// The least or the most of a number: named, or of its format.
fn bound(of: &Map<String, Value>, key: &str) -> Option<i128> {
    let named = of.get(key).and_then(Value::as_i64).map(i128::from);
    let format = text_of(of, "format");
    let of_format = FORMATS.iter().find(|(name, ..)| Some(*name) == format);
    named.or(of_format.map(|(_, least, most)| if key == "minimum" { *least } else { *most }))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => name(value) == other,
    }
}

fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn article(kind: &str) -> String {
    match kind {
        "null" => "nothing".to_owned(),
        "integer" => "a whole number".to_owned(),
        "array" | "object" => format!("an {kind}"),
        other => format!("a {other}"),
    }
}
