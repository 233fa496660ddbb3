//! Selling platforms for aftersync: bytes to facts, decisions to signed requests.
//!
//! Every platform has a folder with the same file names: `mod` (what it can do), `sign`, `webhook`, `status`, `action`,
//! `poll`; larger ones have a few more beside them. All of it is pure: no clock, no client, no environment. What several
//! platforms share is in `common`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use std::sync::Arc;

use aftersync_core::platform::PlatformAdapter;

mod common;
pub mod douyin;
#[doc(hidden)]
pub mod tables;
pub mod tiktok;
pub mod wechat;

/// Every platform of this crate, in alphabetical order.
pub fn all() -> Vec<Arc<dyn PlatformAdapter>> {
    vec![
        Arc::new(douyin::Douyin),
        Arc::new(tiktok::TikTok),
        Arc::new(wechat::Wechat),
    ]
}
