//! From the `data` of an answer, or from a stored payload, to a fact.
use aftersync_core::model::fact::{Fact, FactBody, Payload};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Parsed, Unreadable};

use crate::common::json::Reading;

use super::{AFTERSALE, ORDER, PLATFORM, detail, order};

/// An object, read: all that a fact needs beside where it came from.
pub(super) struct Read {
    pub external_id: String,
    pub revision: i64,
    pub occurred_at: Timestamp,
    pub body: FactBody,
}

/// Reads one object. What cannot be read is set aside whole, with the reason.
pub(super) fn object(object: &ObjectRef, data: &str, roles_known: bool) -> Parsed {
    let read = match object.object.as_str() {
        AFTERSALE => detail::read(data, roles_known),
        ORDER => order::read(data, object.shop.as_str(), &object.external_id),
        _ => Err("this platform has no such object".to_owned()),
    };
    match read.and_then(|read| same(object, read)) {
        Ok(read) => Parsed {
            facts: vec![Fact {
                platform: PLATFORM.into(),
                shop: object.shop.clone(),
                revision: read.revision,
                occurred_at: read.occurred_at,
                body: read.body,
                raw: Some(Payload(data.to_owned())),
            }],
            ..Parsed::default()
        },
        Err(reason) => Parsed {
            unreadable: vec![Unreadable {
                payload: data.as_bytes().to_vec(),
                reason,
                shop: Some(object.shop.clone()),
            }],
            ..Parsed::default()
        },
    }
}

/// An answer about another object than the one asked for is not believed.
fn same(object: &ObjectRef, read: Read) -> Reading<Read> {
    if read.external_id == object.external_id {
        Ok(read)
    } else {
        Err("the answer is about another object".to_owned())
    }
}
