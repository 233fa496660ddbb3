//! The fake platforms over real HTTP: signatures, every kind of after-sale from open to end, faults, tokens and pushes. What
//! stands at the top is Douyin's; the others have a folder each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod caller;
mod client;
mod faults;
mod flows;
mod lists;
mod pushes;
mod receiver;
mod tiktok;
mod vectors;
mod wechat;
mod world;
