//! Objects that say in one field what they are. What serde derives for them keeps a whole object in a form of its own until
//! it found the word, and has a second reader for all that may stand in it. We write the word first: then fields are read
//! as they come. Where somebody else wrote it later, the object is written anew with the word first.
use std::borrow::Cow;
use std::fmt;

use serde::de::value::{CowStrDeserializer, MapAccessDeserializer, StringDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer, MapAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::once::{Once, put};
use super::read::read_with;
use super::tree::unplaced;

/// Defines an enum that is written as an object with its word in a field: `tagged! { "kind"; pub enum … }`. Words are in
/// snake case.
macro_rules! tagged {
    ($tag:literal; $(#[$attribute:meta])* $vis:vis enum $name:ident { $($variants:tt)* }) => {
        #[derive(serde::Serialize, schemars::JsonSchema)]
        #[serde(tag = $tag, rename_all = "snake_case")]
        $(#[$attribute])*
        $vis enum $name { $($variants)* }

        const _: () = {
            type Whole = $name;

            /// The same, for what stands behind the word.
            #[derive(serde::Deserialize)]
            #[serde(remote = "Whole", rename_all = "snake_case")]
            #[allow(dead_code, reason = "it says how the enum is read")]
            enum Behind { $($variants)* }

            #[derive(Clone, Copy)]
            struct Reader;

            impl<'de> serde::de::DeserializeSeed<'de> for Reader {
                type Value = $name;

                fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<$name, D::Error> {
                    Behind::deserialize(from)
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    from.deserialize_map($crate::json::Tagged { tag: $tag, name: stringify!($name), reader: Reader })
                }
            }
        };
    };
}
pub(crate) use tagged;

/// Reads an object with a word.
#[derive(Clone, Copy)]
pub(crate) struct Tagged<S> {
    /// The field of the word.
    pub tag: &'static str,
    /// The name of the type.
    pub name: &'static str,
    /// Reads what stands behind the word.
    pub reader: S,
}

impl<'de, T, S: Copy + for<'a> DeserializeSeed<'a, Value = T>> Visitor<'de> for Tagged<S> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "internally tagged enum {}", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<T, A::Error> {
        let Some(first) = fields.next_key_seed(OtherThan(self.tag))? else {
            return Err(A::Error::missing_field(self.tag));
        };
        match first {
            None => {
                let word = fields.next_value()?;
                let fields = NotAgain { tag: self.tag, fields };
                self.reader.deserialize(Behind { word, fields })
            }
            Some(first) => {
                let Once(value) = fields.next_value()?;
                let mut all = Map::from_iter([(first, value)]);
                while let Some((name, Once(value))) = fields.next_entry()? {
                    put(&mut all, name, value)?;
                }
                self.anew(all).map_err(A::Error::custom)
            }
        }
    }
}

impl<S> Tagged<S> {
    /// Reads it with the word in front.
    fn anew<T>(self, mut fields: Map<String, Value>) -> Result<T, String>
    where
        S: Copy + for<'a> DeserializeSeed<'a, Value = T>,
    {
        let Some(word) = fields.remove(self.tag) else {
            return Err(format!("missing field `{}`", self.tag));
        };
        let mut text = format!("{{\"{}\":{word}", self.tag);
        for (name, value) in fields {
            text.push_str(&format!(",{}:{value}", Value::String(name)));
        }
        text.push('}');
        read_with(text.as_bytes(), self).map_err(|e| unplaced(&e))
    }
}

impl<'de, T, S: Copy + for<'a> DeserializeSeed<'a, Value = T>> DeserializeSeed<'de> for Tagged<S> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_map(self)
    }
}

/// A name, unless it is this one.
struct OtherThan(&'static str);

impl<'de> DeserializeSeed<'de> for OtherThan {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<String>, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for OtherThan {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<String>, E> {
        Ok((name != self.0).then(|| name.to_owned()))
    }
}

/// The fields behind a word, none of which is the word again.
struct NotAgain<A> {
    tag: &'static str,
    fields: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for NotAgain<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some(name) = self.fields.next_key_seed(Name)? else {
            return Ok(None);
        };
        if name == self.tag {
            return Err(A::Error::duplicate_field(self.tag));
        }
        let name: CowStrDeserializer<'de, A::Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    #[inline]
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.fields.next_value_seed(seed)
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.fields.size_hint()
    }
}

/// A name, as it stands in the text wherever it can.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Cow<'de, str>, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// A word, and the fields behind it.
struct Behind<A> {
    word: String,
    fields: A,
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Behind<A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Behind<A> {
    type Error = A::Error;
    type Variant = Rest<A>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Rest<A>), A::Error> {
        let word: StringDeserializer<A::Error> = self.word.into_deserializer();
        Ok((seed.deserialize(word)?, Rest(self.fields)))
    }
}

/// The fields behind a word.
struct Rest<A>(A);

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Rest<A> {
    type Error = A::Error;

    fn unit_variant(mut self) -> Result<(), A::Error> {
        while self.0.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        seed.deserialize(MapAccessDeserializer::new(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;

    tagged! {
        "kind";
        /// Of each form.
        #[derive(Debug, PartialEq)]
        enum Sample {
            Plain,
            One(Box<Inner>),
            Many {
                #[serde(default)]
                n: u8,
                of: Option<Box<Inner>>,
            },
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
    struct Inner {
        text: String,
    }

    fn sample(json: &str) -> Result<Sample, String> {
        read::<Sample>(json.as_bytes()).map_err(|e| e.to_string())
    }

    #[test]
    fn the_word_may_stand_anywhere() {
        let one = || {
            Sample::One(Box::new(Inner {
                text: "\"x\"".to_owned(),
            }))
        };
        let many = Sample::Many { n: 3, of: None };
        assert_eq!(sample(r#"{"kind":"plain"}"#), Ok(Sample::Plain));
        assert_eq!(sample(r#"{"more":[1],"kind":"plain","and":{}}"#), Ok(Sample::Plain));
        assert_eq!(sample(r#"{"kind":"one","text":"\"x\""}"#), Ok(one()));
        assert_eq!(sample(r#"{"text":"\"x\"","kind":"one"}"#), Ok(one()));
        assert_eq!(sample(r#"{"kind":"many","n":3,"else":true}"#).as_ref(), Ok(&many));
        assert_eq!(sample(r#"{"n":3,"kind":"many"}"#).as_ref(), Ok(&many));
        for value in [Sample::Plain, one(), many] {
            let text = serde_json::to_string(&value).unwrap();
            assert!(text.starts_with(r#"{"kind":"#), "{text}");
            assert_eq!(sample(&text).as_ref(), Ok(&value));
            let tree = serde_json::to_value(&value).unwrap();
            assert_eq!(serde_json::from_value::<Sample>(tree).unwrap(), value);
        }
    }

    #[test]
    fn what_is_wrong_is_told_as_for_any_enum() {
        let known = "unknown variant `none`, expected one of `plain`, `one`, `many`";
        for (json, wrong) in [
            (r#"{"kind":"none"}"#, known),
            (r#"{"n":1,"kind":"none"}"#, known),
            (r#"{"n":1}"#, "missing field `kind`"),
            ("{}", "missing field `kind`"),
            (r#"{"kind":"many","n":"x"}"#, "invalid type: string \"x\", expected u8"),
            (r#"{"n":"x","kind":"many"}"#, "invalid type: string \"x\", expected u8"),
            (r#"{"kind":"one"}"#, "missing field `text`"),
            (r#"{"kind":"many","n":1,"n":2}"#, "duplicate field `n`"),
            (r#"{"n":1,"kind":"many","n":2}"#, "duplicate field `n`"),
            (r#"{"n":1,"kind":"many","kind":"plain"}"#, "duplicate field `kind`"),
            (r#"{"kind":"many","n":1,"kind":"many"}"#, "duplicate field `kind`"),
            (r#"{"kind":"plain","kind":"plain"}"#, "duplicate field `kind`"),
            (
                r#"{"kind":"one","text":"","ki\u006ed":"one"}"#,
                "duplicate field `kind`",
            ),
            (
                r#"["many",1]"#,
                "invalid type: sequence, expected internally tagged enum Sample",
            ),
            (r#"{"kind":1}"#, "invalid type: integer `1`, expected a string"),
        ] {
            let told = sample(json).unwrap_err();
            assert!(
                told.starts_with(wrong) && told.matches(" at line ").count() == 1,
                "{json}: {told}"
            );
        }
    }
}
