//! What the platform has no interface for and the host hands in: chats, the merchant's own app, carriers.
use aftersync::model::shipment::ParcelState;
use aftersync::{
    About, AccountRef, AttestedKey, Channel, Fact, FactBody, KeyKind, MessageSnapshot, ParcelSnapshot, Platform,
    Sender, ShopId, Timestamp,
};

use super::cast::{Buyer, douyin, own_app, shop};

/// Where a buyer writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// In the shop's chat on the platform, read by a plug-in of the merchant's.
    Shop,
    /// In the merchant's own app, where the phone is proven by a code.
    App,
    /// In the live room.
    Room,
}

/// A message.
pub(super) struct Words {
    /// Where.
    pub at: Where,
    /// The channel's number of it.
    pub id: String,
    /// What.
    pub text: String,
    /// The order, where the channel itself knows it.
    pub order: Option<i64>,
}

/// A buyer's account in the merchant's app.
pub(super) fn member(buyer: &Buyer) -> AccountRef {
    AccountRef {
        scope: "member".into(),
        uid: format!("m{}", buyer.id),
        nickname: None,
    }
}

fn phone(buyer: &Buyer) -> AttestedKey {
    AttestedKey {
        kind: KeyKind::ProvenPhone,
        scope: String::new(),
        value: buyer.phone.clone(),
        linkable: true,
    }
}

/// A message as a fact. `account` is who the buyer is on the platform, once an order said so.
pub(super) fn message(buyer: &Buyer, account: Option<AccountRef>, words: &Words, now: Timestamp) -> Fact {
    let (platform, of, channel) = match words.at {
        Where::Shop => (douyin(), shop(), Channel::Chat),
        Where::Room => (douyin(), shop(), Channel::LiveComment),
        Where::App => (own_app(), ShopId::new("member"), Channel::Form),
    };
    let in_app = words.at == Where::App;
    let snapshot = MessageSnapshot {
        external_id: words.id.clone(),
        conversation: conversation(buyer, words.at),
        channel,
        sender: Sender::Buyer,
        account: if in_app { Some(member(buyer)) } else { account },
        keys: if in_app { vec![phone(buyer)] } else { Vec::new() },
        text: words.text.clone(),
        evidence: Vec::new(),
        about: About {
            order: words.order.map(|order| order.to_string()),
            ..About::default()
        },
        issue: None,
        at: now,
    };
    fact(platform, of, now, FactBody::Message(Box::new(snapshot)))
}

/// The conversation a buyer writes in.
pub(super) fn conversation(buyer: &Buyer, at: Where) -> String {
    match at {
        Where::Shop => format!("chat-{}", buyer.id),
        Where::App => format!("form-{}", buyer.id),
        Where::Room => format!("room-{}", buyer.id),
    }
}

/// A member joined their account on the platform to their membership, by a code sent to their phone.
pub(super) fn bound(buyer: &Buyer, account: AccountRef, now: Timestamp) -> Fact {
    let keys = vec![phone(buyer)];
    fact(douyin(), shop(), now, FactBody::Contact { account, keys })
}

/// A carrier's scan.
pub(super) fn scan(number: &str, state: ParcelState, now: Timestamp) -> Fact {
    let snapshot = ParcelSnapshot {
        number: number.to_owned(),
        carrier: Some("shunfeng".into()),
        state,
        at: now,
        last_scan: None,
    };
    let carrier = Platform::new("shunfeng");
    fact(
        carrier,
        ShopId::new("carrier"),
        now,
        FactBody::Parcel(Box::new(snapshot)),
    )
}

fn fact(platform: Platform, shop: ShopId, now: Timestamp, body: FactBody) -> Fact {
    Fact {
        platform,
        shop,
        revision: now.0,
        occurred_at: now,
        body,
        raw: None,
    }
}
