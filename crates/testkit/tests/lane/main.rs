//! The lane over the reference store, with the rules of a toy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bench;
mod commit;
mod conflict;
mod determinism;
mod faults;
mod handle;
mod heads;
mod toy;
