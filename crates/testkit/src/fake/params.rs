//! Reading the parameters of a call: whole numbers may come as texts, as the platforms allow for most ids.

use serde_json::{Map, Value};

/// The object of a request.
pub(crate) type Params = Map<String, Value>;

/// Why a parameter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParamFault {
    Missing(String),
    Malformed(String),
}

fn malformed(name: &str) -> ParamFault {
    ParamFault::Malformed(name.to_owned())
}

fn missing(name: &str) -> ParamFault {
    ParamFault::Missing(name.to_owned())
}

/// A whole number, written as number or as text; absent, null and empty are none.
pub(crate) fn whole(params: &Params, name: &str) -> Result<Option<i64>, ParamFault> {
    match params.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => text.parse().map(Some).map_err(|_| malformed(name)),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| malformed(name)),
    }
}

/// A whole number that must be there.
pub(crate) fn need_whole(params: &Params, name: &str) -> Result<i64, ParamFault> {
    whole(params, name)?.ok_or_else(|| missing(name))
}

/// A text; absent is empty.
pub(crate) fn text<'a>(params: &'a Params, name: &str) -> Result<&'a str, ParamFault> {
    match params.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(value) => value.as_str().ok_or_else(|| malformed(name)),
    }
}

/// A text that must be there.
pub(crate) fn need_text<'a>(params: &'a Params, name: &str) -> Result<&'a str, ParamFault> {
    let value = text(params, name)?;
    if value.is_empty() {
        Err(missing(name))
    } else {
        Ok(value)
    }
}

/// A list of whole numbers, each as number or as text; absent is empty.
pub(crate) fn wholes(params: &Params, name: &str) -> Result<Vec<i64>, ParamFault> {
    let read = |item: &Value| item.as_i64().or_else(|| item.as_str()?.parse().ok());
    list(params, name, read)
}

/// A list of texts; absent is empty.
pub(crate) fn texts(params: &Params, name: &str) -> Result<Vec<String>, ParamFault> {
    list(params, name, |item| item.as_str().map(str::to_owned))
}

fn list<T>(params: &Params, name: &str, read: impl Fn(&Value) -> Option<T>) -> Result<Vec<T>, ParamFault> {
    match params.get(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => items
            .iter()
            .map(read)
            .collect::<Option<_>>()
            .ok_or_else(|| malformed(name)),
        Some(_) => Err(malformed(name)),
    }
}

/// The fields of an object; none of anything else.
pub(crate) fn fields(value: Value) -> Params {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ParamFault, fields, need_text, need_whole, texts, whole, wholes};

    #[test]
    fn numbers_come_as_texts_too() {
        let params = fields(json!({"a": 1, "b": "2", "c": "", "d": 1.5, "e": [1, "2"], "f": ["x"], "g": "many"}));
        assert_eq!((whole(&params, "a"), whole(&params, "b")), (Ok(Some(1)), Ok(Some(2))));
        assert_eq!((whole(&params, "c"), whole(&params, "z")), (Ok(None), Ok(None)));
        assert_eq!(whole(&params, "d"), Err(ParamFault::Malformed("d".into())));
        assert_eq!(whole(&params, "g"), Err(ParamFault::Malformed("g".into())));
        assert_eq!(need_whole(&params, "c"), Err(ParamFault::Missing("c".into())));
        assert_eq!(need_text(&params, "a"), Err(ParamFault::Malformed("a".into())));
        assert_eq!(
            (wholes(&params, "e"), texts(&params, "f")),
            (Ok(vec![1, 2]), Ok(vec!["x".into()]))
        );
        assert!(wholes(&params, "f").is_err() && texts(&params, "e").is_err());
    }
}
