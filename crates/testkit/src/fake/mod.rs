//! Fake selling platforms: real HTTP servers on loopback that speak a platform's open API and push its signed messages.
//!
//! A test (or an example) drives the buyers, the platform's staff and the clock through [`FakePlatform::world`]; the library under
//! test sees only the wire. [`FakePlatform::truth`] and [`FakePlatform::actions`] are the ledger to compare with afterwards.
//!
//! The wire is written from the platform's documents and not from the adapter's code, so that two readings can disagree. A new
//! platform is a new dialect (its signature, its methods as a table, its codes) and a row of [`world::Rules`] (its kinds, money,
//! numbers and habits); world, faults, chaos and server stay.

mod accounts;
mod dialect;
pub mod douyin;
mod faults;
mod in_process;
mod killable;
mod log;
mod params;
mod platform;
mod prng;
mod pump;
mod pusher;
mod route;
mod server;
mod state;
pub mod tiktok;
pub mod wechat;
pub mod world;

pub use accounts::Tokens;
pub use dialect::Message;
pub use douyin::{DouyinOptions, OperateRow};
pub use faults::How;
pub use in_process::{Called, Push};
pub use log::{MethodCount, RequestRecord};
pub use platform::FakePlatform;
pub use prng::SplitMix64;
pub use pusher::{Chaos, PumpReport};
pub use tiktok::{TiktokOptions, TiktokShop};
pub use wechat::{WechatOptions, WechatShop};
