//! What the golden tests measure with.
pub mod golden;
pub mod schema;
