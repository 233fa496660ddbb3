//! From an answer, or from a stored payload, to facts.
use std::collections::BTreeSet;

use aftersync_core::model::aftersale::AccountRef;
use aftersync_core::model::customer::{AttestedKey, KeyKind};
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::fact::{Fact, FactBody, Payload};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Parsed, Signal, Unreadable};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::common::json::{Loose, Reading, Text, parse};

use super::{
    AFTERSALE, COMPLAINT, GUARANTEE, MEDIA, ORDER, PLATFORM, PRESENT, detail, dispute, gift, guarantee, order,
};

/// What is kept of an answer: the object as the platform wrote it, and when, since it counts deadlines from then.
#[derive(Deserialize)]
pub(super) struct Kept<'a> {
    #[serde(rename = "read_at")]
    pub read_at: Timestamp,
    #[serde(borrow)]
    pub object: &'a RawValue,
}

/// The payload to keep.
pub(super) fn kept(object: &str, now: Timestamp) -> String {
    format!("{{\"read_at\":{},\"object\":{object}}}", now.0)
}

/// An object, read: all that facts need beside where they came from.
pub(super) struct Read {
    pub external_id: String,
    pub revision: i64,
    pub occurred_at: Timestamp,
    pub body: FactBody,
    /// The buyer, with the id that is the same in all shops of one open-platform account.
    pub account: Option<AccountRef>,
    pub unionid: Option<String>,
    /// Who paid, where somebody else got it.
    pub giver: Option<Giver>,
    /// A complaint that the object names.
    pub complaint: Option<String>,
}

/// Who paid for a gift.
pub(super) struct Giver {
    pub openid: String,
    pub unionid: Option<String>,
}

impl Giver {
    pub fn of(openid: &Loose<Text<'_>>, unionid: &Loose<Text<'_>>) -> Option<Self> {
        Some(Self {
            openid: openid.owned()?,
            unionid: unionid.owned(),
        })
    }
}

impl Read {
    /// An object of which nothing more is known than this.
    pub fn of(external_id: String, body: FactBody) -> Self {
        Self {
            external_id,
            revision: 0,
            occurred_at: Timestamp::default(),
            body,
            account: None,
            unionid: None,
            giver: None,
            complaint: None,
        }
    }
}

/// Reads one object. What cannot be read is set aside whole, with the reason.
pub(super) fn object(object: &ObjectRef, payload: &str) -> Parsed {
    match read(object, payload).and_then(|read| same(object, read)) {
        Ok(read) => Parsed {
            signals: read.complaint.iter().map(|id| complaint(object, id)).collect(),
            facts: facts(object, read, payload),
            ..Parsed::default()
        },
        Err(reason) => Parsed {
            unreadable: vec![Unreadable {
                payload: payload.as_bytes().to_vec(),
                reason,
                shop: Some(object.shop.clone()),
            }],
            ..Parsed::default()
        },
    }
}

fn read(object: &ObjectRef, payload: &str) -> Reading<Read> {
    let kept: Kept<'_> = parse(payload.as_bytes())?;
    let shop = object.shop.as_str();
    match object.object.as_str() {
        AFTERSALE => detail::read(&kept, shop),
        COMPLAINT => dispute::read(&kept, &object.external_id),
        GUARANTEE => guarantee::read(&kept, shop),
        PRESENT => gift::read(&kept, shop),
        ORDER => order::read(&kept, shop),
        _ => Err("this platform has no such object".to_owned()),
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

fn facts(object: &ObjectRef, read: Read, payload: &str) -> Vec<Fact> {
    let fact = |body, raw| Fact {
        platform: PLATFORM.into(),
        shop: object.shop.clone(),
        revision: read.revision,
        occurred_at: read.occurred_at,
        body,
        raw,
    };
    let buyer = read
        .account
        .zip(read.unionid)
        .map(|(account, unionid)| contact(account, Some(unionid)));
    let giver = read.giver.map(|giver| {
        let account = AccountRef {
            scope: object.shop.as_str().to_owned(),
            uid: giver.openid,
            nickname: None,
        };
        contact(account, giver.unionid)
    });
    let contacts = buyer.into_iter().chain(giver).map(|body| fact(body, None));
    let main = fact(read.body, Some(Payload(payload.to_owned())));
    std::iter::once(main).chain(contacts).collect()
}

/// Somebody, with the id that is the same in all shops of one open-platform account where it is there.
fn contact(account: AccountRef, unionid: Option<String>) -> FactBody {
    let key = |value| AttestedKey {
        kind: KeyKind::UnionId,
        scope: PLATFORM.to_owned(),
        value,
        linkable: true,
    };
    FactBody::Contact {
        account,
        keys: unionid.map(key).into_iter().collect(),
    }
}

/// The complaint is another object, and moves without its after-sale.
fn complaint(object: &ObjectRef, id: &str) -> Signal {
    Signal {
        object: ObjectRef {
            object: COMPLAINT.to_owned(),
            external_id: id.to_owned(),
            ..object.clone()
        },
        revision: None,
        status: None,
        dedupe: None,
    }
}

/// Pictures by their media ids, each once. An address for them must be asked for and soon ends, so the id is kept.
pub(super) fn pictures<'a>(ids: impl Iterator<Item = &'a Text<'a>>, most: usize) -> Vec<Evidence> {
    let mut seen = BTreeSet::new();
    ids.map(|id| id.0.trim())
        .filter(|id| !id.is_empty() && seen.insert(*id))
        .take(most)
        .map(|id| Evidence {
            kind: EvidenceKind::Image,
            url: Some(format!("{MEDIA}{id}")),
            blob: None,
            note: None,
        })
        .collect()
}

/// Names for lines. The platform has none: a line is named by its article, and by its place among those of one article.
pub(super) fn line_names<'a>(skus: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    skus.map(|sku| {
        seen.push(sku);
        match seen.iter().filter(|other| **other == sku).count() {
            1 => sku.to_owned(),
            n => format!("{sku}#{n}"),
        }
    })
    .collect()
}

/// The usable elements of a list of media ids.
pub(super) type MediaIds<'a> = Loose<Vec<Loose<Text<'a>>>>;
