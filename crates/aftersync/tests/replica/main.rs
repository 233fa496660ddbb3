//! Phones that keep a copy of somebody's work, against a desk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub
)]
#![cfg(feature = "sqlite")]

mod bad_input;
mod devices;
mod far;
mod kinds;
mod kit;
mod property;
mod pull;
mod push;
mod races;
mod uploads;
mod widened;
