//! Evaluating who-is-who against data with a known truth.
pub mod load;
pub mod metrics;
pub mod truth;
