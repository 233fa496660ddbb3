//! The fake Douyin platform over real HTTP: signatures, every kind of after-sale from open to end, faults, tokens and pushes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod client;
mod faults;
mod flows;
mod lists;
mod pushes;
mod vectors;
mod world;
