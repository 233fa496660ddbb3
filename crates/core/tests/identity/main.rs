//! Who is who: laws of the matching, decisions of people, bad input.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod bad;
mod decisions;
mod epochs;
mod kit;
mod late;
mod laws;
