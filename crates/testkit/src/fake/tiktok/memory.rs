//! What this platform remembers beside the world: the answers to requests that carried a key against doing things twice.

use std::collections::BTreeMap;

use super::api::Fields;

/// A key as it was used.
struct Used {
    /// Path and body it came with.
    request: String,
    answer: Fields,
}

#[derive(Default)]
pub(super) struct Memory {
    answers: u64,
    keys: BTreeMap<(i64, String), Used>,
}

/// What a key says about a request.
pub(super) enum Key<'a> {
    New,
    Repeated(&'a Fields),
    /// The key came with something else before.
    OtherRequest,
}

impl Memory {
    /// The number of the next answer.
    pub fn next_answer(&mut self) -> u64 {
        self.answers = self.answers.wrapping_add(1);
        self.answers
    }

    pub fn key(&self, shop_id: i64, key: &str, request: &str) -> Key<'_> {
        match self.keys.get(&(shop_id, key.to_owned())) {
            None => Key::New,
            Some(used) if used.request == request => Key::Repeated(&used.answer),
            Some(_) => Key::OtherRequest,
        }
    }

    pub fn remember(&mut self, shop_id: i64, key: &str, request: &str, answer: &Fields) {
        let used = Used {
            request: request.to_owned(),
            answer: answer.clone(),
        };
        self.keys.insert((shop_id, key.to_owned()), used);
    }
}
