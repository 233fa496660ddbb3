//! Reads a value that knows its place in a document and what is left out of it.
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::gone::{Gone, Step};
use super::wrong::Wrong;

type Read<T> = Result<T, Wrong>;

/// A value of a document.
#[derive(Clone, Copy)]
pub(super) struct Written<'t, 'd> {
    value: &'d Value,
    gone: Option<&'t Gone>,
    trail: Trail<'t, 'd>,
}

/// How it is reached.
#[derive(Clone, Copy)]
enum Trail<'t, 'd> {
    Root,
    Field(&'t Trail<'t, 'd>, &'d str),
    Place(&'t Trail<'t, 'd>, usize),
}

impl Trail<'_, '_> {
    fn place(&self) -> Vec<Step> {
        let (above, step) = match self {
            Self::Root => return Vec::new(),
            Self::Field(above, name) => (above, Step::Field((*name).to_owned())),
            Self::Place(above, at) => (above, Step::Place(*at)),
        };
        let mut place = above.place();
        place.push(step);
        place
    }
}

impl<'t, 'd> Written<'t, 'd> {
    pub fn new(value: &'d Value, gone: &'t Gone) -> Self {
        Self {
            value,
            gone: Some(gone),
            trail: Trail::Root,
        }
    }

    fn located<T>(&self, read: Read<T>) -> Read<T> {
        read.map_err(|wrong| wrong.at(self.gone, || self.trail.place()))
    }

    /// What it is, for a reader that cannot take it.
    fn seen(&self) -> Unexpected<'d> {
        match self.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(it) => Unexpected::Bool(*it),
            Value::Number(it) => match (it.as_i64(), it.as_u64()) {
                (Some(it), _) => Unexpected::Signed(it),
                (_, Some(it)) => Unexpected::Unsigned(it),
                _ => Unexpected::Float(it.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(it) => Unexpected::Str(it),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }

    fn visit<V: Visitor<'d>>(&self, visitor: V) -> Read<V::Value> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(it) => visitor.visit_bool(*it),
            Value::Number(it) => match (it.as_i64(), it.as_u64()) {
                (Some(it), _) => visitor.visit_i64(it),
                (_, Some(it)) => visitor.visit_u64(it),
                _ => visitor.visit_f64(it.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(it) => visitor.visit_borrowed_str(it),
            Value::Array(items) => visitor.visit_seq(List {
                items: items.iter().enumerate(),
                of: *self,
            }),
            Value::Object(fields) => visitor.visit_map(Fields::new(fields, self)),
        }
    }
}

impl<'t, 'd> de::Deserializer<'d> for Written<'t, 'd> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'d>>(self, visitor: V) -> Read<V::Value> {
        self.located(self.visit(visitor))
    }

    fn deserialize_option<V: Visitor<'d>>(self, visitor: V) -> Read<V::Value> {
        match self.value {
            Value::Null => self.located(visitor.visit_none()),
            _ => self.located(visitor.visit_some(self)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'d>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        self.located(visitor.visit_newtype_struct(self))
    }

    fn deserialize_enum<V: Visitor<'d>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let read = match self.value {
            Value::String(word) => visitor.visit_enum(word.as_str().into_deserializer()),
            Value::Object(fields) if fields.len() == 1 => visitor.visit_enum(Word {
                fields: Fields::new(fields, &self),
            }),
            _ => Err(de::Error::invalid_type(self.seen(), &"string or map")),
        };
        self.located(read)
    }

    /// A list is no object: readers would take it for the fields in their order.
    fn deserialize_struct<V: Visitor<'d>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let read = match self.value {
            Value::Object(fields) => visitor.visit_map(Fields::new(fields, &self)),
            _ => Err(de::Error::invalid_type(self.seen(), &visitor)),
        };
        self.located(read)
    }

    fn deserialize_ignored_any<V: Visitor<'d>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        <V: Visitor<'d>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

/// A list without what is left out of it.
struct List<'t, 'd> {
    items: std::iter::Enumerate<std::slice::Iter<'d, Value>>,
    of: Written<'t, 'd>,
}

impl<'t, 'd> de::SeqAccess<'d> for List<'t, 'd> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'d>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        for (at, value) in self.items.by_ref() {
            let gone = self.of.gone.and_then(|gone| gone.place(at));
            if gone.is_some_and(Gone::is_all) {
                continue;
            }
            let trail = Trail::Place(&self.of.trail, at);
            let item = Written { value, gone, trail };
            return item.located(seed.deserialize(item)).map(Some);
        }
        Ok(None)
    }
}

/// The fields of an object without those that are left out.
struct Fields<'t, 'd> {
    fields: serde_json::map::Iter<'d>,
    of: &'t Written<'t, 'd>,
    next: Option<(&'d str, &'d Value)>,
}

impl<'t, 'd> Fields<'t, 'd> {
    fn new(fields: &'d Map<String, Value>, of: &'t Written<'t, 'd>) -> Self {
        Self {
            fields: fields.iter(),
            of,
            next: None,
        }
    }

    fn gone(&self, name: &str) -> Option<&'t Gone> {
        self.of.gone.and_then(|gone| gone.field(name))
    }

    fn step(&mut self) -> Option<(&'d str, &'d Value)> {
        let of = self.of;
        let gone = |name: &str| of.gone.and_then(|gone| gone.field(name)).is_some_and(Gone::is_all);
        let (name, value) = self.fields.find(|(name, _)| !gone(name))?;
        self.next = Some((name, value));
        self.next
    }

    fn named<T>(&self, name: &str, read: Read<T>) -> Read<T> {
        read.map_err(|wrong| {
            wrong.at(None, || {
                let mut place = self.of.trail.place();
                place.push(Step::Field(name.to_owned()));
                place
            })
        })
    }
}

impl<'t, 'd> de::MapAccess<'d> for Fields<'t, 'd> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'d>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((name, _)) = self.step() else { return Ok(None) };
        let key: StrDeserializer<'_, Wrong> = name.into_deserializer();
        let read = seed.deserialize(key);
        self.named(name, read).map(Some)
    }

    /// One function for each type: built into every field, it was most of a reader.
    #[inline(never)]
    fn next_value_seed<T: DeserializeSeed<'d>>(&mut self, seed: T) -> Read<T::Value> {
        let Some((name, value)) = self.next.take() else {
            return Err(Wrong::followed());
        };
        let trail = Trail::Field(&self.of.trail, name);
        let gone = self.gone(name);
        let value = Written { value, gone, trail };
        value.located(seed.deserialize(value))
    }
}

/// A word with its value: an object with one field.
struct Word<'t, 'd> {
    fields: Fields<'t, 'd>,
}

impl<'t, 'd> de::EnumAccess<'d> for Word<'t, 'd> {
    type Error = Wrong;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'d>>(mut self, seed: V) -> Read<(V::Value, Self)> {
        let Some((name, _)) = self.fields.step() else {
            return Err(Wrong::followed());
        };
        let word: StrDeserializer<'_, Wrong> = name.into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'t, 'd> de::VariantAccess<'d> for Word<'t, 'd> {
    type Error = Wrong;

    fn unit_variant(mut self) -> Read<()> {
        de::MapAccess::next_value(&mut self.fields)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'d>>(mut self, seed: T) -> Read<T::Value> {
        de::MapAccess::next_value_seed(&mut self.fields, seed)
    }

    fn tuple_variant<V: Visitor<'d>>(mut self, _: usize, visitor: V) -> Read<V::Value> {
        de::MapAccess::next_value_seed(&mut self.fields, Listed(visitor))
    }

    fn struct_variant<V: Visitor<'d>>(mut self, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
        de::MapAccess::next_value_seed(&mut self.fields, Named(visitor))
    }
}

/// Reads a word's values that stand in a list.
struct Listed<V>(V);

impl<'d, V: Visitor<'d>> DeserializeSeed<'d> for Listed<V> {
    type Value = V::Value;

    fn deserialize<D: de::Deserializer<'d>>(self, value: D) -> Result<V::Value, D::Error> {
        value.deserialize_any(self.0)
    }
}

/// Reads a word's values that have names.
struct Named<V>(V);

impl<'d, V: Visitor<'d>> DeserializeSeed<'d> for Named<V> {
    type Value = V::Value;

    fn deserialize<D: de::Deserializer<'d>>(self, value: D) -> Result<V::Value, D::Error> {
        value.deserialize_struct("", &[], self.0)
    }
}
