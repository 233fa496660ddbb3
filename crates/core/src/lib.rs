//! aftersync core
#![deny(missing_docs)]

pub mod model;
