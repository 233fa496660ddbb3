//! aftersync testkit

pub mod fake;
