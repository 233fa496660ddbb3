//! What our code says about a vector.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What our code says under one key of `expect`.
#[derive(Clone, Debug)]
pub enum Said {
    /// This.
    One(Value),
    /// Any of these is right: where a platform accepts several.
    AnyOf(Vec<Value>),
    /// One entry for each message, in order.
    Facts(Vec<Fields>),
    /// One entry for each object, in any order.
    Tickets(Vec<Fields>),
    /// Names and values; names match without regard to case, further ones are allowed.
    Headers(Vec<(String, String)>),
    /// An object of which the vector may state a part.
    Part(Fields),
}

/// The fields of one message or ticket, by the names of the format. A field that is absent is one that our code does
/// not tell; null is one that it tells to be nothing.
pub type Fields = Map<String, Value>;

/// What our code says, by key of `expect`.
#[derive(Clone, Debug, Default)]
pub struct Found(BTreeMap<&'static str, Said>);

impl Found {
    /// Says one thing.
    pub fn say(&mut self, key: &'static str, value: impl Into<Value>) -> &mut Self {
        self.put(key, Said::One(value.into()))
    }
    /// Says something of another form.
    pub fn put(&mut self, key: &'static str, said: Said) -> &mut Self {
        self.0.insert(key, said);
        self
    }
    /// What is said under a key.
    pub fn get(&self, key: &str) -> Option<&Said> {
        self.0.get(key)
    }
    /// The same, to be handed back.
    pub fn done(&mut self) -> Self {
        std::mem::take(self)
    }
}
