//! Reading foreign JSON: bounded before it is looked at, borrowed where possible, strict only about what is needed.
//!
//! A field that we can do without and that has a wrong shape is taken for absent ([`Loose`]); a field that we need is asked
//! for by name ([`need`]), so that the reason of a failure names the field and never shows its value.
use std::borrow::Cow;
use std::fmt;

use aftersync_core::json::{read, read_text};
use aftersync_core::limits::{MAX_BODY_BYTES, MAX_EXTERNAL_ID, MAX_JSON_DEPTH};
use aftersync_core::model::money::Money;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::nested_too_deep;
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A result whose failure is a reason: one line, without any part of what was read.
pub(crate) type Reading<T> = std::result::Result<T, String>;

/// Reads JSON, after a look at its size and nesting.
pub(crate) fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Reading<T> {
    if bytes.len() > MAX_BODY_BYTES {
        return Err(format!("larger than {MAX_BODY_BYTES} bytes"));
    }
    if nested_too_deep(bytes) {
        return Err(format!("nested deeper than {MAX_JSON_DEPTH}"));
    }
    read(bytes).map_err(|e| {
        let what = match e.classify() {
            serde_json::error::Category::Eof => "cut off",
            serde_json::error::Category::Data => "of another shape",
            _ => "not JSON",
        };
        format!("{what} (line {}, column {})", e.line(), e.column())
    })
}

/// A field we can do without: absent, null and a wrong shape are all `None`.
#[derive(Clone, Debug)]
pub(crate) struct Loose<T>(pub Option<T>);

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(d)?;
        Ok(Self(read_text(raw.get()).ok()))
    }
}

impl<T> Loose<T> {
    /// The value, if there is a usable one.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T> Loose<Vec<Loose<T>>> {
    /// The usable elements of a list.
    pub fn each(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten().filter_map(Loose::get)
    }
}

impl Loose<Whole> {
    /// The number, if there is one.
    pub fn number(&self) -> Option<i64> {
        self.get().map(|whole| whole.0)
    }
    /// The number, if it is above zero: platforms write zero for "none".
    pub fn positive(&self) -> Option<i64> {
        self.number().filter(|n| *n > 0)
    }
    /// Unix seconds, if they are above zero.
    pub fn seconds(&self) -> Option<Timestamp> {
        self.positive().map(Timestamp::from_secs)
    }
    /// An amount in fen within bounds; a negative or absurd one is a reason to set the whole object aside.
    pub fn fen(&self, field: &'static str) -> Reading<Option<Money>> {
        let amount = self.number().map(|fen| Money::cny(fen).checked()).transpose();
        amount.map_err(|e| format!("{field}: {e}"))
    }
}

impl Loose<Id<'_>> {
    /// The id, if it is there and not zero.
    pub fn id(&self) -> Option<&str> {
        self.get().map(Id::as_str).filter(|id| *id != "0")
    }
    /// The same, owned.
    pub fn owned(&self) -> Option<String> {
        self.id().map(str::to_owned)
    }
}

impl Loose<Text<'_>> {
    /// The text, if it is there and not blank.
    pub fn text(&self) -> Option<&str> {
        self.get().map(|text| text.0.trim()).filter(|text| !text.is_empty())
    }
    /// The same, owned.
    pub fn owned(&self) -> Option<String> {
        self.text().map(str::to_owned)
    }
}

/// A value that must be there, or the reason why nothing can be read.
pub(crate) fn need<T>(value: Option<T>, field: &'static str) -> Reading<T> {
    value.ok_or_else(|| format!("no usable {field}"))
}

/// An id, written as number or as text. Kept as text: many are larger than what a float holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Id<'a>(Cow<'a, str>);

impl Id<'_> {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Id<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = d.deserialize_any(Scalar)?;
        let usable = !text.is_empty() && text.len() <= MAX_EXTERNAL_ID && !text.chars().any(char::is_control);
        let unsigned = !text.starts_with('-');
        (usable && unsigned)
            .then_some(Self(text))
            .ok_or_else(|| D::Error::custom("not an id"))
    }
}

/// A whole number, written as number or as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whole(pub i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = d.deserialize_any(Scalar)?;
        text.parse()
            .map(Self)
            .map_err(|_| D::Error::custom("not a whole number"))
    }
}

/// A text. `Debug` shows its length only: it may be what a buyer wrote.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Text<'a>(pub Cow<'a, str>);

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_str(Words).map(Self)
    }
}

struct Scalar;
impl<'de> Visitor<'de> for Scalar {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a text")
    }
    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(v))
    }
    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_owned()))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_string()))
    }
    fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_string()))
    }
}

struct Words;
impl<'de> Visitor<'de> for Words {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }
    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(v))
    }
    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Sample<'a> {
        #[serde(borrow, default)]
        id: Loose<Id<'a>>,
        #[serde(default)]
        n: Loose<Whole>,
        #[serde(borrow, default)]
        words: Loose<Text<'a>>,
    }

    fn sample(json: &str) -> Sample<'_> {
        parse(json.as_bytes()).unwrap()
    }

    #[test]
    fn ids_keep_all_digits_in_either_spelling() {
        for json in [r#"{"id":7100222222222222001}"#, r#"{"id":"7100222222222222001"}"#] {
            assert_eq!(sample(json).id.id(), Some("7100222222222222001"));
        }
        for json in [
            r#"{"id":""}"#,
            r#"{"id":-1}"#,
            r#"{"id":1.5}"#,
            r#"{"id":null}"#,
            r#"{"id":[1]}"#,
            r#"{"id":0}"#,
            "{}",
        ] {
            assert_eq!(sample(json).id.id(), None, "{json}");
        }
        let long = format!(r#"{{"id":"{}"}}"#, "1".repeat(MAX_EXTERNAL_ID + 1));
        assert_eq!(sample(&long).id.id(), None);
    }

    #[test]
    fn numbers_and_texts_of_a_wrong_shape_are_absent() {
        assert_eq!(sample(r#"{"n":"12"}"#).n.number(), Some(12));
        assert_eq!(sample(r#"{"n":12}"#).n.number(), Some(12));
        assert_eq!(sample(r#"{"n":18446744073709551615}"#).n.number(), None);
        assert_eq!(sample(r#"{"n":{"a":1}}"#).n.number(), None);
        assert_eq!(sample(r#"{"words":"\u4e0d \n"}"#).words.text(), Some("不"));
        assert_eq!(sample(r#"{"words":5}"#).words.text(), None);
    }

    #[test]
    fn money_out_of_bounds_is_a_reason() {
        assert_eq!(sample(r#"{"n":12800}"#).n.fen("n"), Ok(Some(Money::cny(12_800))));
        assert_eq!(sample("{}").n.fen("n"), Ok(None));
        assert!(sample(r#"{"n":-1}"#).n.fen("n").is_err());
        assert!(sample(r#"{"n":9000000000000000000}"#).n.fen("n").is_err());
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(parse::<&RawValue>(nested(MAX_JSON_DEPTH).as_bytes()).is_ok());
        assert!(parse::<&RawValue>(nested(MAX_JSON_DEPTH + 1).as_bytes()).is_err());
    }

    #[test]
    fn a_reason_never_shows_a_value() {
        let reason = parse::<Vec<u8>>(br#"["13800000000"]"#).unwrap_err();
        assert!(!reason.contains("138"), "{reason}");
    }
}
