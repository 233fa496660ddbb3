//! One hand-built value of every kind of data of the model, with every field set.
#![allow(dead_code)] // each test binary uses its own part

pub mod chat;
pub mod desk;
pub mod events;
pub mod identity;
pub mod rows;
pub mod settings;
pub mod tasks;
pub mod ticket;
pub mod trade;
pub mod work;

use aftersync_core::model::ids::{Platform, ShopId, Uid};
use aftersync_core::model::money::Money;
use aftersync_core::model::revision::Revision;
use aftersync_core::model::time::Timestamp;

/// An id whose last byte is `n`.
pub fn uid(n: u8) -> Uid {
    let mut bytes = [0x0a; 16];
    bytes[15] = n;
    Uid(bytes)
}

/// `n` minutes after 2025-10-09T08:53:20.123Z.
pub fn at(n: i64) -> Timestamp {
    Timestamp(1_760_000_000_123 + n * 60_000)
}

pub fn cny(fen: i64) -> Money {
    Money::cny(fen)
}

pub fn platform() -> Platform {
    Platform::new("douyin")
}

pub fn shop() -> ShopId {
    ShopId::new("shop-1")
}

pub fn revision() -> Revision {
    Revision {
        number: 1_760_000_000,
        rank: 3,
        hash: 0x0123_4567_89ab_cdef,
    }
}

pub fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}
