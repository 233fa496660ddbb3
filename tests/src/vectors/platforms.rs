//! Which of our code answers which algorithm: one table per platform, each in a file of its own.
use std::sync::Arc;

use aftersync_core::model::axes::Headline;
use aftersync_core::platform::{AppCredentials, PlatformAdapter, Signal};
use serde_json::Value;

use super::file::Vector;
use super::found::{Fields, Found};
use super::{douyin, tiktok, wechat};

/// Every platform that we have an adapter for.
pub const PLATFORMS: &[&Platform] = &[&douyin::DOUYIN, &tiktok::TIKTOK, &wechat::WECHAT];

/// How the vectors of one platform are run.
pub struct Platform {
    /// What stands before the first dot of its algorithms.
    pub owner: &'static str,
    /// Its adapter.
    pub adapter: fn() -> Arc<dyn PlatformAdapter>,
    /// The credentials of a vector. All switches are on: what is not confirmed must be right all the same.
    pub app: fn(&Vector) -> AppCredentials,
    /// What a connectivity check counts as: `hint`, or `verified` where it proves its sender.
    pub probe: &'static str,
    /// The messages in the content of a push, connectivity checks left out.
    pub messages: fn(&[u8]) -> Result<Vec<Value>, String>,
    /// How many signals one message leads to.
    pub signals: fn(&Value) -> usize,
    /// Adds to the fields of a message what its signals do not carry.
    pub message: fn(&[Signal], &Value, &mut Fields),
    /// The headline of a raw status in a table of the adapter; `None` when there is no such table.
    pub headline: fn(&str, &str) -> Option<Option<Headline>>,
    /// Whether a table has a status.
    pub is_known: fn(&str, &str) -> bool,
    /// What runs each algorithm; the first that fits is taken.
    pub rows: &'static [Row],
}

/// How one kind of vector is run.
pub struct Row {
    /// The case.
    pub case: &'static str,
    /// How the algorithm begins.
    pub algorithm: &'static str,
    /// Runs it. The error says why our code could not be asked.
    pub run: fn(&Platform, &Vector) -> Result<Found, String>,
}
