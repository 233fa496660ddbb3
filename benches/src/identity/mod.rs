//! Evaluating who-is-who against data with a known truth.
pub mod load;
pub mod metrics;
pub mod raw;
pub mod run;
pub mod truth;

/// What of the public interface the data are read into.
pub(crate) mod obs {
    pub use aftersync::identity::{Block, Handle, Observation, PhoneShown, normal};
    pub use aftersync::{Platform, Timestamp};
}
