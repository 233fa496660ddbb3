//! Shared pieces of the cross-crate tests: random histories, and what must be the same in all orders of one.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
// This package is tests: a broken assumption here should stop the test that made it.

pub mod desk;
pub mod fuzz;
pub mod history;
pub mod matrix;
pub mod prng;
pub mod projection;
pub mod run;
pub mod scenario;
pub mod sim;
pub mod subjects;
pub mod vectors;
