//! What the benches are made of: traffic, a desk to send it to, clocks for threads, the disk's own speed.
//!
//! The benches stand in `benches/`, what they gave in `RESULTS.md`.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
// This package measures: a broken assumption here should stop the run.

pub mod archive;
pub mod compared;
pub mod cpu;
pub mod disk;
pub mod identity;
pub mod merchant;
pub mod record;
pub mod rulesets;
pub mod runs;
pub mod staff;
pub mod subjects;
pub mod timers;
pub mod traffic;
pub mod warm;
pub mod wire;
