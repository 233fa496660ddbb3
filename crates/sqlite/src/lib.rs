//! The embedded ticket store of aftersync: one SQLite file, durable by default.
//!
//! ```no_run
//! use aftersync_sqlite::{Options, SqliteStore};
//! let store = SqliteStore::open("desk.db", Options::default())?;
//! store.backup("desk-backup.db")?;
//! # Ok::<(), aftersync_core::Error>(())
//! ```
//!
//! Rows are kept in sealed envelopes, `(tenant, key, version, open values, envelope)` in one table per row type, lists as
//! entries that core worked out. Several processes may open one file; each commit compares the tenant's commit number.
//! The views of [`VIEWS`] are the public contract for people who read the file with SQL.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod backup;
mod blobs;
mod check;
mod connect;
mod counters;
mod error;
mod forget;
mod lists;
mod migrate;
mod options;
mod pool;
mod read;
mod recode;
mod schema;
mod scope;
mod seal;
mod statements;
mod store;
mod transaction;
mod views;
mod write;

pub use migrate::{APPLICATION_ID, SCHEMA_VERSION, is_sealed};
pub use options::{Durability, Options};
pub use store::SqliteStore;
pub use views::{Column, VIEWS, View};
