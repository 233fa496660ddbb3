//! Reads a text.
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Reads a value from JSON.
///
/// # Errors
/// The parser's own, with line and column: no JSON, or a value of another shape. A list is no object.
pub fn read<'de, T: Deserialize<'de>>(json: &'de [u8]) -> serde_json::Result<T> {
    read_with(json, PhantomData::<T>)
}

/// Reads what a seed makes of it.
pub(super) fn read_with<'de, S: DeserializeSeed<'de>>(json: &'de [u8], seed: S) -> serde_json::Result<S::Value> {
    let mut text = serde_json::Deserializer::from_slice(json);
    let value = seed.deserialize(Plain(&mut text))?;
    text.end()?;
    Ok(value)
}

/// Reads a value from JSON that is a text already.
///
/// # Errors
/// As [`read`].
pub fn read_text<'de, T: Deserialize<'de>>(json: &'de str) -> serde_json::Result<T> {
    read(json.as_bytes())
}

/// Reads an object that was written without its names: a list of its values, in their order.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_listed<'de, T: Deserialize<'de>>(json: &'de str) -> serde_json::Result<T> {
    let mut text = serde_json::Deserializer::from_slice(json.as_bytes());
    let value = T::deserialize(Listed(&mut text))?;
    text.end()?;
    Ok(value)
}

/// A reader of one object that is written as a list.
struct Listed<R>(R);

impl<'de, R: Deserializer<'de>> Deserializer<'de> for Listed<R> {
    type Error = R::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_seq(Items(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A reader that reads no object from a list, and has one function for each type of a field.
struct Plain<R>(R);

/// Functions that hand on what they are given.
macro_rules! same {
    ($($name:ident)*) => {$(
        #[inline]
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, R::Error> {
            self.0.$name(visitor)
        }
    )*};
}

impl<'de, R: Deserializer<'de>> Deserializer<'de> for Plain<R> {
    type Error = R::Error;

    // What may be anything is a tree of values: there are few types of those, and none has fields.
    same! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_ignored_any
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_option(Inner(visitor))
    }

    #[inline]
    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_unit_struct(name, visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_newtype_struct(name, Inner(visitor))
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_seq(Items(visitor))
    }

    #[inline]
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_tuple(len, Items(visitor))
    }

    #[inline]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, R::Error> {
        self.0.deserialize_tuple_struct(name, len, Items(visitor))
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, R::Error> {
        self.0.deserialize_map(Fields(visitor))
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, R::Error> {
        self.0.deserialize_map(Fields(visitor))
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, R::Error> {
        self.0.deserialize_enum(name, variants, Word(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// What is expected is what the visitor says.
macro_rules! expecting {
    () => {
        type Value = V::Value;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(f)
        }
    };
}

/// A value that may be missing, or is wrapped in a type of its own.
struct Inner<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Inner<V> {
    expecting!();

    #[inline]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline]
    fn visit_some<R: Deserializer<'de>>(self, value: R) -> Result<V::Value, R::Error> {
        self.0.visit_some(Plain(value))
    }

    #[inline]
    fn visit_newtype_struct<R: Deserializer<'de>>(self, value: R) -> Result<V::Value, R::Error> {
        self.0.visit_newtype_struct(Plain(value))
    }

    /// A value that is kept as it is written comes as an object of the parser's own.
    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(fields)
    }
}

/// The items of a list.
struct Items<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Items<V> {
    expecting!();

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Items(items))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Plain(seed))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

/// The fields of an object.
struct Fields<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Fields<V> {
    expecting!();

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Fields(fields))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    /// One function for each type: built into every field, it was most of a reader.
    #[inline(never)]
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Plain(seed))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

/// One of several words, with its value.
struct Word<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Word<V> {
    expecting!();

    #[inline]
    fn visit_enum<A: EnumAccess<'de>>(self, word: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Word(word))
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Word<A> {
    type Error = A::Error;
    type Variant = Word<A::Variant>;

    #[inline]
    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self::Variant), A::Error> {
        let (word, value) = self.0.variant_seed(seed)?;
        Ok((word, Word(value)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Word<A> {
    type Error = A::Error;

    #[inline]
    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    #[inline]
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        self.0.newtype_variant_seed(Plain(seed))
    }

    #[inline]
    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(len, Items(visitor))
    }

    #[inline]
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, Fields(visitor))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Plain<S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<R: Deserializer<'de>>(self, value: R) -> Result<S::Value, R::Error> {
        self.0.deserialize(Plain(value))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::value::RawValue;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Point {
        x: i32,
        #[serde(default)]
        y: Option<i32>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Shape {
        None,
        At(Point),
        Line(i32, i32),
        Box { corner: Point, size: Option<Box<Shape>> },
    }

    #[derive(Debug, Deserialize)]
    struct Kept<'a> {
        #[serde(borrow)]
        as_it_is: &'a RawValue,
        #[serde(borrow)]
        name: &'a str,
        by: BTreeMap<u8, (Point, Shape)>,
    }

    fn told<'de, T: Deserialize<'de> + fmt::Debug>(json: &'de str) -> String {
        read_text::<T>(json).unwrap_err().to_string()
    }

    #[test]
    fn every_form_is_read() {
        let kept: Kept<'_> =
            read(br#"{"as_it_is":[ 1 ],"name":"n","by":{"7":[{"x":1,"y":null},{"line":[1,2]}]}}"#).unwrap();
        assert_eq!((kept.as_it_is.get(), kept.name), ("[ 1 ]", "n"));
        assert_eq!(kept.by[&7], (Point { x: 1, y: None }, Shape::Line(1, 2)));
        let shapes: Vec<Shape> =
            read_text(r#"["none",{"at":{"x":2,"y":3}},{"box":{"corner":{"x":4},"size":"none"}}]"#).unwrap();
        let corner = Point { x: 4, y: None };
        let size = Some(Box::new(Shape::None));
        assert_eq!(
            shapes,
            [
                Shape::None,
                Shape::At(Point { x: 2, y: Some(3) }),
                Shape::Box { corner, size }
            ]
        );
    }

    #[test]
    fn a_list_is_an_object_only_where_it_is_asked_for() {
        assert_eq!(read_listed::<Point>("[1]").unwrap(), Point { x: 1, y: None });
        assert!(read_listed::<(Point, u8)>("[[1],2]").is_err());
        assert!(read_listed::<Point>(r#"{"x":1}"#).is_err());
    }

    #[test]
    fn a_list_is_no_object() {
        assert!(told::<Point>("[1,2]").starts_with("invalid type: sequence, expected struct Point at line 1"));
        assert!(told::<Shape>(r#"{"at":[1,2]}"#).starts_with("invalid type: sequence, expected struct Point"));
        assert!(
            told::<Shape>(r#"{"box":[{"x":1},null]}"#).starts_with("invalid type: sequence, expected struct variant")
        );
        assert!(told::<Vec<Option<Point>>>("[null,[1]]").starts_with("invalid type: sequence"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        assert_eq!(
            told::<Point>("{\n\"x\": \"1\"}"),
            "invalid type: string \"1\", expected i32 at line 2 column 8"
        );
        assert_eq!(told::<Point>(r#"{"y":1}"#), "missing field `x` at line 1 column 7");
        assert!(told::<Shape>(r#"{"box":{"corner":{"x":1},"z":1}}"#).starts_with("unknown field `z`"));
        assert!(told::<Point>(r#"{"x":1} {"#).starts_with("trailing characters"));
    }
}
