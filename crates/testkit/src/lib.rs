//! aftersync testkit
#![forbid(unsafe_code)]

pub mod fake;
