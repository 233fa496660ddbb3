//! What could not be read, made ready to be kept whole.
use crate::limits::MAX_BODY_BYTES;
use crate::model::fact::Payload;
use crate::model::ids::{Platform, QuarantineId, ShopId, Uid};
use crate::model::quarantine::Quarantine;
use crate::model::time::Timestamp;
use crate::platform::Unreadable;
use crate::platform::verified::to_hex;

/// A payload for the quarantine. Its id is the digest of what it holds, so that a repeat is one.
pub(crate) fn quarantine(platform: &Platform, from: &str, part: Unreadable, now: Timestamp) -> Quarantine {
    let mut bytes = part.payload;
    bytes.truncate(MAX_BODY_BYTES);
    let (payload, hex) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(e) => (to_hex(e.as_bytes()), true),
    };
    let shop = part.shop.as_ref().map_or("", ShopId::as_str);
    Quarantine {
        id: QuarantineId(Uid::digest(&[platform.as_str(), shop, &payload])),
        platform: platform.clone(),
        shop: part.shop,
        from: from.to_owned(),
        reason: part.reason,
        payload: Payload(payload),
        hex,
        at: now,
        times: 1,
    }
}
