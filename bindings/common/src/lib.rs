//! What all language bindings share: one table of methods, JSON in and JSON out, errors as data. A binding converts, calls
//! and converts; whatever is decided is decided in the core.
//!
//! * [`Session`]: an open desk, usable from any thread; refuses calls after it was closed and in a forked child.
//! * [`methods`]: every method with the types of its parameters and result. Bindings expose exactly these.
//! * [`call()`] blocks; [`start`] gives a future without a runtime. Both are behind a panic fence.
//! * [`replica`]: the same of a copy on a phone: its methods, opened and called.
//! * [`call_watched`]: a long call that tells how far it is and can be stopped from another thread.
//! * [`rows`]: whole tables as typed rows, for bindings that make columns of them.
//! * `schema`: writes the Python models, the TypeScript types and the reference from the types themselves. Behind the feature
//!   `generate`, which shipped libraries leave out.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod actions;
mod bytes;
mod call;
mod explain;
mod failure;
pub mod ids;
mod method;
pub mod methods;
#[cfg(feature = "desk")]
mod open;
pub mod replica;
pub mod rows;
#[cfg(feature = "generate")]
pub mod schema;
mod session;
#[cfg(feature = "desk")]
mod testing;
mod watch;

pub use bytes::Bytes;
pub use call::{Started, call, envelope, fenced, fenced_future, start};
pub use failure::Failure;
pub use method::{Method, Settings, Way, arguments};
#[cfg(feature = "desk")]
pub use open::{AppSettings, OpenOptions};
pub use session::Session;
#[cfg(feature = "desk")]
pub use testing::TestOptions;
pub use watch::{Watch, call_watched};
