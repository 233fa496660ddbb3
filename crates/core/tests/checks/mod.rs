//! What the golden tests measure with.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails by panicking
pub mod golden;
pub mod schema;
