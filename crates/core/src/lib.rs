//! aftersync core: the after-sales model, the ports to the outside, the pure rules and the engine.
//!
//! Platforms tell facts, people give commands, a pure core decides, one commit records it, and jobs carry the result
//! back out. This crate knows no database, no HTTP client and no async runtime; those stand behind the ports in
//! [`store`] and [`platform`].
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod automation;
pub mod calendar;
pub mod engine;
pub mod error;
pub mod identity;
pub mod import;
pub mod insight;
pub mod json;
pub mod lifecycle;
pub mod limits;
pub mod model;
pub mod mutation;
pub mod notify;
pub mod platform;
pub mod returns;
pub mod routing;
pub mod secret;
pub mod sla;
pub mod store;
pub mod text;
pub mod warehouse;

pub use error::{Error, ErrorKind, Phase, Result, Retry};
pub use secret::Secret;
