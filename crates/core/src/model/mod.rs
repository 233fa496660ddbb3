//! The nouns.

pub mod axes;
pub(crate) mod words;
