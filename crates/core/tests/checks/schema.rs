//! A small reader of JSON schemas: enough of the language for what `schemars` writes for the model.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// One way a value may look: references followed, alternatives taken apart.
#[derive(Clone, Default)]
pub struct Shape<'a> {
    pub word: Option<&'a Value>,
    types: Option<BTreeSet<&'a str>>,
    pub properties: BTreeMap<&'a str, &'a Value>,
    pub required: BTreeSet<&'a str>,
    others: Option<&'a Value>,
    places: Vec<&'a Value>,
    items: Option<&'a Value>,
}

/// Every way a value of this schema may look.
pub fn shapes<'a>(root: &'a Value, schema: &'a Value) -> Vec<Shape<'a>> {
    let mut found = vec![own(schema)];
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(reference.trim_start_matches('#')).expect("a known $ref");
        found = both(&found, &shapes(root, target));
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        found = both(&found, &shapes(root, part));
    }
    for word in ["oneOf", "anyOf"] {
        if let Some(choices) = schema.get(word).and_then(Value::as_array) {
            let choices: Vec<_> = choices.iter().flat_map(|choice| shapes(root, choice)).collect();
            found = both(&found, &choices);
        }
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words: Vec<_> = words.iter().map(only).collect();
        found = both(&found, &words);
    }
    found
}

fn only(word: &Value) -> Shape<'_> {
    Shape {
        word: Some(word),
        ..Shape::default()
    }
}

fn own(schema: &Value) -> Shape<'_> {
    let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
    let types = match schema.get("type") {
        Some(Value::String(one)) => Some(BTreeSet::from([one.as_str()])),
        Some(Value::Array(several)) => Some(several.iter().filter_map(Value::as_str).collect()),
        _ => None,
    };
    let properties = schema.get("properties").and_then(Value::as_object);
    Shape {
        word: schema.get("const"),
        types,
        properties: properties.into_iter().flatten().map(|(k, v)| (k.as_str(), v)).collect(),
        required: list("required").filter_map(Value::as_str).collect(),
        others: schema.get("additionalProperties"),
        places: list("prefixItems").collect(),
        items: schema.get("items"),
    }
}

fn both<'a>(left: &[Shape<'a>], right: &[Shape<'a>]) -> Vec<Shape<'a>> {
    let pairs = left.iter().flat_map(|l| right.iter().map(move |r| (l, r)));
    pairs.map(|(l, r)| joined(l, r)).collect()
}

fn joined<'a>(left: &Shape<'a>, right: &Shape<'a>) -> Shape<'a> {
    let mut shape = left.clone();
    shape.word = shape.word.or(right.word);
    shape.types = shape.types.or_else(|| right.types.clone());
    for (name, schema) in &right.properties {
        // Two fields of one name in one object: such a value cannot be read back.
        let other = shape.properties.insert(name, schema);
        assert!(other.is_none_or(|other| other == *schema), "{name} is declared twice");
    }
    shape.required.extend(&right.required);
    shape.others = shape.others.or(right.others);
    shape.items = shape.items.or(right.items);
    shape.places.extend(&right.places);
    shape
}

/// Whether a value is what its schema says: else where it is not, and why.
pub fn check(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let mut last = Err("nothing is allowed here".to_owned());
    for shape in shapes(root, schema) {
        last = fits(root, &shape, value);
        if last.is_ok() {
            return last;
        }
    }
    last
}

/// Whether a value has this shape.
pub fn fits(root: &Value, shape: &Shape<'_>, value: &Value) -> Result<(), String> {
    if shape.word.is_some_and(|word| word != value) {
        return Err(format!(": {value} is not {}", shape.word.unwrap()));
    }
    let kinds = kinds(value);
    if shape
        .types
        .as_ref()
        .is_some_and(|types| !kinds.iter().any(|k| types.contains(k)))
    {
        return Err(format!(": {value} is not of type {:?}", shape.types.as_ref().unwrap()));
    }
    match value {
        Value::Object(fields) => object(root, shape, fields),
        Value::Array(items) => array(root, shape, items),
        _ => Ok(()),
    }
}

fn kinds(value: &Value) -> &'static [&'static str] {
    match value {
        Value::Null => &["null"],
        Value::Bool(_) => &["boolean"],
        Value::Number(n) if n.is_f64() => &["number"],
        Value::Number(_) => &["integer", "number"],
        Value::String(_) => &["string"],
        Value::Array(_) => &["array"],
        Value::Object(_) => &["object"],
    }
}

fn object(root: &Value, shape: &Shape<'_>, fields: &Map<String, Value>) -> Result<(), String> {
    if let Some(missing) = shape.required.iter().find(|name| !fields.contains_key(**name)) {
        return Err(format!(": {missing} is missing"));
    }
    for (name, value) in fields {
        match of_field(shape, name) {
            Some(schema) => check(root, schema, value).map_err(|why| format!(".{name}{why}"))?,
            None if shape.properties.is_empty() => {}
            None => return Err(format!(": {name} is not in the schema")),
        }
    }
    Ok(())
}

fn array(root: &Value, shape: &Shape<'_>, items: &[Value]) -> Result<(), String> {
    for (n, value) in items.iter().enumerate() {
        if let Some(schema) = of_item(shape, n) {
            check(root, schema, value).map_err(|why| format!(".{n}{why}"))?;
        }
    }
    Ok(())
}

fn of_field<'a>(shape: &Shape<'a>, name: &str) -> Option<&'a Value> {
    let other = shape.others.filter(|others| **others != Value::Bool(false));
    shape.properties.get(name).copied().or(other)
}

fn of_item<'a>(shape: &Shape<'a>, n: usize) -> Option<&'a Value> {
    shape.places.get(n).copied().or(shape.items)
}

/// The value without every field that its schema does not require, all the way down: what an older release wrote.
pub fn least(root: &Value, schema: &Value, value: &Value) -> Value {
    let found = shapes(root, schema);
    let Some(shape) = found.iter().find(|shape| fits(root, shape, value).is_ok()) else {
        return value.clone();
    };
    let smaller = |schema: Option<&Value>, value: &Value| match schema {
        Some(schema) => least(root, schema, value),
        None => value.clone(),
    };
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| {
                !shape.properties.contains_key(name.as_str()) || shape.required.contains(name.as_str())
            });
            kept.map(|(name, value)| (name.clone(), smaller(of_field(shape, name), value)))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(n, value)| smaller(of_item(shape, n), value)).collect()
        }
        other => other.clone(),
    }
}
